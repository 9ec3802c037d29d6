"""The sections of the portal that fit the acting role."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from emulation.people.models import Mandate
from emulation.people.roles import opens
from emulation.registries.places import Place, places

ROOM_IN_THE_ROW = 6


@functools.cache
def places_of(role: str, *, covers_province: bool) -> tuple[Place, ...]:
    """Return the places that a role may open, in their order.

    They follow from the table of rights alone, so that they are found once for each role.
    """
    shown = [p for p in places if opens(role, p.permission, covers_province=covers_province)]
    return tuple(sorted(shown, key=lambda place: place.order))


@dataclass(frozen=True)
class Navigation:
    """The places that a mandate may open, the present one marked.

    ``key`` names all that the drawn navigation depends on besides the language, so that a page
    takes it from the cache. The first places stand in one row, the others below "More".
    """

    places: tuple[Place, ...]
    present: Place | None
    key: str

    @property
    def row(self) -> tuple[Place, ...]:
        return self.places[:ROOM_IN_THE_ROW]

    @property
    def further(self) -> tuple[Place, ...]:
        return self.places[ROOM_IN_THE_ROW:]


def navigation_for(mandate: Mandate | None, path: str) -> Navigation | None:
    """Return the navigation of the acting mandate on the page at ``path``."""
    if mandate is None:
        return None
    covers = mandate.unit.covers_province
    shown = places_of(mandate.role, covers_province=covers)
    # Addresses nest (accounts, persons below them): only the nearest place is the present one.
    here = [each for each in shown if path.startswith(each.url)]
    present = max(here, key=lambda each: len(each.url), default=None)
    key = f"{mandate.role}:{covers}:{present.url if present else ''}"
    return Navigation(shown, present, key)
