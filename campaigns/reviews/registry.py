"""What higher rooms add to a review: the commendations given, and links of an issued review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from campaigns.plans.models import Campaign
from campaigns.reviews.models import Review
from emulation.people.models import Mandate

Sentences = Callable[[Campaign, dt.date], Iterable[str]]
Links = Callable[[Review, Mandate], Iterable[tuple[str, str]]]
_commendations: list[Sentences] = []
_links: list[Links] = []


def commendation_source(source: Sentences) -> Sentences:
    """Let ``source(campaign, as_of)`` give sentences on commendation, figures between « and »."""
    _commendations.append(source)
    return source


def review_links(source: Links) -> Links:
    """Let ``source(review, mandate)`` give (label, address) of what follows from a review."""
    _links.append(source)
    return source


def commendation_sentences(campaign: Campaign, as_of: dt.date) -> list[str]:
    """Return what the awards rooms say of the commendations given in the campaign."""
    return [sentence for source in _commendations for sentence in source(campaign, as_of)]


def links_of(review: Review, mandate: Mandate) -> Iterator[tuple[str, str]]:
    """Yield what the mandate may do with an issued review."""
    for source in _links:
        yield from source(review, mandate)
