"""What the rooms put on the desk: places to go, whose turn it is, where to search.

A source is given the acting mandate.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


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


HITS_OF_A_SOURCE = 10

TurnSource = Callable[[Any], Iterable[TurnItem]]
SearchSource = Callable[[Any, str], Iterable[SearchHit]]

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


def asked_once(question: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Let the sources of one desk share an answer: it is kept with the mandate of the request."""
    name = f"_{question.__name__}"

    @functools.wraps(question)
    def answer(mandate: Any) -> bool:
        known: dict[str, Any] = vars(mandate)
        if name not in known:
            known[name] = question(mandate)
        return bool(known[name])

    return answer


def search_source(label: Any) -> Callable[[SearchSource], SearchSource]:
    """Register a source of findings, at most ten, narrowed by ``visible_to``."""

    def register(source: SearchSource) -> SearchSource:
        search_sources.append((label, source))
        return source

    return register
