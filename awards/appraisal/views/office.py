"""The office's and the secretary's pages: who appraises what, disagreements, completeness."""

from __future__ import annotations

from typing import Any

import rules
from django.contrib import messages
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.appraisal import services
from awards.appraisal.enums import Turn
from awards.appraisal.forms import (
    AssignForm,
    ChargeForm,
    ConflictForm,
    SettleForm,
)
from awards.appraisal.lists import APPRAISED
from awards.appraisal.models import Appraisal
from awards.appraisal.selectors import callable_mandates, said_in_lists, standing_of, way_of
from awards.catalogue.enums import Route
from awards.nominations.views.base import OfNominee, OfRound
from awards.nominations.views.nominees import case_of
from emulation.people.models import Account
from emulation.ui.views import ListPage, RecordPage, ServiceFormView
from emulation.workflow.selectors import activity, past_of


class RoundAppraisal(OfRound, ListPage):
    """A round's nominees: what each waits for, who appraises."""

    permission = "awards.view_appraisals"
    template_name = "awards/appraisal/round.html"
    listing = APPRAISED

    def permission_object(self) -> None:
        """The role decides; only people of the authority find anything."""
        self.round  # noqa: B018 -- answers 404 first

    def head_actions(self) -> list[dict[str, Any]]:
        if not rules.has_perm("awards.assign_appraisals", self.mandate, self.round):
            return []
        url = reverse("appraisal:assign", args=[self.round.pk])
        return [{"url": url, "label": _("Assign evenly"), "tone": "brand"}]

    def page_context(self) -> dict[str, Any]:
        return {"lead": self.round.name, "round": self.round}


class AssignRound(OfRound, ServiceFormView):
    """Gives every open turn to the least laden reviewer."""

    permission = "awards.assign_appraisals"
    template_name = "awards/appraisal/form.html"
    form_class = AssignForm
    title = _("Assign evenly")
    submit_label = _("Assign")

    def perform(self, form: Any) -> str:
        done = services.assign_round(by=self.mandate, round_=self.round, **form.entered())
        messages.success(self.request, gettext("%(n)s turns were given.") % {"n": done.given})
        if done.open:
            names = ", ".join(row.name for row in done.open[:10])
            told = gettext("Nobody is free for: %(names)s. Charge somebody by hand.")
            messages.warning(self.request, told % {"names": names})
        return reverse("appraisal:round", args=[self.round.pk])

    def page_context(self) -> dict[str, Any]:
        return {
            "cancel_url": reverse("appraisal:round", args=[self.round.pk]),
            "lead": self.round.name,
            "note": _(
                "Nobody is given nominees of the own unit, a declared conflict, or a dossier "
                "prepared by the same person."
            ),
        }


class NomineeAppraisal(OfNominee, RecordPage):
    """All that was said of one nominee, and what the office can do."""

    permission = "awards.view_appraisals"
    template_name = "awards/appraisal/nominee.html"

    def permission_object(self) -> None:
        """The role decides; whether the nominee is seen was decided by finding it."""
        self.nominee  # noqa: B018 -- answers 404 first

    def page_context(self) -> dict[str, Any]:
        """Return the case, the appraisals that may be seen, and next steps."""
        nominee, mandate = self.nominee, self.mandate
        prefetch_related_objects([nominee], Prefetch("appraisals", said_in_lists()))
        standing = standing_of(nominee)
        rows = Appraisal.objects.visible_to(mandate).filter(nominee=nominee)
        assigns = rules.has_perm("awards.assign_appraisals", mandate, nominee.dossier.round)
        open_now = nominee.state == "appraising"
        return {
            "title": nominee.name,
            "object": nominee,
            "nominee": nominee,
            "dossier": nominee.dossier,
            "round": nominee.dossier.round,
            **case_of(nominee, mandate),
            "way": way_of(nominee),
            "route_label": dict(Route.choices).get(nominee.route, ""),
            "appraisals": rows.select_related("appraiser", "appraiser_unit").order_by("pk"),
            "conflicts": nominee.conflicts.select_related("account") if assigns else [],
            "standing": standing.key,
            "assigns": assigns and open_now,
            "settles": assigns and standing.key == "disagree",
            "checks": standing.key == "check"
            and rules.has_perm("awards.check_nominee", mandate, nominee),
            "declares": open_now and rules.has_perm("awards.declare_conflict", mandate, nominee),
            "activity": activity(past_of(nominee)),
        }


class _NomineeForm(OfNominee, ServiceFormView):
    template_name = "awards/appraisal/form.html"

    @property
    def back(self) -> str:
        """The office's page on the nominee."""
        return reverse("appraisal:nominee", args=[self.nominee.pk])

    def page_context(self) -> dict[str, Any]:
        return {"cancel_url": self.back, "lead": self.nominee.name}


class Charge(_NomineeForm):
    """Charges somebody by hand."""

    permission = "awards.assign_appraisals"
    form_class = ChargeForm
    title = _("Charge an appraiser")
    success_message = _("The appraiser is charged.")

    def permission_object(self) -> Any:
        return self.nominee.dossier.round

    def form_kwargs(self) -> dict[str, Any]:
        wanted = self.request.GET.get("turn", "")
        turn = wanted if wanted in Turn.values else Turn.FIRST
        authority = self.nominee.dossier.round.authority
        return {"mandates": callable_mandates(authority), "initial": {"turn": turn}}

    def perform(self, form: Any) -> str:
        services.assign_appraiser(by=self.mandate, nominee=self.nominee, **form.entered())
        return self.back


class Settle(_NomineeForm):
    """Decides where two appraisers disagree."""

    permission = "awards.settle_appraisal"
    form_class = SettleForm
    title = _("Settle the disagreement")
    success_message = _("The disagreement is settled; your reason is kept.")

    def perform(self, form: Any) -> str:
        services.settle_disagreement(by=self.mandate, nominee=self.nominee, **form.entered())
        return self.back


class Check(_NomineeForm):
    """Checks completeness where nobody is charged."""

    permission = "awards.check_nominee"
    form_class = SettleForm
    title = _("Check completeness")
    success_message = _("The check is recorded.")

    def perform(self, form: Any) -> str:
        services.check_completeness(by=self.mandate, nominee=self.nominee, **form.entered())
        return self.back


class DeclareConflict(_NomineeForm):
    """Declares one's own conflict, or records somebody's."""

    permission = "awards.declare_conflict"
    form_class = ConflictForm
    title = _("Conflict of interest")
    submit_label = _("Record it")
    success_message = _("The conflict of interest is recorded.")

    @cached_property
    def accounts(self) -> QuerySet[Account]:
        """Oneself, and for the office everybody who works for the authority."""
        dossier = self.nominee.dossier
        if not rules.has_perm("awards.assign_appraisals", self.mandate, dossier.round):
            return Account.objects.filter(pk=self.mandate.account_id)
        works = Account.objects.filter(mandates__unit=dossier.round.authority)
        return works.distinct().order_by("full_name")

    def form_kwargs(self) -> dict[str, Any]:
        return {"accounts": self.accounts, "initial": {"account": self.mandate.account_id}}

    @property
    def back(self) -> str:
        """A council member, who has no page on the nominee, returns to the desk."""
        if rules.has_perm("awards.view_appraisals", self.mandate, None):
            return super().back
        return reverse("desk:home")

    def perform(self, form: Any) -> str:
        services.declare_conflict(by=self.mandate, nominee=self.nominee, **form.entered())
        return self.back
