"""Working days: what "còn 3 ngày làm việc" counts."""

from __future__ import annotations

import datetime as dt
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.apps import apps

from emulation.clock.enums import DayKind

SATURDAY: Final = 5
LONGEST: Final = 3660
KNOWN_DAYS: Final = Path(__file__).with_name("holidays.toml")
OCCASIONS: Final = {
    "new_year": "Tết Dương lịch",
    "tet": "Tết Nguyên đán",
    "hung_kings": "Giỗ Tổ Hùng Vương",
    "victory": "Ngày Chiến thắng",
    "labour": "Ngày Quốc tế lao động",
    "national": "Quốc khánh",
    "exchanged": "Nghỉ hoán đổi",
    "worked": "Làm bù ngày nghỉ hoán đổi",
}
SECONDS_KEPT: Final = 60
_kept: list[tuple[float, set[dt.date], set[dt.date]]] = []


def working_days(start: dt.date, end: dt.date) -> int:
    """Return the working days after ``start`` up to and including ``end``; negative backwards.

    Saturdays, Sundays and the holidays of the calendar are free, Saturdays worked in exchange are
    not. Spans beyond ten years are counted as ten years: nobody reads the difference.
    """
    if end < start:
        return -working_days(end, start)
    last = min(end, start + dt.timedelta(days=LONGEST))
    free, worked = _calendar()
    exceptions = sum(start < day <= last for day in worked)
    exceptions -= sum(start < day <= last for day in free)
    return _weekdays_until(last) - _weekdays_until(start) + exceptions


def forget_calendar() -> None:
    """Read the calendar anew; called when a day of it has changed."""
    _kept.clear()


def bring_known_days(**_kwargs: object) -> None:
    """Enter the known days of every year that has none yet; connected to ``post_migrate``.

    A year that the administrator keeps already is left alone.
    """
    holidays = apps.get_model("emulation", "Holiday").objects
    kept = {day.year for day in holidays.values_list("day", flat=True)}
    holidays.bulk_create(
        [holidays.model(**values) for year, values in _known_days() if year not in kept]
    )
    forget_calendar()


def _known_days() -> Iterator[tuple[int, dict[str, Any]]]:
    for year in tomllib.loads(KNOWN_DAYS.read_text(encoding="utf-8"))["years"]:
        for occasion, name in OCCASIONS.items():
            for day in year.get(occasion, ()):
                yield (
                    year["year"],
                    {
                        "day": dt.date.fromisoformat(day),
                        "kind": DayKind.WORKED if occasion == "worked" else DayKind.FREE,
                        "name": name,
                        "source": year["source"],
                        "expected": year.get("expected", False),
                    },
                )


def _calendar() -> tuple[set[dt.date], set[dt.date]]:
    """Return the weekdays that are free and the weekend days that are worked.

    They change a few times a year and are asked for in every row of a list: each process keeps
    them for a minute.
    """
    if not _kept or _kept[0][0] < time.monotonic():
        free, worked = set[dt.date](), set[dt.date]()
        for day, kind in apps.get_model("emulation", "Holiday").objects.values_list("day", "kind"):
            if kind == DayKind.FREE and day.weekday() < SATURDAY:
                free.add(day)
            elif kind == DayKind.WORKED and day.weekday() >= SATURDAY:
                worked.add(day)
        _kept[:] = [(time.monotonic() + SECONDS_KEPT, free, worked)]
    _until, free, worked = _kept[0]
    return free, worked


def _weekdays_until(day: dt.date) -> int:
    """Return how many days from Monday to Friday the calendar has had up to ``day``."""
    weeks, rest = divmod(day.toordinal(), 7)  # its first day was a Monday
    return weeks * SATURDAY + min(rest, SATURDAY)
