"""What the rooms put on the desk: places to go, whose turn it is, where to search."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import rules
from django.urls import reverse

from emulation.people.models import Mandate
from emulation.units.models import Unit

ROOM_IN_THE_ROW = 6


@dataclass(frozen=True)
class Place:
    """A section of the navigation, shown to mandates with ``permission``.

    The letter g, then ``key``, goes there.
    """

    label: Any
    url_name: str
    permission: str
    icon: str
    key: str
    order: int

    @functools.cached_property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class TurnItem:
    """Something to do, or something somebody else has to do.

    ``lane`` is ``mine`` or ``waiting``; what is mine and past its due day shows as late. ``verb``
    is the button ("Gửi báo cáo"), ``count`` how many records it deals with when they are more than
    this one, ``with_whom`` says for whom one waits.
    """

    title: str
    url: str
    verb: str = ""
    due_on: dt.date | None = None
    lane: str = "mine"
    with_whom: str = ""
    count: int = 0


@dataclass(frozen=True)
class SearchHit:
    """One finding of the search."""

    title: str
    url: str
    note: str = ""


TurnSource = Callable[[Mandate], Iterable[TurnItem]]
SearchSource = Callable[[Mandate, str], Iterable[SearchHit]]

places: list[Place] = []
turn_sources: list[TurnSource] = []
search_sources: list[tuple[Any, SearchSource]] = []


def place(label: Any, url_name: str, *, permission: str, icon: str, key: str, order: int) -> None:
    """Offer a section of the navigation."""
    places.append(Place(label, url_name, permission, icon, key, order))


def turn_source(source: TurnSource) -> TurnSource:
    """Register a source of desk items; it reads with a fixed number of queries."""
    turn_sources.append(source)
    return source


def search_source(label: Any) -> Callable[[SearchSource], SearchSource]:
    """Register a source of findings, at most ten, narrowed by ``visible_to``."""

    def register(source: SearchSource) -> SearchSource:
        search_sources.append((label, source))
        return source

    return register


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
