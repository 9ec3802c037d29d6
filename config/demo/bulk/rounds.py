"""Rounds of the province: units' dossiers, their nominees, the appraisals."""

from __future__ import annotations

import datetime as dt

from awards.appraisal.models import Appraisal
from awards.catalogue.enums import CommendationType
from awards.council.enums import Presence
from awards.council.models import Council
from awards.council.services import convene_session, open_session, record_attendance
from awards.nominations.enums import NomineeState, RoundOrigin, RoundState
from awards.nominations.models import Dossier, Nominee, NomineeEvidence, Round
from config.demo.bulk.base import Whole
from config.demo.bulk.documents import STAND_IN
from config.demo.bulk.people import POSTS
from config.demo.bulk.rows import fill
from config.demo.diary import hour
from config.demo.papers import keep_scan
from emulation.clock import DEMO_START, at
from emulation.ui.vietnamese import fold

AWARD = "PROVINCIAL_DIPLOMA"
OPEN_NAME = "Xét khen thưởng năm 2021 toàn tỉnh"
OPENS_ON = dt.date(2021, 11, 1)
AGENDA = 200
# By hundredths of the units: what the dossiers of the open round have come to. The first unit's,
# the largest, is still being prepared.
DOSSIER_STATES = """CASE WHEN mod(u.n * 37 + 70, 100) < 8 THEN 'draft'
                    WHEN mod(u.n * 37 + 70, 100) < 18 THEN 'submitted' ELSE 'received' END"""
NOMINEE_STATES = """CASE WHEN d.received_at IS NULL THEN 'nominated'
                    WHEN mod(s.n * 37, 100) < 45 THEN 'appraising'
                    WHEN mod(s.n * 37, 100) < 49 THEN 'supplement'
                    WHEN mod(s.n * 37, 100) < 55 THEN 'refused' ELSE 'passed' END"""
SENT = "s.state NOT IN ('draft', 'ready')"
RECEIVED = "s.state IN ('received', 'settled')"
SUPPLEMENT, REFUSAL = "Bổ sung minh chứng.", "Chưa đủ tiêu chuẩn."


def load_rounds(whole: Whole) -> None:
    """Enter the rounds that are decided, one whose decisions are drafted, and the open ones."""
    size, first = whole.size, 0
    for place, number in enumerate((*size.decided_rounds, size.drafted_round), start=1):
        decided = place <= len(size.decided_rounds)
        day = dt.date(2021, 2, 1) + dt.timedelta(days=18 * place)
        state = RoundState.ENDED if decided else RoundState.CLOSED
        round_ = _round(whole, f"Khen thưởng đợt {place} năm 2021", state, day)
        _dossiers(whole, round_, number, "'settled'" if decided else "'received'")
        _nominees(whole, round_, number, first, "'decided'" if decided else "'passed'")
        first += number
    _round(whole, "Khen thưởng chuyên đề năm 2021", RoundState.DRAFT, OPENS_ON)
    round_ = _round(whole, "Khen thưởng phòng, chống dịch", RoundState.OPEN, OPENS_ON)
    _dossiers(whole, round_, size.sudden_round, "'ready'")
    _nominees(whole, round_, size.sudden_round, first, "'nominated'")
    _load_open_round(whole, first + size.sudden_round)
    _appraisals(whole)


def _load_open_round(whole: Whole, first: int) -> None:
    size = whole.size
    round_ = _round(whole, OPEN_NAME, RoundState.OPEN, OPENS_ON)
    number = size.open_round - size.largest_dossier
    _dossiers(whole, round_, number, DOSSIER_STATES)
    _nominees(whole, round_, number, first, NOMINEE_STATES, largest=size.largest_dossier)
    _prove(whole, round_)
    _convene(whole, round_)


def _round(whole: Whole, name: str, state: str, day: dt.date) -> Round:
    return Round.objects.create(
        authority=whole.root,
        name=name,
        origin=RoundOrigin.YEAR_END if state == RoundState.OPEN else RoundOrigin.FREE,
        commendation_type=CommendationType.MERIT,
        award_codes=[AWARD],
        period_from=dt.date(2020, 1, 1),
        period_to=dt.date(2020, 12, 31),
        opens_on=day,
        closes_on=day + dt.timedelta(days=30),
        state=state,
        created_by=whole.office,
        created_at=hour(day),
    )


def _dossiers(whole: Whole, round_: Round, number: int, state: str) -> None:
    """Give each of the units that nominate one dossier."""
    fill(
        Dossier,
        f"""demo_unit u CROSS JOIN LATERAL (SELECT {state} AS state) s
            WHERE u.n <= %(units)s ORDER BY u.n""",
        {
            "round_id": "%(round)s",
            "unit_id": "u.unit_id",
            "state": "s.state",
            "letter_number": "(20 + mod(u.n, 60)) || '/TTr-DV' || u.n",
            "letter_on": "%(day)s::date + 10",
            "incoming_number": f"CASE WHEN {RECEIVED} THEN u.n::text ELSE '' END",
            "incoming_on": f"CASE WHEN {RECEIVED} THEN %(day)s::date + 12 END",
            "submitted_at": f"CASE WHEN {SENT} THEN %(at)s::timestamptz END",
            "submitted_by_id": f"CASE WHEN {SENT} THEN u.leader_id END",
            "received_at": f"CASE WHEN {RECEIVED} THEN %(at)s::timestamptz END",
            "received_by_id": f"CASE WHEN {RECEIVED} THEN %(office)s END",
            "regime": f"CASE WHEN {RECEIVED} THEN 'R1' ELSE '' END",
            "created_by_id": "u.officer_id",
            "created_at": "%(at)s::timestamptz - interval '5 days'",
        },
        round=round_.pk,
        units=min(whole.size.units, number),
        day=round_.opens_on,
        at=hour(round_.opens_on + dt.timedelta(days=10)),
        office=whole.office.pk,
    )


NOMINEE = {
    "dossier_id": "d.id",
    "round_id": "d.round_id",
    "order": "row_number() OVER (PARTITION BY d.id ORDER BY s.n)",
    "award_code": "%(award)s",
    "person_id": "p.id",
    "name": "p.full_name",
    "position": "p.position || ', ' || u.unit_name",
    "search_text": "replace(p.search_text, lower(p.code), '')"
    " || (%(posts)s)[mod(s.person_n, 6) + 1] || ', ' || u.unit_folded",
    "subject_home_id": "p.unit_id",
    "achievement": "m.achievement",
    "period_from": "%(begins)s",
    "period_to": "%(ends)s",
    "state": "t.state",
    "facts": "m.facts",
    "findings": "m.findings",
    "verdict": "m.verdict",
    "checked_at": "d.created_at",
    "route": "CASE WHEN t.state = 'nominated' THEN '' ELSE 'single_recheck' END",
    "needs_council": "%(open)s",
    "supplement": "CASE WHEN t.state = 'supplement' THEN %(supplement)s ELSE '' END",
    "outcome_reason": "CASE WHEN t.state = 'refused' THEN %(refusal)s ELSE '' END",
}


# Nominees are dealt out to the units in turn; the first unit has ``largest`` more. Of each unit a
# round takes the persons that follow those of the rounds before it.
DEALT = """
    (SELECT n, mod(n - 1, %(units)s) + 1 AS unit_n, (%(first)s + n - 1) / %(all)s AS turn
     FROM generate_series(1, %(number)s) AS s(n)
     UNION ALL
     SELECT %(number)s + n, 1, (%(first)s + %(number)s - 1) / %(all)s + n
     FROM generate_series(1, %(largest)s) AS s(n)) dealt"""


def _nominees(
    whole: Whole, round_: Round, number: int, first: int, state: str, *, largest: int = 0
) -> None:
    """Nominate ``number`` persons, after the ``first`` of the earlier rounds, and ``largest``."""
    pattern = Nominee.objects.filter(
        award_code=AWARD, person__isnull=False, state=NomineeState.PASSED
    ).earliest("pk")
    fill(
        Nominee,
        f"""{DEALT}
            JOIN demo_unit u ON u.n = dealt.unit_n
            CROSS JOIN LATERAL (SELECT dealt.n,
                %(all)s * mod(dealt.turn, %(persons)s / %(all)s) + u.n AS person_n) s
            JOIN emulation_person p ON p.unit_id = u.unit_id
             AND p.code = 'DS-' || lpad(s.person_n::text, 7, '0')
            JOIN awards_dossier d ON d.round_id = %(round)s AND d.unit_id = u.unit_id
            CROSS JOIN awards_nominee m
            CROSS JOIN LATERAL (SELECT {state} AS state) t
            WHERE m.id = %(pattern)s
            ORDER BY d.id, s.n""",
        NOMINEE,
        number=number,
        largest=largest,
        units=min(whole.size.units, number),
        first=first,
        all=whole.size.units,
        persons=whole.size.persons,
        round=round_.pk,
        pattern=pattern.pk,
        award=AWARD,
        begins=round_.period_from,
        ends=round_.period_to,
        open=round_.state == RoundState.OPEN,
        supplement=SUPPLEMENT,
        refusal=REFUSAL,
        posts=[fold(post) for post in POSTS],
    )


def _prove(whole: Whole, round_: Round) -> None:
    """Let one scan stand in for what every dossier of the round encloses."""
    scan = keep_scan(whole.office, "Hồ sơ đề nghị khen thưởng", [STAND_IN], "ho-so-mau")
    fill(
        NomineeEvidence,
        """awards_nominee n
           JOIN awards_dossier d ON d.id = n.dossier_id
           WHERE d.round_id = %(round)s
           ORDER BY n.id""",
        {
            "nominee_id": "n.id",
            "kind": "'achievement_report'",
            "file_id": "%(scan)s",
            "added_at": "d.created_at",
            "added_by_id": "d.created_by_id",
        },
        round=round_.pk,
        scan=scan.pk,
    )


def _appraisals(whole: Whole) -> None:
    """Let the two reviewers appraise: both turns where the nominee passed, else one."""
    one, other = whole.appraisers
    turns = (
        ("first", one, other, "n.state IN ('passed', 'decided', 'appraising', 'refused')"),
        ("recheck", other, one, "n.state IN ('passed', 'decided')"),
    )
    for turn, even, odd, condition in turns:
        fill(
            Appraisal,
            f"""awards_nominee n JOIN awards_dossier d ON d.id = n.dossier_id
                JOIN demo_unit u ON u.unit_id = d.unit_id
                CROSS JOIN LATERAL (SELECT mod(n.id, 2) = 0 AS even,
                                           n.state <> 'appraising' AS spoken) s
                WHERE {condition} ORDER BY n.id""",
            {
                "nominee_id": "n.id",
                "turn": f"'{turn}'",
                "appraiser_id": "CASE WHEN s.even THEN %(even)s ELSE %(odd)s END",
                "mandate_id": "CASE WHEN s.even THEN %(even_mandate)s ELSE %(odd_mandate)s END",
                "appraiser_unit_id": "CASE WHEN s.even THEN %(even_unit)s ELSE %(odd_unit)s END",
                "nominee_unit_id": "n.subject_home_id",
                "state": "CASE WHEN s.spoken THEN 'submitted' ELSE 'assigned' END",
                "verdict": "CASE WHEN NOT s.spoken THEN '' WHEN n.state = 'refused' THEN 'fail'"
                " ELSE 'pass' END",
                "reason": "CASE WHEN s.spoken THEN 'Đối chiếu hồ sơ với tiêu chuẩn.' ELSE '' END",
                "assigned_at": "d.received_at + interval '1 day'",
                "assigned_by_id": "%(office)s",
                "due_on": "(d.received_at + interval '10 days')::date",
                "submitted_at": "CASE WHEN s.spoken THEN d.received_at + interval '5 days' END",
            },
            even=even.account_id,
            odd=odd.account_id,
            even_mandate=even.pk,
            odd_mandate=odd.pk,
            even_unit=even.account.unit_id,
            odd_unit=odd.account.unit_id,
            office=whole.office.pk,
        )


def _convene(whole: Whole, round_: Round) -> None:
    """Let the province's council vote on the first who passed; the next ones are on another day."""
    secretary = whole.province.by("thuky")
    passed = Nominee.objects.filter(round=round_, state=NomineeState.PASSED)
    agenda = min(AGENDA, passed.count() // 2)
    with at(DEMO_START):
        session, _planned = (
            convene_session(
                by=secretary,
                council=Council.objects.get(authority=whole.root),
                award_round=round_,
                held_on=DEMO_START + dt.timedelta(days=14 * turn),
                starts_at=dt.time(8),
                place="Phòng họp số 1, UBND tỉnh Bạc Liêu",
                nominees=list(passed.order_by("pk")[turn * agenda : (turn + 1) * agenda]),
            )
            for turn in range(2)
        )
        present = {voter.pk: (Presence.PRESENT, "") for voter in session.voters.all()}
        record_attendance(by=secretary, session=session, entries=present)
        open_session(by=secretary, session=session)
