"""The list of an open decision: names added, struck with a reason, put in order."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
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

FAR = 1_000_000  # beyond every place of a list: room to move lines


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
def strike_lines(
    *,
    by: Mandate,
    decision: Decision,
    lines: Sequence[DecisionLine],
    reason: str,
    outcome: str = StruckOutcome.KEPT,
) -> Decision:
    """Strike names before signing: they stay readable with the reason, the text is written anew.

    The nominees stay ready for another decision or, with ``refused``, are not proposed further.
    """
    fresh = open_decision(by, decision)
    for line in lines:
        take_off_list(by, fresh, line, reason, outcome)
    save_changes(fresh)
    write_text(fresh, by, today())
    return fresh


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
def move_line(*, by: Mandate, line: DecisionLine, place: int) -> Decision:
    """Give a line the number ``place`` in the list; those between move up or down by one.

    A number beyond the last one puts it at the end.
    """
    fresh = open_decision(by, line.decision)
    orders = fresh.lines.values_list("order", flat=True)
    before, last = orders.get(pk=line.pk), max(orders)
    place = min(max(place, 1), last)
    step = 1 if place < before else -1
    between = Q(order__range=sorted((place, before))) & ~Q(pk=line.pk)
    # by way of numbers beyond all others, because no two lines may hold one meanwhile
    fresh.lines.filter(between).update(order=F("order") + FAR)
    fresh.lines.filter(pk=line.pk).update(order=place + 2 * FAR)
    fresh.lines.filter(order__range=(FAR, 2 * FAR - 1)).update(order=F("order") - FAR + step)
    fresh.lines.filter(pk=line.pk).update(order=place)
    save_changes(fresh)
    write_text(fresh, by, today())
    changes = {"line": line.name, "from": before, "to": place}
    record(by=by, action="decisions.order", obj=fresh, changes=changes)
    return fresh
