"""Reading a PDF back in millimetres and points, to hold it against the rules."""

import re
from dataclasses import dataclass
from io import BytesIO

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTCurve, LTPage

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """A line of text: where it stands (mm from the top left), its letters, how they look."""

    text: str
    page: int
    left: float
    right: float
    top: float
    baseline: float
    size: float
    font: str

    @property
    def centre(self) -> float:
        """Middle of the line."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """Length of the line."""
        return self.right - self.left


@dataclass(frozen=True)
class Rule:
    """A drawn horizontal rule."""

    page: int
    left: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Length of the rule."""
        return self.right - self.left

    @property
    def centre(self) -> float:
        """Middle of the rule."""
        return (self.left + self.right) / 2


class Sheets:
    """The pages of a PDF, measured."""

    def __init__(self, pdf: bytes) -> None:
        # No text boxes: letters are gathered into lines here, by their baseline and distance.
        pages = list(extract_pages(BytesIO(pdf), laparams=LAParams(all_texts=True)))
        self.sizes = [(page.width * MM, page.height * MM) for page in pages]
        self.lines: list[Line] = []
        self.rules: list[Rule] = []
        self.fonts: set[str] = set()
        for number, page in enumerate(pages, start=1):
            self._read(page, number)

    def _read(self, page: LTPage, number: int) -> None:
        letters: list[LTChar] = []
        self._walk(page, page, number, letters)
        rows: dict[float, list[LTChar]] = {}
        for letter in letters:
            self.fonts.add(letter.fontname)
            rows.setdefault(round(letter.matrix[5], 1), []).append(letter)
        for baseline, row in rows.items():
            for piece in _pieces(sorted(row, key=lambda letter: letter.x0)):
                self.lines.append(_line(piece, number, page.height, baseline))

    def _walk(self, item: LTContainer, page: LTPage, number: int, found: list[LTChar]) -> None:
        for part in item:
            if isinstance(part, LTChar):
                found.append(part)
            elif isinstance(part, LTContainer):
                self._walk(part, page, number, found)
            elif isinstance(part, LTCurve) and part.width > 8 and part.height < 2:
                top = (page.height - part.y1) * MM
                self.rules.append(Rule(number, part.x0 * MM, part.x1 * MM, top))

    def find(self, text: str, page: int | None = None) -> Line:
        """Return the first line that contains the text."""
        for line in self.lines:
            if text in line.text and page in (None, line.page):
                return line
        raise AssertionError(f"{text!r} is not in {[line.text for line in self.lines]}")

    def rule_under(self, line: Line) -> Rule:
        """Return the rule next below a line and centred with it."""
        below = [
            rule
            for rule in self.rules
            if rule.page == line.page
            and 0 < rule.top - line.baseline < 6
            and abs(rule.centre - line.centre) < 1
        ]
        return min(below, key=lambda rule: rule.top)

    def text(self, page: int | None = None) -> str:
        """Return the words, spaces normalised, in reading order."""
        lines = [line for line in self.lines if page in (None, line.page)]
        lines.sort(key=lambda line: (line.page, round(line.baseline, 1), line.left))
        return " ".join(" ".join(line.text.split()) for line in lines)


def _pieces(row: list[LTChar]) -> list[list[LTChar]]:
    """Cut a row of letters where a gap is wider than two letters (columns, cells)."""
    pieces = [[row[0]]]
    for before, letter in zip(row, row[1:], strict=False):
        if letter.x0 - before.x1 > 1.2 * letter.size:
            pieces.append([])
        pieces[-1].append(letter)
    return pieces


def _line(letters: list[LTChar], page: int, height: float, baseline: float) -> Line:
    seen = [letter for letter in letters if letter.get_text().strip()] or letters
    size = max(
        round(letter.fontsize if hasattr(letter, "fontsize") else letter.size, 1) for letter in seen
    )
    fonts = [re.sub(r"^[A-Z]{6}\+", "", letter.fontname) for letter in seen]
    return Line(
        text="".join(letter.get_text() for letter in letters).replace("\u00a0", " "),
        page=page,
        left=seen[0].x0 * MM,
        right=seen[-1].x1 * MM,
        top=(height - max(letter.y1 for letter in seen)) * MM,
        baseline=(height - baseline) * MM,
        size=size,
        font=max(set(fonts), key=fonts.count),
    )
