"""Forms of accounts, mandates, delegations and hand-over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.people.enums import Role
from emulation.people.forms.search import AccountSearchField, PersonSearchField
from emulation.people.models import Account, Mandate, Person
from emulation.people.selectors import colleagues_of
from emulation.ui.forms import PortalForm, PortalModelForm, VietnameseDateField
from emulation.units.forms import UnitSearchField
from emulation.units.models import Cluster


class AccountForm(PortalModelForm):
    """A new account; its owner sets the password."""

    unit = UnitSearchField(
        label=_("Works at"),
        required=False,
        help_text=_("Where the person is employed; decides conflicts of interest."),
    )
    person = PersonSearchField(
        label=_("Is the person"),
        queryset=Person.objects.all,
        required=False,
        help_text=_("As whom the owner can be honoured; nobody votes on the own award."),
    )

    class Meta:
        model = Account
        fields = ["username", "full_name", "email", "phone", "position", "unit", "person"]


class AccountChangeForm(AccountForm):
    """The same without the user name, which stays."""

    class Meta(AccountForm.Meta):
        fields = ["full_name", "email", "phone", "position", "unit", "person"]


class MandateForm(PortalForm):
    """A role for an account."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
    unit = UnitSearchField(label=_("Acts for"))
    cluster = forms.ModelChoiceField(
        label=_("Cluster"),
        queryset=Cluster.objects.none(),
        required=False,
        help_text=_("Only for head, deputy and secretary of a cluster."),
    )
    position = forms.CharField(label=_("Position"), max_length=120, required=False)
    valid_from = VietnameseDateField(label=_("From"))
    valid_to = VietnameseDateField(label=_("To"), required=False)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clusters = Cluster.objects.filter(year__gte=today().year - 1)
        self.fields["cluster"].queryset = clusters  # type: ignore[attr-defined]


class EndForm(PortalForm):
    """The last day."""

    last_day = VietnameseDateField(label=_("Last day"))


class BulkGrantForm(PortalForm):
    """A role for each of several accounts, in the unit where its owner works."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[pair for pair in Role.choices if pair[0] not in Role.OF_CLUSTER],
        help_text=_("Each acts for the unit where the person works."),
    )
    valid_from = VietnameseDateField(label=_("From"))
    valid_to = VietnameseDateField(label=_("To"), required=False)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, required=False)


class BulkEndForm(PortalForm):
    """The role that several accounts lose, and their last day in it."""

    role = forms.ChoiceField(label=_("Role"), choices=Role)
    last_day = VietnameseDateField(label=_("Last day"))


class DelegationForm(PortalForm):
    """Who acts on one's behalf, and when."""

    account = AccountSearchField(label=_("Acts on my behalf"), queryset=Account.objects.none)
    valid_from = VietnameseDateField(label=_("From"))
    valid_to = VietnameseDateField(label=_("To"))
    legal_basis = forms.CharField(
        label=_("Legal basis"),
        max_length=300,
        required=False,
        help_text=_("Number and date of the letter of delegation."),
    )

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = colleagues_of(mandate)  # type: ignore[attr-defined]


class HandOverForm(PortalForm):
    """Who takes over, from when."""

    successor = AccountSearchField(label=_("Successor"), queryset=Account.objects.none)
    last_day = VietnameseDateField(label=_("Last day of who leaves"))
    close = forms.BooleanField(
        label=_("Close the account of who leaves now"),
        required=False,
        help_text=_("Leave it open when the person still works until the last day."),
    )

    def __init__(self, *args: Any, leaving: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Account.objects.filter(is_active=True).exclude(pk=leaving.pk)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]
