"""What must hold of votes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.db.models import Count, Exists, F, OuterRef, Q

from awards.council.enums import SessionState
from awards.council.models import AgendaItem, Ballot, CouncilMember, Envelope
from emulation.registries.proof import invariant


@invariant("Ballots equal receipts")
def ballots_equal_receipts() -> Iterator[str]:
    """Yield items whose ballots are not as many as the members who voted.

    What was sent before its sender declared a conflict of interest is never opened, and an item
    that was not counted keeps no ballot.
    """
    counts = AgendaItem.objects.filter(session__paper__isnull=True).annotate(
        receipts=Count("participations", distinct=True),
        recused=Count("nominee__conflicts", distinct=True),
        cast=Count("ballots", distinct=True)
        + Count("envelopes", distinct=True)
        + Count("counted_ballots", distinct=True),
    )
    live = counts.filter(session__state=SessionState.OPEN).exclude(receipts=F("cast"))
    counted = counts.filter(passed__isnull=False).exclude(
        cast__lte=F("receipts"), cast__gte=F("receipts") - F("recused")
    )
    uncounted = counts.exclude(session__state=SessionState.OPEN).filter(
        passed__isnull=True, cast__gt=0
    )
    wrong = (rows.values_list("pk", "cast", "receipts") for rows in (live, counted, uncounted))
    for pk, cast, receipts in chain.from_iterable(wrong):
        yield f"item {pk}: {cast} ballots, {receipts} receipts"


@invariant("A session that is over keeps no ballot in the box")
def ended_sessions_are_emptied() -> Iterator[str]:
    """Yield items of closed and cancelled sessions with ballots that were not taken out."""
    over = Q(item__session__state__in=(SessionState.CLOSED, SessionState.CANCELLED))
    for model in (Ballot, Envelope):
        for item_id in model.objects.filter(over).values_list("item", flat=True).distinct():
            yield f"item {item_id}"


@invariant("A person has one seat in a council at a time")
def seats_do_not_overlap() -> Iterator[str]:
    """Yield seats that meet an earlier one of the same account."""
    earlier = CouncilMember.objects.filter(
        council=OuterRef("council"),
        account=OuterRef("account"),
        valid_from__lt=OuterRef("valid_from"),
    ).exclude(valid_to__lt=OuterRef("valid_from"))
    for pk in CouncilMember.objects.filter(Exists(earlier)).values_list("pk", flat=True):
        yield f"seat {pk}"


@invariant("A nominee stands on one live agenda")
def nominees_stand_on_one_agenda() -> Iterator[str]:
    """Yield nominees that two convened or open sessions would vote on."""
    live = AgendaItem.objects.filter(session__state__in=SessionState.LIVE)
    twice = live.values("nominee").annotate(n=Count("pk")).filter(n__gt=1).order_by()
    for row in twice:
        yield f"nominee {row['nominee']}"


@invariant("Every count equals its ballots")
def counts_equal_ballots() -> Iterator[str]:
    """Yield items whose stored count differs from the ballots."""
    counted = AgendaItem.objects.filter(session__paper__isnull=True, passed__isnull=False).annotate(
        agreed=Count("counted_ballots", filter=Q(counted_ballots__choice="for")),
    )
    for item in counted.exclude(agreed=F("votes_for")):
        yield f"item {item.pk}: {item.votes_for} counted, {item.agreed} ballots"
