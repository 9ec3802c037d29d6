"""Filters of lists and boards; they live in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign
from campaigns.reports.board import Mark, filter_of
from campaigns.reports.models import Period, Report
from emulation.clock import today
from emulation.ui.vietnamese import fold
from emulation.units.enums import UnitKind
from emulation.units.models import Cluster


class ReportFilter(django_filters.FilterSet):
    """Campaign, state as on the board, and words of the unit's name."""

    campaign = django_filters.ModelChoiceFilter(
        field_name="participant__campaign",
        label=_("Campaign"),
        queryset=Campaign.objects.none(),
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=Mark.choices, method="by_mark")
    q = django_filters.CharFilter(label=_("Unit"), method="by_words")

    class Meta:
        model = Report
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campaigns = Campaign.objects.visible_to(getattr(self.request, "mandate", None)).public()
        self.filters["campaign"].queryset = campaigns

    def by_mark(self, rows: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        """Return the reports that carry the mark today."""
        return rows.filter(filter_of(value, today()))

    def by_words(self, rows: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        """Return the reports of units whose names hold the words."""
        for word in fold(value).split():
            rows = rows.filter(participant__unit__search_text__contains=word)
        return rows


class BoardFilter(forms.Form):
    """Cluster, kind of unit and state in a period."""

    cluster = forms.ModelChoiceField(
        label=_("Cluster or block"),
        queryset=Cluster.objects.none(),
        required=False,
        empty_label=_("All"),
    )
    kind = forms.ChoiceField(
        label=_("Kind of unit"), choices=[("", _("All")), *UnitKind.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *Mark.choices], required=False
    )
    period = forms.ModelChoiceField(
        label=_("Period"), queryset=Period.objects.none(), required=False, empty_label=_("All")
    )

    def __init__(self, data: Any, *, campaign: Campaign) -> None:
        super().__init__(data)
        clusters = Cluster.objects.filter(participants__campaign=campaign).distinct()
        self.fields["cluster"].queryset = clusters  # type: ignore[attr-defined]
        self.fields["period"].queryset = Period.objects.filter(campaign=campaign)  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Return the terms of ``participants_on_board``; what cannot be read filters nothing."""
        self.is_valid()
        data = self.cleaned_data
        cluster, period = data.get("cluster"), data.get("period")
        return {
            "cluster": cluster.pk if cluster else None,
            "kind": data.get("kind") or "",
            "mark": data.get("state") or "",
            "period": period.pk if period else None,
        }
