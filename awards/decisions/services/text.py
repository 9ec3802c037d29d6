"""List, amounts and text of an open decision are kept equal: what changes one renews all."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import rules
from django.db.models import Max
from django.utils.translation import gettext as _

from awards.decisions.documents import KIND, award_paper, revocation_paper
from awards.decisions.enums import PARTS, DecisionKind
from awards.decisions.models import Decision, DecisionLine
from awards.decisions.selectors.bonus import Amount, amounts_of
from awards.decisions.selectors.decisions import lines_of, refusals
from awards.nominations.models import Nominee
from emulation.documents.services import draft_document, revise_draft
from emulation.people.models import Mandate
from emulation.typesetting.paper import Paper
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.ui.vietnamese import fold
from emulation.workflow.services import lock, save_changes

AMOUNT_FIELDS = ["coefficient", "base_salary", "raw_amount", "paid_amount", "bonus_article"]


def open_decision(by: Mandate, decision: Decision, version: int | None = None) -> Decision:
    """Return the locked decision; ``NotAllowed`` or, once submitted, ``WrongState``."""
    fresh = lock(decision, version=version)
    if not rules.has_perm("awards.draft_decision", by, fresh):
        raise NotAllowed(_("Only the office of the deciding authority changes its decisions."))
    if not fresh.is_open:
        raise WrongState(_("The decision is on its way already; it can only be returned."))
    return fresh


def standing_lines(decision: Decision) -> list[DecisionLine]:
    """Return the lines that stand, in the order of the list."""
    return list(lines_of(decision).standing())


def put_on_list(decision: Decision, nominees: Sequence[Nominee], day: dt.date) -> None:
    """Add lines at the end; a struck one is put back.

    Raises ``Refused`` naming every nominee on whom the authority may not decide on ``day``.
    """
    if reasons := refusals(decision.authority, nominees, day):
        raise Refused(" ".join(dict.fromkeys(reasons.values())))
    last = decision.lines.aggregate(last=Max("order"))["last"] or 0
    struck = set(decision.lines.filter(struck=True).values_list("nominee", flat=True))
    back = [nominee.pk for nominee in nominees if nominee.pk in struck]
    decision.lines.filter(nominee__in=back).update(struck=False, strike_reason="")
    new = [nominee for nominee in nominees if nominee.pk not in struck]
    lines = [_line(decision, nominee, order) for order, nominee in enumerate(new, start=last + 1)]
    DecisionLine.objects.bulk_create(lines, batch_size=500)


def _line(decision: Decision, nominee: Nominee, order: int) -> DecisionLine:
    return DecisionLine(
        decision=decision,
        part=PARTS[nominee.subject_kind],
        order=order,
        nominee=nominee,
        award_code=nominee.award_code,
        name=nominee.name,
        position=nominee.position,
        achievement=nominee.achievement,
        search_text=fold(f"{nominee.name} {nominee.position}"),
    )


def compute_amounts(decision: Decision, day: dt.date) -> None:
    """Write the bonus of every standing line for a decision of ``day``, and the sums of all.

    Thousands of lines share a few amounts, so each amount is one statement for all who get it.
    """
    lines = standing_lines(decision)
    amounts = amounts_of(decision.authority, lines, day)
    who: dict[Amount, list[int]] = defaultdict(list)
    for line in lines:
        if _on(line) != _as_written(amounts[line.pk]):
            who[amounts[line.pk]].append(line.pk)
    for amount, keys in who.items():
        values = dict(zip(AMOUNT_FIELDS, _as_written(amount), strict=True))
        decision.lines.filter(pk__in=keys).update(**values)
    decision.honoured = len(lines)
    decision.bonus = sum(amounts[line.pk].paid for line in lines)
    decision.save(update_fields=["honoured", "bonus"])


def _on(line: DecisionLine) -> tuple[Any, ...]:
    return tuple(getattr(line, name) for name in AMOUNT_FIELDS)


def _as_written(amount: Amount) -> tuple[Any, ...]:
    article = amount.article[:200]
    return amount.coefficient, amount.base_salary, amount.raw, amount.paid, article


def check_amounts(decision: Decision, lines: Sequence[DecisionLine], day: dt.date) -> None:
    """Refuse when the amounts of the list are not those of a decision of ``day``."""
    amounts = amounts_of(decision.authority, lines, day)
    if any(
        (line.raw_amount, line.paid_amount) != (amounts[line.pk].raw, amounts[line.pk].paid)
        for line in lines
    ):
        raise Refused(
            _(
                "The bonus of this list is not that of a decision of this day, because the base "
                "salary or the rates have changed. Return it, compute it anew and have it signed."
            )
        )


def paper_for(decision: Decision, day: dt.date) -> Paper | None:
    """Return the text as list and wording now stand, or ``None`` while the list is empty."""
    if decision.kind == DecisionKind.REVOCATION:
        revoked = list(
            decision.revoked_lines.select_related(
                "line__decision__document",
                "line__nominee__person",
                "line__nominee__collective",
                "line__nominee__household",
            )
        )
        return revocation_paper(decision, revoked, day) if revoked else None
    lines = standing_lines(decision)
    return award_paper(decision, lines, day) if lines else None


def write_text(decision: Decision, by: Mandate, day: dt.date) -> None:
    """Compute the amounts for ``day`` and bring the document's draft to the present list."""
    if decision.kind == DecisionKind.AWARD:
        compute_amounts(decision, day)
    paper = paper_for(decision, day)
    if paper is None:
        return
    if decision.document is None:
        document = draft_document(by=by, kind=KIND, authority=decision.authority, paper=paper)
        save_changes(decision, document=document)
    else:
        revise_draft(by=by, document=decision.document, paper=paper)
