"""Persons and households who can be honoured, kept by their unit's officer and the office."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.people import services
from emulation.people.forms.subjects import HouseholdForm, PersonForm
from emulation.people.lists import HOUSEHOLDS, PERSONS
from emulation.people.models import Household, Person
from emulation.people.scoped import units_within
from emulation.ui.views import ListPage, RecordPage, ServiceFormView
from emulation.units.models import Unit


def _new(view: ListPage, name: str, label: Any, icon: str) -> list[dict[str, Any]]:
    """Return the button that enters a new row, for who keeps persons and households."""
    if not rules.has_perm("emulation.keep_subjects", view.mandate):
        return []
    return [{"url": reverse(name), "label": label, "icon": icon, "tone": "brand"}]


class PersonList(ListPage):
    """Persons who have not left, in Vietnamese order."""

    permission = "emulation.view_subjects"
    listing = PERSONS

    def head_actions(self) -> list[dict[str, Any]]:
        url, label = reverse("people:household-list"), _("Households")
        new = _new(self, "people:person-create", _("New person"), "person-plus")
        return [{"url": url, "label": label, "icon": "house"}, *new]


class HouseholdList(ListPage):
    """Households by their head's name."""

    permission = "emulation.view_subjects"
    template_name = "emulation/people/household_list.html"
    listing = HOUSEHOLDS

    def head_actions(self) -> list[dict[str, Any]]:
        return _new(self, "people:household-create", _("New household"), "plus-lg")


class PersonRecord(RecordPage):
    """One person."""

    permission = "emulation.view_subjects"
    template_name = "emulation/people/person_record.html"

    def page_context(self) -> dict[str, Any]:
        people = Person.objects.visible_to(self.mandate).select_related("unit")
        person = self.found(people, pk=self.kwargs["pk"])
        may_keep = rules.has_perm("emulation.keep_subjects", self.mandate)
        return {"title": person.full_name, "person": person, "may_keep": may_keep}


class _SubjectForm(ServiceFormView):
    permission = "emulation.keep_subjects"
    model: Any

    @cached_property
    def subject(self) -> Any:
        """The row of the address, or ``None`` for a new one."""
        if "pk" not in self.kwargs:
            return None
        return self.found(self.model.objects.visible_to(self.mandate), pk=self.kwargs["pk"])

    def units(self) -> QuerySet[Unit]:
        """Return the units whose people the acting mandate keeps."""
        return units_within(self.mandate, "emulation.keep_subjects").as_of(today())  # type: ignore[attr-defined]

    def form_kwargs(self) -> dict[str, Any]:
        """Start from the row, or in the own unit."""
        given: dict[str, Any] = {"units": self.units(), "initial": {"unit": self.mandate.unit_id}}
        if self.subject is not None:
            given |= {"instance": self.subject, "initial": {}}
        return given


class PersonEdit(_SubjectForm):
    """Creates or changes a person."""

    model = Person
    form_class = PersonForm
    title = _("Person")

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("people:person-list")}

    def perform(self, form: PersonForm) -> str:
        row = Person.objects.get(pk=self.subject.pk) if self.subject else None
        person = services.save_person(by=self.mandate, person=row, **form.entered())
        return reverse("people:person", args=[person.pk])


class HouseholdEdit(_SubjectForm):
    """Creates or changes a household."""

    model = Household
    form_class = HouseholdForm
    title = _("Household")

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("people:household-list")}

    def perform(self, form: HouseholdForm) -> str:
        row = Household.objects.get(pk=self.subject.pk) if self.subject else None
        services.save_household(by=self.mandate, household=row, **form.entered())
        return reverse("people:household-list")
