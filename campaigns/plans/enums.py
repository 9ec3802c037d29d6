"""Kinds and states of campaigns and the parts of a plan."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignKind(models.TextChoices):
    """Forms of emulation (Law 2003 Art 16, Law 2022 Art 16)."""

    REGULAR = "regular", _("Regular emulation")
    THEMATIC = "thematic", _("Thematic emulation")
    DRIVE = "drive", _("Time-bound drive")


class CampaignState(models.TextChoices):
    """From draft to closed; number, seal and issue are states of the plan's document."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted for signature")
    SIGNED = "signed", _("Signed, waiting for its number")
    ISSUED = "issued", _("Plan issued")
    LAUNCHED = "launched", _("Launched")
    CLOSED = "closed", _("Campaign closed")

    tones = nonmember(
        {
            "submitted": "underway",
            "signed": "underway",
            "issued": "done",
            "launched": "done",
            "closed": "done",
        }
    )

    RUNNING = nonmember(frozenset({"launched", "closed"}))
    EDITABLE = nonmember(frozenset({"draft"}))


class SectionKind(models.TextChoices):
    """Parts of a launch plan, in the order of the document."""

    PURPOSE = "purpose", _("Purpose and requirements")
    SUBJECTS = "subjects", _("Subjects, scope and time")
    CONTENT = "content", _("Contents and targets")
    COMMENDATION = "commendation", _("Commendation")
    PROCEDURE = "procedure", _("Procedure, dossiers and time of commendation")
    ORGANISATION = "organisation", _("Organisation")

    REQUIRED = nonmember(("purpose", "content", "organisation"))
