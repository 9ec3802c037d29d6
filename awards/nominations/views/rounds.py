"""Pages of rounds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import rules
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.catalogue.errors import NoLaw
from awards.catalogue.law import Award
from awards.catalogue.selectors import award_names, awards_decided_by
from awards.nominations import services
from awards.nominations.enums import NomineeState, RoundOrigin
from awards.nominations.forms import RoundForm
from awards.nominations.lists import NOMINEES, OF_ROUND, ROUNDS
from awards.nominations.models import Dossier
from awards.nominations.selectors.lists import (
    all_of_round,
    campaigns_for,
    issued_reviews,
    nominees_of_round,
    to_collect,
)
from awards.nominations.views.base import OfRound
from emulation.clock import today
from emulation.ui.views import ListPage, ServiceFormView
from emulation.units.enums import UnitKind
from emulation.units.models import Unit
from emulation.workflow.views import StepsPage


def offered_awards(unit: Unit) -> tuple[Award, ...]:
    """Return the awards that ``unit`` decides today; none on a day without law."""
    try:
        return awards_decided_by(UnitKind(unit.kind), today())
    except NoLaw:
        return ()


class RoundList(ListPage):
    """Rounds that concern the mandate."""

    permission = "awards.view_rounds"
    listing = ROUNDS

    def head_actions(self) -> list[dict[str, Any]]:
        buttons = [
            {"url": reverse("nominations:dossier-list"), "label": _("Register of dossiers")},
            {"url": reverse("nominations:routing-list"), "label": _("Ways of submission")},
        ]
        if rules.has_perm("awards.add_round", self.mandate, None):
            url = reverse("nominations:round-add")
            buttons.append({"url": url, "label": _("Prepare a round"), "tone": "brand"})
        return buttons


class RoundNominees(OfRound, ListPage):
    """The nominees of a round that the mandate may see, whichever dossier they came in."""

    permission = "awards.view_rounds"
    template_name = "awards/nominations/of_round.html"
    listing = NOMINEES

    def permission_object(self) -> None:
        """The role decides; whether the round is seen was decided by finding it."""
        self.round  # noqa: B018 -- answers 404 first

    def page_context(self) -> dict[str, Any]:
        return {"lead": self.round.name, "round": self.round}


class RoundPage(OfRound, ListPage, StepsPage):
    """One round: what is asked, how far it is, the dossiers that the mandate may see."""

    permission = "awards.view_rounds"
    template_name = "awards/nominations/round.html"
    listing = OF_ROUND
    joined = (*OfRound.joined, "campaign", "review")

    def permission_object(self) -> None:
        """The role decides; whether the round is seen was decided by finding it."""
        self.round  # noqa: B018 -- answers 404 first

    def begun(self) -> tuple[dt.datetime | None, int | None]:
        return self.round.created_at, self.round.created_by_id

    def page_context(self) -> dict[str, Any]:
        names, round_, mandate = award_names(), self.round, self.mandate
        own = Dossier.objects.visible_to(mandate)
        visible = all_of_round(nominees_of_round(mandate, round_.pk), round_.pk)
        counts = dict(visible.order_by().values_list("state").annotate(counted=Count("*")))
        return {
            **super().page_context(),
            "awards": [names.get(code, code) for code in round_.award_codes],
            "manages": rules.has_perm("awards.manage_round", mandate, round_),
            "may_nominate": rules.has_perm("awards.add_dossier", mandate, round_),
            "own": own.filter(round=round_, unit=mandate.unit).only("pk").order_by().first(),
            "counts": [(each.label, counts[each]) for each in NomineeState if each in counts],
            "to_collect": to_collect(round_, mandate).exists(),
        }


class _RoundFormView(ServiceFormView):
    form_class = RoundForm
    template_name = "awards/nominations/form.html"

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the awards that the authority decides, issued reviews, campaigns."""
        return {
            "awards": offered_awards(self.mandate.unit),
            "reviews": issued_reviews(self.mandate),
            "campaigns": campaigns_for(self.mandate),
        }


class AddRound(_RoundFormView):
    """Prepares a round."""

    permission = "awards.add_round"
    title = _("Prepare a round")
    success_message = _("The round is prepared; open it when it is complete.")

    def form_kwargs(self) -> dict[str, Any]:
        """Begin with this year; a review in the address is chosen already."""
        day = today()
        initial: dict[str, Any] = {
            "period_from": day.replace(month=1, day=1),
            "period_to": day.replace(month=12, day=31),
            "opens_on": day,
            "origin": RoundOrigin.YEAR_END,
        }
        review = self.request.GET.get("review", "")
        if review.isascii() and review.isdigit():
            initial |= {"review": review, "origin": "review", "commendation_type": "campaign"}
        return super().form_kwargs() | {"initial": initial}

    def perform(self, form: Any) -> str:
        made = services.create_round(by=self.mandate, **form.entered())
        return reverse("nominations:round", args=[made.pk])

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("nominations:round-list")}


class ChangeRound(OfRound, _RoundFormView):
    """Changes a round."""

    permission = "awards.manage_round"
    title = _("Change the round")

    def form_kwargs(self) -> dict[str, Any]:
        names = ("name", "origin", "review", "campaign", "commendation_type", "award_codes")
        dates = ("year_kind", "period_from", "period_to", "opens_on", "closes_on")
        initial = {name: getattr(self.round, name) for name in (*names, *dates)}
        return super().form_kwargs() | {"initial": initial, "version": self.round.version}

    def perform(self, form: Any) -> str:
        version = form.cleaned_data["version"]
        services.change_round(by=self.mandate, round_=self.round, version=version, **form.entered())
        return self.round_url

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": self.round_url, "lead": self.round.name}
