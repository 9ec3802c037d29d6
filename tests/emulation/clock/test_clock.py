"""The province's own day, in the demo and elsewhere."""

import datetime as dt

from emulation import clock


def test_the_demo_lives_on_its_own_day_and_everybody_else_on_the_real_one(db, settings):
    token = clock._fixed.set(None)
    try:
        settings.DEMO = True
        clock.forget_demo_day()
        assert clock.today() == clock.DEMO_START
        settings.DEMO = False
        assert clock.today() == clock.real_now().astimezone(clock.ZONE).date()
    finally:
        clock._fixed.reset(token)


def test_the_year_turns_at_midnight_in_vietnam():
    before = dt.datetime(2021, 12, 31, 16, 59, tzinfo=dt.UTC).astimezone(clock.ZONE)
    after = dt.datetime(2021, 12, 31, 17, 1, tzinfo=dt.UTC).astimezone(clock.ZONE)
    with clock.at(before):
        assert clock.today().year == 2021
    with clock.at(after):
        assert clock.today().year == 2022
