"""The forms that record in the ledger, place a hold and lift it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from awards.ledger import forms, services
from awards.ledger.models import HoldRecord
from awards.ledger.subjects import EntryKind, Subject, entry_url, ledger_url, name_of
from awards.ledger.views.base import OfPerson, OfSubject, kind_of_slug
from emulation.clock import today
from emulation.ui.views import ServiceFormView


class RecordView(OfSubject, ServiceFormView):
    """A form that makes one entry for the subject."""

    permission = "awards.record_ledger"
    template_name = "awards/ledger/form.html"
    service: ClassVar[Any]
    makes: ClassVar[EntryKind]

    def permission_object(self) -> Subject:
        return self.subject

    def perform(self, form: Any) -> str:
        """Make the entry and show it among those of its kind."""
        made = type(self).service(by=self.mandate, subject=self.subject, **form.entered())
        return entry_url(ledger_url(self.subject), self.makes, made.pk)

    def page_context(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "lead": name_of(self.subject),
            "cancel_url": ledger_url(self.subject),
        }


class RecordAward(RecordView):
    """Records an award that was given on paper."""

    form_class = forms.AwardForm
    title = _("Record an award")
    success_message = _("The award stands in the ledger.")
    service = staticmethod(services.record_award)
    makes = EntryKind.AWARD

    def form_kwargs(self) -> dict[str, Any]:
        return {"subject_kind": kind_of_slug(self.kwargs["kind"])}


class RecordRating(RecordView):
    """Records the rating of a year."""

    form_class = forms.RatingForm
    title = _("Record a yearly rating")
    success_message = _("The rating stands in the ledger.")
    service = staticmethod(services.record_rating)
    makes = EntryKind.RATING


class RecordInitiative(RecordView):
    """Records an initiative."""

    form_class = forms.InitiativeForm
    title = _("Record an initiative")
    success_message = _("The initiative stands in the ledger.")
    service = staticmethod(services.record_initiative)
    makes = EntryKind.INITIATIVE


class RecordDiscipline(RecordView):
    """Records a disciplinary measure."""

    form_class = forms.DisciplineForm
    title = _("Record a disciplinary measure")
    success_message = _("The measure stands in the ledger.")
    service = staticmethod(services.record_discipline)
    makes = EntryKind.DISCIPLINE


class RecordLeave(OfPerson, RecordView):
    """Records a spell away from work; only persons are away."""

    form_class = forms.LeaveForm
    title = _("Record time away from work")
    success_message = _("The time away stands in the ledger.")
    service = staticmethod(services.record_leave)
    makes = EntryKind.LEAVE


class PlaceHold(RecordView):
    """Holds every decision on the subject."""

    permission = "awards.place_hold"
    form_class = forms.HoldForm
    title = _("Hold decisions")
    submit_label = _("Place the hold")
    success_message = _("Decisions on this subject are held.")
    service = staticmethod(services.place_hold)
    makes = EntryKind.HOLD

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
        return self.found(related, pk=self.kwargs["pk"])

    def permission_object(self) -> Subject:
        return self.hold.subject

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"lifted_on": today()}}

    def perform(self, form: Any) -> str:
        services.lift_hold(by=self.mandate, hold=self.hold, **form.entered())
        return entry_url(ledger_url(self.hold.subject), EntryKind.HOLD, self.hold.pk)

    def page_context(self) -> dict[str, Any]:
        subject = self.hold.subject
        return {
            "subject": subject,
            "lead": f"{name_of(subject)} – {self.hold.get_reason_display()}",
            "cancel_url": ledger_url(subject),
        }
