"""Drafting: from what passed in a round to a list with amounts and a text to be signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from awards.decisions.documents import usual_wording
from awards.decisions.models import Decision
from awards.decisions.selectors.decisions import ready_nominees
from awards.decisions.services.text import open_decision, put_on_list, write_text
from awards.nominations.models import Nominee, Round
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused
from emulation.workflow.services import lock, save_changes

WORDING = (
    "subject",
    "reason",
    "proposal",
    "executors",
    "deputy_title",
    "signer_name",
    "fund",
)


@transaction.atomic
def create_decision(
    *,
    by: Mandate,
    round_: Round,
    nominees: Sequence[Nominee],
    day: dt.date | None = None,
    from_paper: bool = False,
    **wording: str,
) -> Decision:
    """Draft a decision of the round's authority on ``nominees``, with its text.

    ``wording`` may replace parts of the usual text (``WORDING``). The bonus is computed for
    ``day`` (today) and again compared with the decision's own date when it is numbered.

    Raises ``NotAllowed``; ``Refused`` for an award that the authority does not decide on that
    date (with the article), a held subject, somebody who did not pass or stands elsewhere.
    """
    authority = round_.authority
    if not rules.has_perm("awards.draft_decision", by, authority):
        raise NotAllowed(_("Only the office of the deciding authority drafts its decisions."))
    lock(round_)
    check_ready(round_, nominees)
    day = day or today()
    usual = usual_wording(round_, [each.award_code for each in nominees], day)
    text = {name: getattr(usual, name, "") for name in WORDING} | {
        name: value for name, value in wording.items() if value
    }
    decision = Decision.objects.create(
        authority=authority,
        round=round_,
        from_paper=from_paper,
        created_by=by,
        created_at=now(),
        **text,
    )
    put_on_list(decision, nominees, day)
    write_text(decision, by, day)
    changes = {"round": round_.pk, "nominees": [each.pk for each in nominees]}
    record(by=by, action="decisions.create", obj=decision, changes=changes)
    return decision


def check_ready(round_: Round, nominees: Sequence[Nominee]) -> None:
    """Refuse an empty choice, and nominees who do not wait for a decision of this round."""
    if not nominees:
        raise Refused(_("Choose at least one nominee."))
    ready = set(ready_nominees(round_).values_list("pk", flat=True))
    absent = [each.name for each in nominees if each.pk not in ready]
    if absent:
        raise Refused(
            _("Not ready for a decision, or on another list already: %(names)s.")
            % {"names": ", ".join(absent)}
        )


@transaction.atomic
def change_wording(
    *, by: Mandate, decision: Decision, version: int | None = None, **wording: Any
) -> Decision:
    """Edit the wording of an open decision and write its text anew.

    Raises ``WrongState`` once submitted, ``StaleVersion`` when somebody saved in between.
    """
    fresh = open_decision(by, decision, version)
    changed = {name: wording[name] for name in WORDING if name in wording}
    save_changes(fresh, **changed)
    write_text(fresh, by, today())
    record(by=by, action="decisions.wording", obj=fresh, changes=changed)
    return fresh


@transaction.atomic
def redraft(*, by: Mandate, decision: Decision) -> Decision:
    """Compute the bonus for today and write the text of an open decision anew."""
    fresh = open_decision(by, decision)
    write_text(fresh, by, today())
    record(by=by, action="decisions.redraft", obj=fresh)
    return fresh
