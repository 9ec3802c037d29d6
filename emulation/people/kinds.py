"""The nightly cleaning of ended sessions."""

from __future__ import annotations

from django.contrib.sessions.models import Session

from emulation.clock import real_now
from emulation.registries.work import every_night


@every_night
def remove_ended_sessions() -> int:
    """Delete the sessions that have ended; return how many."""
    count, _details = Session.objects.filter(expire_date__lt=real_now()).delete()
    return count
