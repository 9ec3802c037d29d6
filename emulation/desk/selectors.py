"""Reads of the desk: whose turn it is, what was found, how often a page was opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Sum

from emulation.clock import today
from emulation.desk.models import PageVisits
from emulation.people.models import Mandate
from emulation.registries.places import (
    HITS_OF_A_SOURCE,
    SearchHit,
    TurnItem,
    search_sources,
    turn_sources,
)
from emulation.ui.vietnamese import fold

SHORTEST_SEARCH = 2


@dataclass
class Desk:
    """The three lists of the desk, each by due day."""

    mine: list[TurnItem] = field(default_factory=list)
    late: list[TurnItem] = field(default_factory=list)
    waiting: list[TurnItem] = field(default_factory=list)


def desk_of(mandate: Mandate) -> Desk:
    """Return what waits for the acting mandate, what of it is late, and what it waits for."""
    desk, day = Desk(), today()
    for source in turn_sources:
        for item in source(mandate):
            _lane(desk, item, day).append(item)
    for items in (desk.mine, desk.late, desk.waiting):
        items.sort(key=lambda item: (item.due_on or dt.date.max, item.title))
    return desk


def records_of(items: list[TurnItem]) -> int:
    """Return with how many records the items of a list deal: "11 late reports" are eleven."""
    return sum(item.count or 1 for item in items)


def _lane(desk: Desk, item: TurnItem, day: dt.date) -> list[TurnItem]:
    if item.lane == "waiting":
        return desk.waiting
    return desk.late if item.due_on is not None and item.due_on < day else desk.mine


def search(mandate: Mandate, words: str) -> list[tuple[object, list[SearchHit]]]:
    """Return the findings of every source that has any, with or without Vietnamese marks."""
    folded = fold(words)
    if len(folded) < SHORTEST_SEARCH:
        return []
    found = [
        (label, list(source(mandate, folded))[:HITS_OF_A_SOURCE])
        for label, source in search_sources
    ]
    return [(label, hits) for label, hits in found if hits]


def views_of(path: str) -> int:
    """Return how often the public page ``path`` was opened up to the last count."""
    return PageVisits.objects.filter(path=path).aggregate(total=Sum("count"))["total"] or 0
