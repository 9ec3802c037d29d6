"""Working days: what "còn 3 ngày làm việc" counts."""

import datetime as dt
from typing import Final

from django.conf import settings

SATURDAY: Final = 5
LONGEST: Final = 3660
FIXED_HOLIDAYS: Final = {(1, 1), (4, 30), (5, 1), (9, 2)}


def working_days(start: dt.date, end: dt.date) -> int:
    """Return the working days after ``start`` up to and including ``end``; negative backwards.

    Saturdays, Sundays and the fixed public holidays are free; the moving ones (Tết, the Hùng Kings'
    day, days given in exchange) are the dates in the setting ``HOLIDAYS``, announced year by year.
    Spans beyond ten years are counted as ten years: nobody reads the difference.
    """
    if end < start:
        return -working_days(end, start)
    last = min(end, start + dt.timedelta(days=LONGEST))
    free = sum(start < day <= last for day in _free_weekdays(start.year, last.year))
    return _weekdays_until(last) - _weekdays_until(start) - free


def _weekdays_until(day: dt.date) -> int:
    """Return how many days from Monday to Friday the calendar has had up to ``day``."""
    weeks, rest = divmod(day.toordinal(), 7)  # its first day was a Monday
    return weeks * SATURDAY + min(rest, SATURDAY)


def _free_weekdays(first: int, last: int) -> set[dt.date]:
    """Return the holidays of the years that do not fall on a weekend."""
    years = range(first, last + 1)
    fixed = (dt.date(year, month, day) for year in years for month, day in FIXED_HOLIDAYS)
    return {day for day in (*fixed, *getattr(settings, "HOLIDAYS", ())) if day.weekday() < SATURDAY}
