"""The Celery application; its tasks are found in the ``tasks`` module of every room."""

import os
from functools import partial
from typing import Any

from celery import Celery
from celery.signals import celeryd_after_setup, worker_ready

from config.database import STATEMENT_OF_A_JOB, limit_statements
from config.loading import load_before_fork

SWEEP_SECONDS = 15

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["emulation.jobs"])


@celeryd_after_setup.connect
def load_once(**_kwargs: object) -> None:
    """Let the children, of which each does a few hundred jobs, begin with everything loaded."""
    limit_statements(STATEMENT_OF_A_JOB)
    load_before_fork()


@worker_ready.connect
def sweep_now_and_then(sender: Any, **_kwargs: object) -> None:
    """Call for what waited while no worker was there, give a sign of life, and go on doing so.

    Every worker does, for a sweep may come twice; so no further process has to keep the time.
    """
    ring = partial(
        app.send_task, "jobs.sweep"
    )  # house-rule: the sweep is no job, it rings for jobs
    ring()
    sender.timer.call_repeatedly(SWEEP_SECONDS, ring)
