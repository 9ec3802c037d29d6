"""Kinds and states of reviews."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewKind(models.TextChoices):
    """At half time, and at the end."""

    PRELIMINARY = "preliminary", _("Preliminary review")
    FINAL = "final", _("Final review")


class ReviewState(models.TextChoices):
    """From the computing job to the issued report."""

    COMPUTING = "computing", _("Being computed")
    DRAFT = "draft", _("Report being edited")
    SUBMITTED = "submitted", _("Submitted for signature")
    ISSUED = "issued", _("Issued")

    tones = nonmember({"computing": "underway", "submitted": "underway", "issued": "done"})

    LOCKED = nonmember(frozenset({"submitted", "issued"}))
