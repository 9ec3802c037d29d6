"""Where an entry of the ledger comes from, and why a case is held."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordSource(models.TextChoices):
    """A decision of the portal, or one recorded from paper."""

    PORTAL = "portal", _("Decision of the portal")
    PAPER = "paper", _("Recorded from paper")


class HoldReason(models.TextChoices):
    """Why nobody decides for the time being."""

    DISCIPLINE = "discipline", _("Discipline is being considered")
    INVESTIGATION = "investigation", _("Investigation or inspection with signs of a breach")
    COMPLAINT = "complaint", _("A complaint or denunciation is being verified")
