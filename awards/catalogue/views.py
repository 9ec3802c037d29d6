"""Pages of the law: the awards of the day, one award, what is not verified, the routes set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import rules
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from awards.catalogue import routes
from awards.catalogue.enums import AwardKind, CommendationType, Mark, SubjectKind
from awards.catalogue.errors import NoLaw
from awards.catalogue.forms import RouteForm
from awards.catalogue.law import Award, BaseSalary, Regime, Rule
from awards.catalogue.lists import ROUTES
from awards.catalogue.selectors import base_salary_on, regime_on, rounding_on
from emulation.clock import today
from emulation.ui.vietnamese import NBSP
from emulation.ui.views import ListPage, PortalView, RecordPage, ServiceFormView
from emulation.units.enums import UnitKind


@dataclass(frozen=True)
class MoneyRow:
    """A bonus as the page shows it."""

    subjects: str
    deciders: str
    coefficient: Any
    amount: int
    article: str
    mark: Mark


@dataclass(frozen=True)
class Statement:
    """A statement of the law data that was not compared with a text."""

    award: str
    code: str
    place: Any
    text: str
    article: str


class LawPage(PortalView):
    """A page on the law of the day; a day without law is said, not hidden."""

    permission = "awards.view_catalogue"

    @cached_property
    def day(self) -> dt.date:
        """The day whose law is shown."""
        return today()

    @cached_property
    def regime(self) -> Regime | None:
        """The law of the day, or None."""
        try:
            return regime_on(self.day)
        except NoLaw as error:
            self.no_law = error.message
            return None

    def law_context(self) -> dict[str, Any]:
        """Return what every page of the law shows."""
        regime = self.regime
        return {
            "regime": regime,
            "no_law": getattr(self, "no_law", ""),
            "day": self.day,
            "may_review": rules.has_perm("awards.review_law", self.mandate, None),
        }


class AwardList(LawPage, RecordPage):
    """The awards that the law of the day knows."""

    template_name = "awards/catalogue/list.html"

    def page_context(self) -> dict[str, Any]:
        """Return titles and forms apart: one subject may get both."""
        awards = list(self.regime.awards.values()) if self.regime else []
        groups = [
            (AwardKind(kind).label, [_row(each) for each in awards if each.kind == kind])
            for kind in AwardKind
        ]
        return {**self.law_context(), "title": _("Award catalogue"), "groups": groups}


def _row(award: Award) -> dict[str, Any]:
    return {
        "award": award,
        "subjects": [str(kind.label).replace(" ", NBSP) for kind in award.subjects],
        "deciders": list(dict.fromkeys(decider.title for decider in award.deciders)),
    }


class AwardPage(LawPage, RecordPage):
    """One award: who decides, the rules with their articles, papers, vote, route, bonus."""

    template_name = "awards/catalogue/award.html"

    @cached_property
    def award(self) -> Award:
        """The award of the address; 404 when the law of the day has none of this code."""
        if self.regime is None or self.kwargs["code"] not in self.regime.awards:
            raise Http404
        return self.regime.awards[self.kwargs["code"]]

    def page_context(self) -> dict[str, Any]:
        award = self.award
        salary = base_salary_on(self.day)
        own = routes.routes_in_sight(self.mandate, self.day).filter(award_code=award.code)
        return {
            **self.law_context(),
            "title": award.name,
            "award": award,
            "salary": salary,
            "rules": [(SubjectKind(kind).label, each) for kind, each in award.rules.items()],
            "types": [CommendationType(kind).label for kind in award.commendation_types],
            "money": list(_money(award, salary, self.day)),
            "routes": own,
            "papers": [
                (paper, [CommendationType(kind).label for kind in paper.only_for])
                for paper in award.documents
            ],
        }


def _money(award: Award, salary: BaseSalary, day: dt.date) -> Iterator[MoneyRow]:
    rounding = rounding_on(day)
    for rate in award.bonuses:
        yield MoneyRow(
            subjects=", ".join(str(SubjectKind(kind).label) for kind in rate.subjects),
            deciders=", ".join(str(UnitKind(kind).label) for kind in rate.kinds),
            coefficient=rate.coefficient,
            amount=rounding.round_up(rate.coefficient * salary.amount),
            article=rate.article,
            mark=rate.mark,
        )


class UnverifiedList(LawPage, RecordPage):
    """Every statement that still has to be compared with the text of the law."""

    permission = "awards.review_law"
    template_name = "awards/catalogue/unverified.html"

    def page_context(self) -> dict[str, Any]:
        found = list(_unverified(self.regime)) if self.regime else []
        return {
            **self.law_context(),
            "title": _("To be compared with the law"),
            "statements": found,
            "count": len(found),
        }


def _unverified(regime: Regime) -> Iterator[Statement]:
    for award in regime.awards.values():
        for text, article, place in _unverified_of(award):
            yield Statement(award.name, award.code, place, text, article)


def _unverified_of(award: Award) -> Iterator[tuple[str, str, Any]]:
    for decider in award.deciders:
        if decider.mark == Mark.UNVERIFIED:
            yield decider.title, decider.article, _("Authority")
    for subject_rules in award.rules.values():
        for rule in (part for top in subject_rules for part in _with_parts(top)):
            if rule.mark == Mark.UNVERIFIED:
                yield rule.text, rule.article, _("Rule")
    if award.council is not None and award.council.mark == Mark.UNVERIFIED:
        yield f"{award.council.percent} %", award.council.article, _("Vote of the council")
    for rate in award.bonuses:
        if rate.mark == Mark.UNVERIFIED:
            yield f"× {rate.coefficient}", rate.article, _("Bonus")


def _with_parts(rule: Rule) -> Iterator[Rule]:
    yield rule
    for part in rule.parts:
        yield from _with_parts(part)


class RouteList(ListPage, LawPage):
    """The routes that authorities set instead of the defaults."""

    template_name = "awards/catalogue/routes.html"
    listing = ROUTES

    def head_actions(self) -> list[dict[str, Any]]:
        if not rules.has_perm("awards.set_route", self.mandate, None):
            return []
        url = reverse("catalogue:set-route")
        return [{"url": url, "label": SetRoute.title, "icon": "plus-lg", "tone": "brand"}]

    def page_context(self) -> dict[str, Any]:
        awards = self.regime.awards.values() if self.regime else ()
        return {
            "no_law": self.law_context()["no_law"],
            "lead": _(
                "An authority may set its own way of appraisal for an award, from a day on and "
                "with its legal basis."
            ),
            "defaults": [(award, award.routing.default.label) for award in awards],
        }


class SetRoute(ServiceFormView):
    """Sets a route from a day on."""

    permission = "awards.set_route"
    form_class = RouteForm
    template_name = "awards/catalogue/route_form.html"
    title = _("Set a route of appraisal")
    success_message = _("The route is set.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"valid_from": today()}}

    def perform(self, form: Any) -> str:
        routes.set_route(by=self.mandate, **form.entered())
        return reverse("catalogue:routes")

    def page_context(self) -> dict[str, Any]:
        return {"cancel_url": reverse("catalogue:routes")}
