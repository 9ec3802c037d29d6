"""Publication: an act of its own by a named officer, and the names that are held back."""

from __future__ import annotations

from collections.abc import Sequence

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from awards.decisions.enums import DecisionKind, DecisionState
from awards.decisions.models import Decision, DecisionLine, Publication
from awards.decisions.services.public_list import renew_public_list
from emulation.audit.services import record
from emulation.clock import now
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import lock, save_changes


@transaction.atomic
def hold_back_lines(
    *, by: Mandate, decision: Decision, lines: Sequence[DecisionLine], reason: str
) -> Decision:
    """Keep names out of the public list, the search and the codes, each with the same reason.

    It may be done after publication: the list and code answers follow at once. Raises
    ``ValidationError`` without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    return _hold_back(by, decision, lines, reason.strip()[:300])


@transaction.atomic
def let_lines_in(*, by: Mandate, decision: Decision, lines: Sequence[DecisionLine]) -> Decision:
    """Publish names with the decision that were held back."""
    return _hold_back(by, decision, lines, "")


def _hold_back(
    by: Mandate, decision: Decision, lines: Sequence[DecisionLine], why: str
) -> Decision:
    fresh = _of_office(by, decision)
    chosen = fresh.lines.filter(pk__in=[line.pk for line in lines])
    chosen.update(hold_back=bool(why), hold_back_reason=why)
    save_changes(fresh)
    changes = {"lines": sorted(line.pk for line in lines), "reason": why}
    record(by=by, action="decisions.hold_back", obj=fresh, changes=changes)
    renew_public_list(fresh)
    return fresh


@transaction.atomic
def hold_back_decision(
    *, by: Mandate, decision: Decision, whole: bool, whole_reason: str, version: int | None = None
) -> Decision:
    """Say whether a decision is published at all; raises ``ValidationError`` without a reason."""
    fresh = _of_office(by, decision, version)
    if whole and not whole_reason.strip():
        raise ValidationError({"whole_reason": _("Give the reason.")})
    save_changes(
        fresh, hold_back=whole, hold_back_reason=whole_reason.strip()[:300] if whole else ""
    )
    record(by=by, action="decisions.hold_back", obj=fresh, changes={"whole": whole})
    renew_public_list(fresh)
    return fresh


@transaction.atomic
def publish_decision(*, by: Mandate, decision: Decision) -> Publication:
    """Publish an issued decision under the name of ``by``; names held back stay absent.

    Raises ``WrongState`` before issue or the second time, ``Refused`` when it is held back.
    """
    fresh = _of_office(by, decision)
    if fresh.kind != DecisionKind.AWARD or fresh.state != DecisionState.ISSUED:
        raise WrongState(_("Only an issued decision on awards is published."))
    if Publication.objects.filter(decision=fresh).exists():
        raise WrongState(_("The decision is published already."))
    if fresh.hold_back:
        raise Refused(
            _("This decision is not to be published: %(why)s") % {"why": fresh.hold_back_reason}
        )
    publication = Publication.objects.create(decision=fresh, published_at=now(), published_by=by)
    record(by=by, action="decisions.publish", obj=fresh)
    renew_public_list(fresh)
    return publication


def _of_office(by: Mandate, decision: Decision, version: int | None = None) -> Decision:
    fresh = lock(decision, version=version)
    if not rules.has_perm("awards.publish_decision", by, fresh):
        raise NotAllowed(_("Only the office of the deciding authority publishes its decisions."))
    return fresh
