"""The signing route, the signature itself, and giving a text back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from emulation.audit.services import record
from emulation.clock import now, today
from emulation.documents.enums import SCANS, StepState
from emulation.documents.letterhead import signed_as, signing_block
from emulation.documents.models import Document, SigningStep
from emulation.documents.selectors import (
    blocking_findings,
    is_laid_out,
    kind_of,
    names_as_signer,
    open_steps,
    paper_of,
    signed_digest_of,
)
from emulation.documents.services.comparing import (
    Comparison,
    check_confirmed,
    compare_signed_file,
    keep_check,
)
from emulation.documents.services.drafting import request_preview
from emulation.documents.workflow import WORKFLOW
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload, stored
from emulation.people.models import Mandate
from emulation.people.rules import acts_for
from emulation.typesetting.paper import Paper
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.selectors import prepared_by
from emulation.workflow.services import apply, lock
from emulation.workflow.transitions import takes


@transaction.atomic
def complete_step(*, by: Mandate, step: SigningStep, note: str = "") -> SigningStep:
    """Take a step of the route here; only the role it names, for the authority, may.

    Raises ``NotAllowed``, also for the drafter, or ``WrongState`` when it was taken, or an earlier
    one still waits.
    """
    document = lock(step.document)
    if not acts_for(by, document.authority) or (step.role and by.role != step.role):
        raise NotAllowed(_("This step belongs to another role."))
    if prepared_by(document, WORKFLOW["sign"], by):
        raise NotAllowed(
            _(
                "Who drafted a document does not take the steps of its route: “%(step)s” is taken "
                "by another person."
            )
            % {"step": step.title}
        )
    return _take(by, document, step, StepState.DONE, today(), note)


@transaction.atomic
def record_step_outside(
    *, by: Mandate, step: SigningStep, done_on: dt.date, note: str
) -> SigningStep:
    """Record that a step of the route was taken outside, on a day, by whom (in ``note``)."""
    document = lock(step.document)
    if not acts_for(by, document.authority):
        raise NotAllowed(_("This step belongs to another authority."))
    if done_on > today():
        raise Refused(_("The day may not lie in the future."))
    if not note.strip():
        raise Refused(_("Say who took the step outside."))
    return _take(by, document, step, StepState.RECORDED, done_on, note)


def _take(
    by: Mandate, document: Document, step: SigningStep, state: str, done_on: dt.date, note: str
) -> SigningStep:
    # two may take the same step; the second reads what the first wrote
    fresh = SigningStep.objects.select_for_update().filter(pk=step.pk, document=document).first()
    if fresh is None or fresh.state != StepState.WAITING or document.state != "submitted":
        raise WrongState(_("This step of the route is no longer open."))
    if open_steps(document).filter(order__lt=fresh.order).exists():
        raise WrongState(_("An earlier step of the route still waits."))
    fresh.state, fresh.done_on, fresh.done_by, fresh.note = state, done_on, by, note.strip()[:300]
    fresh.save(update_fields=["state", "done_on", "done_by", "note"])
    changes = {"step": fresh.title, "state": state, "on": done_on, "note": note}
    record(by=by, action="documents.step", obj=document, changes=changes)
    return fresh


def _route_is_done(document: Document) -> bool:
    return not open_steps(document).exists()


def _may_be_read_and_signed(document: Document) -> bool:
    """A signature here or outside is offered when there is something to read."""
    return is_laid_out(document) and _route_is_done(document)


@takes(WORKFLOW, "sign", when=_may_be_read_and_signed)
@transaction.atomic
def sign_document(
    *, by: Mandate, document: Document, signer_position: str = "", version: int | None = None
) -> Document:
    """Sign here what the signer saw: the present text, laid out without a finding.

    Who is not the signer that the text names signs as ``signer_position``, in place of the head
    (KT.). Raises ``Refused`` when the preview is missing or has findings, when a step of the route
    waits, when the signer drafted the text, or when another signer's position is missing.
    """
    fresh = lock(document, version=version)
    _check_route(fresh)
    check_laid_out(fresh)
    if by.account_id == fresh.drafted_account_id:
        raise Refused(_("Who drafted a document may not sign it."))
    name = by.account.full_name
    _check_signer(fresh, name, signer_position)
    paper = paper_of(fresh)
    if not names_as_signer(fresh, name):
        paper = signed_as(paper, name=name, position=signer_position)
    return _signed(fresh, "sign", by=by, paper=paper, name=name)


@takes(WORKFLOW, "record_signature", when=_may_be_read_and_signed)
@transaction.atomic
def record_outside_signature(
    *,
    by: Mandate,
    document: Document,
    signed_file: StoredFile | CheckedUpload,
    signer_name: str,
    signed_on: dt.date,
    signer_position: str = "",
    differences: str = "",
    confirmed: bool = False,
    paper: Paper | None = None,
    comparison: Comparison | None = None,
    version: int | None = None,
) -> Document:
    """Record that the text was signed outside, with the signed file.

    A file that differs from the draft is never refused: what differs is found, written down and
    confirmed, with the reason in ``differences``. ``paper`` is the text as it was signed, where
    names were struck or added; it names who signed, as ``signer_position`` ("" = as the draft
    prints it): a deputy stands there "KT."; ``comparison`` is what a page has found and shown
    already. Raises ``Refused`` when the preview is missing or has findings, differences are not
    confirmed, a name or the position of another signer is missing, the day lies in the future, or
    a step of the route waits.
    """
    fresh = lock(document, version=version)
    signed_file = stored(by=by, file=signed_file, kinds=SCANS)
    _check_route(fresh)
    check_laid_out(fresh)
    _check_signer(fresh, signer_name, signer_position)
    if signed_on > today():
        raise Refused(_("The day may not lie in the future."))
    paper = signed_as(paper or paper_of(fresh), name=signer_name.strip(), position=signer_position)
    if comparison is None:
        comparison = compare_signed_file(fresh, signed_file, signer_name)
    changed = paper.digest() != fresh.paper_digest
    check_confirmed(comparison, differences, confirmed=confirmed, changed=changed)
    keep_check(by, fresh, signed_file, comparison, differences)
    moment = now().replace(year=signed_on.year, month=signed_on.month, day=signed_on.day)
    return _signed(
        fresh,
        "record_signature",
        by=by,
        paper=paper,
        name=signer_name.strip(),
        signed_at=moment,
        signed_outside=True,
        signed_file=signed_file,
        differences=differences.strip(),
    )


def _check_signer(document: Document, name: str, position: str) -> None:
    if not name.strip():
        raise Refused(_("Name the person who signed."))
    if names_as_signer(document, name):
        return
    if paper_of(document).minutes:
        raise Refused(_("Minutes are signed by who presided; the text names another person."))
    if position.strip():
        return
    raise Refused(
        _(
            "Give the position of %(name)s: whoever signs in place of the head is printed with "
            "“KT.” and the own position, for example “Phó Chủ tịch”."
        )
        % {"name": name.strip()}
    )


def _check_route(document: Document) -> None:
    waiting = [step.title for step in open_steps(document)]
    if waiting:
        steps = ", ".join(waiting)
        raise Refused(_("The signing route is not finished: %(steps)s.") % {"steps": steps})


def check_laid_out(document: Document) -> None:
    """Refuse a text that was not laid out as it is now, or that has findings to be mended."""
    if document.preview_digest != document.paper_digest:
        raise Refused(_("The preview does not show the present text. Have it laid out first."))
    if blocking := blocking_findings(document):
        raise Refused(_("Before signing: %(what)s") % {"what": " ".join(blocking)})


def _signed(
    document: Document, step: str, *, by: Mandate, paper: Paper, name: str, **changes: Any
) -> Document:
    block = signing_block(paper)
    position = block.lines[-1][:120] if block and block.lines else ""
    changes = {"signed_at": now(), **changes}
    fresh = apply(
        document,
        step,
        by=by,
        paper=paper.to_json(),
        paper_digest=paper.digest(),
        signed_by=by,
        signed_account=by.account,
        signer_name=name,
        signer_position=position,
        signed_digest=signed_digest_of(document, paper, signer=name, position=position),
        **changes,
    )
    if fresh.preview_digest != fresh.paper_digest:
        # as it was signed outside it is laid out once more: nothing is numbered unseen
        request_preview(by=by, document=fresh)
        fresh.refresh_from_db()
    hook = kind_of(fresh).on_signed
    if hook:
        hook(fresh)
    return fresh


@takes(WORKFLOW, "return")
@transaction.atomic
def return_document(
    *,
    by: Mandate,
    document: Document,
    reason: str,
    due_on: dt.date,
    items: Sequence[str] = (),
    version: int | None = None,
) -> Document:
    """Give a submitted or signed text back to its drafter, saying what, why and by when."""
    fresh = apply(
        document,
        "return",
        by=by,
        reason=reason,
        due_on=due_on,
        items=items,
        version=version,
        signed_by=None,
        signed_account=None,
        signed_at=None,
        signed_outside=False,
        signer_name="",
        signer_position="",
        signed_digest="",
        signed_file=None,
        differences="",
    )
    hook = kind_of(fresh).on_returned
    if hook:
        hook(fresh)
    return fresh
