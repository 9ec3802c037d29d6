"""Drafts: made and revised by the room that issues, previewed by a job, sent on their route."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from emulation.audit.services import record
from emulation.clock import now, today
from emulation.documents.enums import DocumentState
from emulation.documents.models import Document, SigningStep
from emulation.documents.registry import kinds
from emulation.documents.selectors import kind_of, route_for, series_of
from emulation.documents.workflow import WORKFLOW
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.people.models import Mandate
from emulation.typesetting.paper import DocumentNumber, Paper
from emulation.ui.errors import Refused, WrongState
from emulation.units.models import Unit
from emulation.workflow.services import apply, lock, save_changes
from emulation.workflow.transitions import takes

SUBJECT_LENGTH = 500


@transaction.atomic
def draft_document(
    *, by: Mandate, kind: str, authority: Unit, paper: Paper, corrects: Document | None = None
) -> Document:
    """Write a new draft of ``kind`` for ``authority``; the caller has checked that ``by`` may.

    Raises ``Refused`` for a text that already has a number or date: both come with numbering.
    """
    if kind not in kinds:
        raise Refused(_("This kind of document is not known."))
    paper = _open_text(paper, kind)
    document = Document.objects.create(
        kind=kind,
        authority=authority,
        subject=_subject(paper),
        paper=paper.to_json(),
        paper_digest=paper.digest(),
        corrects=corrects,
        drafted_by=by,
        drafted_account=by.account,
        drafted_at=now(),
        verification_code=secrets.token_hex(16),
    )
    record(by=by, action="documents.draft", obj=document, changes={"digest": paper.digest()})
    return document


def _open_text(paper: Paper, kind: str) -> Paper:
    """Return the text with its symbol, which is signed with it; refuse one that has a number."""
    if paper.date is not None or (paper.number is not None and paper.number.number is not None):
        raise Refused(_("Number and date are given by the records clerk, not in the draft."))
    return paper if paper.number else replace(paper, number=DocumentNumber(series_of(kind)))


def _subject(paper: Paper) -> str:
    return (paper.subject or paper.type_name or paper.kind_code).replace("\n", " ")[:SUBJECT_LENGTH]


@transaction.atomic
def revise_draft(
    *, by: Mandate, document: Document, paper: Paper, version: int | None = None
) -> Document:
    """Replace the text of a draft; an equal text changes nothing.

    Raises ``WrongState`` once it was submitted, ``StaleVersion`` when ``version`` is outdated.
    """
    fresh = lock(document, version=version)
    if fresh.state != DocumentState.DRAFT:
        raise WrongState(_("The document is on its way already; it can only be returned."))
    paper = _open_text(paper, fresh.kind)
    digest = paper.digest()
    if digest == fresh.paper_digest:
        return fresh
    changes: dict[str, Any] = {"paper": paper.to_json(), "paper_digest": digest}
    save_changes(fresh, subject=_subject(paper), **changes)
    record(by=by, action="documents.revise", obj=fresh, changes={"digest": digest})
    return fresh


@transaction.atomic
def request_preview(*, by: Mandate, document: Document) -> Job:
    """Queue the layout of the present text and return the job; one that runs is not doubled."""
    fresh = lock(document)
    if fresh.state in DocumentState.FROZEN:
        raise WrongState(_("The document is numbered; its text no longer changes."))
    job = fresh.preview_job
    if job and job.is_open and job.args.get("digest") == fresh.paper_digest:
        return job
    job = enqueue("documents.preview", {"document": fresh.pk, "digest": fresh.paper_digest}, by=by)
    fresh.preview_job = job
    fresh.save(update_fields=["preview_job"])
    return job


@takes(WORKFLOW, "submit")
@transaction.atomic
def submit_document(*, by: Mandate, document: Document, version: int | None = None) -> Document:
    """Send a draft on its signing route and lay it out for the signer.

    The steps of the route in force today are written down for this document.
    """
    fresh = apply(document, "submit", by=by, version=version)
    fresh.steps.all().delete()
    route = route_for(fresh.authority, fresh.kind, today())
    SigningStep.objects.bulk_create(
        SigningStep(document=fresh, order=place, title=step.title, role=step.role)
        for place, step in enumerate(route, start=1)
    )
    if fresh.preview_digest != fresh.paper_digest:
        request_preview(by=by, document=fresh)
        fresh.refresh_from_db()
    hook = kind_of(fresh).on_submitted
    if hook:
        hook(fresh)
    return fresh


@takes(WORKFLOW, "withdraw")
@transaction.atomic
def withdraw_document(
    *, by: Mandate, document: Document, reason: str, version: int | None = None
) -> Document:
    """Take back what was submitted and not yet signed, with a reason."""
    fresh = apply(document, "withdraw", by=by, reason=reason, version=version)
    hook = kind_of(fresh).on_returned
    if hook:
        hook(fresh)
    return fresh


@transaction.atomic
def correct_document(*, by: Mandate, document: Document, paper: Paper) -> Document:
    """Draft the correction of an issued document, which itself stays as it is.

    Raises ``WrongState`` when there is nothing issued to correct.
    """
    if document.state != DocumentState.ISSUED:
        raise WrongState(_("Only an issued document can be corrected by another one."))
    return draft_document(
        by=by, kind=document.kind, authority=document.authority, paper=paper, corrects=document
    )
