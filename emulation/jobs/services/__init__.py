"""Background work: queueing it, working it off, running what is periodic, forgetting what ended."""

from emulation.jobs.services.queueing import cancel_job, enqueue, notify_worker, retry_job
from emulation.jobs.services.retention import remove_ended_jobs, remove_old_messages
from emulation.jobs.services.running import MAX_ATTEMPTS, run_now, run_step, sweep
from emulation.jobs.services.schedules import start_due

__all__ = [
    "MAX_ATTEMPTS",
    "cancel_job",
    "enqueue",
    "notify_worker",
    "remove_ended_jobs",
    "remove_old_messages",
    "retry_job",
    "run_now",
    "run_step",
    "start_due",
    "sweep",
]
