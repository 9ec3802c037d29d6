"""The key of a session, and the opening of what was sealed to it."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from cryptography.exceptions import InvalidTag
from django.db import transaction
from django.utils.translation import gettext as _

from awards.council import sealing
from awards.council.enums import SessionState
from awards.council.models import Ballot, CouncilSession, CountedBallot, Envelope
from emulation.registries.work import every_night
from emulation.ui.errors import Refused


def make_seal() -> str:
    """Make the key of a session; raises ``Refused`` when the folder of keys cannot be written."""
    try:
        return sealing.make_key()
    except OSError as error:
        raise Refused(
            _("The key of the vote cannot be kept: the administrator must look at its folder.")
        ) from error


def sealed_to(session: CouncilSession) -> str:
    """Return the public key of an open session; one that version 0.2.0 opened gets it now."""
    if not session.seal_key:
        session.seal_key = make_seal()
        session.save(update_fields=["seal_key"])
    return session.seal_key


def place_of(item: int, voter: int) -> str:
    """Return where a ballot belongs; sealed to it, it opens nowhere else."""
    return f"ballot/{item}/{voter}"


def open_box(session: CouncilSession, items: Collection[int]) -> list[CountedBallot]:
    """Open the ballots on ``items`` and write them in random order; the envelopes are destroyed.

    A ballot on a nominee with whom its sender declared a conflict later is destroyed unopened.
    Raises ``Refused`` when the key is lost or a ballot was tampered with: the vote is repeated.
    """
    ballots = _opened(session, items)
    old = Ballot.objects.filter(item__session=session)
    ballots += [
        CountedBallot(code=each.code, item_id=each.item_id, choice=each.choice)
        for each in old.filter(item__in=items)
    ]
    # not random.shuffle: its order could be computed again from a few of its numbers
    secrets.SystemRandom().shuffle(ballots)
    CountedBallot.objects.bulk_create(ballots)
    empty_box(session)
    return ballots


def _opened(session: CouncilSession, items: Collection[int]) -> list[CountedBallot]:
    envelopes = Envelope.objects.filter(item__in=items).select_related("voter__member", "item")
    conflicts = set(
        session.items.filter(pk__in=items, nominee__conflicts__isnull=False).values_list(
            "pk", "nominee__conflicts__account"
        )
    )
    taken = [
        each for each in envelopes if (each.item_id, each.voter.member.account_id) not in conflicts
    ]
    if not taken:
        return []
    try:
        opened = sealing.open_all(
            session.seal_key,
            ((place_of(each.item_id, each.voter_id), each.sealed) for each in taken),
        )
    except sealing.KeyLostError as error:
        raise Refused(
            _(
                "The key of this vote is lost, its ballots cannot be opened. Cancel the session "
                "and convene another one: the vote must be repeated."
            )
        ) from error
    except (InvalidTag, ValueError) as error:
        raise Refused(
            _("A ballot of this vote was altered. Cancel the session and repeat the vote.")
        ) from error
    return [
        CountedBallot(code=tag, item_id=each.item_id, choice=choice)
        for each, (choice, tag) in zip(taken, opened, strict=True)
    ]


def empty_box(session: CouncilSession) -> None:
    """Destroy what is left in the box, and the key once that is committed."""
    Ballot.objects.filter(item__session=session).delete()
    Envelope.objects.filter(item__session=session).delete()
    key = session.seal_key
    # not before: were the transaction undone, the ballots could not be opened any more
    transaction.on_commit(lambda: sealing.destroy_key(key))


@every_night
def remove_abandoned_keys() -> int:
    """Destroy keys that a killed process left behind; return how many."""
    live = CouncilSession.objects.filter(state=SessionState.OPEN)
    return sealing.destroy_other_keys(live.values_list("seal_key", flat=True))
