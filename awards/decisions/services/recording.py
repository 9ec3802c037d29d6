"""What was done on paper: a decision signed outside, with names struck or added; a whole one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from awards.decisions.enums import DecisionKind, DecisionState, StruckOutcome
from awards.decisions.models import Decision, DecisionLine
from awards.decisions.services.drafting import check_ready, create_decision
from awards.decisions.services.lines import take_off_list
from awards.decisions.services.text import compute_amounts, paper_for, put_on_list
from awards.nominations.models import Nominee, Round
from emulation.documents.selectors import names_as_signer, open_steps
from emulation.documents.services import (
    lay_out,
    number_external,
    record_outside_signature,
    record_step_outside,
    submit_document,
)
from emulation.documents.services.comparing import Comparison, compare_signed_file
from emulation.files.models import StoredFile
from emulation.people.models import Mandate
from emulation.typesetting.paper import Paper
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import lock, save_changes


@transaction.atomic
def record_signed(
    *,
    by: Mandate,
    decision: Decision,
    signed_file: StoredFile,
    signer_name: str,
    signed_on: dt.date,
    signer_position: str = "",
    struck: Sequence[DecisionLine] = (),
    added: Sequence[Nominee] = (),
    outcome: str = StruckOutcome.KEPT,
    differences: str = "",
    confirmed: bool = False,
    comparison: Comparison | None = None,
) -> Decision:
    """Record that the decision was signed outside, with the names that the signer struck or added.

    ``differences`` is the reason; it must be given and confirmed when names changed. The text
    becomes what was signed. ``comparison`` is what a page has found already. Raises ``Refused``,
    ``WrongState`` or ``NotAllowed``.
    """
    fresh = lock(decision)
    if not rules.has_perm("awards.draft_decision", by, fresh):
        raise NotAllowed(_("Only the office of the deciding authority changes its decisions."))
    if fresh.state != DecisionState.SUBMITTED or fresh.document is None:
        raise WrongState(_("A signature is recorded after the decision was submitted."))
    if (struck or added) and not differences.strip():
        raise Refused(_("Give the reason why names were struck or added."))
    found = comparison or compare_signed_file(fresh.document, signed_file, signer_name)
    paper: Paper | None = None
    if struck or added:
        paper = _changed_text(by, fresh, struck, added, outcome, differences, signed_on)
    record_outside_signature(
        by=by,
        document=fresh.document,
        signed_file=signed_file,
        signer_name=signer_name,
        signed_on=signed_on,
        signer_position=signer_position,
        differences=differences,
        confirmed=confirmed,
        comparison=found,
        paper=paper,
    )
    return fresh


def _changed_text(
    by: Mandate,
    decision: Decision,
    struck: Sequence[DecisionLine],
    added: Sequence[Nominee],
    outcome: str,
    reason: str,
    day: dt.date,
) -> Paper:
    if decision.kind != DecisionKind.AWARD or decision.round is None:
        raise WrongState(_("Names are added only to a decision that commends."))
    for line in struck:
        take_off_list(by, decision, line, reason, outcome)
    if added:
        check_ready(decision.round, added)
        put_on_list(decision, added, day)
    compute_amounts(decision, day)
    save_changes(decision)
    paper = paper_for(decision, day)
    if paper is None:
        raise Refused(_("The list is empty."))
    return paper


@transaction.atomic
def record_paper_decision(
    *,
    by: Mandate,
    round_: Round,
    nominees: Sequence[Nominee],
    number: int,
    issued_on: dt.date,
    signer_name: str,
    signed_file: StoredFile,
    suffix: str = "",
    signer_position: str = "",
    **wording: str,
) -> Decision:
    """Record a decision that the authority issued on paper: number, date, signer, signed file.

    Its text is laid out at once and must have no finding, as one that is signed here. It takes
    the same way as one drafted here; the steps of the signing route are recorded as taken
    outside. Where a records clerk keeps the book, the number is left to the clerk. Raises as
    ``create_decision`` and ``number_external``.
    """
    decision = create_decision(
        by=by, round_=round_, nominees=nominees, day=issued_on, from_paper=True, **wording
    )
    assert decision.document is not None
    document = submit_document(by=by, document=decision.document)
    for step in open_steps(document):
        record_step_outside(by=by, step=step, done_on=issued_on, note=_("on paper"))
    document = lay_out(document)
    same = names_as_signer(document, signer_name)
    differs = "" if same else _("Signed by %(name)s on paper.") % {"name": signer_name}
    if signed_file.pages not in (None, document.preview_pdf and document.preview_pdf.pages):
        differs += _(" Set on paper with another number of pages.")
    document = record_outside_signature(
        by=by,
        document=document,
        signed_file=signed_file,
        signer_name=signer_name,
        signed_on=issued_on,
        signer_position=signer_position,
        differences=differs.strip(),
        confirmed=True,
    )
    if rules.has_perm("emulation.number_document", by, document):
        document = lay_out(document)
        number_external(by=by, document=document, number=number, suffix=suffix, issued_on=issued_on)
    decision.refresh_from_db()
    return decision
