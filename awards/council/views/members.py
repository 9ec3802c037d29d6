"""The council of an authority and its members."""

from __future__ import annotations

from typing import Any

import rules
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.council import services
from awards.council.forms import CouncilForm, MemberEndForm, MemberForm
from awards.council.lists import MEMBERS
from awards.council.models import Council, CouncilMember
from awards.council.selectors import council_of
from emulation.clock import today
from emulation.people.models import Account, Mandate
from emulation.people.roles import roles_with
from emulation.ui.vietnamese import short_date
from emulation.ui.views import ListPage, ServiceFormView


class CouncilPage(ListPage):
    """The council in office of the acting mandate's authority."""

    permission = "awards.view_council"
    template_name = "awards/council/council.html"
    listing = MEMBERS

    @cached_property
    def council(self) -> Council | None:
        """The council in office today."""
        return council_of(self.mandate.unit, today())

    def title(self) -> str:
        return self.council.name if self.council else super().title()

    def head_actions(self) -> list[dict[str, Any]]:
        if not rules.has_perm("awards.keep_council_members", self.mandate, None):
            return []
        buttons = [{"url": reverse("council:council-create"), "label": _("Record a council")}]
        if self.council:
            url = reverse("council:member-add", args=[self.council.pk])
            buttons.append({"url": url, "label": _("Add a member"), "tone": "brand"})
        return buttons

    def page_context(self) -> dict[str, Any]:
        if self.council is None:
            return {}
        lead = gettext("Set up by decision %(number)s of %(day)s") % {
            "number": self.council.decision_number,
            "day": short_date(self.council.decided_on),
        }
        return {"lead": lead}


class _CouncilForm(ServiceFormView):
    permission = "awards.keep_council_members"

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("council:council")}


class CouncilCreate(_CouncilForm):
    """Records a new council."""

    form_class = CouncilForm
    title = _("Record a council")

    def perform(self, form: CouncilForm) -> str:
        services.create_council(by=self.mandate, authority=self.mandate.unit, **form.entered())
        return reverse("council:council")


class MemberAdd(_CouncilForm):
    """Adds a member; who votes in the portal needs the mandate of a council member."""

    form_class = MemberForm
    title = _("Add a member")

    @cached_property
    def council(self) -> Council:
        """The council of the address, of the acting authority only."""
        councils = Council.objects.filter(authority=self.mandate.unit)
        return self.found(councils, pk=self.kwargs["pk"])

    def form_kwargs(self) -> dict[str, Any]:
        """Offer those who hold the mandate of a council member here."""
        holders = Mandate.objects.active(today()).of(*roles_with("awards.cast_ballot"))
        accounts = holders.filter(unit=self.council.authority).values("account")
        return {
            "accounts": Account.objects.filter(pk__in=accounts),
            "initial": {"valid_from": today()},
        }

    def perform(self, form: MemberForm) -> str:
        services.add_member(by=self.mandate, council=self.council, **form.entered())
        return reverse("council:council")


class MemberEnd(_CouncilForm):
    """Ends a seat."""

    form_class = MemberEndForm
    title = _("End a seat")

    def perform(self, form: MemberEndForm) -> str:
        seats = CouncilMember.objects.filter(council__authority=self.mandate.unit)
        member = self.found(seats, pk=self.kwargs["pk"])
        services.end_member(by=self.mandate, member=member, **form.entered())
        return reverse("council:council")
