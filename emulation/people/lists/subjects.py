"""The lists of persons and households who can be honoured."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.people.enums import Employment
from emulation.people.models import Household, Mandate, Person
from emulation.ui.lists import Column, Empty, Kind, Listing, WordsFilter, declared
from emulation.units.lists import OfUnitFilter

KEEP = "emulation.keep_subjects"


class PersonFilter(django_filters.FilterSet):
    """By name, unit and group."""

    q = WordsFilter(label=_("Name"))
    unit = OfUnitFilter(label=_("Unit"))
    employment = django_filters.ChoiceFilter(label=_("Group"), choices=Employment)


class HouseholdFilter(django_filters.FilterSet):
    """By name or address, and commune."""

    q = WordsFilter(label=_("Name"))
    unit = OfUnitFilter(label=_("Commune"))


def _persons(mandate: Mandate | None) -> QuerySet[Person]:
    people = Person.objects.visible_to(mandate).filter(left_on__isnull=True)
    return people.select_related("unit")


def _households(mandate: Mandate | None) -> QuerySet[Household]:
    return Household.objects.visible_to(mandate).select_related("unit")


def _name_of(person: Any) -> str:
    return f"{person} – {person.unit.label}"


PERSONS: Listing[Person] = declared(
    Listing(
        name="people.persons",
        title=_("Persons"),
        rows=_persons,
        order=["sort_key"],
        filters=PersonFilter,
        columns=[
            Column(
                "name", _("Full name"), "full_name", sort="sort_key", link="people:person", width=28
            ),
            Column("position", _("Position"), sort="position", width=28),
            Column("unit", _("Unit"), "unit.label", sort="unit__sort_key", width=32),
            Column("group", _("Group"), "get_employment_display", sort="employment"),
            Column("code", _("Staff number"), sort="code"),
            Column("gender", _("Gender"), "get_gender_display", hidden_at_first=True),
            Column(
                "birth_date", _("Date of birth"),
                kind=Kind.DATE, sort="birth_date", hidden_at_first=True,
            ),
            Column(
                "recruited_on", _("Recruited on"),
                kind=Kind.DATE, sort="recruited_on", hidden_at_first=True,
            ),
        ],
        name_of=_name_of,
        empty=Empty(
            title=_("No person yet"),
            text=_("Read persons in from a workbook, or enter them one by one."),
            url_name="people:person-create",
            action=_("New person"),
            permission=KEEP,
        ),
    )
)  # fmt: skip

HOUSEHOLDS: Listing[Household] = declared(
    Listing(
        name="people.households",
        title=_("Households"),
        rows=_households,
        order=["sort_key"],
        filters=HouseholdFilter,
        columns=[
            Column(
                "name", _("Head of the household"), "head_name", sort="sort_key",
                link=lambda one: reverse("ledger:subject", args=["ho-gia-dinh", one.pk]), width=28,
            ),
            Column("address", _("Address"), sort="address", width=40),
            Column("unit", _("Commune"), "unit.label", sort="unit__sort_key", width=32),
            Column(
                "change", _("Change"), lambda one: gettext("Change"),
                link="people:household-change", personal=KEEP, page_only=True,
            ),
        ],
        name_of=_name_of,
        empty=Empty(
            title=_("No household yet"),
            text=_("Enter the households that can be honoured."),
            url_name="people:household-create",
            action=_("New household"),
            permission=KEEP,
        ),
    )
)  # fmt: skip
