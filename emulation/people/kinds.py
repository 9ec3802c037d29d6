"""The nightly cleaning of ended sessions and of requests for a reset."""

from __future__ import annotations

import datetime as dt

from django.contrib.sessions.models import Session

from emulation.clock import real_now
from emulation.people.models import ResetRequest
from emulation.registries.work import every_night


@every_night
def remove_ended_sessions() -> int:
    """Delete the sessions that have ended; return how many."""
    count, _details = Session.objects.filter(expire_date__lt=real_now()).delete()
    return count


@every_night
def remove_reset_requests() -> int:
    """Delete requests for a reset that are a week old; return how many."""
    week_ago = real_now() - dt.timedelta(days=7)
    count, _details = ResetRequest.objects.filter(asked_at__lt=week_ago).delete()
    return count
