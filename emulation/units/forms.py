"""Forms and filters of units and clusters."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.ui.forms import PortalForm, PortalModelForm, VietnameseDateField
from emulation.units.enums import ClusterKind, Level, SuccessionKind, UnitKind
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


class UnitForm(PortalModelForm):
    """A new unit."""

    class Meta:
        model = Unit
        fields = ["code", *UNIT_FIELDS, "valid_from"]
        labels = {"parent": _("Unit above")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Unit.objects.as_of(today())  # type: ignore[attr-defined]


class UnitChangeForm(UnitForm):
    """The same without code and beginning, which stay."""

    class Meta(UnitForm.Meta):
        fields = UNIT_FIELDS


class CloseForm(PortalForm):
    """The last day of a unit."""

    last_day = VietnameseDateField(label=_("Last day"))


class SuccessionForm(PortalForm):
    """What became of a unit."""

    successor: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=_("Successor"), queryset=Unit.objects.none()
    )
    kind = forms.ChoiceField(label=_("What happened"), choices=SuccessionKind)
    on = VietnameseDateField(label=_("From"))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, required=False)

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Unit.objects.exclude(pk=unit.pk).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=today())
        )
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]


class UnitFilter(django_filters.FilterSet):
    """By words, kind and level; closed units only when asked for."""

    q = django_filters.CharFilter(label=_("Name or code"), method="by_words")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=UnitKind)
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Level)
    closed = django_filters.ChoiceFilter(
        label=_("Existing"),
        empty_label=_("Today"),
        choices=[("too", _("Closed ones too"))],
        method="as_they_are",
    )

    class Meta:
        model = Unit
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Unit]) -> QuerySet[Unit]:
        """Keep to the units of today unless closed ones were asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("closed") else found.as_of(today())

    def by_words(self, units: Any, name: str, words: str) -> Any:
        """Find by words, with or without marks."""
        return units.search(words)

    def as_they_are(self, units: Any, name: str, value: str) -> Any:
        """Leave the units as they are; ``filter_queryset`` decides about the date."""
        return units


class ClusterFilter(django_filters.FilterSet):
    """By year and kind; this year when none is named."""

    year = django_filters.NumberFilter(label=_("Year"), min_value=1900, max_value=2100)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ClusterKind)

    class Meta:
        model = Cluster
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Cluster]) -> QuerySet[Cluster]:
        """Keep to this year unless another one was named."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("year") else found.filter(year=today().year)


class ClusterForm(PortalModelForm):
    """A new cluster or block."""

    class Meta:
        model = Cluster
        fields = ["code", "name", "kind", "year", "organiser", "order"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.as_of(today()).exclude(level=Level.BASE)
        self.fields["organiser"].queryset = units  # type: ignore[attr-defined]


class MembersForm(PortalForm):
    """Who belongs to a cluster: units directly below its organiser."""

    units: forms.ModelMultipleChoiceField[Unit] = forms.ModelMultipleChoiceField(
        label=_("Members"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, cluster: Cluster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = Unit.objects.filter(
            memberships__organiser=cluster.organiser_id, memberships__year=cluster.year
        ).exclude(memberships__cluster=cluster)
        offered = Q(parent=cluster.organiser_id) | Q(parent__isnull=True)
        free = Unit.objects.as_of(today()).filter(offered).exclude(pk__in=taken.values("pk"))
        members = cluster.members.values("unit")
        choice = Unit.objects.filter(Q(pk__in=free.values("pk")) | Q(pk__in=members))
        self.fields["units"].queryset = choice.exclude(pk=cluster.organiser_id)  # type: ignore[attr-defined]


class CloneForm(PortalForm):
    """The year for which last year's clusters are copied."""

    year = forms.IntegerField(label=_("To the year"), min_value=2000, max_value=2100)
