"""States of a report and by what way its figures came in."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """From the empty report that waits to the one the office accepted, or that ended without."""

    WAITING = "waiting", _("Not begun")
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Waiting for the leader")
    APPROVED = "approved", _("Approved by the unit")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned for completion")
    LAPSED = "lapsed", _("Ended without a report")

    EDITABLE = nonmember(frozenset({"waiting", "draft", "returned"}))
    RECEIVED = nonmember(frozenset({"approved", "accepted"}))
    # what the unit still owes the office, and where nothing is to be done any more
    OWED = nonmember(frozenset({"waiting", "draft", "returned", "submitted"}))
    SETTLED = nonmember(frozenset({"accepted", "lapsed"}))

    tones = nonmember(
        {
            "draft": "underway",
            "submitted": "underway",
            "approved": "underway",
            "accepted": "done",
            "returned": "attention",
        }
    )


class Channel(models.TextChoices):
    """By what way figures reached the office that entered them for a unit."""

    PORTAL = "portal", _("Entered in the portal")
    EXCEL = "excel", _("Excel file")
    LETTER = "letter", _("Official letter")
    EMAIL = "email", _("E-mail")
    CHAT = "chat", _("Chat group or photo")
    PHONE = "phone", _("Telephone")
