"""Accounts and their mandates, kept by the administrator; a leader sees those of the own unit."""

from __future__ import annotations

from typing import Any

import rules
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.people import services
from emulation.people.forms.accounts import (
    AccountChangeForm,
    AccountForm,
    DelegationForm,
    EndForm,
    HandOverForm,
    MandateForm,
)
from emulation.people.lists import ACCOUNTS, MANDATES
from emulation.people.models import Account, Mandate
from emulation.people.registry import sources
from emulation.people.selectors import delegations_of
from emulation.people.services.handover import hand_over
from emulation.people.services.invitations import may_invite
from emulation.ui.views import ActionView, ListPage, PortalView, RecordPage, ServiceFormView


class AccountList(ListPage):
    """Accounts by name, with their roles of today."""

    permission = "emulation.view_people"
    listing = ACCOUNTS

    def head_actions(self) -> list[dict[str, Any]]:
        label, icon = _("Roles that are held"), "person-badge"
        buttons = [{"url": reverse("people:mandate-list"), "label": label, "icon": icon}]
        if rules.has_perm("emulation.view_rights", self.mandate):
            url, label = reverse("people:rights"), _("Who may do what")
            buttons.append({"url": url, "label": label, "icon": "shield-lock"})
        if rules.has_perm("emulation.manage_people", self.mandate):
            url, label = reverse("people:account-create"), _("New account")
            buttons.append({"url": url, "label": label, "icon": "person-plus", "tone": "brand"})
        return buttons


class MandateList(ListPage):
    """Who holds which role for which unit."""

    permission = "emulation.view_people"
    listing = MANDATES


class OneAccount(PortalView):
    """A page about the account of the address."""

    @cached_property
    def account(self) -> Account:
        """The account, visible to the acting mandate."""
        accounts = Account.objects.visible_to(self.mandate).select_related("unit", "person")
        return self.found(accounts, pk=self.kwargs["pk"])

    def account_url(self) -> str:
        """Return the account's page."""
        return reverse("people:account-record", args=[self.account.pk])

    fallback = account_url


class AccountRecord(OneAccount, RecordPage):
    """One account with all its mandates, past ones too."""

    permission = "emulation.view_people"
    template_name = "emulation/people/account_record.html"

    def page_context(self) -> dict[str, Any]:
        mandates = self.account.mandates.select_related(
            "unit", "cluster", "account", "delegated_from__account"
        ).order_by("-valid_from")
        return {
            "title": self.account.full_name,
            "account": self.account,
            "mandates": mandates,
            "today": today(),
            "open_work": [(each.label, each.count(self.account)) for each in sources],
            "may_manage": rules.has_perm("emulation.manage_people", self.mandate),
            "may_invite": may_invite(self.mandate, self.account),
        }


class AccountCreate(ServiceFormView):
    """A new account."""

    permission = "emulation.manage_people"
    form_class = AccountForm
    title = _("New account")

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("people:account-list")}

    def perform(self, form: AccountForm) -> str:
        account = services.create_account(by=self.mandate, **form.entered())
        return reverse("people:account-record", args=[account.pk])


class _AccountForm(OneAccount, ServiceFormView):
    permission = "emulation.manage_people"

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": self.account_url(), "lead": self.account.full_name}


class AccountChange(_AccountForm):
    """Changes the data of an account."""

    form_class = AccountChangeForm
    title = _("Change the account")

    def form_kwargs(self) -> dict[str, Any]:
        """Start from the present data."""
        return {"instance": self.account}

    def perform(self, form: AccountChangeForm) -> str:
        account = Account.objects.get(pk=self.account.pk)
        services.update_account(by=self.mandate, account=account, **form.entered())
        return self.account_url()


class AccountSwitch(OneAccount, ActionView):
    """Closes or opens an account."""

    permission = "emulation.manage_people"

    def perform(self) -> str:
        services.set_active(
            by=self.mandate, account=self.account, active=not self.account.is_active
        )
        return self.account_url()


class MandateGrant(_AccountForm):
    """Grants a mandate."""

    form_class = MandateForm
    title = _("Give a role")

    def form_kwargs(self) -> dict[str, Any]:
        """Start today, in the unit where the person works."""
        return {"initial": {"valid_from": today(), "unit": self.account.unit_id}}

    def perform(self, form: MandateForm) -> str:
        services.grant_mandate(by=self.mandate, account=self.account, **form.entered())
        return self.account_url()


class MandateEnd(ServiceFormView):
    """Ends a mandate."""

    permission = "emulation.manage_people"
    form_class = EndForm
    title = _("End a role")
    submit_label = _("End it")

    @cached_property
    def ending(self) -> Mandate:
        """The mandate of the address."""
        return self.found(Mandate.objects.visible_to(self.mandate), pk=self.kwargs["pk"])

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"last_day": today()}}

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {
            "lead": self.ending.label,
            "cancel_url": reverse("people:account-record", args=[self.ending.account_id]),
        }

    def perform(self, form: EndForm) -> str:
        services.end_mandate(by=self.mandate, mandate=self.ending, **form.entered())
        return reverse("people:account-record", args=[self.ending.account_id])


class Delegate(ServiceFormView):
    """Lets a colleague act on behalf of the acting mandate, for some days."""

    permission = "emulation.delegate"
    form_class = DelegationForm
    title = _("Delegate")
    submit_label = _("Delegate")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the colleagues of the own unit."""
        return {"mandate": self.mandate, "initial": {"valid_from": today()}}

    def page_context(self) -> dict[str, Any]:
        return {"lead": self.mandate.label, "cancel_url": reverse("people:account")}

    def perform(self, form: DelegationForm) -> str:
        services.delegate(by=self.mandate, **form.entered())
        return reverse("people:account")


class DelegationRevoke(ActionView):
    """Takes back what one delegated, under whichever role one acts now."""

    permission = "emulation.delegate"
    success_message = _("The delegation is taken back.")

    def perform(self) -> str:
        given = delegations_of(self.mandate.account_id, today())
        delegation = self.found(given, pk=self.kwargs["pk"])
        services.revoke_delegation(by=self.mandate, delegation=delegation)
        return reverse("people:account")

    def fallback(self) -> str:
        """Return to one's own account."""
        return reverse("people:account")


class HandOver(_AccountForm):
    """Hands everything of who leaves over to a successor."""

    form_class = HandOverForm
    title = _("Hand over")
    submit_label = _("Hand over")

    def form_kwargs(self) -> dict[str, Any]:
        return {"leaving": self.account, "initial": {"last_day": today()}}

    def perform(self, form: HandOverForm) -> str:
        hand_over(by=self.mandate, leaving=self.account, **form.entered())
        return self.account_url()
