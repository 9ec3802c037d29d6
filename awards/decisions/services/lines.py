"""The list of an open decision: names added, struck with a reason, put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from awards.decisions.enums import DecisionKind, StruckOutcome
from awards.decisions.models import Decision, DecisionLine
from awards.decisions.services.drafting import check_ready
from awards.decisions.services.text import open_decision, put_on_list, write_text
from awards.nominations.models import Nominee
from awards.nominations.services import mark_refused
from emulation.audit.services import record
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui.errors import WrongState
from emulation.workflow.services import save_changes

FAR = 1_000_000  # beyond every place of a list: room to move lines one by one


@transaction.atomic
def add_nominees(*, by: Mandate, decision: Decision, nominees: Sequence[Nominee]) -> Decision:
    """Put further nominees of the round on the list; raises as ``create_decision``."""
    fresh = open_decision(by, decision)
    if fresh.kind != DecisionKind.AWARD or fresh.round is None:
        raise WrongState(_("Names are added only to a decision that commends."))
    check_ready(fresh.round, nominees)
    day = today()
    put_on_list(fresh, nominees, day)
    save_changes(fresh)
    write_text(fresh, by, day)
    changes = {"nominees": [each.pk for each in nominees]}
    record(by=by, action="decisions.add", obj=fresh, changes=changes)
    return fresh


@transaction.atomic
def strike_line(
    *, by: Mandate, line: DecisionLine, reason: str, outcome: str = StruckOutcome.KEPT
) -> DecisionLine:
    """Strike a name before signing: it stays readable with its reason, the text is written anew.

    The nominee stays ready for another decision or, with ``refused``, is not proposed further.
    """
    fresh = open_decision(by, line.decision)
    struck = take_off_list(by, fresh, line, reason, outcome)
    save_changes(fresh)
    write_text(fresh, by, today())
    return struck


def take_off_list(
    by: Mandate, decision: Decision, line: DecisionLine, reason: str, outcome: str
) -> DecisionLine:
    """Mark one line of a locked decision as struck and say what becomes of the nominee."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this name is struck.")})
    row = decision.lines.select_related("nominee__dossier__round").get(pk=line.pk)
    if row.struck:
        raise WrongState(_("This name is struck already."))
    row.struck, row.strike_reason = True, reason.strip()[:300]
    row.save(update_fields=["struck", "strike_reason"])
    if outcome == StruckOutcome.REFUSED:
        mark_refused(row.nominee, reason.strip(), by)
    changes = {"line": row.name, "reason": reason, "outcome": outcome}
    record(by=by, action="decisions.strike", obj=decision, changes=changes)
    return row


@transaction.atomic
def order_lines(*, by: Mandate, decision: Decision, places: Mapping[int, int]) -> Decision:
    """Put the lines in the order of ``places`` (line id to number); equal numbers keep their order.

    Lines without a place keep their present one.
    """
    fresh = open_decision(by, decision)
    lines = sorted(
        fresh.lines.all(), key=lambda line: (places.get(line.pk, line.order), line.order)
    )
    for start in (FAR, 1):  # twice, because no two lines may hold the same place meanwhile
        for place, line in enumerate(lines, start=start):
            line.order = place
            line.save(update_fields=["order"])
    save_changes(fresh)
    write_text(fresh, by, today())
    record(by=by, action="decisions.order", obj=fresh)
    return fresh
