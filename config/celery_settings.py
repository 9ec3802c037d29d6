"""How Celery is set: the database is the truth, the broker only a doorbell.

Results stay in job rows, a killed child's message comes back, prefetch is one so that a long job
holds nobody else's, and pickles are refused. ``broker`` chooses Redis or the embedded file queue.
"""

from pathlib import Path
from typing import Any

CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "default"
VISIBILITY_SECONDS = 900


def broker(redis_url: str, folder: Path) -> tuple[str, dict[str, Any]]:
    """Return broker URL and transport options: Redis when given, else files below ``folder``.

    The file queue serves one machine only. Its processed folder lies beside the queue so that
    taking a message is one atomic rename; the sweep empties it.
    """
    if redis_url:
        return redis_url, {
            "visibility_timeout": VISIBILITY_SECONDS,
            "unacked_restore_interval": 10,
            "socket_connect_timeout": 5,
            "socket_timeout": 30,
            "socket_keepalive": True,
            "health_check_interval": 25,
        }
    queue, processed, control = (folder / name for name in ("queue", "processed", "control"))
    for path in (queue, processed, control):
        path.mkdir(parents=True, exist_ok=True)
    return "filesystem://", {
        "data_folder_in": str(queue),
        "data_folder_out": str(queue),
        "processed_folder": str(processed),
        "control_folder": str(control),
        "store_processed": True,
        "polling_interval": 0.2,
    }
