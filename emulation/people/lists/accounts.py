"""The lists of accounts and of mandates, with what is done to them by the dozen."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.clock import real_now, today
from emulation.people import services
from emulation.people.enums import InvitationChannel, Role
from emulation.people.forms.accounts import BulkEndForm, BulkGrantForm, EndForm
from emulation.people.models import Account, Mandate
from emulation.people.services.invitations import VALID_FOR, invite
from emulation.ui.errors import Refused
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared
from emulation.units.lists import OfUnitFilter

MANAGE = "emulation.manage_people"


class AccountFilter(django_filters.FilterSet):
    """By name, unit, role of today, and whether the account is open."""

    q = WordsFilter(label=_("Name"))
    unit = OfUnitFilter(label=_("Works at"))
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role, method="by_role")
    is_active = django_filters.TypedChoiceFilter(
        label=_("May sign in"),
        choices=[("", _("All")), ("true", _("Yes")), ("false", _("No"))],
        coerce=lambda word: word == "true",
    )

    def by_role(self, accounts: QuerySet[Account], name: str, role: str) -> QuerySet[Account]:
        """Keep those who hold the role today; a join would name somebody twice."""
        holders = Mandate.objects.as_of(today()).filter(role=role)
        return accounts.filter(pk__in=holders.values("account"))


class MandateFilter(django_filters.FilterSet):
    """By holder, unit, role; past and coming mandates only when asked for."""

    q = WordsFilter(label=_("Name"), field_name="account")
    unit = OfUnitFilter(label=_("Acts for"))
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role)
    when = django_filters.ChoiceFilter(
        label=_("In force"),
        empty_label=_("Today"),
        choices=[("any", _("Past and coming ones too"))],
        method="whenever",
    )

    def whenever(self, mandates: Any, name: str, word: str) -> Any:
        return mandates

    def filter_queryset(self, queryset: QuerySet[Mandate]) -> QuerySet[Mandate]:
        """Keep to the mandates of today unless the others were asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("when") else found.as_of(today())


def _accounts(mandate: Mandate | None) -> QuerySet[Account]:
    present = Prefetch("mandates", Mandate.objects.as_of(today()), to_attr="present_mandates")
    accounts = Account.objects.visible_to(mandate).select_related("unit")
    return accounts.prefetch_related(present)


def _mandates(mandate: Mandate | None) -> QuerySet[Mandate]:
    return Mandate.objects.visible_to(mandate).select_related("account", "unit", "cluster")


def _roles(account: Any) -> str:
    return ", ".join(_role(mandate) for mandate in account.present_mandates)


def _role(mandate: Mandate) -> str:
    name, way = mandate.get_role_display(), gettext("by delegation")
    return f"{name} ({way})" if mandate.delegated_from_id else name


def _sign_in(account: Account) -> tuple[str, str]:
    if not account.is_active:
        return gettext("Closed"), "waiting"
    if account.has_usable_password():
        return gettext("Open"), "done"
    return gettext("No password yet"), "attention"


# --- by the dozen -----------------------------------------------------------------------------


def _grant(*, by: Mandate, record: Account, **entered: Any) -> None:
    if record.unit is None:
        raise Refused(gettext("This account names no unit where the person works."))
    services.grant_mandate(by=by, account=record, unit=record.unit, **entered)


def _end_roles(*, by: Mandate, record: Account, role: str, last_day: dt.date) -> None:
    held = record.mandates.as_of(today()).filter(role=role)
    if not held:
        raise Refused(gettext("The role is not held today."))
    for mandate in held:
        services.end_mandate(by=by, mandate=mandate, last_day=last_day)


def _end(*, by: Mandate, record: Mandate, last_day: dt.date) -> None:
    services.end_mandate(by=by, mandate=record, last_day=last_day)


def _invite(*, by: Mandate, record: Account) -> None:
    invite(by=by, account=record, channel=InvitationChannel.EMAIL)


def _slip(*, by: Mandate, record: Account) -> str:
    return invite(by=by, account=record, channel=InvitationChannel.SLIP)


def slips(request: HttpRequest, outcome: Any) -> HttpResponse:
    """Show the slips of the codes that were just made: once, to be printed and handed over."""
    context = {
        "slips": outcome.answers,
        "refused": outcome.refused,
        "address": f"{settings.SITE_ORIGIN}{reverse('people:password-set')}",
        "expires_at": real_now() + VALID_FOR[InvitationChannel.SLIP],
        "made_by": request.mandate,  # type: ignore[attr-defined]
    }
    return render(request, "emulation/people/slips.html", context)


ACCOUNTS: Listing[Account] = declared(
    Listing(
        name="people.accounts",
        title=_("Accounts"),
        rows=_accounts,
        order=["username"],
        filters=AccountFilter,
        columns=[
            Column(
                "name", _("Full name"), "full_name",
                sort="sort_key", link="people:account-record", width=28,
            ),
            Column("username", _("User name"), sort="username"),
            Column("unit", _("Works at"), "unit.label", sort="unit__sort_key", width=32),
            Column("roles", _("Roles"), _roles, width=32),
            Column("sign_in", _("Sign-in"), _sign_in, Kind.STATE, sort="is_active"),
            Column("position", _("Position"), sort="position", width=24, hidden_at_first=True),
            Column("email", _("E-mail"), sort="email", width=28, hidden_at_first=True),
            Column("phone", _("Telephone"), hidden_at_first=True),
            Column(
                "created_at", _("Created at"),
                kind=Kind.MOMENT, sort="created_at", hidden_at_first=True,
            ),
        ],
        actions=[
            SelectionAction(
                name="grant", label=_("Give a role"), permission=MANAGE,
                perform=_grant, form=BulkGrantForm, done=_("Given the role: %(count)s"),
            ),
            SelectionAction(
                name="end", label=_("End a role"), permission=MANAGE,
                perform=_end_roles, form=BulkEndForm, done=_("Ended the role of: %(count)s"),
            ),
            SelectionAction(
                name="invite", label=_("Invite by e-mail"), permission="emulation.invite",
                perform=_invite, done=_("Invited by e-mail: %(count)s"),
                confirm=_("Each gets a letter with a link; earlier codes end."),
            ),
            SelectionAction(
                name="slips", label=_("Print slips"), icon="printer",
                permission="emulation.invite", perform=_slip, answer=slips,
                done=_("Slips made: %(count)s"),
                confirm=_("Each gets a new code on a slip; earlier codes end."),
            ),
        ],
        empty=Empty(
            title=_("No account yet"),
            text=_("Read accounts in from a workbook, or create them one by one."),
            url_name="people:account-create",
            action=_("New account"),
            permission=MANAGE,
        ),
    )
)  # fmt: skip

MANDATES: Listing[Mandate] = declared(
    Listing(
        name="people.mandates",
        title=_("Roles that are held"),
        rows=_mandates,
        order=["account__sort_key", "role"],
        filters=MandateFilter,
        columns=[
            Column(
                "name", _("Full name"), "account.full_name", sort="account__sort_key",
                link=lambda one: reverse("people:account-record", args=[one.account_id]), width=28,
            ),
            Column("role", _("Role"), _role, sort="role", width=24),
            Column("unit", _("Acts for"), "unit.label", sort="unit__sort_key", width=32),
            Column("cluster", _("Cluster"), "cluster.name", sort="cluster__name", width=28),
            Column("from", _("From"), "valid_from", Kind.DATE, sort="valid_from"),
            Column("to", _("To"), "valid_to", Kind.DATE, sort="valid_to"),
            Column("basis", _("Legal basis"), "legal_basis", width=32, hidden_at_first=True),
        ],
        actions=[
            SelectionAction(
                name="end", label=_("End"), permission=MANAGE,
                perform=_end, form=EndForm, done=_("Ended: %(count)s"),
            )
        ],
        name_of=lambda one: f"{one.account.full_name} – {one.get_role_display()}",
        empty=Empty(title=_("Nobody holds a role yet"), text=_("Give roles on an account's page.")),
    )
)  # fmt: skip
