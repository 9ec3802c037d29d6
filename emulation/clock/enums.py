"""What the calendar says of a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    """In what a day differs from its weekday."""

    FREE = "free", _("Day off")
    WORKED = "worked", _("Worked in exchange")
