"""What must hold of votes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q

from awards.council.enums import SessionState
from awards.council.models import AgendaItem, Ballot
from emulation.registries.proof import invariant


@invariant("Ballots equal receipts")
def ballots_equal_receipts() -> Iterator[str]:
    """Yield items whose ballots are not as many as the members who voted."""
    counts = AgendaItem.objects.filter(session__paper__isnull=True).annotate(
        receipts=Count("participations", distinct=True),
        cast=Count("ballots", distinct=True) + Count("counted_ballots", distinct=True),
    )
    for item in counts.exclude(receipts=F("cast")):
        yield f"item {item.pk}: {item.cast} ballots, {item.receipts} receipts"


@invariant("A closed session keeps no ballot in the table it was cast in")
def closed_sessions_are_emptied() -> Iterator[str]:
    """Yield items of closed sessions with ballots that were not rewritten."""
    left = Ballot.objects.filter(item__session__state=SessionState.CLOSED)
    for item_id in left.values_list("item", flat=True).distinct():
        yield f"item {item_id}"


@invariant("Every count equals its ballots")
def counts_equal_ballots() -> Iterator[str]:
    """Yield items whose stored count differs from the ballots."""
    counted = AgendaItem.objects.filter(session__paper__isnull=True, passed__isnull=False).annotate(
        agreed=Count("counted_ballots", filter=Q(counted_ballots__choice="for")),
    )
    for item in counted.exclude(agreed=F("votes_for")):
        yield f"item {item.pk}: {item.votes_for} counted, {item.agreed} ballots"
