"""States of a registration and how it was signed."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegistrationState(models.TextChoices):
    """From the officer's draft to the office's acceptance."""

    DRAFT = "draft", _("Draft")
    READY = "ready", _("Waiting for the leader")
    SIGNED = "signed", _("Signed by the unit")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned for completion")

    tones = nonmember(
        {"ready": "underway", "signed": "underway", "accepted": "done", "returned": "attention"}
    )

    EDITABLE = nonmember(frozenset({"draft", "returned"}))
    UNSIGNED = nonmember(frozenset({"draft", "ready", "returned"}))
    BINDING = nonmember(frozenset({"signed", "accepted"}))


class SigningForm(models.TextChoices):
    """How the unit committed itself."""

    PORTAL = "portal", _("Signed in the portal by the leader")
    PAPER = "paper", _("Recorded from the signed paper")
    COMPACT = "compact", _("By the compact of the cluster")
