"""Widths of words in the document font, read from the packaged font files.

Used to give table columns a width in which no word is cut, and to find letters the font lacks.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

from emulation.typesetting.compounds import keep_words
from emulation.typesetting.typography import BREAK_HERE, NBSP, WORD_JOINER

ROOT: Final = Path(__file__).resolve().parents[2]
FONT_DIR: Final = ROOT / "static" / "fonts" / "tinos"
MM_PER_POINT: Final = 25.4 / 72
_WIDTHLESS: Final = frozenset((WORD_JOINER, BREAK_HERE))
_BREAKS: Final = re.compile(f"[ \n{BREAK_HERE}]")


@lru_cache(maxsize=4)
def _advances(bold: bool) -> tuple[dict[int, str], dict[str, int], int]:
    """Return character map, advance widths and units per em of the regular or bold face."""
    with TTFont(FONT_DIR / f"Tinos-{'Bold' if bold else 'Regular'}.ttf", lazy=True) as font:
        widths = {name: advance for name, (advance, _bearing) in font["hmtx"].metrics.items()}
        return dict(font.getBestCmap()), widths, font["head"].unitsPerEm


@lru_cache(maxsize=50_000)
def _units(word: str, bold: bool) -> float:
    names, widths, per_em = _advances(bold)
    default = per_em  # an unknown letter: as wide as it is high
    return (
        sum(
            widths.get(names.get(ord(char), ""), default) for char in word if char not in _WIDTHLESS
        )
        / per_em
    )


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in millimetres of `text` set on one line at `size` points."""
    return _units(text, bold) * size * MM_PER_POINT


def widest_word(text: str, *, bold: bool = False) -> float:
    """Return the width in em of the widest piece of `text` that cannot be broken.

    Ordinary spaces, line ends and marked places break; a no-break space holds its words together.
    """
    return max((_units(word, bold) for word in _BREAKS.split(text)), default=0)


def missing_letters(text: str) -> str:
    """Return the letters of `text` that the document font cannot draw, each once, in order."""
    names, _widths, _per_em = _advances(False)
    return "".join(dict.fromkeys(c for c in text if c != "\n" and ord(c) not in names))


def balanced(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Break centred text into the fewest lines of at most `width` mm, as even as possible.

    Lines the author broke stay as they are; words of several syllables stay whole where they can.
    """
    lines = [_even_lines(line, size, width, bold) for line in text.split("\n")]
    return "\n".join(line for group in lines for line in group)


def _even_lines(text: str, size: float, width: float, bold: bool) -> list[str]:
    whole = width_mm(text, size, bold=bold)
    joined = text.replace(" - ", f"{NBSP}- ")  # no line begins with the hyphen
    if whole <= width or " " not in joined:
        return [text]
    count = int(whole // width) + 1
    for kept in (keep_words(joined), joined):
        for lines in range(count, count + 3):
            narrowest = _narrowest(kept.split(" "), lines, size, width, bold)
            if narrowest:
                return narrowest
    return [text]


def _narrowest(words: list[str], lines: int, size: float, width: float, bold: bool) -> list[str]:
    """Return `words` in at most `lines` lines whose longest is shortest; [] when it cannot be."""
    lengths = [width_mm(word, size, bold=bold) for word in words]
    space = width_mm(" ", size, bold=bold)
    limits = sorted({round(width * step / 100, 2) for step in range(30, 101)})
    for limit in limits:
        filled = _filled(words, lengths, space, limit)
        if filled and len(filled) <= lines:
            return filled
    return []


def _filled(words: list[str], lengths: list[float], space: float, limit: float) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for word, length in zip(words, lengths, strict=True):
        if length > limit:
            return []
        if lines[-1] and used + space + length > limit:
            lines.append([])
            used = 0.0
        used += length + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def largest_size(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """Return the letter size, at most `size` points, at which `text` stands on one line."""
    wide = width_mm(text, size, bold=bold)
    return size if wide <= width else int(size * width / wide * 2) / 2
