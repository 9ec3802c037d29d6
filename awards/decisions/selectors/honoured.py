"""What the public reads: the honoured list. Names held back are absent from every read."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q, QuerySet

from awards.catalogue.selectors import award as award_of
from awards.decisions.models import Decision, DecisionLine
from awards.decisions.selectors.decisions import LIST_ORDER
from emulation.units.models import Unit


def honoured_lines() -> QuerySet[DecisionLine]:
    """Return the published lines, the latest decision first, in the order of its list."""
    return (
        DecisionLine.objects.honoured()
        .select_related("decision__document", "decision__authority", "record")
        .annotate(part=LIST_ORDER)
        .order_by("-decision__document__issued_on", "-decision", "part", "order")
    )


def honoured_decisions() -> QuerySet[Decision]:
    """Return the published decisions with the number of names that are shown."""
    shown = Q(lines__struck=False, lines__hold_back=False, lines__record__revoked_on__isnull=True)
    return (
        Decision.objects.published()
        .filter(kind="award")
        .select_related("document", "authority", "publication", "round")
        .annotate(honoured=Count("lines", filter=shown))
        .order_by("-document__issued_on", "-pk")
    )


def years_honoured() -> list[int]:
    """Return the years of published decisions, the latest first."""
    days = honoured_decisions().values_list("document__issued_on", flat=True)
    return sorted({day.year for day in days if isinstance(day, dt.date)}, reverse=True)


def awards_honoured() -> list[tuple[str, str]]:
    """Return code and name of every award on the public list."""
    rows = (
        DecisionLine.objects.honoured()
        .order_by()
        .values_list("award_code", "record__award_name")
        .distinct()
    )
    return sorted(dict(rows).items(), key=lambda row: row[1] or "")


def units_honoured() -> QuerySet[Unit]:
    """Return the units whose people, collectives or households are on the public list."""
    homes = DecisionLine.objects.honoured().order_by().values("nominee__subject_home")
    return Unit.objects.filter(pk__in=homes).order_by("order", "name")


def preview_of(decision: Decision) -> QuerySet[DecisionLine]:
    """Return the lines as the public would read them if the decision were published now."""
    return (
        decision.lines.standing()
        .filter(hold_back=False, record__revoked_on__isnull=True)
        .select_related("record", "nominee")
        .annotate(part=LIST_ORDER)
        .order_by("part", "order")
    )


def award_name(code: str, day: dt.date) -> str:
    """Return the name of an award by the law of ``day``."""
    return award_of(code, day).name
