"""The lists of reviews, of the totals and standings of one, and of the figures behind them."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.reviews.enums import ReviewKind, ReviewState
from campaigns.reviews.models import FrozenLine, Review, ReviewStanding, ReviewTotal
from campaigns.reviews.selectors import (
    basis_of,
    indicators_in,
    lines_of_standing,
    lines_of_total,
    readable_reports,
    reviews_for,
    standings_for,
    totals_for,
)
from campaigns.targets.enums import Outcome
from campaigns.targets.models import Indicator
from emulation.people.models import Mandate
from emulation.ui import tags
from emulation.ui.lists import Column, Empty, Kind, Listing, WordsFilter, declared
from emulation.units.lists import OfClusterFilter


def _of_page(request: Any) -> Any:
    """Return the number in the page's address, ``None`` without a page."""
    match = getattr(request, "resolver_match", None)
    return match.kwargs["pk"] if match else None


def indicators_of_review(request: Any) -> QuerySet[Indicator]:
    """Return the indicators that the review of the page computed."""
    return indicators_in(ReviewTotal.objects.filter(review=_of_page(request)))


class ReviewFilter(django_filters.FilterSet):
    """By the words of the campaign, kind and state."""

    q = WordsFilter(label=_("Campaign"), field_name="campaign")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ReviewKind)
    state = django_filters.ChoiceFilter(label=_("State"), choices=ReviewState)


class TotalFilter(django_filters.FilterSet):
    """By the assessment."""

    outcome = django_filters.ChoiceFilter(label=_("Assessment"), choices=Outcome)


class StandingFilter(django_filters.FilterSet):
    """By unit and cluster, and by an indicator whose target the unit did not reach."""

    q = WordsFilter(label=_("Unit"), field_name="participant__unit")
    cluster = OfClusterFilter()
    missed = django_filters.ModelChoiceFilter(
        label=_("Target not reached"), queryset=indicators_of_review, method="by_missed"
    )

    def by_missed(
        self, rows: QuerySet[ReviewStanding], name: str, indicator: Indicator
    ) -> QuerySet[ReviewStanding]:
        """Return the standings of units whose figure of the indicator is below their target."""
        below = FrozenLine.objects.filter(
            review=OuterRef("review"),
            indicator=indicator,
            participant=OuterRef("participant"),
            reached=False,
        )
        return rows.filter(Exists(below))


class SourceFilter(django_filters.FilterSet):
    """By unit and cluster."""

    q = WordsFilter(label=_("Unit"), field_name="participant__unit")
    cluster = OfClusterFilter(field_name="participant__cluster")


def _named(review: Review) -> str:
    return f"{review.get_kind_display()}: {review.campaign}"


def _target(total: ReviewTotal) -> SafeString | str:
    if total.ceiling is None:
        return tags.number(total.target)
    return format_html("{} – {}", tags.number(total.target), tags.number(total.ceiling))


def _rank(standing: ReviewStanding) -> SafeString:
    if standing.rank is None:
        return format_html('<span class="muted">{}</span>', gettext("not ranked"))
    if standing.rank > 1:
        return format_html("{}", standing.rank)
    return format_html('<span class="gold">{}</span> {}', tags.icon("star-fill"), standing.rank)


def _kind_of_figure(line: FrozenLine) -> str:
    if line.value is None:
        return gettext("missing")
    if line.is_confirmed:
        return gettext("Confirmed")
    return gettext("Estimated") if line.is_estimate else gettext("Official")


def _readable(rows: list[Any], mandate: Mandate | None) -> None:
    """Put on the lines of a page the report behind each, where it may be opened."""
    seen = readable_reports(rows, mandate)
    for row in rows:
        row.report_behind = seen.get(row.line_id)


def _report_words(row: Any) -> str:
    return gettext("Open the report") if row.report_behind else ""


def _report_page(row: Any) -> str:
    if not row.report_behind:
        return ""
    return f"{reverse('reports:report', args=[row.report_behind])}#line-{row.line_id}"


VALUE = Column[FrozenLine]("value", _("Value"), kind=Kind.NUMBER, sort="value")
FIGURE_KIND = Column[FrozenLine](
    "kind", _("Kind"), _kind_of_figure, sort=("is_confirmed", "is_estimate")
)
RATE = Column[FrozenLine]("rate", _("Rate"), kind=Kind.PERCENT, sort="rate")
DUE = Column[FrozenLine]("goal", _("Due by now"), kind=Kind.NUMBER, sort="goal")
REPORT = Column[FrozenLine](
    "report", _("Report"), _report_words, link=_report_page, page_only=True,
)  # fmt: skip

REVIEWS: Listing[Review] = declared(
    Listing(
        name="reviews.reviews",
        title=_("Preliminary and final reviews"),
        rows=reviews_for,
        order=["-as_of", "-pk"],
        filters=ReviewFilter,
        columns=[
            Column(
                "review", _("Review"), _named, sort=("kind", "campaign__title"), width=60,
                link=lambda review: review.get_absolute_url(),
            ),
            Column("period", _("Period"), sort="period__due_on", width=24),
            Column("as_of", _("As of"), kind=Kind.DATE, sort="as_of"),
            Column("state", _("State"), kind=Kind.STATE, sort="state"),
            Column("document", _("Document"), "document.code"),
        ],
        empty=Empty(
            title=_("No review yet"),
            text=_(
                "A preliminary or final review is begun from a running campaign, once reports are "
                "accepted."
            ),
        ),
    )
)  # fmt: skip
TOTALS: Listing[ReviewTotal] = declared(
    Listing(
        name="reviews.totals",
        title=_("Results against the targets"),
        rows=totals_for,
        order=["indicator__order"],
        filters=TotalFilter,
        name_of=lambda total: total.indicator.name,
        columns=[
            Column(
                "indicator", _("Indicator"), "indicator.name", note="indicator.unit_of_measure",
                sort="indicator__order", width=48,
            ),
            Column(
                "target", _("Plan of the year"), kind=Kind.NUMBER, sort="target", cell=_target
            ),
            Column("goal", _("Due by now"), kind=Kind.NUMBER, sort="goal"),
            Column("total", _("Carried out"), kind=Kind.NUMBER, sort="total"),
            Column("rate", _("Rate"), kind=Kind.PERCENT, sort="rate"),
            Column("outcome", _("Assessment"), kind=Kind.STATE, sort="outcome"),
            Column("source", _("Source"), basis_of, link="reviews:total", width=40),
            Column(
                "measure", _("Unit of measure"), "indicator.unit_of_measure", hidden_at_first=True
            ),
            Column(
                "ceiling", _("At most"), kind=Kind.NUMBER, sort="ceiling", hidden_at_first=True
            ),
            Column(
                "agency", _("Monitoring agency"), "indicator.monitoring_agency.label",
                sort="indicator__monitoring_agency__sort_key", hidden_at_first=True, width=32,
            ),
        ],
        empty=Empty(title=_("The campaign has no indicators")),
    )
)  # fmt: skip
STANDINGS: Listing[ReviewStanding] = declared(
    Listing(
        name="reviews.standings",
        title=_("Ranks by cluster and block"),
        rows=standings_for,
        order=["cluster__order", "cluster__name", "rank", "participant__unit__order"],
        filters=StandingFilter,
        name_of=lambda standing: standing.participant.unit.name,
        columns=[
            Column(
                "unit", _("Unit"), "participant.unit.label", link="reviews:standing",
                sort="participant__unit__sort_key", width=40,
            ),
            Column(
                "cluster", _("Cluster"), "cluster.name", sort=("cluster__order", "cluster__name"),
                width=32,
            ),
            Column("rank", _("Rank"), kind=Kind.NUMBER, sort="rank", cell=_rank),
            Column("completion", _("Completion"), kind=Kind.PERCENT, sort="completion"),
            Column("reached", _("Targets reached"), kind=Kind.NUMBER, sort="reached"),
            Column("received", _("Figures received"), kind=Kind.NUMBER, sort="received"),
            Column("expected", _("Figures asked for"), kind=Kind.NUMBER, sort="expected"),
            Column("on_time", _("Reports in time"), "reports_on_time", Kind.NUMBER,
                   sort="reports_on_time"),
            Column("late", _("Late"), "reports_late", Kind.NUMBER, sort="reports_late"),
            Column("missing", _("Missing"), "reports_missing", Kind.NUMBER, sort="reports_missing"),
        ],
        empty=Empty(title=_("No unit takes part")),
    )
)  # fmt: skip
TOTAL_SOURCES: Listing[FrozenLine] = declared(
    Listing(
        name="reviews.total_sources",
        title=_("Figures behind a total"),
        rows=lines_of_total,
        order=["participant__cluster__order", "participant__unit__order"],
        filters=SourceFilter,
        fill=_readable,
        columns=[
            Column(
                "unit", _("Unit"), "participant.unit", sort="participant__unit__sort_key", width=40
            ),
            Column(
                "cluster", _("Cluster"), "participant.cluster.name", width=32,
                sort=("participant__cluster__order", "participant__cluster__name"),
            ),
            VALUE,
            FIGURE_KIND,
            Column("target", _("Target"), kind=Kind.NUMBER, sort="target"),
            RATE,
            REPORT,
        ],
        empty=Empty(title=_("No accepted report holds this figure yet")),
    )
)  # fmt: skip
STANDING_SOURCES: Listing[FrozenLine] = declared(
    Listing(
        name="reviews.standing_sources",
        title=_("Figures behind a standing"),
        rows=lines_of_standing,
        order=["indicator__order"],
        fill=_readable,
        columns=[
            Column(
                "indicator", _("Indicator"), "indicator.name", note="indicator.unit_of_measure",
                sort="indicator__order", width=48,
            ),
            Column(
                "weight", _("Weight"), "indicator.weight", Kind.NUMBER, sort="indicator__weight"
            ),
            VALUE,
            FIGURE_KIND,
            DUE,
            RATE,
            REPORT,
        ],
        empty=Empty(title=_("No report of this unit was accepted")),
    )
)  # fmt: skip
