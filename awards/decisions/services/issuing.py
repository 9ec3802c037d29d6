"""What the way of the document means for its decision; every function runs inside that step."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db.models import F
from django.utils.translation import gettext as _

from awards.catalogue.enums import CommendationType, YearKind
from awards.catalogue.selectors import award as award_of
from awards.council.selectors import sessions_without_minutes
from awards.decisions.enums import CertificateState, DecisionKind, DecisionState
from awards.decisions.models import Certificate, Decision, DecisionLine, GoldBook
from awards.decisions.selectors.decisions import lines_of, no_longer_ready, refusals
from awards.decisions.services.public_list import renew_public_list
from awards.decisions.services.text import check_amounts, paper_for, standing_lines
from awards.ledger.models import AwardRecord
from awards.ledger.services import (
    DecidedAward,
    consume_initiatives,
    enter_decision,
    revoke_award,
)
from awards.nominations.enums import NomineeState
from awards.nominations.selectors import achievement_key
from awards.nominations.services import mark_decided
from emulation.clock import now, today
from emulation.documents.models import Document
from emulation.jobs.services import enqueue
from emulation.ui.errors import Refused
from emulation.ui.vietnamese import short_date
from emulation.workflow.services import apply, count_up


def decision_of(document: Document) -> Decision:
    """Return the decision whose text this document is."""
    return Decision.objects.select_related("authority", "round").get(document=document)


def follow_submission(document: Document) -> None:
    """Close the list; refuse an empty one, one with names that may not be decided, old amounts."""
    decision = decision_of(document)
    if decision.kind == DecisionKind.AWARD:
        lines = standing_lines(decision)
        if not lines:
            raise Refused(_("The list is empty."))
        if not decision.from_paper:
            _check_list(decision, lines, today())
    elif paper_for(decision, today()) is None:
        raise Refused(_("The list is empty."))
    apply(decision, "submit", by=None)


def follow_return(document: Document) -> None:
    """Open the list again."""
    decision = decision_of(document)
    if decision.state == DecisionState.SUBMITTED:
        apply(decision, "return", by=None)


def check_minutes(document: Document) -> None:
    """Raise ``Refused`` while minutes of the council on which the decision rests are not issued."""
    lines = standing_lines(decision_of(document))
    sessions = sessions_without_minutes([line.nominee_id for line in lines])
    if sessions:
        days = ", ".join(short_date(session.held_on) for session in sessions)
        raise Refused(
            _(
                "The decision rests on the council session of %(days)s, whose minutes are not "
                "issued yet. Have the secretary issue the minutes first."
            )
            % {"days": days}
        )


def check_numbering(document: Document) -> None:
    """Hold the list against the minutes it rests on and the law of the decision's own date.

    Raises ``Refused`` when the bonus of that date differs from what was signed, when the
    authority does not decide an award on that date, or when somebody is held or withdrew.
    """
    check_minutes(document)
    decision = decision_of(document)
    assert document.issued_on is not None
    if decision.kind == DecisionKind.AWARD:
        _check_list(decision, standing_lines(decision), document.issued_on)


def _check_list(decision: Decision, lines: list[DecisionLine], day: dt.date) -> None:
    if gone := no_longer_ready(lines):
        names = ", ".join(line.name for line in gone)
        raise Refused(_("No longer nominated; strike these names: %(names)s.") % {"names": names})
    nominees = [line.nominee for line in lines]
    if reasons := refusals(decision.authority, nominees, day):
        raise Refused(" ".join(dict.fromkeys(reasons.values())))
    check_amounts(decision, lines, day)


def issue_decision(document: Document) -> None:
    """Let the issued decision take effect; repeating it does nothing."""
    decision = decision_of(document)
    if decision.state in DecisionState.FINAL:
        return
    decision = apply(decision, "issue", by=None, issued_at=now())
    if decision.kind == DecisionKind.REVOCATION:
        _revoke(decision, document)
        return
    lines = list(lines_of(decision).standing().select_related("nominee__dossier__round"))
    _enter_ledger(decision, document, lines)
    _prepare_certificates(decision, document, lines)
    for line in lines:
        # Who withdrew while the file was being made stays so; the issued list names them still.
        if line.nominee.state in NomineeState.READY_FOR_DECISION:
            mark_decided(line.nominee, by=None)
    decision.certificate_job = enqueue(
        "decisions.certificates", {"decision": decision.pk}, by=document.numbered_by
    )
    decision.save(update_fields=["certificate_job"])


def _enter_ledger(decision: Decision, document: Document, lines: list[DecisionLine]) -> None:
    assert document.issued_on is not None
    assert document.numbered_by is not None
    enter_decision(
        by=None,
        document=document,
        authority=decision.authority,
        recorded_by=document.numbered_by,
        number=document.code,
        decided_on=document.issued_on,
        rows=[_row(line, document.issued_on) for line in lines],
    )
    records = {
        (row.subject_key, row.award_code): row
        for row in AwardRecord.objects.standing().filter(document=document)
    }
    for line in lines:
        line.record = records[line.nominee.subject_key, line.award_code]
    DecisionLine.objects.bulk_update(lines, ["record"], batch_size=500)
    for line in lines:
        if used := list(line.nominee.initiatives.all()):
            assert line.record is not None
            consume_initiatives(by=None, initiatives=used, award=line.record)


def _row(line: DecisionLine, day: dt.date) -> DecidedAward:
    nominee = line.nominee
    round_ = nominee.dossier.round
    award = award_of(line.award_code, day)
    kind = YearKind(round_.year_kind)
    year = nominee.period_from.year if kind == YearKind.SCHOOL else nominee.period_to.year
    return DecidedAward(
        subject=nominee.subject,
        award=award,
        year=year if award.yearly else None,
        year_kind=kind,
        period_start=nominee.period_from,
        period_end=nominee.period_to,
        commendation_type=CommendationType(round_.commendation_type),
        achievement=line.decision.reason or nominee.achievement,
        achievement_key=achievement_key(nominee),
    )


def _prepare_certificates(
    decision: Decision, document: Document, lines: list[DecisionLine]
) -> None:
    """Create the certificates in the order of the list, with the next numbers of the gold book."""
    assert document.issued_on is not None
    year, moment = document.issued_on.year, now()
    book, _created = GoldBook.objects.get_or_create(authority=decision.authority, year=year)
    # the row of the book stays locked till commit: the serials of this list follow one another
    first = count_up(GoldBook, book.pk, "last")
    GoldBook.objects.filter(pk=book.pk).update(last=F("last") + len(lines) - 1)
    Certificate.objects.bulk_create(
        [
            Certificate(
                line=line,
                decision=decision,
                authority=decision.authority,
                year=year,
                serial=serial,
                code=secrets.token_hex(16),
                created_at=moment,
            )
            for serial, line in enumerate(lines, start=first)
        ],
        batch_size=500,
    )


def _revoke(revocation: Decision, document: Document) -> None:
    """Take back ledger entries and certificates; the decision itself when nothing of it stands."""
    assert document.issued_on is not None
    for each in revocation.revoked_lines.select_related("line__record"):
        record = each.line.record
        assert record is not None
        revoke_award(by=None, entry=record, number=document.code, revoked_on=document.issued_on)
        certificate = each.line.certificates.exclude(state=CertificateState.REPLACED).get()
        if certificate.state != CertificateState.REVOKED:
            apply(certificate, "revoke", by=None)
    whole = revocation.revokes
    assert whole is not None
    if not whole.lines.standing().filter(record__revoked_on__isnull=True).exists():
        apply(whole, "revoke", by=None)
    renew_public_list(whole)
