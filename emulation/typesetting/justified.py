"""Justified text whose lines are not torn: where no-break spaces would, some give way.

A line is torn when too little stands on it and its spaces are stretched over the whole width. The
lines are worked out here with the widths of the document font, before the text is laid out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from emulation.typesetting.metrics import width_mm
from emulation.typesetting.typography import BREAK_HERE, NBSP

SIZE: Final = 14.0
LOOSENED: Final = 1.5  # a space stretched by more than this times its width gives a binding up
TORN: Final = 2.5  # and by more than this, the text stands flush left instead
_SPACES: Final = re.compile(f"[ {NBSP}]")


@dataclass(frozen=True, slots=True)
class Justified:
    """The text with the bindings that it can keep, and whether it is still torn."""

    text: str
    torn: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A piece no line may be broken in, where it starts, and what parts it from the next."""

    start: int
    text: str
    ends: str


def justify(text: str, width: float, *, indent: float = 12.7) -> Justified:
    """Return `text` as it is best set in lines of `width` mm, the first shortened by `indent`."""
    space = width_mm(" ", SIZE)
    for _turn in range(text.count(NBSP) + 1):
        tight = next(_stretched(text, width, indent, LOOSENED * space), None)
        if tight is None:
            return Justified(text, torn=False)
        room, carried = tight
        place = _last_that_fits(carried, room)
        if place < 0:
            break
        text = f"{text[: carried.start + place]} {text[carried.start + place + 1 :]}"
    torn = next(_stretched(text, width, indent, TORN * space), None) is not None
    return Justified(text, torn)


def _words(line: str, start: int) -> Iterator[_Word]:
    for found in re.finditer(rf"([^ {BREAK_HERE}]+)([ {BREAK_HERE}]?)", line):
        yield _Word(start + found.start(), found.group(1), found.group(2))


def _stretched(
    text: str, width: float, indent: float, most: float
) -> Iterator[tuple[float, _Word]]:
    """Yield (room left on it, word carried down from it) of each line stretched beyond `most`."""
    space, start = width_mm(" ", SIZE), 0
    for paragraph in text.split("\n"):
        used, spaces, room = 0.0, 0, width - indent
        joint = ""
        for word in _words(paragraph, start):
            length = width_mm(word.text, SIZE)
            gap = space if joint == " " else 0.0
            if used and used + gap + length > room:
                # the spaces of a line are what is stretched; a line of one word has none
                if (room - used) / max(spaces, 1) > most:
                    yield room - used - gap, word
                used, spaces, room, gap = 0.0, 0, width, 0.0
            used += gap + length
            spaces += (1 if gap else 0) + word.text.count(NBSP)
            joint = word.ends
        start += len(paragraph) + 1


def _last_that_fits(word: _Word, room: float) -> int:
    """Return where the longest beginning of `word` that fits into `room` ends; -1: none does."""
    places = [found.start() for found in _SPACES.finditer(word.text)]
    fitting = [place for place in places if width_mm(word.text[:place], SIZE) <= room]
    return fitting[-1] if fitting else -1
