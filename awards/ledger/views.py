"""Pages of the ledger: lists of subjects, one subject's page, and the forms that record."""

from __future__ import annotations

from typing import Any, ClassVar

import rules
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import SubjectKind
from awards.ledger import forms, services
from awards.ledger.lists import COLLECTIVES, HOUSEHOLDS, PERSONS
from awards.ledger.models import HoldRecord
from awards.ledger.selectors import ENTRY_MODELS, ledger_of
from awards.ledger.subjects import (
    KINDS_OF_SLUG,
    SLUGS,
    Subject,
    ledger_url,
    name_of,
    unit_of,
    visible_subjects,
)
from emulation.clock import today
from emulation.ui.views import ListPage, RecordPage, ServiceFormView

TABS = (
    ("list", PERSONS, _("Individuals")),
    ("collectives", COLLECTIVES, _("Collectives")),
    ("households", HOUSEHOLDS, _("Households")),
)


LISTS = {
    SubjectKind.INDIVIDUAL: "list",
    SubjectKind.COLLECTIVE: "collectives",
    SubjectKind.HOUSEHOLD: "households",
}


def _kind(slug: str) -> SubjectKind:
    if slug not in KINDS_OF_SLUG:
        raise Http404
    return KINDS_OF_SLUG[slug]


class _SubjectList(ListPage):
    permission = "awards.view_ledger"
    template_name = "awards/ledger/list.html"

    def page_context(self) -> dict[str, Any]:
        tabs = [
            (label, reverse(f"ledger:{name}"), one is self.listing) for name, one, label in TABS
        ]
        return {"tabs": tabs}


class PersonList(_SubjectList):
    """Persons with what they hold in numbers."""

    listing = PERSONS


class CollectiveList(_SubjectList):
    """Collectives with what they hold in numbers."""

    listing = COLLECTIVES


class HouseholdList(_SubjectList):
    """Households with what they hold in numbers."""

    listing = HOUSEHOLDS


class _SubjectMixin:
    """Finds the subject that the address names, among those that the mandate may see."""

    kwargs: dict[str, Any]
    mandate: Any
    found: Any

    @cached_property
    def subject(self) -> Subject:
        """The subject of the address."""
        kind = _kind(self.kwargs["kind"])
        return self.found(visible_subjects(kind, self.mandate), pk=self.kwargs["pk"])  # type: ignore[no-any-return]


class SubjectPage(_SubjectMixin, RecordPage):
    """All that one subject holds."""

    permission = "awards.view_ledger"
    template_name = "awards/ledger/subject.html"

    def page_context(self) -> dict[str, Any]:
        kind = _kind(self.kwargs["kind"])
        return {
            "title": name_of(self.subject),
            "subject": self.subject,
            "kind": kind,
            "slug": self.kwargs["kind"],
            "list_url": reverse(f"ledger:{LISTS[kind]}"),
            "unit": unit_of(self.subject),
            "ledger": ledger_of(self.subject, self.mandate),
            "may_record": rules.has_perm("awards.record_ledger", self.mandate, self.subject),
            "may_hold": rules.has_perm("awards.place_hold", self.mandate, self.subject),
            "reads_notes": rules.has_perm("awards.read_hold_note", self.mandate, self.subject),
        }


class _RecordView(_SubjectMixin, ServiceFormView):
    """A form that makes one entry for the subject."""

    permission = "awards.record_ledger"
    template_name = "awards/ledger/form.html"
    service: ClassVar[Any]

    def permission_object(self) -> Subject:
        return self.subject

    def perform(self, form: Any) -> str:
        type(self).service(by=self.mandate, subject=self.subject, **form.entered())
        return ledger_url(self.subject)

    def page_context(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "lead": name_of(self.subject),
            "kind_slug": self.kwargs["kind"],
            "cancel_url": ledger_url(self.subject),
        }


class RecordAward(_RecordView):
    """Records an award that was given on paper."""

    form_class = forms.AwardForm
    title = _("Record an award")
    success_message = _("The award stands in the ledger.")
    service = staticmethod(services.record_award)

    def form_kwargs(self) -> dict[str, Any]:
        return {"subject_kind": _kind(self.kwargs["kind"])}


class RecordRating(_RecordView):
    """Records the rating of a year."""

    form_class = forms.RatingForm
    title = _("Record a yearly rating")
    success_message = _("The rating stands in the ledger.")
    service = staticmethod(services.record_rating)


class RecordInitiative(_RecordView):
    """Records an initiative."""

    form_class = forms.InitiativeForm
    title = _("Record an initiative")
    success_message = _("The initiative stands in the ledger.")
    service = staticmethod(services.record_initiative)


class RecordDiscipline(_RecordView):
    """Records a disciplinary measure."""

    form_class = forms.DisciplineForm
    title = _("Record a disciplinary measure")
    success_message = _("The measure stands in the ledger.")
    service = staticmethod(services.record_discipline)


class RecordLeave(_RecordView):
    """Records a spell away from work; only persons are away."""

    form_class = forms.LeaveForm
    title = _("Record time away from work")
    success_message = _("The time away stands in the ledger.")
    service = staticmethod(services.record_leave)

    @cached_property
    def subject(self) -> Subject:
        """The person of the address."""
        if self.kwargs["kind"] != SLUGS[SubjectKind.INDIVIDUAL]:
            raise Http404
        return super().subject


class PlaceHold(_RecordView):
    """Holds every decision on the subject."""

    permission = "awards.place_hold"
    form_class = forms.HoldForm
    title = _("Hold decisions")
    submit_label = _("Place the hold")
    success_message = _("Decisions on this subject are held.")
    service = staticmethod(services.place_hold)

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"placed_on": today()}}


class LiftHold(ServiceFormView):
    """Lifts a hold with its outcome."""

    permission = "awards.place_hold"
    template_name = "awards/ledger/form.html"
    form_class = forms.LiftForm
    title = _("Lift the hold")
    submit_label = _("Lift the hold")
    success_message = _("The hold is lifted.")

    @cached_property
    def hold(self) -> HoldRecord:
        """The hold of the address."""
        visible = HoldRecord.objects.visible_to(self.mandate)
        related = visible.select_related("person__unit", "collective", "household__unit")
        return self.found(related, pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    def permission_object(self) -> Subject:
        return self.hold.subject

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"lifted_on": today()}}

    def perform(self, form: Any) -> str:
        services.lift_hold(by=self.mandate, hold=self.hold, **form.entered())
        return ledger_url(self.hold.subject)

    def page_context(self) -> dict[str, Any]:
        subject = self.hold.subject
        return {
            "subject": subject,
            "lead": f"{name_of(subject)} – {self.hold.get_reason_display()}",
            "cancel_url": ledger_url(subject),
        }


class StrikeEntry(ServiceFormView):
    """Strikes out an entry made by mistake."""

    permission = "awards.record_ledger"
    template_name = "awards/ledger/form.html"
    form_class = forms.StrikeForm
    title = _("Strike out an entry")
    submit_label = _("Strike out")
    success_message = _("The entry is struck out; it no longer counts.")

    @cached_property
    def entry(self) -> Any:
        """The entry of the address."""
        model = ENTRY_MODELS.get(self.kwargs["entry"])
        if model is None:
            raise Http404
        related = ("person__unit", "collective", "household__unit")
        visible = model.objects.visible_to(self.mandate).select_related(*related)
        return self.found(visible, pk=self.kwargs["pk"])

    def permission_object(self) -> Subject:
        return self.entry.subject  # type: ignore[no-any-return]

    def perform(self, form: Any) -> str:
        services.strike_entry(by=self.mandate, entry=self.entry, reason=form.cleaned_data["reason"])
        return ledger_url(self.entry.subject)

    def page_context(self) -> dict[str, Any]:
        return {
            "subject": self.entry.subject,
            "lead": str(self.entry),
            "cancel_url": ledger_url(self.entry.subject),
            "note": _("The entry stays readable, struck through, with your reason."),
        }
