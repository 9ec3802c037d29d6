"""Signs of life of a step that takes long: laying out an annex of thousands of rows.

A job whose worker was killed is claimed again when its last sign is old; one that is only slow, on
a busy machine, must not be taken a second time beside itself.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from emulation.clock import real_now
from emulation.jobs.models import Job

EVERY = dt.timedelta(seconds=25)
AT_MOST = 60  # signs of one step: what hangs for longer is let go


@contextmanager
def signs_of_life(job: Job) -> Iterator[None]:
    """Let the claim on ``job`` stay fresh while the block runs, for half an hour at most."""
    done = threading.Event()
    threading.Thread(target=_beat, args=(job.pk, job.claim, done), daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _beat(pk: int, claim: str, done: threading.Event) -> None:
    for _turn in range(AT_MOST):
        if done.wait(EVERY.total_seconds()):
            return
        try:
            Job.objects.filter(pk=pk, claim=claim).update(heartbeat_at=real_now())
        except DatabaseError:  # the step itself may hold the lock: the next sign comes
            continue
        finally:
            connection.close()
