"""Rounds, dossiers and nominees: kinds and states."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundOrigin(models.TextChoices):
    """Why the round was opened."""

    REVIEW = "review", _("Follows a review")
    YEAR_END = "year_end", _("At the year's end")
    SUDDEN = "sudden", _("For a sudden achievement")
    FREE = "free", _("On another occasion")


class RoundState(models.TextChoices):
    """From opening to decided."""

    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Open for dossiers")
    CLOSED = "closed", _("Closed for dossiers")
    ENDED = "ended", _("Ended")

    tones = nonmember({"open": "underway", "closed": "done"})


class DossierState(models.TextChoices):
    """From the officer's draft to what became of it."""

    DRAFT = "draft", _("Being prepared")
    READY = "ready", _("Waiting for the leader")
    SUBMITTED = "submitted", _("Signed and sent")
    RECEIVED = "received", _("Received, being appraised")
    RETURNED = "returned", _("Returned for completion")
    SETTLED = "settled", _("Settled")
    DECLINED = "declined", _("Nobody is proposed")

    tones = nonmember(
        {"submitted": "underway", "received": "done", "returned": "attention", "settled": "done"}
    )

    EDITABLE = nonmember(frozenset({"draft", "returned"}))
    DRAWN_UP = nonmember(frozenset({"draft", "ready"}))
    IN_HAND = nonmember(frozenset({"submitted", "received"}))


class NomineeState(models.TextChoices):
    """What became of one nominee."""

    NOMINATED = "nominated", _("Nominated")
    APPRAISING = "appraising", _("Being appraised")
    SUPPLEMENT = "supplement", _("Supplement asked for")
    PASSED = "passed", _("Passed appraisal")
    VOTED = "voted", _("Passed the council")
    REFUSED = "refused", _("Not proposed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DECIDED = "decided", _("Honoured")

    tones = nonmember(
        {
            "appraising": "underway",
            "supplement": "attention",
            "passed": "done",
            "refused": "late",
            "decided": "done",
        }
    )

    ALIVE = nonmember(
        frozenset({"nominated", "appraising", "supplement", "passed", "voted", "decided"})
    )
    READY_FOR_DECISION = nonmember(frozenset({"passed", "voted"}))


class Way(models.TextChoices):
    """Through whom a unit's dossier comes to the authority."""

    DIRECT = "direct", _("Directly")
    UNIT_ABOVE = "unit_above", _("Through the unit above")
    STANDING_AGENCY = "standing_agency", _("Through the campaign's standing agency")
    UNIT = "unit", _("Through a unit that is named")


class IntakeChannel(models.TextChoices):
    """How a dossier came in."""

    PORTAL = "portal", _("Through this portal")
    ONE_STOP = "one_stop", _("One-stop desk")
    SERVICE_PORTAL = "service_portal", _("Public-service portal")
    POST = "post", _("By post")
    HAND = "hand", _("Brought in person")
