"""What an authority may regulate for itself: declared once, by the room whose rule it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _


class ValueKind(models.TextChoices):
    """How the value of a setting is entered and read."""

    PERCENT = "percent", _("Percent")
    NUMBER = "number", _("Number")
    YES_NO = "yes_no", _("Yes or no")


@dataclass(frozen=True)
class Setting:
    """One thing that practice regulates in different ways.

    ``default`` holds where an authority has set nothing; ``article`` says on what it rests. Numbers
    and percents lie between ``lowest`` and ``highest``; yes is 1, no is 0.
    """

    name: str
    label: Any
    help: Any
    kind: ValueKind
    default: int
    article: Any
    lowest: int = 0
    highest: int = 100

    def shown(self, value: int) -> str:
        """Return the value as people read it."""
        match self.kind:
            case ValueKind.PERCENT:
                return f"{value} %"
            case ValueKind.YES_NO:
                return _gettext("Yes") if value else _gettext("No")
            case _:
                return str(value)


_declared: dict[str, Setting] = {}


def declare_setting(setting: Setting) -> Setting:
    """Offer a setting on the page of regulations and return it."""
    _declared[setting.name] = setting
    return setting


def declared_settings() -> list[Setting]:
    """Return every declared setting, in the order of their names."""
    return [setting for _name, setting in sorted(_declared.items())]


def setting_named(name: str) -> Setting | None:
    """Return the setting of this name, or ``None``."""
    return _declared.get(name)
