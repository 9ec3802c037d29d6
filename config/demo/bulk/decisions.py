"""Decisions: text, lines, bonus, ledger, certificates; issued, waiting, drafted, to be revoked."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count

from awards.catalogue.enums import SubjectKind
from awards.catalogue.selectors import award as award_of
from awards.decisions.documents import KIND, award_paper, usual_wording
from awards.decisions.enums import PARTS, DecisionState
from awards.decisions.models import Certificate, Decision, DecisionLine, GoldBook
from awards.decisions.selectors.bonus import amounts_of
from awards.decisions.selectors.decisions import lines_of
from awards.decisions.services import draft_revocation, publish_decision, redraft
from awards.ledger.models import AwardRecord
from awards.nominations.enums import RoundState
from awards.nominations.models import Round
from config.demo.bulk.base import Whole
from config.demo.bulk.documents import issue, sign
from config.demo.bulk.rounds import AWARD
from config.demo.bulk.rows import fill, run
from config.demo.diary import hour
from emulation.clock import DEMO_START, at
from emulation.documents.models import Document
from emulation.documents.services import submit_document

FIRST_NUMBER = 3001
NAMES_OF_A_WAITING_ONE = 5
NAMES_TO_REVOKE = 200


def load_decisions(whole: Whole) -> None:
    """Decide every round that has ended, one decision each, and draft those of the next."""
    rounds = Round.objects.filter(name__startswith="Khen thưởng đợt ").order_by("pk")
    for place, round_ in enumerate(rounds.filter(state=RoundState.ENDED)):
        day = _day_of(round_)
        decision = _draft(whole, round_, day)
        _list(decision)
        _pay(decision, day)
        document = _issue(whole, decision, FIRST_NUMBER + place, day)
        _enter_ledger(whole, decision, document)
        _certify(decision, document)
        with at(hour(day + dt.timedelta(days=2))):
            publish_decision(by=whole.office, decision=decision)
    _prepare(whole, rounds.get(state=RoundState.CLOSED))
    _revoke(whole)


def _day_of(round_: Round) -> dt.date:
    return round_.closes_on + dt.timedelta(days=15)


def _prepare(whole: Whole, round_: Round) -> None:
    """Bring decisions of one round to every state before the issue; some of its names wait."""
    day, number = _day_of(round_), whole.size.drafted_round
    parts = [number // 3, number // 4, *[NAMES_OF_A_WAITING_ONE] * whole.size.waiting_decisions]
    first = 0
    for place, count in enumerate(parts):
        decision = _draft(whole, round_, day)
        _list(decision, first, count)
        first += count
        if place > 1:
            _sign(whole, decision, f"cho-so-{place}", day)
            continue
        with at(hour(day)):
            document = redraft(by=whole.office, decision=decision).document
            assert document is not None
            if place == 1:
                submit_document(by=whole.office, document=document)


def _sign(whole: Whole, decision: Decision, name: str, day: dt.date) -> None:
    _pay(decision, day)
    paper = award_paper(decision, list(lines_of(decision).standing()), day)
    decision.document = sign(whole, KIND, paper, name, day)
    decision.state = DecisionState.SUBMITTED
    decision.save()


def _revoke(whole: Whole) -> None:
    """Draft the revocation of some names of the largest decision."""
    issued = Decision.objects.filter(round__name__startswith="Khen thưởng đợt ", state="issued")
    largest = issued.annotate(held=Count("lines")).order_by("-held", "pk")[0]
    with at(DEMO_START):
        draft_revocation(
            by=whole.office,
            decision=largest,
            lines=list(lines_of(largest)[:NAMES_TO_REVOKE]),
            reason="Kê khai thành tích không đúng, theo kết luận thanh tra.",
        )


def _draft(whole: Whole, round_: Round, day: dt.date) -> Decision:
    usual = usual_wording(round_, [AWARD], day)
    return Decision.objects.create(
        authority=whole.root,
        round=round_,
        subject=f"Tặng Bằng khen {round_.name.lower()}",
        reason=usual.reason,
        proposal=usual.proposal,
        executors=usual.executors,
        fund=usual.fund,
        created_by=whole.office,
        created_at=hour(day - dt.timedelta(days=5)),
    )


def _list(decision: Decision, first: int = 0, number: int | None = None) -> None:
    """Put the round's nominees on the list, or ``number`` of them after the ``first``."""
    fill(
        DecisionLine,
        """(SELECT n.*, row_number() OVER (ORDER BY n.id) AS place
            FROM (SELECT n.* FROM awards_nominee n JOIN awards_dossier d ON d.id = n.dossier_id
                  WHERE d.round_id = %(round)s ORDER BY n.id LIMIT %(number)s OFFSET %(first)s) n
            ORDER BY n.id) s""",
        {
            "decision_id": "%(decision)s",
            "part": "%(part)s",
            "order": "s.place",
            "nominee_id": "s.id",
            "award_code": "s.award_code",
            "name": "s.name",
            "position": "s.position",
            "achievement": "s.achievement",
            "search_text": "s.search_text",
        },
        decision=decision.pk,
        part=PARTS[SubjectKind.INDIVIDUAL],
        round=decision.round_id,
        first=first,
        number=number,
    )


def _pay(decision: Decision, day: dt.date) -> None:
    """Write the bonus: one award for persons only, so that one line stands for all."""
    line = lines_of(decision)[:1]
    amount = amounts_of(decision.authority, list(line), day)[line[0].pk]
    decision.lines.update(
        coefficient=amount.coefficient,
        base_salary=amount.base_salary,
        raw_amount=amount.raw,
        paid_amount=amount.paid,
        bonus_article=amount.article[:200],
    )
    decision.honoured = decision.lines.count()
    decision.bonus = decision.honoured * amount.paid


def _issue(whole: Whole, decision: Decision, number: int, day: dt.date) -> Document:
    paper = award_paper(decision, list(lines_of(decision).standing()), day)
    decision.document = issue(whole, KIND, paper, number, day)
    decision.state, decision.issued_at = DecisionState.ISSUED, decision.document.issued_at
    decision.save()
    return decision.document


def _enter_ledger(whole: Whole, decision: Decision, document: Document) -> None:
    assert decision.round is not None
    assert document.issued_on is not None
    fill(
        AwardRecord,
        """awards_decisionline l JOIN awards_nominee n ON n.id = l.nominee_id
           WHERE l.decision_id = %(decision)s ORDER BY l.id""",
        {
            "person_id": "n.person_id",
            "award_code": "l.award_code",
            "award_name": "%(name)s",
            "period_start": "n.period_from",
            "period_end": "n.period_to",
            "commendation_type": "%(type)s",
            "achievement": "left(n.achievement, 300)",
            "decision_number": "%(number)s",
            "decided_on": "%(day)s",
            "authority_name": "%(authority)s",
            "authority_id": "%(unit)s",
            "source": "'portal'",
            "document_id": "%(document)s",
            "recorded_by_id": "%(clerk)s",
            "recorded_at": "%(at)s",
        },
        decision=decision.pk,
        name=award_of(AWARD, document.issued_on).name,
        type=decision.round.commendation_type,
        number=document.code,
        day=document.issued_on,
        authority=whole.root.name,
        unit=whole.root.pk,
        document=document.pk,
        clerk=whole.clerk.pk,
        at=document.issued_at,
    )
    run(
        """UPDATE awards_decisionline l SET record_id = r.id
           FROM awards_awardrecord r, awards_nominee n
           WHERE l.decision_id = %(decision)s AND n.id = l.nominee_id
             AND r.document_id = %(document)s AND r.person_id = n.person_id""",
        decision=decision.pk,
        document=document.pk,
    )


def _certify(decision: Decision, document: Document) -> None:
    assert document.issued_on is not None
    book, _made = GoldBook.objects.get_or_create(
        authority=decision.authority, year=document.issued_on.year
    )
    made = fill(
        Certificate,
        """awards_decisionline l WHERE l.decision_id = %(decision)s ORDER BY l."order\"""",
        {
            "line_id": "l.id",
            "decision_id": "%(decision)s",
            "authority_id": "%(unit)s",
            "year": "%(year)s",
            "serial": '%(last)s + l."order"',
            "code": "md5('toan tinh ' || l.id)",
            "state": "CASE WHEN mod(l.\"order\", 10) = 0 THEN 'prepared' ELSE 'printed' END",
            "created_at": "%(at)s",
        },
        decision=decision.pk,
        unit=decision.authority_id,
        year=book.year,
        last=book.last,
        at=document.issued_at,
    )
    book.last += made
    book.save(update_fields=["last"])
