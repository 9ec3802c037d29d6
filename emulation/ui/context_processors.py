"""What every page shows: the province, the date, a fresh one-time key."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from emulation.clock import today
from emulation.ui.forms import new_key


def portal(request: HttpRequest) -> dict[str, Any]:
    """Return the values of the page frame."""
    user = getattr(request, "user", None)
    account_id = user.pk if user is not None and user.is_authenticated else None
    return {
        "portal": {
            "province": settings.PROVINCE_NAME,
            "demo": settings.DEMO,
            "today": today(),
            "once": new_key(account_id) if account_id else "",
        },
        "mandate": getattr(request, "mandate", None),
        "LANGUAGE_CODE": get_language(),
    }
