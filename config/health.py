"""``GET /healthz``: is the portal fit to serve?"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from emulation.clock import real_now
from emulation.files.services import store_is_whole
from emulation.jobs.models import WorkerSign

WORKER_SILENT_AFTER = dt.timedelta(minutes=2)
UP, DOWN = "up", "down"


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, files, broker and worker are up, else 503 naming what is down."""
    database, worker = _database_and_worker()
    files = UP if database == UP and store_is_whole() else DOWN
    parts = {"database": database, "files": files, "broker": _broker(), "worker": worker}
    healthy = set(parts.values()) == {UP}
    return JsonResponse(
        {"status": "ok" if healthy else "degraded", **parts}, status=200 if healthy else 503
    )


healthz.permission = "public"  # type: ignore[attr-defined]


def _database_and_worker() -> tuple[str, str]:
    try:
        sign = WorkerSign.objects.filter(name="worker").first()
    except DatabaseError:
        return DOWN, DOWN
    alive = sign is not None and real_now() - sign.at < WORKER_SILENT_AFTER
    return UP, UP if alive else DOWN


def _broker() -> str:
    if not settings.ENV.redis_url:
        folder = settings.CELERY_BROKER_FOLDER / "queue"
        return UP if folder.is_dir() else DOWN
    from redis import Redis, RedisError  # noqa: PLC0415 -- 9 MB that the embedded broker saves

    try:
        with Redis.from_url(settings.ENV.redis_url, socket_timeout=2) as client:
            client.ping()
    except RedisError:
        return DOWN
    return UP
