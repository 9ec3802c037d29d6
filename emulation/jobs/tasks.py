"""Celery's entry points: each one line to a service."""

from __future__ import annotations

from celery import shared_task

from emulation.jobs import services


@shared_task(name="jobs.run")
def run(job_id: int) -> None:
    """Take one step of a job and call for the next."""
    if services.run_step(job_id):
        services.notify_worker(job_id)


@shared_task(name="jobs.sweep")
def sweep() -> None:
    """Call again for what was lost, start what is due, clear the embedded broker."""
    services.sweep()
    services.start_due()
    services.remove_old_messages()
