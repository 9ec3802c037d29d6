"""Certificates: rendered in batches by a job, printed, handed over."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from awards.decisions.documents import certificate_of
from awards.decisions.enums import CertificateState
from awards.decisions.models import Certificate, CertificateBatch, Decision, GoldBook
from awards.decisions.workflow import CERTIFICATE
from emulation.clock import now, today
from emulation.files.services import store_bytes
from emulation.jobs.enums import JobState
from emulation.jobs.services import enqueue, retry_job
from emulation.people.models import Mandate
from emulation.typesetting.certificates import one_sheet, render_certificates
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.ui.vietnamese import fold
from emulation.workflow.services import apply, count_up
from emulation.workflow.transitions import takes

SHEETS_IN_A_BATCH = 200  # a few seconds of the renderer; one pile on the printer


def render_next_batch(decision_id: int) -> tuple[int, int]:
    """Render the next certificates that stand in no batch; return how many do, and all.

    Repeatable: bytes and rows are kept in one transaction, so a killed step leaves nothing half.
    """
    of_decision = Certificate.objects.filter(decision=decision_id)
    waiting = list(
        of_decision.filter(batch__isnull=True)
        .exclude(state=CertificateState.REVOKED)
        .select_related(
            "authority",
            "line__decision__document",
            "line__nominee__person",
            "line__nominee__household",
        )
        .order_by("serial")[:SHEETS_IN_A_BATCH]
    )
    if waiting:
        rendered = render_certificates([certificate_of(each) for each in waiting])
        _keep_batch(waiting, rendered.pdf, rendered.pages)
    made = of_decision.filter(batch__isnull=False).count()
    left = of_decision.filter(batch__isnull=True).exclude(state=CertificateState.REVOKED).count()
    return made, made + left


@transaction.atomic
def _keep_batch(certificates: list[Certificate], pdf: bytes, pages: int) -> None:
    ids = [each.pk for each in certificates]
    rows = Certificate.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    if any(row.batch_id is not None for row in rows):
        return  # another worker took over a step that was thought dead, and was quicker
    first, last = certificates[0], certificates[-1]
    decision = first.line.decision
    name = f"chung-nhan-{fold(str(first.year))}-{first.serial}-{last.serial}.pdf"
    file = store_bytes(by=None, content=pdf, name=name, media_type="application/pdf", pages=pages)
    batch = CertificateBatch.objects.create(
        decision=decision, first=first.serial, last=last.serial, file=file, created_at=now()
    )
    Certificate.objects.filter(pk__in=ids).update(batch=batch)


def single_sheet(certificate: Certificate) -> bytes:
    """Return the PDF of one certificate; ``WrongState`` while its batch is not made."""
    batch = certificate.batch
    if batch is None:
        raise WrongState(_("The certificates are still being made."))
    place = batch.certificates.filter(serial__lt=certificate.serial).count()
    return one_sheet(batch.file.read(), place)


@transaction.atomic
def retry_certificates(*, by: Mandate, decision: Decision) -> None:
    """Queue the certificates again after their job failed; raises ``WrongState`` otherwise."""
    job = decision.certificate_job
    if job is None or job.state != JobState.FAILED:
        raise WrongState(_("Only failed work can be repeated."))
    if not rules.has_perm("awards.keep_certificates", by, decision):
        raise NotAllowed(_("Your present role may not take this step."))
    retry_job(by=by, job=job)


@transaction.atomic
def mark_printed(*, by: Mandate, certificates: Iterable[Certificate]) -> int:
    """Note that sheets were printed; returns how many. All of them or none."""
    chosen = _chosen(certificates)
    for certificate in chosen:
        if certificate.batch_id is None:
            raise WrongState(_("The certificates are still being made."))
        apply(certificate, "print", by=by)
    return len(chosen)


def _is_made(certificate: Certificate) -> bool:
    return certificate.batch_id is not None


@takes(CERTIFICATE, "print", when=_is_made)
def print_certificate(*, by: Mandate, certificate: Certificate) -> None:
    """Note that one sheet was printed."""
    mark_printed(by=by, certificates=[certificate])


@takes(CERTIFICATE, "spoil")
@transaction.atomic
def mark_spoiled(*, by: Mandate, certificate: Certificate, reason: str) -> Certificate:
    """Note that a printed sheet was spoiled and will be printed again; the number stays."""
    return apply(certificate, "spoil", by=by, reason=reason)


@takes(CERTIFICATE, "replace")
@transaction.atomic
def replace_certificate(*, by: Mandate, certificate: Certificate, reason: str) -> Certificate:
    """Issue a lost or spoiled certificate anew and return the new one.

    It takes the next number of the gold book of the decision's year and names the old one, whose
    number and code stay and are never used again.
    """
    old = apply(certificate, "replace", by=by, reason=reason)
    book = GoldBook.objects.get(authority=old.authority_id, year=old.year)
    new = Certificate.objects.create(
        line=old.line,
        replaces=old,
        decision=old.decision,
        authority=old.authority,
        year=old.year,
        serial=count_up(GoldBook, book.pk, "last"),
        code=secrets.token_hex(16),
        created_at=now(),
    )
    decision = old.decision
    job = decision.certificate_job
    if job is None or not job.is_open:
        decision.certificate_job = enqueue(
            "decisions.certificates", {"decision": decision.pk}, by=by
        )
        decision.save(update_fields=["certificate_job"])
    return new


@transaction.atomic
def hand_over(
    *,
    by: Mandate,
    certificates: Iterable[Certificate],
    received_by: str,
    handed_over_on: dt.date | None = None,
) -> int:
    """Hand printed certificates over to ``received_by``; returns how many. All of them or none."""
    day = handed_over_on or today()
    if not received_by.strip():
        raise ValidationError({"received_by": _("Name who received them.")})
    if day > today():
        raise ValidationError({"handed_over_on": _("This day lies in the future.")})
    chosen = _chosen(certificates)
    for certificate in chosen:
        apply(
            certificate,
            "hand_over",
            by=by,
            received_by=received_by.strip()[:200],
            handed_over_on=day,
        )
    return len(chosen)


@takes(CERTIFICATE, "hand_over")
def hand_over_certificate(
    *,
    by: Mandate,
    certificate: Certificate,
    received_by: str,
    handed_over_on: dt.date | None = None,
) -> None:
    """Hand one printed certificate over."""
    hand_over(
        by=by, certificates=[certificate], received_by=received_by, handed_over_on=handed_over_on
    )


def _chosen(certificates: Iterable[Certificate]) -> list[Certificate]:
    chosen = list(certificates)
    if not chosen:
        raise Refused(_("Choose at least one certificate."))
    return chosen
