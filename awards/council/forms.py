"""Forms of the council: set up, members, convening, attendance, ballots, results on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
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
PAPER_VOTES = [*Choice.choices, ("invalid", _("Invalid"))]
_ROW = (
    '<tr><th scope="row">{order}. {name} <small class="muted">{own_unit}</small>'
    '<small class="muted">{place}</small><details><summary>{facts}</summary>'
    '<p class="reading">{achievement}</p><p><a href="{link}" target="_blank">{dossier}</a> · '
    '<a href="{conflict}">{declare}</a></p></details></th>'
    '<td data-label="{award_word}"><div>{award}<br>'
    '<small class="muted">{threshold} {article}</small></div></td>'
    '<td data-label="{vote_word}">{vote}</td></tr>'
)
_CHOICES = (
    '<fieldset class="votes"><legend class="visually-hidden">{legend}</legend>{buttons}'
    '<small class="muted">{again}</small>{errors}</fieldset>'
)
_BUTTON = (
    '<label class="form-check"><input class="form-check-input" type="radio" name="{}" value="{}"{}>'
    ' <span class="form-check-label">{}</span></label>'
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


class BallotsForm(PortalForm):
    """The ballots of a member on a whole agenda: nothing is chosen beforehand."""

    others = forms.BooleanField(
        label=_("I agree with all on whom I have chosen nothing above"), required=False
    )

    def __init__(self, *args: Any, items: list[Any], correct: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.correct = items, correct
        for item in items:
            # also for what was voted on: what is sent twice gets the answer of the first time
            self.fields[f"choice_{item.pk}"] = forms.ChoiceField(
                label=str(item.nominee), choices=Choice, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Ask for at least one choice."""
        data = super().clean() or {}
        if not self.errors and not data.get("others") and not self.entries():
            raise forms.ValidationError(_("Choose on at least one nominee."))
        return data

    def entries(self) -> dict[int, str]:
        """Return the choices by item; "all others" means those not voted on yet."""
        others = Choice.FOR.value if self.cleaned_data.get("others") else ""
        given = {
            item.pk: self.cleaned_data.get(f"choice_{item.pk}")
            or (others if item.votable and not item.done else "")
            for item in self.items
        }
        return {pk: choice for pk, choice in given.items() if choice}

    def rows(self) -> SafeString:
        """Return the rows as HTML: a template for each of 1,200 buttons costs most of the page."""
        return format_html_join("", "{}", ((self._row(item),) for item in self.items))

    def _row(self, item: Any) -> SafeString:
        nominee = item.nominee
        vote = self._buttons(item) if item.votable else filled("<em>{why}</em>", why=item.why_not)
        link = reverse("nominations:nominee", args=[nominee.pk])
        conflict = reverse("appraisal:conflict", args=[nominee.pk])
        return filled(
            _ROW,
            order=item.order,
            name=nominee.name,
            place=nominee.position or nominee.subject_home.label,
            own_unit=_("your own unit") if item.own_unit else "",
            facts=_("Achievements"),
            achievement=nominee.achievement,
            link=link,
            dossier=_("Whole dossier"),
            conflict=conflict,
            declare=_("I have a conflict of interest"),
            award_word=_("Award"),
            award=item.award_name,
            threshold=item.threshold_shown,
            article=item.article,
            vote_word=_("Your vote"),
            vote=vote,
        )

    def _buttons(self, item: Any) -> SafeString:
        field = self[f"choice_{item.pk}"]
        chosen = field.value()
        buttons = format_html_join(
            "",
            _BUTTON,
            (
                (field.html_name, value, SafeString(" checked") if chosen == value else "", word)
                for value, word in Choice.choices
            ),
        )
        errors = SafeString()
        if field.errors:
            errors = render_to_string("components/field_errors.html", {"field": field})
        again = _("You have voted; choose again to correct it.") if item.done else ""
        return filled(_CHOICES, legend=field.label, buttons=buttons, errors=errors, again=again)


class CloseForm(PortalForm):
    """Closing, with what the chair concludes."""

    conclusions = forms.CharField(
        label=_("Conclusions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand in the minutes after the result."),
    )


class CheckForm(PortalForm):
    """The code of one's own ballots."""

    code = forms.CharField(
        label=_("Code of the ballot"),
        max_length=64,
        help_text=_("As it was shown when you voted, for example K7QM-2RXA."),
    )


class PaperResultForm(PortalForm):
    """The signed minutes of a session held on paper."""

    paper_number = forms.CharField(label=_("Number of the minutes"), max_length=60)
    paper = UploadField(label=_("Signed minutes"), kinds=("pdf",))
    issued = WholeNumberField(
        label=_("Ballots given out"),
        min_value=1,
        help_text=_("How many ballots on each nominee were given out, as the minutes say."),
    )
    conclusions = forms.CharField(
        label=_("Conclusions"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PaperVotesForm(PortalForm):
    """The votes on the items of one page of the agenda, and those on all items without any."""

    def __init__(self, *args: Any, items: list[AgendaItem], members: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.members = items, members
        for item in items:
            for (choice, word), kept in zip(PAPER_VOTES, _kept(item), strict=True):
                label = f"{item.order}. {item.nominee} – {word}"
                self.fields[f"{choice}_{item.pk}"] = self._votes(label, kept)
        for choice, word in PAPER_VOTES:
            label = f"{_('All items without votes')} – {word}"
            self.fields[f"others_{choice}"] = self._votes(label, None)

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
        """Return a row for each item: its votes of each sort, with the word for it."""
        return [
            (item, [(word, self[f"{choice}_{item.pk}"]) for choice, word in PAPER_VOTES])
            for item in self.items
        ]

    @property
    def others(self) -> list[tuple[Any, forms.BoundField]]:
        """Return the row for all items without votes."""
        return [(word, self[f"others_{choice}"]) for choice, word in PAPER_VOTES]

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

    def _given(self, name: str) -> tuple[int, int, int, int] | None:
        votes = [self.cleaned_data.get(name.format(choice)) for choice, _word in PAPER_VOTES]
        if all(each is None for each in votes):
            return None
        favour, against, blank, invalid = (each or 0 for each in votes)
        return favour, against, blank, invalid


def _kept(item: AgendaItem) -> tuple[int | None, int | None, int | None, int | None]:
    entered = item.votes_for is not None
    invalid = item.votes_invalid if entered else None
    return item.votes_for, item.votes_against, item.votes_blank, invalid
