"""What the public reads: the honoured list. Names held back are absent from every read."""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache
from django.db.models import QuerySet

from awards.catalogue.selectors import award as award_of
from awards.decisions.models import Decision, DecisionLine, HonouredName, Publication
from awards.decisions.selectors.decisions import TEXTS
from emulation.people.models import Mandate

CHOICES_KEPT = 10 * 60


def honoured_names(mandate: Mandate | None = None, pk: int | None = None) -> QuerySet[HonouredName]:
    """Return the published names, the same for everybody; with ``pk`` those of one decision."""
    names = HonouredName.objects.all()
    if pk is not None:
        names = names.filter(decision=pk)
    return names.select_related("decision__document").only(
        "name",
        "position",
        "award_name",
        "issued_on",
        "place",
        "decision__document__code",
    )


def honoured_decisions() -> QuerySet[Decision]:
    """Return the published decisions, the latest first."""
    return (
        Decision.objects.published()
        .filter(kind="award")
        .select_related("document", "authority", "publication", "round")
        .defer(*TEXTS)
        .order_by("-document__issued_on", "-pk")
    )


def years_honoured() -> list[int]:
    """Return the years of published decisions, the latest first."""
    days = honoured_decisions().values_list("document__issued_on", flat=True)
    return sorted({day.year for day in days if isinstance(day, dt.date)}, reverse=True)


def awards_honoured() -> list[tuple[str, str]]:
    """Return code and name of every award on the public list.

    Read anew after each publication and every ten minutes: an award whose last name was taken
    off in between is offered a little longer and finds nobody.
    """
    latest = Publication.objects.order_by("-pk").values_list("pk", flat=True).first()
    return cache.get_or_set(f"awards-honoured:{latest}", _awards_honoured, CHOICES_KEPT) or []


def _awards_honoured() -> list[tuple[str, str]]:
    rows = HonouredName.objects.order_by().values_list("award_code", "award_name").distinct()
    return sorted(dict(rows).items(), key=lambda row: row[1])


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
