"""Seats, sessions and ballots."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seat(models.TextChoices):
    """A member's seat."""

    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice chair")
    STANDING = "standing", _("Standing member")
    MEMBER = "member", _("Member")


class SessionState(models.TextChoices):
    """From convened to counted, or cancelled."""

    PLANNED = "planned", _("Convened")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Closed, votes counted")
    CANCELLED = "cancelled", _("Cancelled, nothing counted")

    tones = nonmember({"open": "underway", "closed": "done", "cancelled": "attention"})

    LIVE = nonmember(frozenset({"planned", "open"}))


class Presence(models.TextChoices):
    """How a member takes part."""

    PRESENT = "present", _("Present")
    WRITTEN = "written", _("Absent, written opinion")
    ABSENT = "absent", _("Absent")


TAKING_PART = (Presence.PRESENT, Presence.WRITTEN)


class Choice(models.TextChoices):
    """What a ballot says."""

    FOR = "for", _("Agree")
    AGAINST = "against", _("Do not agree")
    BLANK = "blank", _("Blank")


class LeftOut(models.TextChoices):
    """Why an item of a closed session was not counted."""

    GONE = "gone", _("No longer before the council")
    QUORUM = "quorum", _("Fewer ballots than the quorum")
