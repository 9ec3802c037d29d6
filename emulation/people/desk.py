"""What people put on the desk: their places and their search."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emulation.people.models import Mandate, Person
from emulation.registries.places import HITS_OF_A_SOURCE, SearchHit, place, search_source

place(
    _("Persons, households"),
    "people:person-list",
    permission="emulation.view_subjects",
    icon="person-vcard",
    key="n",
    order=700,
)
place(
    _("Accounts"),
    "people:account-list",
    permission="emulation.view_people",
    icon="people",
    key="a",
    order=850,
)


@search_source(_("Persons"))
def find_persons(mandate: Mandate, words: str) -> Iterable[SearchHit]:
    """Yield persons whom the acting mandate may see."""
    found = Person.objects.visible_to(mandate).search(words).filter(left_on__isnull=True)
    shown = found.select_related("unit").only(
        "full_name", "position", "unit__name", "unit__short_name"
    )
    for person in shown[:HITS_OF_A_SOURCE]:
        note = ", ".join(filter(None, (person.position, person.unit.label)))
        yield SearchHit(person.full_name, reverse("people:person", args=[person.pk]), note)
