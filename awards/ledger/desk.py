"""The ledger in the navigation and in the search."""

from __future__ import annotations

from collections.abc import Iterator

import rules
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import SubjectKind
from awards.ledger.subjects import ledger_url, name_of, visible_subjects
from emulation.people.models import Mandate
from emulation.registries.places import SearchHit, place, search_source

place(
    _("Ledger"),
    "ledger:list",
    permission="awards.view_ledger",
    icon="journal-bookmark",
    key="l",
    order=720,
)
HITS_OF_A_KIND = 5


@search_source(_("Ledger of awards"))
def find_subjects(mandate: Mandate, words: str) -> Iterator[SearchHit]:
    """Yield persons and households whose name holds the words."""
    if not rules.has_perm("awards.view_ledger", mandate, None):
        return
    for kind in (SubjectKind.INDIVIDUAL, SubjectKind.HOUSEHOLD):
        for subject in visible_subjects(kind, mandate).search(words)[:HITS_OF_A_KIND]:  # type: ignore[attr-defined]
            yield SearchHit(name_of(subject), ledger_url(subject), subject.unit.label)
