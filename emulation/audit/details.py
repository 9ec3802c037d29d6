"""What changed, in the words of the office: names of fields, of states and of choices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

# names that are no field of the record
NAMES = {
    "from": pgettext_lazy("state", "from"),
    "to": pgettext_lazy("state", "to"),
    "reason": gettext_lazy("reason"),
    "items": gettext_lazy("to be completed"),
    "due_on": gettext_lazy("due day"),
    "file": gettext_lazy("file"),
    "caption": gettext_lazy("caption"),
    "what": gettext_lazy("part"),
    "fields": gettext_lazy("fields"),
    "figures": gettext_lazy("figures"),
    "award": gettext_lazy("award"),
    "awards": gettext_lazy("award"),
    "verdict": gettext_lazy("verdict"),
    "unit": gettext_lazy("unit"),
    "units": gettext_lazy("units"),
    "member": gettext_lazy("member"),
    "members": gettext_lazy("number of members"),
    "number": gettext_lazy("number"),
    "on_behalf": gettext_lazy("entered for the unit"),
    "for_unit": gettext_lazy("entered for the unit"),
    "size": gettext_lazy("size, bytes"),
    "role": gettext_lazy("role"),
    "step": gettext_lazy("step"),
    "note": gettext_lazy("note"),
}
STATE_OF = {"from": "state", "to": "state"}


def details_of(object_type: str, changes: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return name and value of what changed, without what is empty, as people read them."""
    model = apps.get_model(object_type) if object_type else None
    return [
        (_name(model, name), _value(model, name, value))
        for name, value in changes.items()
        if value not in ("", [], {}, None)
    ]


def _field(model: type[Model] | None, name: str) -> Field[Any, Any] | None:
    try:
        found = model._meta.get_field(STATE_OF.get(name, name)) if model else None
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def _name(model: type[Model] | None, name: str) -> str:
    if name in NAMES:
        return str(NAMES[name])
    field = _field(model, name)
    return str(field.verbose_name) if field else name


def _value(model: type[Model] | None, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(_value(model, name, each) for each in value if each is not None)
    field = _field(model, name)
    choices = dict(field.flatchoices) if field else {}
    text = str(choices.get(value, value))
    try:
        return date_format(dt.date.fromisoformat(text), "SHORT_DATE_FORMAT")
    except ValueError:
        return text
