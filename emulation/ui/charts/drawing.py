"""The pencil of the charts: escaped SVG elements, scales, colours, wrapped labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from emulation.ui.charts.figures import Figure
from emulation.ui.escaping import escaped

WIDTH = 520.0
FONT = 13
SMALL = 11
CHARACTER = 7.4  # mean width of a character at FONT, in user units
INK, MUTED, RULE, FAINT = "#1B1F24", "#55606B", "#8A949E", "#E3E6E8"
COLOURS = ("#0B4F94", "#A4161A", "#1E6B3A", "#7A4300", "#5B3A8C")  # each at least 7 : 1 on white
STATE_COLOURS = {"done": COLOURS[2], "attention": COLOURS[3], "late": COLOURS[1]}
DASHES = ("", "7 3", "2 3", "9 3 2 3", "12 4")
TARGET = "#1B1F24"


def element(name: str, content: str = "", /, **attributes: object) -> SafeString:
    """Return one SVG element; ``stroke_width`` is ``stroke-width``, empty values are left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(_short(value))}"'
        for key, value in attributes.items()
        if value not in ("", None)
    )
    return SafeString(f"<{name}{written}>{escaped(content)}</{name}>")  # nosec B703


def _short(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)


def joined(parts: Iterable[str]) -> SafeString:
    """Return the parts one after the other."""
    return SafeString("".join(map(escaped, parts)))  # nosec B703


def frame(title: str, description: str, height: float, parts: Iterable[str]) -> SafeString:
    """Return the whole drawing with its name and description for those who cannot see it."""
    described = [element("title", title)]
    if description:
        described.append(element("desc", description))
    return element(
        "svg",
        joined([*described, *parts]),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_short(WIDTH)} {_short(float(height))}",
        role="img",
        font_size=FONT,
        fill=INK,
    )


def text(x: float, y: float, words: str, **attributes: object) -> SafeString:
    """Return a text with its base line at ``y``."""
    return element("text", words, x=x, y=y, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> SafeString:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def marker(shape: int, x: float, y: float, colour: str) -> SafeString:
    """Return the point of a series; every series has a shape of its own, colour is not needed."""
    if shape == 0:
        return element("circle", cx=x, cy=y, r=3.5, fill=colour)
    if shape == 1:
        return element("rect", x=x - 3.2, y=y - 3.2, width=6.4, height=6.4, fill=colour)
    corners = {
        2: ((0, -4.5), (4.3, 3.2), (-4.3, 3.2)),
        3: ((0, -4.5), (4.5, 0), (0, 4.5), (-4.5, 0)),
        4: ((0, 4.5), (4.3, -3.2), (-4.3, -3.2)),
    }[shape % 5]
    points = " ".join(f"{_short(x + dx)},{_short(y + dy)}" for dx, dy in corners)
    return element("polygon", points=points, fill=colour)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values to places, with round marks."""

    low: float
    high: float
    step: float
    start: float
    end: float

    def at(self, value: Decimal | float) -> float:
        """Return the place of ``value``."""
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def marks(self) -> list[Decimal]:
        """Return the round values to mark."""
        count = round((self.high - self.low) / self.step)
        step = Decimal(repr(self.step))
        first = Decimal(repr(self.low))
        return [(first + step * place).normalize() + 0 for place in range(count + 1)]


def scale(values: Iterable[Figure], start: float, end: float, *, from_zero: bool = True) -> Scale:
    """Return a scale over all ``values`` with three to six round marks."""
    known = [float(value) for value in values if value is not None] or [0.0, 1.0]
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = low + (abs(low) or 1.0)
    raw = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw * 0.999999)
    step = float(f"{step:.12g}")
    return Scale(
        float(f"{math.floor(low / step + 1e-9) * step:.12g}"),
        float(f"{math.ceil(high / step - 1e-9) * step:.12g}"),
        step,
        start,
        end,
    )


def wrapped(words: str, width: float, lines: int = 2) -> list[str]:
    """Break ``words`` into at most ``lines`` lines; what does not fit ends with an ellipsis."""
    most = max(int(width / CHARACTER), 4)
    broken: list[str] = [""]
    for word in words.split():
        candidate = f"{broken[-1]} {word}".strip()
        if len(candidate) <= most or not broken[-1]:
            broken[-1] = candidate
        else:
            broken.append(word)
    kept = broken[:lines]
    if len(broken) > lines or len(kept[-1]) > most:
        kept[-1] = kept[-1][: most - 1].rstrip() + "…"
    return kept


def label(x: float, y: float, words: str, width: float, **attributes: object) -> SafeString:
    """Return a label of up to two lines, the first with its base line at ``y``."""
    spans = (
        element("tspan", piece, x=x, dy=0 if place == 0 else FONT + 1)
        for place, piece in enumerate(wrapped(words, width))
    )
    return element("text", joined(spans), x=x, y=y, **attributes)


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Move places apart until they lie at least ``gap`` from each other, keeping their order."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    for upper, lower in zip(order, order[1:], strict=False):
        moved[lower] = max(moved[lower], moved[upper] + gap)
    return moved


def legend(
    names: Sequence[str], y: float, target: str = "", colours: Sequence[str] = COLOURS
) -> list[SafeString]:
    """Return the names of the series in one row, each beside its mark."""
    parts: list[SafeString] = []
    x = 0.0
    for place, name in enumerate(names):
        parts.append(element("rect", x=x, y=y - 9, width=10, height=10, fill=colours[place]))
        parts.append(text(x + 15, y, name))
        x += 15 + len(name) * CHARACTER + 18
    if target:
        parts.append(line(x + 5, y - 11, x + 5, y + 3, stroke=TARGET, stroke_width=2.5))
        parts.append(text(x + 13, y, target, fill=MUTED))
    return parts
