"""The lists of units and of clusters and blocks."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.ui.counting import count_of
from emulation.ui.lists import Column, Empty, Kind, Listing, WordsFilter, declared
from emulation.ui.search_fields import SearchWidget
from emulation.ui.vietnamese import short_date
from emulation.units.enums import ClusterKind, Level, UnitKind
from emulation.units.forms import ClusterSearchField, UnitSearchField
from emulation.units.models import Cluster, ClusterMember, Unit


class OfUnitFilter(django_filters.Filter):
    """Filters by a unit that is typed by code or name; for lists that stand above this room."""

    field_class = UnitSearchField

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Unit.objects.all)
        kwargs.setdefault("widget", SearchWidget(suggest_at=reverse_lazy("units:suggest")))
        super().__init__(**kwargs)


class OfClusterFilter(django_filters.Filter):
    """Filters by a cluster that is typed by its name: a province has a hundred."""

    field_class = ClusterSearchField

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Cluster or block"))
        widget = SearchWidget(suggest_at=reverse_lazy("units:suggest-cluster"))
        super().__init__(widget=widget, **kwargs)


class UnitFilter(django_filters.FilterSet):
    """By words, kind, level and the unit above; closed units only when asked for."""

    q = WordsFilter(label=_("Name or code"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=UnitKind)
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Level)
    parent = OfUnitFilter(label=_("Unit above"))
    closed = django_filters.ChoiceFilter(
        label=_("Existing"),
        empty_label=_("Today"),
        choices=[("too", _("Closed ones too"))],
        method="as_they_are",
    )

    def filter_queryset(self, queryset: QuerySet[Unit]) -> QuerySet[Unit]:
        """Keep to the units of today unless closed ones were asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("closed") else found.as_of(today())

    def as_they_are(self, units: Any, name: str, word: str) -> Any:
        return units


class ClusterFilter(django_filters.FilterSet):
    """By year and kind; without a year those of this one."""

    year = django_filters.NumberFilter(label=_("Year"), min_value=1900, max_value=2100)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ClusterKind)

    def filter_queryset(self, queryset: QuerySet[Cluster]) -> QuerySet[Cluster]:
        """Keep to this year unless another one was named."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("year") else found.filter(year=today().year)


def existence(unit: Unit) -> tuple[str, str]:
    """Return whether the unit exists today, has ended or is to come, as a word and its tone."""
    day = today()
    if unit.valid_to and unit.valid_to < day:
        return gettext("closed on %(day)s") % {"day": short_date(unit.valid_to)}, "waiting"
    if unit.valid_to:
        return gettext("until %(day)s") % {"day": short_date(unit.valid_to)}, "attention"
    if unit.valid_from > day:
        return gettext("from %(day)s") % {"day": short_date(unit.valid_from)}, "waiting"
    return gettext("in existence"), "done"


def _units(mandate: Any) -> QuerySet[Unit]:
    return Unit.objects.visible_to(mandate).select_related("parent")


def _clusters(mandate: Any) -> QuerySet[Cluster]:
    clusters = Cluster.objects.visible_to(mandate).select_related("organiser")
    return clusters.annotate(member_count=count_of(ClusterMember.objects.all(), "cluster"))


UNITS: Listing[Unit] = declared(
    Listing(
        name="units.units",
        title=_("Units"),
        rows=_units,
        order=["ranking"],
        filters=UnitFilter,
        columns=[
            Column(
                "name", _("Name"), link="units:unit", sort="sort_key", width=48,
                css=lambda unit: f"tree-depth-{unit.depth}",
            ),
            Column("code", _("Code"), sort="code"),
            Column("kind", _("Kind"), "get_kind_display", sort="kind", width=24),
            Column("level", _("Level"), "get_level_display", sort="level"),
            Column("parent", _("Unit above"), "parent.label", sort="parent__sort_key", width=32),
            Column("state", _("State"), existence, Kind.STATE, sort=("valid_to", "valid_from")),
            Column("symbol", _("Symbol in document numbers"), sort="symbol", hidden_at_first=True),
            Column("leader", _("Name of the head"), "leader_name", width=24, hidden_at_first=True),
            Column("address", _("Address"), width=40, hidden_at_first=True),
            Column("email", _("E-mail"), width=28, hidden_at_first=True),
        ],
        empty=Empty(
            title=_("No unit yet"),
            text=_("Read the units in from a workbook, or enter them one by one."),
            url_name="units:unit-create",
            action=_("New unit"),
            permission="emulation.manage_units",
        ),
    )
)  # fmt: skip

CLUSTERS: Listing[Cluster] = declared(
    Listing(
        name="units.clusters",
        title=_("Clusters and blocks"),
        rows=_clusters,
        order=["-year", "order", "name"],
        filters=ClusterFilter,
        columns=[
            Column("name", _("Name"), link="units:cluster", sort=("order", "name"), width=40),
            Column("kind", _("Kind"), "get_kind_display", sort="kind"),
            Column("year", _("Year"), lambda cluster: str(cluster.year), sort="year"),
            Column(
                "organiser", _("Organised by"), "organiser.label",
                sort="organiser__sort_key", width=32,
            ),
            Column("members", _("Members"), "member_count", Kind.NUMBER, sort="member_count"),
        ],
        empty=Empty(
            title=_("No cluster in this year"),
            text=_("Name another year, or copy last year's clusters."),
            url_name="units:clusters-clone",
            action=_("Copy last year's clusters"),
            permission="emulation.manage_units",
        ),
    )
)  # fmt: skip
