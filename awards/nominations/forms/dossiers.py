"""Forms of dossiers, their intake and collection."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from awards.nominations.enums import DossierState, IntakeChannel
from awards.nominations.forms.search import NomineeSearchField
from awards.nominations.models import Nominee, Round
from emulation.clock import today
from emulation.files.forms import UploadField
from emulation.ui.forms import PortalForm, VietnameseDateField
from emulation.ui.search_fields import choose_some
from emulation.units.forms import UnitSearchField
from emulation.units.models import Unit
from emulation.workflow import forms as workflow

SCANS = ("pdf", "jpg", "png")


class EnterForm(PortalForm):
    """A dossier that came on paper."""

    unit = UnitSearchField(label=_("Unit"))
    channel = forms.ChoiceField(
        label=_("Came by"),
        choices=[each for each in IntakeChannel.choices if each[0] != IntakeChannel.PORTAL],
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class PapersForm(PortalForm):
    """The papers of the dossier as a whole."""

    letter = UploadField(label=_("Submission letter"), kinds=SCANS, required=False)
    minutes = UploadField(label=_("Minutes of the review"), kinds=SCANS, required=False)


class LetterForm(PortalForm):
    """The submission letter that was signed on paper."""

    letter_number = forms.CharField(
        label=_("Number of the submission"),
        max_length=60,
        help_text=_("As printed, such as 45/TTr-SNV."),
    )
    letter_on = VietnameseDateField(label=_("Submission dated"))
    letter = UploadField(label=_("Signed letter"), kinds=SCANS)


class ReceiveForm(PortalForm):
    """An entry in the register of incoming dossiers."""

    channel = forms.ChoiceField(label=_("Came by"), choices=IntakeChannel.choices)
    one_stop_code = forms.CharField(label=_("One-stop code"), max_length=40, required=False)
    incoming_number = forms.CharField(label=_("Incoming number"), max_length=40, required=False)
    incoming_on = VietnameseDateField(
        label=_("Came in on"), help_text=_("The law of this day applies to the dossier.")
    )


class ReceiveManyForm(PortalForm):
    """The day on which several dossiers came in."""

    incoming_on = VietnameseDateField(
        label=_("Came in on"), help_text=_("The law of this day applies to the dossier.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incoming_on"].initial = today()


class ReturnForm(workflow.ReturnForm):
    """What is to be completed, of whom, by when."""

    field_order = ["reason", "items", "nominees", "due_on"]

    def __init__(self, *args: Any, nominees: QuerySet[Nominee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if nominees.exists():
            self.fields["nominees"] = choose_some(
                NomineeSearchField(queryset=nominees),
                label=_("Nominees concerned"),
                required=False,
                help_text=_("Only these are opened to the unit and appraised again."),
            )
            self.order_fields(self.field_order)

    def entered(self) -> dict[str, Any]:
        """Return the numbers of the nominees, not their rows."""
        data = super().entered()
        return {**data, "nominees": [row.pk for row in data.get("nominees", [])]}


class CollectForm(PortalForm):
    """Whom the collector leaves out of its one letter; all others go with it."""

    left_out_reason = forms.CharField(
        label=_("Reason for those left out"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, nominees: QuerySet[Nominee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["left_out"] = choose_some(
            _OfUnitSearchField(queryset=nominees),
            label=_("Left out"),
            required=False,
            help_text=_("Everybody else goes with your submission."),
        )
        self.order_fields(["left_out", "left_out_reason"])


class _OfUnitSearchField(NomineeSearchField):
    def told(self, record: Nominee) -> str:
        return f"{record.name} – {record.dossier.unit.label}"


class OfRoundFilter(django_filters.FilterSet):
    """Filters of the dossiers of one round."""

    q = django_filters.CharFilter(label=_("Unit or number"), method="by_words", max_length=200)
    state = django_filters.ChoiceFilter(label=_("State"), choices=DossierState.choices)

    def by_words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Find by the unit's name, or by the incoming or letter number."""
        units = Unit.objects.search(value).values("pk")
        numbers = Q(incoming_number__icontains=value) | Q(letter_number__icontains=value)
        return queryset.filter(numbers | Q(unit__in=units))


class DossierFilter(OfRoundFilter):
    """Filters of the register."""

    round = django_filters.ModelChoiceFilter(
        label=_("Round"), queryset=lambda request: Round.objects.visible_to(request.mandate)
    )
