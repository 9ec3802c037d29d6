"""Gives every request a number and logs how it was answered, without addresses or queries."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from emulation.audit.context import request_id

logger = logging.getLogger("portal.request")


class RequestLogMiddleware:
    """Numbers and logs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the number stands in the header, the log and on the page for faults."""
        number = str(uuid.uuid4())
        request.request_id = number  # type: ignore[attr-defined]
        token = request_id.set(number)
        began = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = number
            if not request.path.startswith("/static/"):
                user = getattr(request, "user", None)
                logger.info(
                    "%s %s %s",
                    request.method,
                    request.path,
                    response.status_code,
                    extra={
                        "account": getattr(user, "pk", None),
                        "ms": round((time.monotonic() - began) * 1000),
                    },
                )
            return response
        finally:
            request_id.reset(token)
