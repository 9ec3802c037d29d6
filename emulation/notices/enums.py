"""How far the mail of a notice has come."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """Where the mail of one notice stands; ``NONE`` when nobody was to be mailed."""

    NONE = "", _("Not by e-mail")
    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    SET_ASIDE = "set-aside", _("Not delivered")
