"""The base of every form that writes: one-time key, version, Vietnamese dates and figures."""

from __future__ import annotations

import re
import secrets
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from emulation.ui.vietnamese import format_number, parse_number

DASHES = BLANK_CHOICE_DASH[0][1]
NOTHING = "–"
KEY_SALT = "emulation.ui.once"
WHOLE = re.compile(r"[+-]?[0-9]+")


def new_key(account_id: int | None) -> str:
    """Return a fresh one-time key, signed for the account that opened the form."""
    return signing.dumps([account_id, secrets.token_hex(16)], salt=KEY_SALT, compress=True)


def key_owner(key: str) -> int | None:
    """Return the account for which ``key`` was made, or ``None`` when it is not genuine."""
    try:
        account_id, _random = signing.loads(key, salt=KEY_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return account_id if isinstance(account_id, int) else None


class FigureFormField(forms.Field):
    """A figure as Vietnamese officers write it: 1.234.567,8."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "figure"})
    limit = Decimal(10) ** 14

    def to_python(self, value: Any) -> Decimal | None:
        """Return the decimal, or say how a figure is written."""
        if value in self.empty_values:
            return None
        try:
            figure = parse_number(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if abs(figure) >= self.limit:
            raise ValidationError(_("This figure is too large; check the unit of measure."))
        if figure != round(figure, 4):
            raise ValidationError(_("Give at most four digits after the comma."))
        return figure

    def prepare_value(self, value: Any) -> Any:
        """Show a stored figure as it is written."""
        return format_number(value) if isinstance(value, Decimal) else value


class VietnameseDateField(forms.DateField):
    """A date written dd/mm/yyyy."""

    widget = forms.DateInput(
        format="%d/%m/%Y",
        # no autocomplete="off": browsers blank such fields when one goes back to the form
        attrs={"placeholder": _("day/month/year"), "inputmode": "numeric"},
    )
    default_error_messages = {
        "invalid": _("Write the date as day/month/year, for example 05/03/2021.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"])
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the date; years outside a person's memory are slips of the keyboard."""
        day = super().to_python(value)
        if day is not None and not 1900 <= day.year <= 2100:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class WholeNumberField(forms.IntegerField):
    """A whole number in the ten digits; Python would take 1_000, １２ and ٣ for numbers too."""

    default_error_messages = {
        "invalid": _("Write a whole number in digits, for example 12."),
        "min_value": _("Write a number of at least %(limit_value)s."),
        "max_value": _("Write a number of at most %(limit_value)s."),
    }

    def to_python(self, value: Any) -> int | None:
        """Return the number, or say that it is none."""
        typed = str(value).strip() if value is not None else ""
        if typed and not WHOLE.fullmatch(typed):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


def _prepare_fields(form: forms.BaseForm) -> None:
    """Give every field the house's manner: dates, whole numbers, a word for what is not chosen."""
    for name, field in form.fields.items():
        if isinstance(field, forms.DateField) and not isinstance(field, VietnameseDateField):
            form.fields[name] = VietnameseDateField(
                required=field.required,
                label=field.label,
                help_text=field.help_text,
                initial=field.initial,
            )
        elif type(field) is forms.IntegerField:
            form.fields[name] = WholeNumberField(
                required=field.required,
                label=field.label,
                help_text=field.help_text,
                initial=field.initial,
                widget=field.widget,
                min_value=field.min_value,
                max_value=field.max_value,
            )
        elif isinstance(field, forms.ModelChoiceField):
            if field.empty_label == DASHES:
                field.empty_label = _nothing_chosen(field)
        elif isinstance(field, forms.ChoiceField):
            choices: Any = list(field.choices)  # type: ignore[arg-type]
            if ("", DASHES) in choices:
                blank = ("", _nothing_chosen(field))
                field.choices = [blank if each == ("", DASHES) else each for each in choices]


def _nothing_chosen(field: forms.Field) -> Any:
    return _("Choose") if field.required else NOTHING


class _OnceMixin:
    """Hidden one-time key and version, and the crispy helper."""

    account_id: int | None = None

    def add_hidden_fields(self, account_id: int | None, version: int | None) -> None:
        """Add the one-time key and, for a record, the version that was read."""
        self.account_id = account_id
        fields = self.fields  # type: ignore[attr-defined]
        fields["once"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=new_key(account_id), max_length=200
        )
        fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=version, min_value=0
        )

    @property
    def helper(self) -> FormHelper:
        """Crispy's helper; the ``<form>`` tag stands in the template."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.form_show_errors = True
        return helper

    def entered(self) -> dict[str, Any]:
        """Return the cleaned data without key and version."""
        data = dict(self.cleaned_data)  # type: ignore[attr-defined]
        data.pop("once", None)
        data.pop("version", None)
        return data


class PortalForm(_OnceMixin, forms.Form):
    """A form that a service carries out."""

    def __init__(
        self, *args: Any, account_id: int | None = None, version: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _prepare_fields(self)
        self.add_hidden_fields(account_id, version)


class PortalModelForm(_OnceMixin, forms.ModelForm):
    """A form on the fields of one record; it validates, a service saves."""

    def __init__(
        self, *args: Any, account_id: int | None = None, version: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _prepare_fields(self)
        if version is None and self.instance.pk:
            version = getattr(self.instance, "version", None)
        self.add_hidden_fields(account_id, version)

    def save(self, commit: bool = True) -> Any:
        """Refuse: writing is the service's work."""
        raise TypeError("A portal form does not save; hand entered() to a service.")
