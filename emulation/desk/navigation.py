"""The sections of the portal that fit the acting role."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import rules

from emulation.people.models import Mandate
from emulation.registries.places import Place, places
from emulation.units.models import Unit

ROOM_IN_THE_ROW = 6


@functools.cache
def _places_of(role: str, unit_kind: str) -> list[Place]:
    """Return the places of a role in a kind of unit: what a right depends on without a record."""
    acting = Mandate(role=role, unit=Unit(kind=unit_kind))
    return [
        each
        for each in sorted(places, key=lambda each: each.order)
        if rules.has_perm(each.permission, acting, None)
    ]


@dataclass(frozen=True)
class Navigation:
    """The places that a mandate may open, the present one marked.

    ``key`` names all that the drawn navigation depends on besides the language, so that a page
    takes it from the cache. The first places stand in one row, the others below "More".
    """

    places: list[Place]
    present: Place | None
    key: str

    @property
    def row(self) -> list[Place]:
        return self.places[:ROOM_IN_THE_ROW]

    @property
    def further(self) -> list[Place]:
        return self.places[ROOM_IN_THE_ROW:]


def navigation_for(mandate: Mandate | None, path: str) -> Navigation | None:
    """Return the navigation of the acting mandate on the page at ``path``."""
    if mandate is None:
        return None
    shown = _places_of(mandate.role, mandate.unit.kind)
    # Addresses nest (accounts, persons below them): only the nearest place is the present one.
    here = [each for each in shown if path.startswith(each.url)]
    present = max(here, key=lambda each: len(each.url), default=None)
    key = f"{mandate.role}:{mandate.unit.kind}:{present.url if present else ''}"
    return Navigation(shown, present, key)
