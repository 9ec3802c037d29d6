"""States of official documents and ways of numbering and signing."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentState(models.TextChoices):
    """draft → submitted → signed → numbered → issued; a returned one is a draft again."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("In the signing route")
    SIGNED = "signed", _("Signed, waiting for number and issue")
    NUMBERED = "numbered", _("Numbered, being issued")
    ISSUED = "issued", _("Issued")

    tones = nonmember(
        {"submitted": "underway", "signed": "underway", "numbered": "underway", "issued": "done"}
    )

    FROZEN = nonmember(frozenset({"numbered", "issued"}))


class NumberingMode(models.TextChoices):
    """Where the number is taken."""

    INTERNAL = "internal", _("Taken here, without gaps")
    EXTERNAL = "external", _("Recorded from the agency's own register")


class StepState(models.TextChoices):
    """A step of the signing route."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done here")
    RECORDED = "recorded", _("Recorded as done outside")

    tones = nonmember({"done": "done", "recorded": "done"})


SCANS = ("pdf",)  # what a signed document may be kept as
