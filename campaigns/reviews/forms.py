"""Forms of reviews."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign
from campaigns.reports.models import Period
from campaigns.reviews.enums import ReviewKind
from campaigns.reviews.models import ReviewSection
from emulation.ui.forms import PortalForm, VietnameseDateField
from emulation.ui.search_fields import SearchWidget, choose_one
from emulation.units.forms import ClusterSearchField
from emulation.units.models import Cluster


class StartForm(PortalForm):
    """Kind, period and day of a review."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ReviewKind.choices)
    period = forms.ModelChoiceField(
        label=_("Up to the period"),
        queryset=Period.objects.none(),
        help_text=_("Its accepted reports are counted; figures add up from the start."),
    )
    as_of = VietnameseDateField(label=_("As of"))

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].queryset = Period.objects.filter(campaign=campaign)  # type: ignore[attr-defined]


class ChartForm(PortalForm):
    """Whose charts are shown."""

    def __init__(self, *args: Any, clusters: QuerySet[Cluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = SearchWidget(suggest_at=reverse_lazy("units:suggest-cluster"))
        one = ClusterSearchField(queryset=clusters, widget=widget)
        self.fields["cluster"] = choose_one(
            one, label=_("Cluster"), required=False, empty_label=_("Whole campaign")
        )


class SectionForm(PortalForm):
    """The text of one section."""

    body = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "Figures between « and » come from the reports and are locked; "
            "the words around them are yours. A line that begins with “- ” is an item."
        ),
    )

    def __init__(self, *args: Any, section: ReviewSection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].initial = section.body
        self.fields["body"].label = section.heading
