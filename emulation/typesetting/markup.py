"""From a frozen text to the HTML page that the layout worker turns into PDF.

The templates live in the repository and are rendered by an engine of their own: no context
processors, no tag libraries, escaping always on. What people typed reaches them only as data.
"""

import base64
from functools import lru_cache
from typing import Any, Final

import segno
from django.template import Context, Engine

from emulation.typesetting import drawing, wording
from emulation.typesetting.blocks import (
    Article,
    Block,
    Bullet,
    Chart,
    Clause,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Rich,
    Row,
    Section,
    Table,
)
from emulation.typesetting.justified import justify
from emulation.typesetting.metrics import MM_PER_POINT, ROOT, balanced, width_mm
from emulation.typesetting.paper import Annex, Paper, SignatureBlock, Verification
from emulation.typesetting.typography import bind, bind_all
from emulation.typesetting.widths import (
    LANDSCAPE_MM,
    PADDING_MM,
    PORTRAIT_MM,
    Fit,
    fit,
    grouped_head,
)

TEMPLATE_DIR: Final = ROOT / "templates" / "emulation" / "typesetting"

# Widths of the centred parts, as in paper.css, a little less so that rounding breaks no line.
ISSUER_MM: Final = 65.0
TITLE_MM: Final = 144.0
LETTER_SUBJECT_MM: Final = 57.0
RECIPIENT_MM: Final = 73.0
# Lines of recipients that keep together with the signature, and how many stand beside it when
# there are more.
RECIPIENTS_KEPT: Final = 30
RECIPIENTS_BESIDE: Final = 14
TALL_ROW_MM: Final = 80.0


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return the engine that knows the printed templates only."""
    return Engine(dirs=[str(TEMPLATE_DIR)], autoescape=True, debug=False)


def paper_html(paper: Paper) -> str:
    """Return the HTML of an official text; its style sheets are added by the layout worker."""
    context = {
        "paper": paper,
        "title": paper.title or paper.kind_code,
        "parent": balanced(paper.letterhead.parent.upper(), 13, ISSUER_MM),
        "body_name": balanced(paper.letterhead.body.upper(), 13, ISSUER_MM, bold=True),
        "number_line": bind_all(bind(paper.number.line)) if paper.number else "",
        "number_width": _number_width(paper),
        "place_date": "" if paper.minutes else bind_all(wording.place_and_date(paper)),
        "type_name": paper.type_name.upper(),
        "subject": _subject(paper),
        "authority_heading": bind(paper.authority_heading.upper()),
        "addressees": wording.addressee_lines(paper),
        "legal_bases": [_basis(line) for line in wording.legal_basis_lines(paper)],
        "enacting_line": wording.enacting_line(paper),
        "blocks": _body(paper),
        **_recipients(paper),
        "left": _signatures(paper, "left"),
        "right": _signatures(paper, "right"),
        "annexes": [_annex(paper, index) for index in range(len(paper.annexes))],
        "verification": _verification(paper.verification),
    }
    return engine().get_template("paper.html").render(Context(context))


def _body(paper: Paper) -> list[dict[str, Any]]:
    body = wording.with_end_mark(paper.body)
    blocks = [_block(block, PORTRAIT_MM) for block in body]
    if body and wording.stays_with_signature(body[-1], PORTRAIT_MM):
        blocks[-1]["kept"] = True
    return blocks


def _number_width(paper: Paper) -> str:
    """Return the room of a number longer than the letterhead above it, taken from the date's."""
    wide = width_mm(paper.number.line, 13) + 4 if paper.number else 0.0
    return f"{wide:.2f}" if wide > ISSUER_MM else ""


def _basis(line: str) -> dict[str, Any]:
    set_line = justify(bind(line), PORTRAIT_MM)
    return {"text": set_line.text, "torn": set_line.torn}


def _recipients(paper: Paper) -> dict[str, list[str]]:
    """Return who gets it: the lines beside the signature, and those that go on below it.

    The signature keeps its page; a long list of recipients is continued over the next ones.
    """
    lines = [bind(line) for line in wording.recipient_lines(paper)]
    beside = lines
    if _height_in_lines(lines) > RECIPIENTS_KEPT:
        room, beside = RECIPIENTS_BESIDE, []
        for line in lines:
            room -= _height_in_lines([line])
            if room < 0:
                break
            beside.append(line)
    return {"recipients": beside, "more_recipients": lines[len(beside) :]}


def _height_in_lines(lines: list[str]) -> int:
    return sum(int(width_mm(line, 11) // RECIPIENT_MM) + 1 for line in lines)


def _subject(paper: Paper) -> str:
    subject = bind(paper.subject)
    if paper.is_letter:
        return balanced(subject, 12, LETTER_SUBJECT_MM)
    return balanced(subject, 14, TITLE_MM, bold=True)


def _signatures(paper: Paper, side: str) -> list[dict[str, Any]]:
    return [_signature(block) for block in paper.signatures if block.side == side]


def _signature(block: SignatureBlock) -> dict[str, Any]:
    return {
        "lines": [bind(line.upper()) for line in block.lines],
        "note": block.note,
        "image": block.image if drawing.is_picture(block.image) else "",
        "other_position": block.other_position,
        "name": bind_all(block.name),
    }


def _annex(paper: Paper, index: int) -> dict[str, Any]:
    annex: Annex = paper.annexes[index]
    width = LANDSCAPE_MM if annex.landscape else PORTRAIT_MM
    return {
        "label": bind_all(paper.annex_label(index)),
        "title": balanced(bind(annex.title.upper()), 14, TITLE_MM, bold=True),
        "subject": balanced(bind(annex.subject), 14, TITLE_MM, bold=True),
        "reference": balanced(bind(wording.annex_reference(paper, annex)), 14, TITLE_MM),
        "landscape": annex.landscape,
        "blocks": [_block(block, width) for block in annex.body],
    }


def _verification(verification: Verification | None) -> dict[str, str] | None:
    if verification is None:
        return None
    picture = segno.make(verification.url, error="m").svg_data_uri(border=0, scale=4)
    return {"code": verification.code, "url": verification.url, "picture": picture}


def spans(text: Rich) -> list[dict[str, Any]]:
    """Return the pieces of a text with their no-break spaces."""
    if isinstance(text, str):
        return [{"text": bind(text)}]
    return [{"text": bind(span.text), "bold": span.bold, "italic": span.italic} for span in text]


def _block(block: Block, width: float) -> dict[str, Any]:
    match block:
        case Section():
            return {"kind": "section", "number": block.number, "title": bind(block.title.upper())}
        case Heading():
            return {"kind": "heading", "number": block.number, "title": bind(block.title)}
        case Article():
            title = bind(block.title)
            lead = "" if title else f"Điều {block.number}. "
            text = _text(block.text, width, lead)
            return {"kind": "article", "number": block.number, "title": title} | text
        case Clause():
            text = _text(block.text, width, f"{block.number}. ")
            return {"kind": "clause", "number": block.number} | text
        case Item():
            return {"kind": "item", "mark": block.mark} | _text(
                block.text, width, f"{block.mark}) "
            )
        case Bullet():
            mark = "-" if block.level == 1 else "+"
            return {"kind": "bullet", "mark": mark} | _text(block.text, width, f"{mark} ")
        case Paragraph():
            look = {"align": block.align, "indent": block.indent and block.align == "justify"}
            indent = 12.7 if look["indent"] else 0.0
            return {"kind": "paragraph"} | look | _text(block.text, width, indent=indent)
        case Table():
            return {"kind": "table"} | _table(block, width)
        case Chart():
            return {"kind": "chart"} | _chart(block, width)
        case PageBreak():
            return {"kind": "page_break"}
    raise TypeError(f"Unknown block: {block!r}")


def _text(text: Rich, width: float, lead: str = "", indent: float = 12.7) -> dict[str, Any]:
    """Return the pieces of a text, how its lines are set, and whether what follows stays by it.

    `lead` is what stands before it on its first line.
    """
    pieces = spans(text)
    bound = "".join(piece["text"] for piece in pieces)
    set_text = justify(lead + bound, width, indent=indent)
    given_up, at = set_text.text[len(lead) :], 0
    for piece in pieces:
        piece["text"], at = given_up[at : at + len(piece["text"])], at + len(piece["text"])
    return {"spans": pieces, "torn": set_text.torn, "lead": bound.rstrip().endswith(":")}


def _chart(chart: Chart, width: float) -> dict[str, Any]:
    drawn = drawing.safe_svg(chart.svg).encode()
    return {
        "title": bind(chart.title),
        "alt": chart.alt,
        "source": f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}",
        "width": f"{min(chart.width_mm, width):.2f}",
        "height": f"{chart.height_mm:.2f}",
        "data": _table(chart.data, width) if chart.data else None,
    }


def _table(table: Table, width: float) -> dict[str, Any]:
    laid = fit(table, width)
    groups = grouped_head(table.columns)
    return {
        "title": bind(table.title),
        "note": bind(table.note),
        "size": f"{laid.size:g}",
        "widths": [f"{column:.2f}" for column in laid.widths],
        "upper_head": _upper_head(table, groups) if any(name for name, _ in groups) else None,
        "lower_head": [bind(column.title) for column in table.columns if column.group],
        "head": [bind(column.title) for column in table.columns],
        "rows": [_row(row, table, laid) for row in table.rows],
    }


def _upper_head(table: Table, groups: list[tuple[str, int]]) -> list[dict[str, Any]]:
    cells, place = [], 0
    for name, span in groups:
        title = name or table.columns[place].title
        cells.append({"title": bind(title), "span": span, "deep": not name})
        place += span
    return cells


def _row(row: Row, table: Table, laid: Fit) -> dict[str, Any]:
    cells, place, tall = [], 0, False
    for index, cell in enumerate(row.cells):
        span = row.span if index == 0 else 1
        align = table.columns[place].align
        if index == 0 and row.span > 1:
            align = "left" if row.kind == "group" else "center"
        cells.append({"text": bind(cell), "align": align, "span": span})
        tall = tall or _is_tall(cell, sum(laid.widths[place : place + span]), laid.size)
        place += span
    return {"kind": row.kind, "cells": cells, "tall": tall}


def _is_tall(cell: str, width: float, size: float) -> bool:
    """Tell whether a cell is so high that its row has to go on over the page."""
    line = size * 1.15 * MM_PER_POINT
    if len(cell) * line < TALL_ROW_MM:  # not even with one letter a line
        return False
    lines = sum(
        int(width_mm(part, size) / max(width - PADDING_MM, 1)) + 1 for part in cell.split("\n")
    )
    return lines * line > TALL_ROW_MM
