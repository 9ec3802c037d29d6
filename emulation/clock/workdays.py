"""Working days: what "còn 3 ngày làm việc" counts."""

import datetime as dt
from typing import Final

from django.conf import settings

SATURDAY: Final = 5
FIXED_HOLIDAYS: Final = {(1, 1), (4, 30), (5, 1), (9, 2)}


def is_working_day(day: dt.date) -> bool:
    """Return whether offices work on ``day``.

    Saturdays, Sundays and the fixed public holidays are free; the moving ones (Tết, the Hùng Kings'
    day, days given in exchange) are the dates in the setting ``HOLIDAYS``, announced year by year.
    """
    return (
        day.weekday() < SATURDAY
        and (day.month, day.day) not in FIXED_HOLIDAYS
        and day not in getattr(settings, "HOLIDAYS", ())
    )


def working_days(start: dt.date, end: dt.date) -> int:
    """Return the working days after ``start`` up to and including ``end``; negative backwards.

    Spans beyond ten years are counted as ten years: nobody reads the difference.
    """
    if end < start:
        return -working_days(end, start)
    days = min((end - start).days, 3660)
    return sum(is_working_day(start + dt.timedelta(days=step)) for step in range(1, days + 1))
