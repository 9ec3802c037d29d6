"""What the public reads: the honoured list. Names held back are absent from every read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import F, QuerySet

from awards.catalogue.selectors import award as award_of
from awards.decisions.models import Decision, DecisionLine, HonouredName, Publication
from awards.decisions.selectors.decisions import TEXTS
from emulation.people.models import Mandate

CHOICES_KEPT = 10 * 60


def honoured_names(mandate: Mandate | None = None, pk: int | None = None) -> QuerySet[HonouredName]:
    """Return the published names, the same for everybody; with ``pk`` those of one decision."""
    shown = ("name", "position", "award_name", "issued_on", "place")
    if pk is not None:
        return HonouredName.objects.filter(decision=pk).only(*shown)
    code = F("decision__document__code")
    return HonouredName.objects.only("decision", *shown).annotate(code=code)


def honoured_decisions() -> QuerySet[Decision]:
    """Return the published decisions, the latest first."""
    return (
        Decision.objects.published()
        .filter(kind="award")
        .select_related("document", "authority", "publication")
        .defer(*TEXTS)
        .order_by("-document__issued_on", "-pk")
    )


def latest_honoured() -> QuerySet[Decision]:
    """Return what links to the latest published decisions."""
    shown = ("subject", "document__code", "document__issued_on")
    return honoured_decisions().select_related(None).select_related("document").only(*shown)[:5]


@dataclass(frozen=True)
class Offered:
    """Years, and code and name of awards, by which the public list may be narrowed."""

    years: list[int]
    awards: list[tuple[str, str]]


def offered_on_public_list() -> Offered:
    """Return what the filters of the public list offer.

    Read anew after each publication and every ten minutes: what lost its last name in between is
    offered a little longer and finds nobody.
    """
    latest = Publication.objects.order_by("-pk").values_list("pk", flat=True).first()
    offered = cache.get_or_set(f"offered-on-public-list:{latest}", _offered, CHOICES_KEPT)
    return offered or _offered()


def _offered() -> Offered:
    days = honoured_decisions().values_list("document__issued_on", flat=True)
    years = {day.year for day in days if isinstance(day, dt.date)}
    awards = HonouredName.objects.order_by().values_list("award_code", "award_name").distinct()
    return Offered(
        sorted(years, reverse=True), sorted(dict(awards).items(), key=lambda row: row[1])
    )


def preview_of(decision: Decision) -> QuerySet[DecisionLine]:
    """Return the lines as the public would read them if the decision were published now."""
    return (
        decision.lines.standing()
        .filter(hold_back=False, record__revoked_on__isnull=True)
        .select_related("record")
        .only("decision", "order", "name", "position", "record__award_name")
        .order_by("part", "order")
    )


def number_in_preview(decision: Decision, held: int) -> int:
    """Return how many ``preview_of`` shows: those that stand but the few ``held`` back or revoked.

    The few revoked are found by an index; the thousands that stand are counted already.
    """
    revoked = decision.lines.standing().filter(hold_back=False, record__revoked_on__isnull=False)
    return decision.honoured - held - revoked.count()


def award_name(code: str, day: dt.date) -> str:
    """Return the name of an award by the law of ``day``."""
    return award_of(code, day).name
