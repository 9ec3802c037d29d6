"""Routes, turns and verdicts of appraisal."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class Turn(models.TextChoices):
    """Which turn of the route an appraisal is."""

    FIRST = "first", _("First appraisal")
    SECOND = "second", _("Second, independent appraisal")
    RECHECK = "recheck", _("Re-check")


class Verdict(models.TextChoices):
    """đủ / không đủ / cần bổ sung."""

    PASS = "pass", _("Meets the criteria")  # noqa: S105 -- a verdict, not a password
    FAIL = "fail", _("Does not meet the criteria")
    SUPPLEMENT = "supplement", _("Needs a supplement")


class AppraisalState(models.TextChoices):
    """Whether the appraiser has spoken."""

    ASSIGNED = "assigned", _("To be appraised")
    SUBMITTED = "submitted", _("Verdict given")
    RECUSED = "recused", _("Recused")

    tones = nonmember({"submitted": "underway"})
