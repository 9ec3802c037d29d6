"""What units and people put on the desk: their places and their search."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.desk.registry import SearchHit, place, search_source
from emulation.people.models import Mandate, Person
from emulation.units.models import Unit

LIMIT = 10

place(
    _("Persons, households"),
    "people:person-list",
    permission="emulation.view_subjects",
    icon="person-vcard",
    key="n",
    order=700,
)
place(
    _("Units"),
    "units:unit-list",
    permission="emulation.view_units",
    icon="diagram-3",
    key="u",
    order=800,
)
place(
    _("Clusters and blocks"),
    "units:cluster-list",
    permission="emulation.view_units",
    icon="collection",
    key="o",
    order=810,
)
place(
    _("Accounts"),
    "people:account-list",
    permission="emulation.view_people",
    icon="people",
    key="a",
    order=850,
)
place(
    _("Import from a workbook"),
    "imports:batch-list",
    permission="emulation.view_imports",
    icon="upload",
    key="e",
    order=860,
)


@search_source(_("Units"))
def find_units(mandate: Mandate, words: str) -> Iterable[SearchHit]:
    """Yield units of today by name and code."""
    found = Unit.objects.visible_to(mandate).as_of(today()).search(words)
    for unit in found.select_related("parent")[:LIMIT]:
        above = unit.parent.label if unit.parent else ""
        yield SearchHit(unit.name, reverse("units:unit", args=[unit.pk]), above)


@search_source(_("Persons"))
def find_persons(mandate: Mandate, words: str) -> Iterable[SearchHit]:
    """Yield persons whom the acting mandate may see."""
    found = Person.objects.visible_to(mandate).search(words).filter(Q(left_on__isnull=True))
    for person in found.select_related("unit")[:LIMIT]:
        note = ", ".join(filter(None, (person.position, person.unit.label)))
        yield SearchHit(person.full_name, reverse("people:person", args=[person.pk]), note)
