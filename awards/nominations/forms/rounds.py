"""Forms of rounds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import (
    CommendationType,
    YearKind,
)
from awards.catalogue.law import Award
from awards.nominations.enums import RoundOrigin
from campaigns.plans.models import Campaign
from campaigns.reviews.models import Review
from emulation.ui.forms import PortalForm, VietnameseDateField
from emulation.workflow.forms import ReasonForm


class AwardCodesField(forms.MultipleChoiceField):
    """The awards of a round; one of another authority reaches the service, which says why not."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: Any) -> bool:
        """Let the service answer with the article."""
        return True


class RoundForm(PortalForm):
    """A round of commendation."""

    name = forms.CharField(label=_("Name"), max_length=200)
    origin = forms.ChoiceField(label=_("Occasion"), choices=RoundOrigin.choices)
    review: forms.ModelChoiceField[Review] = forms.ModelChoiceField(
        label=_("Review"),
        queryset=Review.objects.none(),
        required=False,
        help_text=_("Only for a round that follows an issued review."),
    )
    campaign: forms.ModelChoiceField[Campaign] = forms.ModelChoiceField(
        label=_("Campaign"),
        queryset=Campaign.objects.none(),
        required=False,
        help_text=_("Leave empty for a round that belongs to no campaign."),
    )
    commendation_type = forms.ChoiceField(
        label=_("Type of commendation"), choices=CommendationType.choices
    )
    award_codes = AwardCodesField(
        label=_("Awards of the round"),
        help_text=_("Only awards that this authority decides are offered."),
    )
    year_kind = forms.ChoiceField(
        label=_("Kind of year"),
        choices=YearKind.choices,
        help_text=_("Education counts by school year."),
    )
    period_from = VietnameseDateField(label=_("Achievements from"))
    period_to = VietnameseDateField(label=_("Achievements to"))
    opens_on = VietnameseDateField(label=_("Opens on"))
    closes_on = VietnameseDateField(label=_("Dossiers until"))

    def __init__(
        self,
        *args: Any,
        awards: tuple[Award, ...] = (),
        reviews: QuerySet[Review],
        campaigns: QuerySet[Campaign],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_codes"].choices = [(each.code, each.name) for each in awards]  # type: ignore[attr-defined]
        self.fields["review"].queryset = reviews  # type: ignore[attr-defined]
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Put both periods in order."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for first, last in (("period_from", "period_to"), ("opens_on", "closes_on")):
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, _("The last day may not lie before the first."))
        return data


class ReopenForm(ReasonForm):
    """Why a round opens again, and until when."""

    closes_on = VietnameseDateField(label=_("Dossiers until"))
