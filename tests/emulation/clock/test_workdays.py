"""Counting working days."""

import datetime as dt

import pytest

from emulation.clock.workdays import is_working_day, working_days


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (dt.date(2021, 11, 22), dt.date(2021, 11, 22), 0),
        (dt.date(2021, 11, 22), dt.date(2021, 11, 25), 3),
        (dt.date(2021, 11, 26), dt.date(2021, 11, 29), 1),  # over a weekend
        (dt.date(2021, 11, 26), dt.date(2021, 11, 28), 0),
        (dt.date(2021, 11, 25), dt.date(2021, 11, 22), -3),
        (dt.date(2021, 4, 29), dt.date(2021, 5, 4), 2),  # 30/4 and 1/5 are holidays
    ],
)
def test_working_days(start, end, days):
    assert working_days(start, end) == days


def test_announced_holidays_come_from_the_settings(settings):
    settings.HOLIDAYS = {dt.date(2021, 2, 11)}
    assert not is_working_day(dt.date(2021, 2, 11))
    assert is_working_day(dt.date(2021, 2, 10))
