"""A session held on paper: its votes are entered page by page, then its signed minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from awards.council.enums import Choice, LeftOut, SessionState
from awards.council.models import AgendaItem, CouncilSession
from awards.council.selectors import quorum_of
from awards.council.services.counting import INVALID, settle_item
from awards.council.workflow import WORKFLOW
from awards.nominations.enums import NomineeState
from emulation.audit.services import record
from emulation.clock import now
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload, stored
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import apply, lock
from emulation.workflow.transitions import takes

Votes = tuple[int, int, int, int]  # for, against, blank, invalid
VOTES = ("votes_for", "votes_against", "votes_blank", "votes_invalid")


@transaction.atomic
def enter_paper_votes(
    *,
    by: Mandate,
    session: CouncilSession,
    counts: Mapping[int, Votes],
    others: Votes | None = None,
) -> None:
    """Keep votes of a session held on paper, by item; ``others`` are those of items without any.

    Nothing is settled before the minutes are recorded, and what was entered may be entered again.
    Raises ``WrongState`` once the session has begun, ``ValidationError`` by ``for_<id>`` for more
    votes than the council has members.
    """
    locked = lock(session)
    if not rules.has_perm("awards.run_council", by, locked):
        raise NotAllowed(_("Your present role may not run this session."))
    if locked.state != SessionState.PLANNED:
        raise WrongState(_("The session has begun or is closed; its votes are not entered here."))
    members = locked.voters.count()
    wrong = {f"for_{pk}": votes for pk, votes in counts.items() if not _fit(votes, members)}
    if others is not None and not _fit(others, members):
        wrong["others_for"] = others
    if wrong:
        sentence = _("Together these are more than the %(members)s members.")
        raise ValidationError(dict.fromkeys(wrong, sentence % {"members": members}))
    items = list(locked.items.filter(pk__in=counts))
    for item in items:
        _keep(item, counts[item.pk])
    if others is not None:
        rest = list(locked.items.filter(votes_for__isnull=True).exclude(pk__in=counts))
        for item in rest:
            _keep(item, others)
        items += rest
    AgendaItem.objects.bulk_update(items, VOTES, batch_size=500)
    record(by=by, action="council.paper_votes", obj=locked, changes={"items": len(items)})


def _fit(votes: Votes, members: int) -> bool:
    return min(votes) >= 0 and sum(votes) <= members


def _keep(item: AgendaItem, votes: Votes) -> None:
    item.votes_for, item.votes_against, item.votes_blank, item.votes_invalid = votes


@takes(WORKFLOW, "record_paper")
@transaction.atomic
def record_paper_result(
    *,
    by: Mandate,
    session: CouncilSession,
    paper: StoredFile | CheckedUpload,
    paper_number: str,
    issued: int,
    conclusions: str = "",
    version: int | None = None,
) -> CouncilSession:
    """Close a session held on paper with its signed minutes and settle every nominee.

    ``issued`` is how many ballots on each nominee were given out. Raises ``Refused`` while an item
    has no votes, and ``ValidationError`` beside ``issued`` for fewer than the quorum or than came
    back, or more than the council has members.
    """
    closed = apply(
        session,
        "record_paper",
        by=by,
        version=version,
        closed_at=now(),
        closed_by=by,
        conclusions=conclusions,
        paper=stored(by=by, file=paper, kinds=("pdf",)),
        paper_number=paper_number,
    )
    # asked when the session is locked, so that no item is put on the agenda meanwhile
    if missing := closed.items.filter(votes_for__isnull=True).count():
        raise Refused(
            _("%(count)s items have no votes yet; enter them first.") % {"count": missing}
        )
    members, items = closed.voters.count(), list(closed.items.select_related("nominee"))
    _check_issued(closed, items, issued, members)
    for item in items:
        if item.nominee.state != NomineeState.PASSED:  # withdrawn after the vote on paper
            item.left_out = LeftOut.GONE
            item.save(update_fields=["left_out"])
            continue
        tally: Counter[str] = Counter(
            {
                Choice.FOR: item.votes_for or 0,
                Choice.AGAINST: item.votes_against or 0,
                Choice.BLANK: item.votes_blank or 0,
                INVALID: item.votes_invalid,
            }
        )
        settle_item(item, tally, members, issued, by)
    return closed


def _check_issued(
    session: CouncilSession, items: Sequence[AgendaItem], issued: int, members: int
) -> None:
    if issued > members:
        words = _("The council has %(limit_value)s members.") % {"limit_value": members}
        raise ValidationError({"issued": words})
    if issued < (needed := quorum_of(session)):
        words = _(
            "Fewer than the quorum of %(needed)s: this vote counts for nothing. Cancel the session "
            "and repeat it."
        )
        raise ValidationError({"issued": words % {"needed": needed}})
    for item in items:
        back = sum(votes or 0 for votes in (getattr(item, name) for name in VOTES))
        if back > issued:
            words = _("%(count)s ballots came back on %(name)s.")
            raise ValidationError({"issued": words % {"count": back, "name": item.nominee}})
