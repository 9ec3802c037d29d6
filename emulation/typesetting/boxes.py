"""What the finished layout itself shows to be wrong: read from WeasyPrint's boxes in the child.

Imported by `child` only; knows nothing of Django.
"""

from collections.abc import Iterator
from typing import Any, Final

TOLERANCE: Final = 0.75  # CSS pixels, 0.2 mm
LEAST_LINES_WITH_SIGNATURE: Final = 2
MOST_STRETCHED: Final = 2.6  # widths of a space; `justified` keeps lines below 2.5
MOST_OF_A_PAGE: Final = 5  # words out of place that are named of one page


def problems(document: Any) -> list[dict[str, Any]]:
    """Return [{"code", "page", "text"}]: words out of place, torn lines, what stands alone."""
    found: list[dict[str, Any]] = []
    last = len(document.pages)
    for number, page in enumerate(document.pages, start=1):
        found += _overflows(page._page_box, number)[:MOST_OF_A_PAGE]
        found += _torn_lines(page._page_box, number)
        if number < last and (text := _last_line(page._page_box)).endswith(":"):
            found.append({"code": "lonely_lead_in", "page": number, "text": text[-60:]})
        if _lonely_closing(page._page_box) and number > 1:
            found.append({"code": "lonely_signature", "page": number, "text": ""})
    return found


def _torn_lines(page_box: Any, number: int) -> Iterator[dict[str, Any]]:
    """Yield the justified lines whose spaces were stretched beyond what a reader passes over."""
    for child in _content(page_box):
        for text, _cell in _words(child, None):
            space = text.style["font_size"] / 4
            if text.justification_spacing > MOST_STRETCHED * space:
                yield {"code": "torn_line", "page": number, "text": text.text[:60]}


def _last_line(page_box: Any) -> str:
    """Return the last words of the page's running text; "" when a table or picture ends it."""
    line, lowest = "", 0.0
    for child in _content(page_box):
        for text, cell in _words(child, None):
            if text.position_y >= lowest:
                lowest = text.position_y
                line = "" if cell is not None else text.text
    return line.rstrip()


def _kind(box: Any) -> str:
    return type(box).__name__


def _children(box: Any) -> Iterator[Any]:
    yield from getattr(box, "children", ()) or ()


def _content(page_box: Any) -> Iterator[Any]:
    """Yield the boxes of the page's text; margin boxes (page numbers) are left out."""
    for child in _children(page_box):
        if not _kind(child).startswith("Margin"):
            yield child


def _overflows(page_box: Any, number: int) -> list[dict[str, Any]]:
    left, top = page_box.content_box_x(), page_box.content_box_y()
    area = (left, top, left + page_box.width, top + page_box.height)
    found = []
    for child in _content(page_box):
        for text, cell in _words(child, None):
            if _outside(text, area):
                found.append({"code": "outside_margin", "page": number, "text": text.text[:60]})
            elif cell is not None and _outside_cell(text, cell):
                code = "outside_cell" if cell.element_tag in ("td", "th") else "outside_column"
                found.append({"code": code, "page": number, "text": text.text[:60]})
    return found


def _words(box: Any, cell: Any) -> Iterator[tuple[Any, Any]]:
    if _kind(box) == "TextBox":
        if box.text.strip():
            yield box, cell
        return
    if _kind(box) == "TableCellBox":  # of a table, or a column of the head and the closing
        cell = box
    for child in _children(box):
        yield from _words(child, cell)


def _outside(text: Any, area: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = area
    return bool(
        text.position_x < left - TOLERANCE
        or text.position_x + text.width > right + TOLERANCE
        or text.position_y < top - 4 * TOLERANCE
        or text.position_y + text.height > bottom + 4 * TOLERANCE
    )


def _outside_cell(text: Any, cell: Any) -> bool:
    left = cell.border_box_x()
    return bool(
        text.position_x < left - TOLERANCE
        or text.position_x + text.width > left + cell.border_width() + TOLERANCE
    )


def _lonely_closing(page_box: Any) -> bool:
    """Tell whether the signature stands on the page with less than two lines of the body."""
    lines = 0
    for child in _content(page_box):
        for line in _lines_before_closing(child):
            if line is None:
                return lines < LEAST_LINES_WITH_SIGNATURE
            lines += 1
    return False


def _lines_before_closing(box: Any) -> Iterator[Any]:
    """Yield each line of text, then None where the closing begins."""
    element = getattr(box, "element", None)
    if element is not None and "closing" in (element.get("class") or "").split():
        yield None
        return
    if _kind(box) == "LineBox":
        yield box
        return
    for child in _children(box):
        yield from _lines_before_closing(child)
