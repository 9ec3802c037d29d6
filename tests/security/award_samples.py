"""What the small province holds of awards: dossiers, appraisals, a council, a decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from awards.appraisal.models import Appraisal
from awards.catalogue.models import AwardRoute
from awards.council.models import AgendaItem, CouncilSession, Voter
from awards.decisions.models import (
    Certificate,
    CertificateBatch,
    Decision,
    DecisionLine,
    HonouredName,
    Publication,
    RevokedLine,
)
from awards.ledger.models import (
    AwardRecord,
    DisciplineRecord,
    HoldRecord,
    Initiative,
    LeaveSpell,
    YearRating,
)
from awards.nominations.enums import NomineeState
from awards.nominations.models import Dossier, NomineeEvidence, Opinion, RoutingRule
from campaigns.reviews.rules import SHARE_OF_REPORTS
from emulation.clock import now
from emulation.clock.models import Holiday
from emulation.documents.models import (
    Document,
)
from emulation.regulations.models import Regulation
from emulation.workflow.models import TransitionLog
from tests.builders.councils import make_council, seat_members
from tests.builders.documents import place_document
from tests.builders.files import store_titled_pdf
from tests.builders.people import make_person
from tests.builders.rounds import make_dossier, make_round, received
from tests.builders.units import LONG_AGO

DAY = dt.date(2021, 11, 22)


def place_awards(world: Any) -> None:
    """Place dossiers with nominees, what the ledger holds, and an appraisal."""
    AwardRoute.objects.create(
        authority=world.province, award_code="PROVINCIAL_DIPLOMA", route="two_independent",
        valid_from=LONG_AGO, legal_basis="Quy chế của tỉnh", set_by=world.admin, set_at=now(),
    )  # fmt: skip
    world.holiday = Holiday.objects.earliest("day")
    Regulation.objects.create(
        authority=world.province, setting=SHARE_OF_REPORTS.name, value=70,
        valid_from=LONG_AGO, legal_basis="Quy chế của tỉnh", set_by=world.admin, set_at=now(),
    )  # fmt: skip
    world.round = make_round(world.office)
    world.dossier = make_dossier(world, world.round)
    world.nominee = world.dossier.nominees.get()
    world.nominee_evidence = NomineeEvidence.objects.create(
        nominee=world.nominee, kind="report", file=store_titled_pdf(world.officer, "thanh-tich.pdf"),
        added_at=now(), added_by=world.officer,
    )  # fmt: skip
    world.second_round = make_round(world.office, name="Khen thưởng đột xuất năm 2021")
    world.ready_round = world.second_round
    colleague = make_person(world.department, "Phạm Thị Hoa")
    third = make_person(world.department, "Lê Văn Đợi")
    named = (world.person, colleague, third)
    world.received_dossier = received(world, *named, round_=world.second_round)
    world.appraised, world.ready, waiting = world.received_dossier.nominees.order_by("pk")
    waiting.state, waiting.needs_council = NomineeState.PASSED, False
    waiting.save()
    TransitionLog.objects.create(
        object_type=Dossier._meta.label, object_id=world.received_dossier.pk, name="return",
        source="received", target="returned", at=now(), mandate=world.office, reason="Thiếu",
        due_on=DAY,
    )  # fmt: skip
    RoutingRule.objects.create(
        authority=world.province, via=world.other, unit_kind="department", valid_from=LONG_AGO,
        valid_to=LONG_AGO,
    )  # fmt: skip
    world.opinion = Opinion.objects.create(
        nominee=world.appraised, agency=world.other, agrees=True, letter_number="3/SYT",
        letter_on=DAY, recorded_by=world.office,
    )  # fmt: skip
    world.appraisal = Appraisal.objects.create(
        nominee=world.appraised, turn=1, appraiser=world.reviewer.account, mandate=world.reviewer,
        appraiser_unit=world.other, nominee_unit=world.department, assigned_at=now(),
        assigned_by=world.office,
    )  # fmt: skip
    world.rating = YearRating.objects.create(
        person=world.person, year=2020, rating="good", recorded_by=world.office, recorded_at=now()
    )
    entered = {"person": world.person, "recorded_by": world.office, "recorded_at": now()}
    AwardRecord.objects.create(
        award_code="GRASSROOTS_FIGHTER", award_name="Chiến sĩ thi đua cơ sở", year=2020,
        decision_number="201/QĐ-SNV", decided_on=dt.date(2020, 12, 20),
        authority_name="Sở Nội vụ", source="paper", **entered,
    )  # fmt: skip
    Initiative.objects.create(title="Số hóa hồ sơ", scope="base", **entered)
    DisciplineRecord.objects.create(
        level="reprimand", number="7/QĐ-SNV", decided_on=dt.date(2010, 5, 4), **entered
    )
    LeaveSpell.objects.create(kind="study", start=dt.date(2012, 9, 1), **entered)
    world.hold = HoldRecord.objects.create(
        person=world.person, reason="complaint", placed_on=DAY, placed_by=world.office
    )


def place_council(world: Any) -> None:
    """Place a council with a seat and a session."""
    world.council = make_council(world.secretary, world.province)
    seat_members(world.secretary, world.council, [world.member])
    world.seat = world.council.members.get()
    world.session = CouncilSession.objects.create(
        council=world.council, round=world.second_round, held_on=DAY, starts_at=dt.time(8),
        place="Phòng họp số 1", created_by=world.secretary,
    )  # fmt: skip
    Voter.objects.create(session=world.session, member=world.seat)
    world.item = AgendaItem.objects.create(
        session=world.session, nominee=world.appraised, order=1, threshold=90
    )


def _issued(world: Any) -> Document:
    return place_document(world.office, kind="award_decision", code="12/QĐ-UBND", issued_on=DAY)


def place_decision(world: Any) -> None:
    """Place an issued decision with its certificate and publication, and what follows."""
    world.decision = Decision.objects.create(
        authority=world.province, round=world.second_round, created_by=world.office,
        subject="Tặng danh hiệu Chiến sĩ thi đua cấp tỉnh", created_at=now(), state="issued",
        document=_issued(world), issued_at=now(),
    )  # fmt: skip
    world.draft_decision = Decision.objects.create(
        authority=world.province, round=world.second_round, subject="Tặng Bằng khen",
        created_by=world.office, created_at=now(),
    )  # fmt: skip
    world.draft_line = DecisionLine.objects.create(
        decision=world.draft_decision, part=2, order=1, nominee=world.ready,
        award_code="PROVINCIAL_FIGHTER", name=world.ready.name,
    )  # fmt: skip
    world.decision_line = DecisionLine.objects.create(
        decision=world.decision, part=2, order=1, nominee=world.appraised,
        award_code="PROVINCIAL_FIGHTER", name=world.person.full_name,
    )  # fmt: skip
    world.revocation = Decision.objects.create(
        authority=world.province, kind="revocation", revokes=world.decision, reason="Khai man",
        subject="Hủy bỏ kết quả khen thưởng", created_by=world.office, created_at=now(),
    )  # fmt: skip
    RevokedLine.objects.create(
        revocation=world.revocation, line=world.decision_line, amount=1_490_000
    )
    world.unit = world.department
    world.batch = CertificateBatch.objects.create(
        decision=world.decision, first=1, last=1, file=store_titled_pdf(world.office, "bang.pdf"),
        created_at=now(),
    )  # fmt: skip
    world.certificate = Certificate.objects.create(
        line=world.decision_line, decision=world.decision, authority=world.province, year=2021,
        serial=1, code="ma-bang-khen-0001-abcdefgh", batch=world.batch, created_at=now(),
    )  # fmt: skip
    world.publication = Publication.objects.create(
        decision=world.decision, published_at=now(), published_by=world.office
    )
    HonouredName.objects.create(
        line=world.decision_line, decision=world.decision, issued_on=DAY, place=1,
        name=world.decision_line.name, award_code="PROVINCIAL_FIGHTER", unit=world.department,
        award_name="Chiến sĩ thi đua cấp tỉnh",
    )  # fmt: skip
