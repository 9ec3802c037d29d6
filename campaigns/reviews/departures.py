"""Units that left while the campaign ran: who carries them on, and what of theirs still counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from campaigns.plans.models import Participant
from campaigns.reviews.models import FrozenLine, Review, ReviewTotal
from campaigns.targets.enums import Aggregation
from emulation.ui.vietnamese import short_date
from emulation.units.models import Unit, UnitSuccession


@dataclass(frozen=True)
class Departure:
    """A unit that left, those that succeeded it, and how many of its figures the review counts."""

    unit: Unit
    left_on: dt.date
    successions: Sequence[UnitSuccession]
    counts: int

    @property
    def words(self) -> str:
        """Return the unit with what became of it, as the report says it."""
        heirs = ", ".join(each.successor.name for each in self.successions)
        if heirs:
            return f"{self.unit.name} (nay thuộc {heirs})"
        return f"{self.unit.name} (thôi tham gia từ {short_date(self.left_on)})"


@dataclass
class Reconciled:
    """The parts of a total: of units that take part, and of each that left; they add up to it."""

    total: ReviewTotal
    parts: list[tuple[str, Decimal]] = field(default_factory=list)

    @property
    def sum(self) -> Decimal:
        """Return the parts together."""
        return sum((value for _words, value in self.parts), Decimal(0))

    @property
    def agrees(self) -> bool:
        """Return whether the parts are the total."""
        return self.sum == self.total.total


def departures_of(review: Review) -> list[Departure]:
    """Return the units that have left the campaign by now, with what the review counts of them."""
    gone = list(
        Participant.objects.filter(campaign=review.campaign_id, left_on__isnull=False)
        .select_related("unit")
        .order_by("left_on", "unit__order", "pk")
    )
    if not gone:
        return []
    lines = FrozenLine.objects.filter(
        review=review, participant__in=gone, value__isnull=False
    ).order_by()
    counts = dict(lines.values_list("participant").annotate(Count("line")))
    heirs = _heirs([row.unit_id for row in gone])
    return [
        Departure(row.unit, row.left_on, heirs.get(row.unit_id, []), counts.get(row.pk, 0))
        for row in gone
        if row.left_on
    ]


def _heirs(units: Sequence[int]) -> dict[int, list[UnitSuccession]]:
    found: dict[int, list[UnitSuccession]] = {}
    rows = UnitSuccession.objects.filter(predecessor__in=units).select_related("successor")
    for row in rows.order_by("on", "pk"):
        found.setdefault(row.predecessor_id, []).append(row)
    return found


def reconciled(review: Review) -> list[Reconciled]:
    """Return the sums that hold figures of units that left, each with its parts.

    What a successor reported itself stands before what is shown under it; where a unit was split,
    its figure stands once, with all who share it.
    """
    gone = Participant.objects.filter(campaign=review.campaign_id, left_on__isnull=False)
    lines = list(
        FrozenLine.objects.filter(
            review=review,
            participant__in=gone,
            value__isnull=False,
            indicator__aggregation=Aggregation.SUM,
        )
        .select_related("participant__unit")
        .order_by("participant__left_on", "participant_id")
    )
    if not lines:
        return []
    heirs = _heirs([line.participant.unit_id for line in lines])
    wanted = {line.indicator_id for line in lines}
    totals = review.totals.filter(indicator__in=wanted).select_related("indicator")
    own = _own_figures(review, wanted, heirs)
    by_indicator: dict[int, list[FrozenLine]] = {}
    for line in lines:
        by_indicator.setdefault(line.indicator_id, []).append(line)
    return [
        _parts(total, by_indicator[total.indicator_id], heirs, own)
        for total in totals.order_by("indicator__order", "pk")
    ]


def _own_figures(
    review: Review, indicators: set[int], heirs: dict[int, list[UnitSuccession]]
) -> dict[tuple[int, int], Decimal]:
    """Return (indicator, unit) → what successors that still take part reported themselves."""
    units = {each.successor_id for rows in heirs.values() for each in rows}
    lines = FrozenLine.objects.filter(
        review=review,
        indicator__in=indicators,
        participant__unit__in=units,
        participant__left_on__isnull=True,
        value__isnull=False,
    )
    rows = lines.values_list("indicator", "participant__unit", "value")
    return {(indicator, unit): value for indicator, unit, value in rows if value is not None}


def _parts(
    total: ReviewTotal,
    lines: Sequence[FrozenLine],
    heirs: dict[int, list[UnitSuccession]],
    own: dict[tuple[int, int], Decimal],
) -> Reconciled:
    parts: list[tuple[str, Decimal]] = []
    named: set[int] = set()
    for line in lines:
        followed = heirs.get(line.participant.unit_id, [])
        for each in followed:
            value = own.get((line.indicator_id, each.successor_id))
            if value is not None and each.successor_id not in named:
                named.add(each.successor_id)
                parts.append((each.successor.name, value))
        parts.append((_part_words(line.participant, followed), line.value or Decimal(0)))
    others = _("Other units that take part") if named else _("Units that take part")
    listed = [line.participant_id for line in lines]
    return Reconciled(total, [(others, _rest(total, listed, named)), *parts])


def _rest(total: ReviewTotal, participants: Sequence[int], units: set[int]) -> Decimal:
    """Return the sum of the frozen figures of all but these: it is added up, not deduced."""
    lines = FrozenLine.objects.filter(review=total.review_id, indicator=total.indicator_id)
    rest = lines.exclude(participant__in=participants).exclude(participant__unit__in=units)
    return rest.aggregate(sum=Sum("value"))["sum"] or Decimal(0)


def _part_words(participant: Participant, followed: Sequence[UnitSuccession]) -> str:
    unit, day = participant.unit.name, participant.left_on
    if not followed:
        return _("%(unit)s, left on %(day)s") % {"unit": unit, "day": day and short_date(day)}
    return _("%(unit)s (%(kind)s %(heirs)s on %(day)s)") % {
        "unit": unit,
        "kind": followed[0].get_kind_display().lower(),
        "day": short_date(followed[0].on),
        "heirs": ", ".join(each.successor.name for each in followed),
    }
