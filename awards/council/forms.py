"""Forms of the council: set up, members, convening, attendance, ballots, results on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from awards.council.enums import Choice, Presence, Seat
from awards.council.models import AgendaItem, Voter
from awards.nominations.models import Round
from emulation.files.forms import UploadField
from emulation.people.models import Account
from emulation.ui.escaping import filled
from emulation.ui.forms import PortalForm, VietnameseDateField, WholeNumberField

TIME_FORMATS = ["%H:%M", "%Hh%M", "%H giờ %M"]
_VOTES = (
    '<input type="number" name="{name}" id="id_{name}" value="{value}" min="0" max="{most}"'
    ' class="form-control figure" aria-label="{label}"{wrong}>'
)
_WRONG = ' aria-invalid="true" aria-describedby="id_{name}_error"'
TIME_ERROR = _("Write the hour as 08:30.")


class CouncilForm(PortalForm):
    """A council as its decision names it."""

    name = forms.CharField(label=_("Name"), max_length=200)
    decision_number = forms.CharField(label=_("Set up by decision"), max_length=60)
    decided_on = VietnameseDateField(label=_("Decided on"))
    valid_from = VietnameseDateField(label=_("In office from"))


class MemberForm(PortalForm):
    """One seat."""

    account = forms.ModelChoiceField(label=_("Member"), queryset=Account.objects.none())
    seat = forms.ChoiceField(label=_("Seat"), choices=Seat)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    valid_from = VietnameseDateField(label=_("From"))

    def __init__(self, *args: Any, accounts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]


class MemberEndForm(PortalForm):
    """The last day of a seat."""

    last_day = VietnameseDateField(label=_("Last day"))


class SessionForm(PortalForm):
    """Convening: on which round, when and where."""

    award_round = forms.ModelChoiceField(
        label=_("Round"),
        queryset=Round.objects.none(),
        help_text=_("All nominees of the round that passed appraisal come on the agenda."),
    )
    held_on = VietnameseDateField(label=_("Day"))
    starts_at = forms.TimeField(
        label=_("Hour"), input_formats=TIME_FORMATS, error_messages={"invalid": TIME_ERROR}
    )
    place = forms.CharField(label=_("Place"), max_length=200)

    def __init__(self, *args: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_round"].queryset = rounds  # type: ignore[attr-defined]


class AttendanceForm(PortalForm):
    """How every member takes part; before the first entry all are taken to be present."""

    def __init__(self, *args: Any, voters: list[Voter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voters = voters
        untouched = all(each.presence == Presence.ABSENT and not each.reason for each in voters)
        for voter in voters:
            who = {"aria-label": str(voter.member)}
            self.fields[f"presence_{voter.pk}"] = forms.ChoiceField(
                label=str(voter.member),
                choices=Presence,
                initial=Presence.PRESENT if untouched else voter.presence,
                widget=forms.Select(attrs={**who, "class": "form-select"}),
            )
            self.fields[f"reason_{voter.pk}"] = forms.CharField(
                label=_("Reason of absence"),
                initial=voter.reason,
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={**who, "class": "form-control"}),
            )

    @property
    def lines(self) -> list[tuple[Voter, forms.BoundField, forms.BoundField]]:
        """Return a row for each member: the seat and its two fields."""
        return [
            (each, self[f"presence_{each.pk}"], self[f"reason_{each.pk}"]) for each in self.voters
        ]

    def entries(self) -> dict[int, tuple[str, str]]:
        """Return presence and reason by voter, as the service takes them."""
        data = self.cleaned_data
        return {
            each.pk: (data[f"presence_{each.pk}"], data[f"reason_{each.pk}"])
            for each in self.voters
        }


class BallotForm(PortalForm):
    """One ballot: nothing is chosen beforehand."""

    choice = forms.ChoiceField(
        label=_("Your vote"), choices=Choice, widget=forms.RadioSelect, required=True
    )


class CloseForm(PortalForm):
    """Closing, with what the chair concludes."""

    conclusions = forms.CharField(
        label=_("Conclusions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand in the minutes after the result."),
    )


class CheckForm(PortalForm):
    """The code of one's own ballot."""

    code = forms.CharField(label=_("Code of the ballot"), max_length=64)


class PaperResultForm(PortalForm):
    """The signed minutes of a session held on paper."""

    paper_number = forms.CharField(label=_("Number of the minutes"), max_length=60)
    paper = UploadField(label=_("Signed minutes"), kinds=("pdf",))
    conclusions = forms.CharField(
        label=_("Conclusions"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PaperVotesForm(PortalForm):
    """The votes on the items of one page of the agenda, and those on all items without any."""

    def __init__(self, *args: Any, items: list[AgendaItem], members: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.members = items, members
        for item in items:
            for choice, kept in zip(Choice, _kept(item), strict=True):
                label = f"{item.order}. {item.nominee} – {choice.label}"
                self.fields[f"{choice.value}_{item.pk}"] = self._votes(label, kept)
        for choice in Choice:
            label = f"{_('All items without votes')} – {choice.label}"
            self.fields[f"others_{choice.value}"] = self._votes(label, None)

    def _votes(self, label: str, kept: int | None) -> WholeNumberField:
        return WholeNumberField(
            label=label,
            initial=kept,
            required=False,
            min_value=0,
            max_value=self.members,
            error_messages={"max_value": _("The council has %(limit_value)s members.")},
        )

    @property
    def lines(self) -> list[tuple[AgendaItem, list[tuple[Any, forms.BoundField]]]]:
        """Return a row for each item: its votes for, against and blank, with the word for each."""
        return [
            (item, [(each.label, self[f"{each.value}_{item.pk}"]) for each in Choice])
            for item in self.items
        ]

    @property
    def others(self) -> list[tuple[Any, forms.BoundField]]:
        """Return the row for all items without votes."""
        return [(each.label, self[f"others_{each.value}"]) for each in Choice]

    def rows(self) -> SafeString:
        """Return the rows as HTML: a template for each of 150 fields costs most of the page."""
        lines = [(f"{item.order}. {item.nominee}", votes) for item, votes in self.lines]
        lines.append((str(_("All items without votes")), self.others))
        drawn = ((words, self._cells(votes)) for words, votes in lines)
        return format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', drawn)

    def _cells(self, votes: list[tuple[Any, forms.BoundField]]) -> SafeString:
        cells = ((word, self._drawn(vote)) for word, vote in votes)
        return format_html_join("", '<td data-label="{}">{}</td>', cells)

    def _drawn(self, vote: forms.BoundField) -> SafeString:
        value, errors = vote.value(), SafeString()
        if vote.errors:
            errors = render_to_string("components/field_errors.html", {"field": vote})
        given = {"name": vote.html_name, "label": vote.label, "most": self.members}
        wrong = filled(_WRONG, name=vote.html_name) if vote.errors else ""
        shown = filled(_VOTES, value="" if value is None else value, wrong=wrong, **given)
        return shown + errors

    def entries(self) -> dict[str, Any]:
        """Return the votes by item, and those of the others, as the service takes them.

        An item is left out while all its fields are blank; a blank beside a number means none.
        """
        counts = {item.pk: self._given(f"{{}}_{item.pk}") for item in self.items}
        return {
            "counts": {pk: votes for pk, votes in counts.items() if votes is not None},
            "others": self._given("others_{}"),
        }

    def _given(self, name: str) -> tuple[int, int, int] | None:
        votes = [self.cleaned_data.get(name.format(choice.value)) for choice in Choice]
        if all(each is None for each in votes):
            return None
        favour, against, blank = (each or 0 for each in votes)
        return favour, against, blank


def _kept(item: AgendaItem) -> tuple[int | None, int | None, int | None]:
    return item.votes_for, item.votes_against, item.votes_blank
