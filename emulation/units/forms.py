"""Forms and filters of units and clusters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.ui.forms import PortalForm, PortalModelForm, VietnameseDateField
from emulation.ui.search_fields import FewSearchField, SearchField, SearchManyField
from emulation.units.enums import Level, SuccessionKind
from emulation.units.models import Cluster, Unit

UNIT_FIELDS = [
    "name",
    "short_name",
    "kind",
    "level",
    "parent",
    "order",
    "symbol",
    "letterhead_parent",
    "place",
    "leader_title",
    "leader_name",
    "address",
    "email",
    "decides_awards",
]


class UnitSearchField(SearchField):
    """One unit, found by its code or name; without a queryset any that exists today."""

    default_error_messages = {
        "unknown": _("No unit has this code or name."),
        "several": _("This may mean several units: %(found)s."),
    }

    def __init__(
        self,
        *,
        queryset: QuerySet[Unit] | Callable[[], QuerySet[Unit]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(queryset=existing_units if queryset is None else queryset, **kwargs)

    def known_by(self, typed: str) -> Q:
        written = re.search(r"\(([\w-]+)\)$", typed)
        return Q(code__iexact=written.group(1) if written else typed)

    def written(self, record: Unit) -> str:
        return written_unit(record)

    def names(self, record: Unit) -> tuple[str, str]:
        return record.name, record.short_name


class ClusterSearchField(FewSearchField):
    """One cluster or block of any year, found by its name."""

    def __init__(self, *, queryset: QuerySet[Cluster] | None = None, **kwargs: Any) -> None:
        every = Cluster.objects.only("name", "year")
        super().__init__(queryset=every if queryset is None else queryset, **kwargs)

    def names(self, record: Cluster) -> tuple[str, str]:
        return record.name, str(record)


class UnitsSearchField(SearchManyField):
    """Several units."""

    def __init__(
        self,
        *,
        queryset: QuerySet[Unit] | Callable[[], QuerySet[Unit]] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("help_text", _("One unit a line: its code or its name."))
        super().__init__(UnitSearchField(queryset=queryset), **kwargs)


def existing_units() -> QuerySet[Unit]:
    """Return the units of today."""
    return Unit.objects.as_of(today())


def provincial_units() -> QuerySet[Unit]:
    """Return the agencies and organisations of the province."""
    return existing_units().filter(level=Level.PROVINCE)


def written_unit(unit: Unit) -> str:
    """Return a unit as the search field writes and reads it: name and code."""
    return f"{unit.label} ({unit.code})"


class UnitForm(PortalModelForm):
    """A new unit."""

    parent = UnitSearchField(label=_("Unit above"), required=False)

    class Meta:
        model = Unit
        fields = ["code", *UNIT_FIELDS, "valid_from"]


class UnitChangeForm(UnitForm):
    """The same without code and beginning, which stay."""

    class Meta(UnitForm.Meta):
        fields = UNIT_FIELDS


class CloseForm(PortalForm):
    """The last day of a unit."""

    last_day = VietnameseDateField(label=_("Last day"))


class SuccessionForm(PortalForm):
    """What became of a unit."""

    successor = UnitSearchField(label=_("Successor"))
    kind = forms.ChoiceField(label=_("What happened"), choices=SuccessionKind)
    on = VietnameseDateField(label=_("From"))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, required=False)

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Unit.objects.exclude(pk=unit.pk).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=today())
        )
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]


def _organisers() -> QuerySet[Unit]:
    return existing_units().exclude(level=Level.BASE)


class ClusterForm(PortalModelForm):
    """A new cluster or block."""

    organiser = UnitSearchField(label=_("Organised by"), queryset=_organisers)

    class Meta:
        model = Cluster
        fields = ["code", "name", "kind", "year", "organiser", "order"]


class MembersForm(PortalForm):
    """Who belongs to a cluster: units directly below its organiser."""

    units = UnitsSearchField(label=_("Members"), required=False)

    def __init__(self, *args: Any, cluster: Cluster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = Unit.objects.filter(
            memberships__organiser=cluster.organiser_id, memberships__year=cluster.year
        ).exclude(memberships__cluster=cluster)
        offered = Q(parent=cluster.organiser_id) | Q(parent__isnull=True)
        free = Unit.objects.as_of(today()).filter(offered).exclude(pk__in=taken.values("pk"))
        members = cluster.members.values("unit")
        choice = Unit.objects.filter(Q(pk__in=free.values("pk")) | Q(pk__in=members))
        self.fields["units"].one.queryset = choice.exclude(pk=cluster.organiser_id)  # type: ignore[attr-defined]


class CloneForm(PortalForm):
    """The year for which last year's clusters are copied."""

    year = forms.IntegerField(label=_("To the year"), min_value=2000, max_value=2100)
