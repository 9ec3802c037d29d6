"""Filters of lists and boards; they live in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign
from campaigns.reports.board import Mark
from campaigns.reports.models import Period
from emulation.units.enums import UnitKind
from emulation.units.models import Cluster


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
