"""Revocation: a decision of its own that takes lines of an issued one back."""

from __future__ import annotations

from collections.abc import Sequence

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from awards.decisions.documents.revocation import cited
from awards.decisions.enums import DecisionKind, DecisionState
from awards.decisions.models import Decision, DecisionLine, RevokedLine
from awards.decisions.services.text import open_decision, write_text
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import lock, save_changes


@transaction.atomic
def draft_revocation(
    *, by: Mandate, decision: Decision, lines: Sequence[DecisionLine], reason: str, **wording: str
) -> Decision:
    """Draft the decision that revokes ``lines`` of an issued one, with the money to recover.

    It takes effect when it is issued itself. Raises ``WrongState`` for a decision that is not
    issued, ``Refused`` for lines that are revoked, struck or of another decision.
    """
    fresh = lock(decision)
    if not rules.has_perm("awards.revoke_decision", by, fresh):
        raise NotAllowed(_("Only the office of the deciding authority revokes its decisions."))
    if fresh.kind != DecisionKind.AWARD or fresh.state != DecisionState.ISSUED:
        raise WrongState(_("Only an issued decision can be revoked."))
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason, with the conclusion it rests on.")})
    _check(fresh, lines)
    usual = {
        "subject": f"Về việc hủy bỏ kết quả khen thưởng tại {cited(fresh)}",
        "proposal": fresh.proposal,
        "executors": fresh.executors,
        "fund": fresh.fund,
        "deputy_title": fresh.deputy_title,
        "signer_name": fresh.signer_name,
    }
    revocation = Decision.objects.create(
        authority=fresh.authority,
        kind=DecisionKind.REVOCATION,
        revokes=fresh,
        reason=reason.strip(),
        created_by=by,
        created_at=now(),
        **usual | {name: value for name, value in wording.items() if value},
    )
    RevokedLine.objects.bulk_create(
        RevokedLine(revocation=revocation, line=line, amount=line.paid_amount) for line in lines
    )
    write_text(revocation, by, today())
    changes = {"revokes": fresh.pk, "lines": [line.pk for line in lines], "reason": reason}
    record(by=by, action="decisions.draft_revocation", obj=revocation, changes=changes)
    return revocation


@transaction.atomic
def spare_line(*, by: Mandate, revoked: RevokedLine) -> None:
    """Take a name off an open revocation; it may then be named by another one.

    Raises ``Refused`` for the last one: a revocation names somebody.
    """
    fresh = open_decision(by, revoked.revocation)
    if not fresh.revoked_lines.exclude(pk=revoked.pk).exists():
        raise Refused(_("A revocation names at least one. Leave this draft as it is."))
    record(by=by, action="decisions.spare", obj=fresh, changes={"line": revoked.line_id})
    fresh.revoked_lines.filter(pk=revoked.pk).delete()
    save_changes(fresh)
    write_text(fresh, by, today())


def _check(decision: Decision, lines: Sequence[DecisionLine]) -> None:
    if not lines:
        raise Refused(_("Choose at least one name."))
    for line in lines:
        if line.decision_id != decision.pk or line.struck or line.record_id is None:
            raise Refused(_("%(name)s is not honoured by this decision.") % {"name": line.name})
    taken = RevokedLine.objects.filter(line__in=[line.pk for line in lines]).select_related("line")
    if names := [each.line.name for each in taken]:
        raise Refused(
            _("A revocation names these already: %(names)s.") % {"names": ", ".join(names)}
        )
