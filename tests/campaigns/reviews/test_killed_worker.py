"""A worker killed in the middle of a review: another one goes on, nothing is lost or done twice."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from campaigns.reviews.models import FrozenLine, ReviewTotal
from emulation.audit.models import AuditEntry
from emulation.clock import at
from emulation.jobs.models import Job
from emulation.jobs.services import sweep
from emulation.workflow.models import TransitionLog
from tests.builders.reports import DAY, Province, build
from tests.builders.reviews import begin, computed

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[3]
WAIT = 90


@pytest.fixture
def province(transactional_db: Any) -> Iterator[Province]:
    with at(DAY):
        stage = build()
        for number, code in enumerate(("huyen0", "huyen1", "huyen2")):
            stage.deliver(code, {"lua": 40 + number, "tngt": 5, "bhyt": 92 + number})
        yield stage


def worker() -> subprocess.Popen[bytes]:
    """Start a real Celery worker on the database of the test."""
    db = connection.settings_dict
    host = f"{db['USER']}:{db['PASSWORD']}@{db['HOST']}" + (f":{db['PORT']}" if db["PORT"] else "")
    address = f"postgres://{host}/{db['NAME']}"
    if str(db["HOST"]).startswith("/"):
        socket = str(db["HOST"]).replace("/", "%2F")
        address = f"postgres://{db['USER']}:{db['PASSWORD']}@{socket}/{db['NAME']}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": address,
        "VAR_DIR": str(settings.VAR_DIR),
        "FAILPOINTS": "1",
        "DEMO": "0",
    }
    command = [
        sys.executable, "-m", "celery", "-A", "config.celery", "worker", "-P", "solo",
        "-Q", "celery,render,compute,import,mail", "--without-gossip", "--without-mingle", "-l", "WARNING",
    ]  # fmt: skip
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def wait_until(condition: Any, process: subprocess.Popen[bytes] | None = None) -> None:
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.2)


@pytest.mark.parametrize("place", ["freezing", "adding", "ranking", "drafting"])
def test_killed_in_the_middle_and_taken_up_by_another(province: Province, place: str) -> None:
    folder = settings.VAR_DIR / "failpoints"
    folder.mkdir(parents=True, exist_ok=True)
    failpoint = folder / f"reviews.compute.{place}"
    failpoint.write_text("kill")
    review = begin(province)
    job = review.job
    assert job is not None
    first = worker()
    try:
        wait_until(lambda: first.poll() is not None)
    finally:
        first.kill()
    assert first.returncode == -9
    job.refresh_from_db()
    assert job.state == "running"
    assert not failpoint.exists()
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - dt.timedelta(minutes=5))
    second = worker()
    try:
        sweep()
        wait_until(lambda: Job.objects.filter(pk=job.pk, state="done").exists())
    finally:
        second.terminate()
        second.wait(timeout=30)
    review.refresh_from_db()
    assert review.state == "draft"
    assert (FrozenLine.objects.count(), ReviewTotal.objects.count()) == (9, 4)
    assert review.standings.count() == 3
    assert TransitionLog.objects.filter(object_type="campaigns.Review", name="finish").count() == 1
    assert AuditEntry.objects.filter(action="reviews.computed").count() == 1
    whole = computed(province)
    mine = list(
        review.standings.order_by("participant").values_list("completion", "rank", "received")
    )
    theirs = list(
        whole.standings.order_by("participant").values_list("completion", "rank", "received")
    )
    assert mine == theirs
    for attribute in ("drafted",):
        assert list(review.sections.values_list(attribute)) == list(
            whole.sections.values_list(attribute)
        )
