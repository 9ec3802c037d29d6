"""Closing a session and the count over all members.

Votes and closing lock the same session row, so that every ballot is either counted or refused.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from awards.council.enums import TAKING_PART, Choice, LeftOut
from awards.council.models import AgendaItem, CouncilSession, Participation, Voter
from awards.council.selectors import own_award_of, quorum_of
from awards.council.services.sealed import open_box
from awards.council.workflow import WORKFLOW
from awards.nominations.enums import NomineeState
from awards.nominations.services import mark_voted
from emulation.clock import now
from emulation.people.models import Mandate
from emulation.ui.errors import Refused
from emulation.workflow.services import apply
from emulation.workflow.transitions import takes

INVALID = "invalid"  # only on paper: what is chosen on a screen is valid


@takes(WORKFLOW, "close")
@transaction.atomic
def close_session(
    *, by: Mandate, session: CouncilSession, conclusions: str = "", version: int | None = None
) -> CouncilSession:
    """Close the vote, count over all members and settle every nominee on whom the quorum voted.

    An item with fewer ballots is not counted, and its nominee waits for another session; one whose
    nominee was withdrawn meanwhile is left out. Raises ``Refused`` when nothing could be counted.
    """
    closed = apply(
        session,
        "close",
        by=by,
        version=version,
        closed_at=now(),
        closed_by=by,
        conclusions=conclusions,
    )
    items = list(closed.items.select_related("nominee").order_by("order"))
    issued = _issued(closed, items)
    counted = [item for item in items if item.left_out == ""]
    if not counted:
        raise Refused(
            _(
                "No item has the ballots of %(needed)s members, the quorum; nothing is counted. "
                "Wait for the ballots that are missing, or cancel the session."
            )
            % {"needed": quorum_of(closed)}
        )
    counts: dict[int, Counter[str]] = {}
    for each in open_box(closed, [item.pk for item in counted]):
        counts.setdefault(each.item_id, Counter())[each.choice] += 1
    members = closed.voters.count()
    for item in counted:
        settle_item(item, counts.get(item.pk, Counter()), members, issued[item.pk], by)
    AgendaItem.objects.bulk_update(
        [item for item in items if item.left_out], ["left_out"], batch_size=500
    )
    return closed


def _issued(session: CouncilSession, items: Sequence[AgendaItem]) -> dict[int, int]:
    """Return how many ballots were given out on each item; mark those that are not counted.

    A member who is recused takes part in the session and counts for its quorum, but has no ballot.
    """
    voters = list(session.voters.filter(presence__in=TAKING_PART).select_related("member__account"))
    needed, issued = quorum_of(session), {}
    recused = _recused(session, voters)
    cast = Counter(
        pk
        for pk, voter in Participation.objects.filter(item__session=session).values_list(
            "item", "voter"
        )
        if voter not in recused[pk]
    )
    for item in items:
        barred = len(recused[item.pk])
        issued[item.pk] = len(voters) - barred
        if item.nominee.state != NomineeState.PASSED:
            item.left_out = LeftOut.GONE
        elif not cast[item.pk] or cast[item.pk] + barred < needed:
            item.left_out = LeftOut.QUORUM
    return issued


def _recused(session: CouncilSession, voters: Sequence[Voter]) -> dict[int, set[int]]:
    """Return the members who do not vote on an item: the own award, or a declared conflict."""
    recused: dict[int, set[int]] = defaultdict(set)
    for voter in voters:
        account = voter.member.account
        barred = own_award_of(account) | Q(nominee__conflicts__account=account)
        for pk in session.items.filter(barred).values_list("pk", flat=True):
            recused[pk].add(voter.pk)
    return recused


def is_carried(in_favour: int, *, of: int, percent: Decimal, more_than: bool) -> bool:
    """Return whether ``in_favour`` votes suffice out of all members (Decree 91/2017 Art 45)."""
    share, bound = Decimal(100) * in_favour, percent * of
    return share > bound if more_than else share >= bound


def settle_item(
    item: AgendaItem, votes: Counter[str], members: int, issued: int, by: Mandate
) -> None:
    """Write the count of one item: the ratio is over all members (Decree 91/2017 Art 45).

    ``issued`` is how many ballots were given out on it.
    """
    item.members, item.issued = members, issued
    item.votes_for = votes[Choice.FOR]
    item.votes_against = votes[Choice.AGAINST]
    item.votes_blank = votes[Choice.BLANK]
    item.votes_invalid = votes[INVALID]
    item.ratio = (Decimal(100) * item.votes_for / members).quantize(Decimal("0.01"))
    item.passed = is_carried(
        item.votes_for, of=members, percent=item.threshold, more_than=item.more_than
    )
    item.save()
    mark_voted(item.nominee, item.passed, by)
