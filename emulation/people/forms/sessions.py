"""Forms of sign-in and of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from emulation.ui.forms import PortalForm

LONGEST_NAME = 80


class SignInForm(AuthenticationForm):
    """User name and password; the same answer whatever was wrong."""

    error_messages = {
        "invalid_login": _("User name or password is not right. Check both and try again."),
        "inactive": _("User name or password is not right. Check both and try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["username"].validators.append(MaxLengthValidator(LONGEST_NAME))
        self.fields["password"].label = _("Password")

    def clean_username(self) -> str:
        """Take a name typed in capitals as it is kept."""
        return str(self.cleaned_data["username"]).strip().lower()


class PasswordForm(PortalForm):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 12 characters; a few words that only you would join are easiest to remember."
        ),
    )
    repeated = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") != data.get("repeated"):
            self.add_error("repeated", _("The two passwords differ."))
        return data


class PasswordChangeForm(PasswordForm):
    """The same, with the present password first."""

    old_password = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["old_password", "password", "repeated"]


class InvitationForm(PasswordForm):
    """The code of the letter or slip, and the new password."""

    code = forms.CharField(
        label=_("Code"),
        max_length=100,
        help_text=_("It stands in the e-mail or on the slip that you were given."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "data-fragment": ""}),
    )
    field_order = ["code", "password", "repeated"]


class ResetForm(PortalForm):
    """Whose password is forgotten."""

    username = forms.CharField(label=_("User name"), max_length=80)
