"""Counting working days."""

import datetime as dt

import pytest

from emulation.clock.workdays import FIXED_HOLIDAYS, working_days


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


def test_a_long_span_counts_each_day_that_is_free(settings):
    settings.HOLIDAYS = {dt.date(2021, 2, 11), dt.date(2021, 2, 13), dt.date(2021, 5, 1)}
    start, counted = dt.date(2019, 12, 28), 0
    for step in range(1, 1200):
        day = start + dt.timedelta(days=step)
        fixed = (day.month, day.day) in FIXED_HOLIDAYS
        counted += day.weekday() < 5 and not fixed and day not in settings.HOLIDAYS
        assert working_days(start, day) == counted


def test_announced_holidays_come_from_the_settings(settings):
    settings.HOLIDAYS = {dt.date(2021, 2, 11)}
    assert working_days(dt.date(2021, 2, 9), dt.date(2021, 2, 10)) == 1
    assert working_days(dt.date(2021, 2, 10), dt.date(2021, 2, 11)) == 0
