"""The one clock of the portal: the province's date and time in Asia/Ho_Chi_Minh.

Deadlines, mandates, legal bases, number years and every "as of" default read only this. In the
demo the province lives on a date of its own, which the administrator may move forward.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DEMO_START = dt.date(2021, 11, 22)

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed_time", default=None)
_demo_day: ContextVar[dt.date | None] = ContextVar("demo_day", default=None)


def now() -> dt.datetime:
    """Return the present moment of the province, aware, in its zone."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    real = dt.datetime.now(ZONE)
    if settings.DEMO:
        return dt.datetime.combine(_day_of_demo(), real.timetz())
    return real


def real_now() -> dt.datetime:
    """Return the machine's own time, for what is technical: jobs, sessions, receipts, health."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """Return the present day of the province."""
    return now().date()


@contextmanager
def at(moment: dt.date | dt.datetime) -> Iterator[None]:
    """Hold the clock at ``moment`` (a day means nine in the morning) inside the block.

    For loading the demo's past and for tests; no view offers it.
    """
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(9))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZONE)
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)


def forget_demo_day() -> None:
    """Read the demo's day anew; called at the start of each request and job step."""
    _demo_day.set(None)


def _day_of_demo() -> dt.date:
    day = _demo_day.get()
    if day is None:
        row = apps.get_model("emulation", "ProvinceDate").objects.order_by("-day").first()
        day = row.day if row else DEMO_START
        _demo_day.set(day)
    return day
