"""The blocks that make the body of an official text. See `paper` for how to use them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Final, Literal

from emulation.typesetting.typography import clean, point_letter, roman

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Clean:
    """Base of all parts: every text is cleaned, every list becomes a tuple, when it is made."""

    def __post_init__(self) -> None:
        for part in fields(self):
            value = getattr(self, part.name)
            object.__setattr__(self, part.name, _cleaned(value))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return tuple(_cleaned(item) for item in value)
    return value


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in bold or italic. Outer spaces are meaningful and kept as one space."""

    text: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        inner = clean(self.text)
        before = " " if self.text[:1].isspace() else ""
        after = " " if self.text[-1:].isspace() and inner else ""
        object.__setattr__(self, "text", f"{before}{inner}{after}")


Rich = str | tuple[Span, ...]


def plain(text: Rich) -> str:
    """Return the text without its bold and italic."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


@dataclass(frozen=True, slots=True)
class Section(Clean):
    """I. TITLE IN CAPITALS (bold); Roman number given in order when left out."""

    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Heading(Clean):
    """1. Title (bold), inside a section; numbered in order within it when left out."""

    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Article(Clean):
    """Điều n. In decisions: `text` follows on the same line, upright; `title` stands bold."""

    text: Rich = ""
    title: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Clause(Clean):
    """1. Clause (khoản), upright; numbered in order within its article or heading."""

    text: Rich
    number: str = ""


@dataclass(frozen=True, slots=True)
class Item(Clean):
    """a) Point (điểm) by the Vietnamese alphabet (… d) đ) e) …), lettered in order."""

    text: Rich
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Bullet(Clean):
    """- A line of an enumeration (level 1) or + one below it (level 2)."""

    text: Rich
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph(Clean):
    """A paragraph: justified with first-line indent, or centred, or flush left or right."""

    text: Rich
    align: Literal["justify", "left", "center", "right"] = "justify"
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Column(Clean):
    """A table column. `share` is its part of the width; `group` a common head over neighbours."""

    title: str
    share: float = 1.0
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row(Clean):
    """A table row. The first cell covers `span` columns; group and total rows are bold."""

    cells: tuple[str, ...]
    kind: Literal["row", "group", "total"] = "row"
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table(Clean):
    """A table with repeated head. `size` is the letter size in points (10 to 13)."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    note: str = ""
    size: float = 12.0

    def __post_init__(self) -> None:
        Clean.__post_init__(self)
        if not self.columns:
            raise ValueError("A table needs at least one column.")
        for row in self.rows:
            if len(row.cells) + row.span - 1 != len(self.columns):
                raise ValueError(f"A row of {len(self.columns)} columns is expected: {row.cells!r}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing (SVG text, our own charts) with what it shows in words and its figures."""

    svg: str
    alt: str
    title: str = ""
    data: Table | None = None
    width_mm: float = 150.0
    height_mm: float = 80.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "alt", clean(self.alt))
        object.__setattr__(self, "title", clean(self.title))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Section | Heading | Article | Clause | Item | Bullet | Paragraph | Table | Chart | PageBreak


def group_row(label: str, columns: int) -> Row:
    """Return a row with one bold label across the whole table ("I. TẬP THỂ")."""
    return Row((label,), kind="group", span=columns)


# How people begin an item, by hand or pasted from Word: a mark, then a space or a tab.
SECOND_LEVEL = "+"
ITEM: Final = re.compile(r"[-–—•·▪*+]\s+")


def prose(text: str) -> tuple[Block, ...]:
    """Turn typed text into blocks: each line a paragraph; "- " and "+ " lines are enumerations."""
    blocks: list[Block] = []
    for line in clean(text).split("\n"):
        line = line.strip()
        if item := ITEM.match(line):
            level = 2 if line.startswith(SECOND_LEVEL) else 1
            blocks.append(Bullet(line[item.end() :], level=level))
        elif line:
            blocks.append(Paragraph(line))
    return tuple(blocks)


@dataclass
class _Counters:
    """Where the automatic numbers stand; a higher part starts the lower ones again."""

    section: int = 0
    article: int = 0
    heading: int = 0
    clause: int = 0
    item: int = 0

    def step(self, name: str, *, restarts: tuple[str, ...]) -> int:
        setattr(self, name, getattr(self, name) + 1)
        for lower in restarts:
            setattr(self, lower, 0)
        return int(getattr(self, name))


_RESTARTS: Final = {
    "section": ("heading", "clause", "item"),
    "article": ("clause", "item"),
    "heading": ("clause", "item"),
    "clause": ("item",),
    "item": (),
}


def numbered(body: Iterable[Block]) -> tuple[Block, ...]:
    """Fill the numbers and letters that were left out, in order of appearance."""
    counters = _Counters()
    return tuple(_number(block, counters) for block in body)


def _number(block: Block, counters: _Counters) -> Block:
    def step(name: str) -> int:
        return counters.step(name, restarts=_RESTARTS[name])

    match block:
        case Section():
            value = roman(step("section"))
            return block if block.number else replace(block, number=value)
        case Heading():
            value = str(step("heading"))
            return block if block.number else replace(block, number=value)
        case Article():
            value = str(step("article"))
            return block if block.number else replace(block, number=value)
        case Clause():
            value = str(step("clause"))
            return block if block.number else replace(block, number=value)
        case Item():
            value = point_letter(step("item") - 1)
            return block if block.mark else replace(block, mark=value)
        case Paragraph() | Table() | Chart():
            counters.item = 0
    return block
