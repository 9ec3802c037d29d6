"""What a cell of a workbook holds, and how it is read as text, day or figure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from emulation.ui.cleaning import clean_text
from emulation.ui.vietnamese import format_number, parse_number

FIRST_DAY = dt.date(1899, 12, 30)
# as Excel counts days: of the years 1910 to 2100
SERIALS = range(3654, 73_415)
DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
EARLIEST, LATEST = 1900, 2100


@dataclass(frozen=True, slots=True)
class Percent:
    """A figure that Excel shows in per cent: the cell holds 0.95, the figure is 95."""

    figure: Decimal

    def __str__(self) -> str:
        return f"{format_number(self.figure)}%"


@dataclass(frozen=True, slots=True)
class Broken:
    """A formula without a value: the error that it gives, or "" when it was never computed."""

    error: str = ""

    def __str__(self) -> str:
        return self.error or "=…"


Cell = str | int | Decimal | bool | dt.date | dt.datetime | Percent | Broken | None
Rows = list[list[Cell]]


def require_value(cell: Cell) -> None:
    """Raise ``ValueError`` with a sentence for a formula without a value."""
    if isinstance(cell, Broken) and not cell.error:
        raise ValueError(
            _("This formula was never computed; open the file in Excel, save it and read it again.")
        )
    if isinstance(cell, Broken):
        clean_text(cell.error)
        raise ValueError(_("The formula of this cell gives an error; correct it in Excel."))


def text_of(cell: Cell) -> str:
    """Return a cell's text as it is kept, "" for a blank one; ``ValueError`` says what is wrong."""
    require_value(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, Decimal):
        return format_number(cell)
    return clean_text(str(cell))


def day_of(cell: Cell, *, short_years: bool = False) -> dt.date | None:
    """Return the day, however it is written; ``None`` for a blank cell.

    With ``short_years`` "31/10/21" is of this century; days of birth may be of either, and are
    asked for with four digits. ``ValueError`` says how to write it.
    """
    require_value(cell)
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if cell is None or cell == "":
        return None
    day = cell if isinstance(cell, dt.date) else _written_day(cell, short_years)
    if day is None or not EARLIEST <= day.year <= LATEST:
        raise ValueError(_("Write the date as day/month/year, for example 05/03/2021."))
    return day


def _written_day(cell: Cell, short_years: bool) -> dt.date | None:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return FIRST_DAY + dt.timedelta(days=cell) if cell in SERIALS else None
    found = DAY.fullmatch(clean_text(str(cell)))
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    if year < 100 and not short_years:
        raise ValueError(_("Write the year with four digits."))
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def figure_of(cell: Cell, *, percent: bool, places: int) -> tuple[Decimal | None, str]:
    """Return the figure and, when it was changed, from what.

    ``percent`` says that the quantity is measured in per cent: "95%", and 0.95 that Excel shows as
    95%, are 95; for any other quantity they are a fault. What Excel computed is rounded half up to
    ``places``; what somebody typed as text is not. ``ValueError`` says what to do.
    """
    require_value(cell)
    if cell is None or cell == "":
        return None, ""
    if isinstance(cell, bool | dt.date):
        raise ValueError(_("A figure belongs here."))
    if isinstance(cell, str):
        typed = clean_text(cell)
        if typed.endswith("%"):
            _require_percent(percent, typed)
        return parse_number(typed.removesuffix("%")), ""
    if isinstance(cell, Percent):
        _require_percent(percent, str(cell))
    figure = cell.figure if isinstance(cell, Percent) else Decimal(cell)  # type: ignore[arg-type]
    rounded = figure.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return rounded, "" if rounded == figure else format_number(figure)


def _require_percent(percent: bool, shown: str) -> None:
    if not percent:
        text = _("This cell is in per cent (%(shown)s), the indicator is not; write its amount.")
        raise ValueError(text % {"shown": shown})
