"""The navigation that fits the acting role."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from emulation.desk.navigation import navigation_for


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the sections that the acting mandate may open."""
    return {"navigation": navigation_for(getattr(request, "mandate", None), request.path)}
