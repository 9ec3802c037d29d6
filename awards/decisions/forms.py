"""Forms of decisions, certificates and publication."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from awards.decisions.enums import DecisionState, StruckOutcome
from awards.decisions.models import Decision, DecisionLine, HonouredName
from awards.decisions.selectors import honoured
from awards.nominations.forms.search import NomineeSearchField
from awards.nominations.models import Nominee
from emulation.clock import today
from emulation.documents.forms import SignedFileForm, SignerPositionField
from emulation.documents.models import Document
from emulation.documents.registry import NamesInText
from emulation.files.forms import UploadField
from emulation.ui.forms import PortalForm, PortalModelForm, VietnameseDateField
from emulation.ui.search_fields import SearchField, choose_some
from emulation.units.models import Unit

LARGEST_NUMBER = 99_999


class LineSearchField(SearchField):
    """One line of a decision, found by its number in the list or by words of its name."""

    default_error_messages = {"unknown": _("No line of the list has this number or name.")}

    def known_by(self, typed: str) -> Q | None:
        number = re.match(r"(\d{1,9})(\.|$)", typed)
        return Q(order=int(number.group(1))) if number else None

    def told(self, record: DecisionLine) -> str:
        return f"{record.order}. {record.name} – {record.position}"

    def written(self, record: DecisionLine) -> str:
        return self.told(record)

    def names(self, record: DecisionLine) -> tuple[str, ...]:
        return (record.name,)


class EmptyForm(PortalForm):
    """Only a confirmation."""


class WordingForm(PortalModelForm):
    """The parts of the text that its drafter words."""

    class Meta:
        model = Decision
        fields = [
            "subject",
            "reason",
            "proposal",
            "executors",
            "fund",
            "deputy_title",
            "signer_name",
        ]
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 2}),
            "executors": forms.Textarea(attrs={"rows": 2}),
        }


class CreateForm(PortalForm):
    """A new decision: the usual wording to be edited."""

    subject = forms.CharField(label=_("Subject"), max_length=300)
    reason = forms.CharField(
        label=_("For"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    fund = forms.CharField(label=_("Paid from"), max_length=200, required=False)


class PaperDecisionForm(CreateForm):
    """A decision that was issued on paper."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=LARGEST_NUMBER)
    suffix = forms.CharField(label=_("Suffix"), max_length=2, required=False)
    issued_on = VietnameseDateField(label=_("Dated"))
    signer_name = forms.CharField(label=_("Signed by"), max_length=100)
    signer_position = SignerPositionField()
    signed_file = UploadField(label=_("Signed file"), kinds=("pdf",))


class StrikeForm(PortalForm):
    """Why a name is struck, and what becomes of the nominee."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    outcome = forms.ChoiceField(
        label=_("The nominee"),
        choices=StruckOutcome,
        initial=StruckOutcome.KEPT,
        widget=forms.RadioSelect,
    )


class MoveForm(PortalForm):
    """The new number of a name in the list."""

    place = forms.IntegerField(
        label=_("New number in the list"),
        min_value=1,
        max_value=LARGEST_NUMBER,
        help_text=_("The names in between move up or down by one."),
    )


SIGNED = (
    "signed_file", "signer_name", "signer_position", "signed_on", "struck", "outcome", "added",
    "differences", "confirmed",
)  # fmt: skip


class SignedForm(SignedFileForm):
    """The signature given outside, and what the signer changed in the list."""

    signer_name = forms.CharField(label=_("Signed by"), max_length=100)
    signer_position = SignerPositionField()
    signed_on = VietnameseDateField(label=_("Signed on"))
    outcome = forms.ChoiceField(
        label=_("Nominees struck"),
        choices=StruckOutcome,
        initial=StruckOutcome.KEPT,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        lines: QuerySet[DecisionLine],
        nominees: QuerySet[Nominee],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.nominees = lines, nominees
        self.fields["struck"] = choose_some(
            LineSearchField(queryset=lines), label=_("Names struck by the signer"), required=False
        )
        self.fields["added"] = choose_some(
            NomineeSearchField(queryset=nominees),
            label=_("Names added by the signer"),
            required=False,
        )
        self.order_fields(SIGNED)

    def names(self, data: dict[str, Any]) -> NamesInText:
        """Return the names of the list as the signer left it, and whom the signer did not add."""
        struck = {line.pk for line in data.get("struck") or ()}
        added = list(data.get("added") or ())
        listed = [line.name for line in self.lines if line.pk not in struck]
        others = [each for each in self.nominees if each not in added]
        return NamesInText(
            listed=[*listed, *(each.name for each in added)],
            others=[each.name for each in others],
        )


class HoldBackForm(PortalForm):
    """Why names are not published."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class WholeForm(PortalForm):
    """Whether a decision is published at all."""

    whole = forms.BooleanField(label=_("Do not publish this decision at all"), required=False)
    whole_reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class RevokeForm(PortalForm):
    """On what conclusion names are revoked."""

    reason = forms.CharField(
        label=_("Reason, with the conclusion it rests on"), widget=forms.Textarea(attrs={"rows": 3})
    )
    proposal = forms.CharField(
        label=_("On the proposal of"),
        max_length=400,
        required=False,
        help_text=_("As it stands after “Theo đề nghị của”."),
    )


class ReceiverForm(PortalForm):
    """Who received a certificate, and when."""

    received_by = forms.CharField(label=_("Handed over to"), max_length=200)
    handed_over_on = VietnameseDateField(label=_("Handed over on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handed_over_on"].initial = today()


class DecisionFilter(django_filters.FilterSet):
    """Finding decisions."""

    q = django_filters.CharFilter(label=_("Number or subject"), method="found")
    state = django_filters.ChoiceFilter(label=_("State"), choices=DecisionState.choices)
    year = django_filters.NumberFilter(
        label=_("Year"), field_name="document__issued_on__year", min_value=1990, max_value=2100
    )

    class Meta:
        model = Decision
        fields: list[str] = []

    def found(self, queryset: Any, _name: str, value: str) -> Any:
        """Return decisions whose number or subject holds every word."""
        return queryset.filter(document__in=Document.objects.search(value).values("pk"))


class HonouredFilter(django_filters.FilterSet):
    """Finding on the public list."""

    q = django_filters.CharFilter(label=_("Name"), method="found")
    year = django_filters.ChoiceFilter(label=_("Year"), method="of_year", choices=[])
    award = django_filters.ChoiceFilter(label=_("Award"), field_name="award_code", choices=[])
    unit = django_filters.CharFilter(label=_("Unit"), method="of_unit")

    class Meta:
        model = HonouredName
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = honoured.offered_on_public_list()
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in offered.years]
        self.filters["award"].extra["choices"] = offered.awards

    def found(self, queryset: Any, _name: str, value: str) -> Any:
        """Return the names that hold every word."""
        return queryset.search(value)

    def of_year(self, queryset: Any, _name: str, value: str) -> Any:
        """Return the names of decisions of that year, by a range that an index serves."""
        year = int(value)
        return queryset.filter(issued_on__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))

    def of_unit(self, queryset: Any, _name: str, value: str) -> Any:
        """Return the names of the units whose name or code holds every word."""
        return queryset.filter(unit__in=Unit.objects.search(value).values("pk"))
