"""Writes of the desk: the demo's date, counting visits from the log."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections import Counter
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from emulation.audit.services import record
from emulation.clock import forget_demo_day, today
from emulation.clock.models import ProvinceDate
from emulation.desk.models import LogPosition, PageVisits
from emulation.people.models import Mandate
from emulation.ui.errors import Refused

PUBLIC_PAGES = re.compile(r"^/(phong-trao/[-a-z0-9]+/|khen-thuong/|xac-minh/|)$")
LINE = re.compile(r"^\[(?P<day>\d\d/\w{3}/\d{4}):[^\]]*\] GET (?P<path>\S+) 200 ")
BLOCK_BYTES = 4 * 1024 * 1024


@transaction.atomic
def move_clock(*, by: Mandate, day: dt.date) -> None:
    """Move the demo province to ``day``; raises ``Refused`` for a day that is not later."""
    if day <= today():
        raise Refused(_("The province's date can only be moved forward."))
    ProvinceDate.objects.create(day=day, set_by=by)
    record(by=by, action="clock.move", changes={"day": day})
    forget_demo_day()


def has_visits(log: Path) -> bool:
    """Return whether ``log`` changed since it was counted."""
    if not log.exists():
        return False
    status = log.stat()
    counted = LogPosition.objects.filter(name=log.name, inode=status.st_ino, offset=status.st_size)
    return not counted.exists()


@transaction.atomic
def count_visits(log: Path) -> int:
    """Count the public pages in the lines that ``log`` gained since the last time.

    Reads at most four megabytes, whole lines only, and returns how many bytes remain. A log that
    was replaced is read from its beginning.
    """
    if not log.exists():
        return 0
    status = log.stat()
    # two workers at once would count the same lines twice
    position, _created = LogPosition.objects.select_for_update().get_or_create(name=log.name)
    start = position.offset if position.inode == status.st_ino else 0
    start = start if start <= status.st_size else 0
    with log.open("rb") as stream:
        stream.seek(start)
        block = stream.read(BLOCK_BYTES)
    block = block[: block.rfind(b"\n") + 1]
    for (path, day), count in _visits(block.decode(errors="replace")).items():
        _add(path, day, count)
    position.inode, position.offset = status.st_ino, start + len(block)
    position.save()
    return status.st_size - position.offset


def _visits(text: str) -> Counter[tuple[str, dt.date]]:
    visits: Counter[tuple[str, dt.date]] = Counter()
    for line in text.splitlines():
        match = LINE.match(line)
        if match and PUBLIC_PAGES.match(match["path"]):
            day = dt.datetime.strptime(match["day"], "%d/%b/%Y").replace(tzinfo=dt.UTC).date()
            visits[match["path"], day] += 1
    return visits


def _add(path: str, day: dt.date, count: int) -> None:
    if not PageVisits.objects.filter(path=path, day=day).update(count=F("count") + count):
        PageVisits.objects.create(path=path, day=day, count=count)


def record_earlier_visits(*, path: str, day: dt.date, count: int) -> None:
    """Take over the visits that a page had on another system before it came here."""
    PageVisits.objects.update_or_create(path=path, day=day, defaults={"count": count})


@transaction.atomic
def empty_log(log: Path, larger_than: int) -> bool:
    """Empty ``log`` when it is larger than so many bytes and was counted to its end.

    The web server appends, so it goes on at the beginning; visits of this very moment are lost.
    """
    if not log.exists() or log.stat().st_size <= larger_than:
        return False
    position = LogPosition.objects.select_for_update().filter(name=log.name).first()
    if position is None or position.offset < log.stat().st_size:
        return False
    os.truncate(log, 0)
    position.offset = 0
    position.save()
    return True
