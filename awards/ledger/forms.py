"""Forms of the ledger: what was decided elsewhere, with its number, date and scan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import (
    CommendationType,
    CourseGrade,
    DisciplineLevel,
    InitiativeScope,
    LeaveKind,
    Rating,
    SubjectKind,
    YearKind,
)
from awards.catalogue.errors import NoLaw
from awards.catalogue.selectors import awards_on
from awards.ledger.enums import HoldReason
from emulation.clock import today
from emulation.files.forms import UploadField
from emulation.ui.forms import PortalForm, VietnameseDateField

SCANS = ("pdf", "jpg", "png")
OTHER = "OTHER"


def award_choices(subject: SubjectKind) -> list[tuple[str, str]]:
    """Return the awards that the law of today gives to such a subject, and one for all others."""
    try:
        known = [(each.code, each.name) for each in awards_on(today()) if subject in each.subjects]
    except NoLaw:
        known = []
    return [("", "—"), *known, (OTHER, str(_("Another award: write its name below")))]


def _choices(enum: Any, *, blank: bool = True) -> list[Any]:
    return [("", "—"), *enum.choices] if blank else list(enum.choices)


class AwardForm(PortalForm):
    """An award given by a decision on paper."""

    award_code = forms.ChoiceField(label=_("Award"))
    award_name = forms.CharField(
        label=_("Name of the award"),
        max_length=200,
        required=False,
        help_text=_("Only for an award that is not in the list."),
    )
    year = forms.IntegerField(label=_("Year of the achievement"), required=False)
    year_kind = forms.ChoiceField(
        label=_("Kind of year"),
        choices=YearKind.choices,
        help_text=_("Education counts by school year."),
    )
    decision_number = forms.CharField(
        label=_("Number of the decision"),
        max_length=60,
        help_text=_("As printed, such as 1234/QĐ-UBND."),
    )
    decided_on = VietnameseDateField(label=_("Date of the decision"))
    authority_name = forms.CharField(label=_("Decided by"), max_length=200)
    commendation_type = forms.ChoiceField(
        label=_("Type of commendation"), choices=_choices(CommendationType), required=False
    )
    period_start = VietnameseDateField(
        label=_("Achievements from"),
        required=False,
        help_text=_("As the decision states; achievements up to the last day do not count again."),
    )
    period_end = VietnameseDateField(label=_("Achievements to"), required=False)
    achievement = forms.CharField(label=_("Achievement"), max_length=300, required=False)
    upload = UploadField(label=_("Scan of the decision"), kinds=SCANS, required=False)

    def __init__(self, *args: Any, subject_kind: SubjectKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_code"].choices = award_choices(subject_kind)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the name of an award that the list does not hold, and for both ends of a time."""
        data = super().clean() or self.cleaned_data
        if data.get("award_code") == OTHER and not data.get("award_name"):
            self.add_error("award_name", _("Write the name of the award."))
        start, end = data.get("period_start"), data.get("period_end")
        if (start is None) != (end is None):
            self.add_error("period_end" if end is None else "period_start", _("Give both days."))
        return data


class RatingForm(PortalForm):
    """The rating of a year."""

    year = forms.IntegerField(label=_("Year"))
    year_kind = forms.ChoiceField(
        label=_("Kind of year"),
        choices=YearKind.choices,
        help_text=_("Education counts by school year."),
    )
    rating = forms.ChoiceField(label=_("Rating"), choices=_choices(Rating))
    number = forms.CharField(label=_("Number of the paper"), max_length=60, required=False)
    decided_on = VietnameseDateField(label=_("Date of the paper"), required=False)
    upload = UploadField(label=_("Scan"), kinds=SCANS, required=False)


class InitiativeForm(PortalForm):
    """An initiative and its recognition."""

    title = forms.CharField(label=_("Title of the initiative or topic"), max_length=300)
    scope = forms.ChoiceField(label=_("Scope of influence"), choices=_choices(InitiativeScope))
    effect = forms.CharField(
        label=_("Effect"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False
    )
    number = forms.CharField(
        label=_("Number of the recognition"),
        max_length=60,
        required=False,
        help_text=_("Without number and date the initiative does not count yet."),
    )
    recognised_on = VietnameseDateField(label=_("Recognised on"), required=False)
    authority_name = forms.CharField(label=_("Recognised by"), max_length=200, required=False)
    upload = UploadField(label=_("Scan of the recognition"), kinds=SCANS, required=False)


class DisciplineForm(PortalForm):
    """A disciplinary measure."""

    level = forms.ChoiceField(label=_("Measure"), choices=_choices(DisciplineLevel))
    number = forms.CharField(label=_("Number of the decision"), max_length=60)
    decided_on = VietnameseDateField(label=_("Date of the decision"))
    authority_name = forms.CharField(label=_("Decided by"), max_length=200, required=False)
    upload = UploadField(label=_("Scan of the decision"), kinds=SCANS, required=False)


class LeaveForm(PortalForm):
    """A spell away from work."""

    kind = forms.ChoiceField(label=_("Kind"), choices=_choices(LeaveKind))
    start = VietnameseDateField(label=_("From"))
    end = VietnameseDateField(label=_("To"), required=False, help_text=_("Empty: still away."))
    grade = forms.ChoiceField(
        label=_("Grade of the course"),
        choices=_choices(CourseGrade),
        required=False,
        help_text=_("Needed for a course of a year or more."),
    )


class HoldForm(PortalForm):
    """Why decisions are held; the note is for the office alone."""

    reason = forms.ChoiceField(label=_("Reason"), choices=_choices(HoldReason))
    placed_on = VietnameseDateField(label=_("From"))
    note = forms.CharField(
        label=_("Note for the office"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
        help_text=_("Only the office and the auditor read it. No state secrets."),
    )


class LiftForm(PortalForm):
    """What came out."""

    lifted_on = VietnameseDateField(label=_("Lifted on"))
    outcome = forms.CharField(
        label=_("Outcome"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class StrikeForm(PortalForm):
    """Why an entry is wrong."""

    reason = forms.CharField(label=_("Why is this entry wrong?"), max_length=300)
