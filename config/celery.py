"""The Celery application; its tasks are found in the ``tasks`` module of every room."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["emulation.jobs"])


@worker_ready.connect
def sweep_at_start(**_kwargs: object) -> None:
    """Ring for what waited while no worker was there, and give the first sign of life."""
    app.send_task("jobs.sweep")  # house-rule: the sweep itself is no job, it rings for jobs
