"""The pages for what went wrong; each in plain Vietnamese, none with a trace."""

from __future__ import annotations

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from emulation.ui.middleware import keep_form


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403, with the reason when the rule gave one."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, the same for what is hidden and what does not exist."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with the request's number and nothing else.

    Where the database is frozen or was restarted, wherever the request stood, it is 503 with what
    to do: middleware asks the database too, and no view hears of that.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return busy(request)
    context = {"request_id": getattr(request, "request_id", "")}
    return render(request, "500.html", context, status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """Answer 503, without asking the database for anything."""
    page = render_to_string("busy.html", {"request_id": getattr(request, "request_id", "")})
    return HttpResponse(page, status=503, headers={"Retry-After": "10"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose security token is gone; what was typed is kept for its account."""
    keep_form(request)
    context: dict[str, Any] = {
        "reason": _("The page was open too long. Go back, reload it and send it again.")
    }
    return render(request, "403.html", context, status=403)


for view in (bad_request, forbidden, not_found, server_error, csrf_failure):
    view.permission = "public"  # type: ignore[attr-defined]
