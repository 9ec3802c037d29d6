"""From who passed to issued decisions: lists, amounts, both ways of numbering, what follows."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from awards.catalogue.enums import InitiativeScope
from awards.decisions import services
from awards.decisions.enums import CertificateState, DecisionState, StruckOutcome
from awards.decisions.models import Certificate, Decision, GoldBook
from awards.decisions.selectors import ready_nominees
from awards.ledger.models import AwardRecord, Initiative
from awards.ledger.services import place_hold
from awards.nominations.enums import NomineeState
from emulation.audit.invariants import violations
from emulation.documents import services as documents
from emulation.documents.enums import DocumentState
from emulation.documents.models import Document
from emulation.jobs.models import Job
from emulation.jobs.services import run_now
from emulation.notices.models import Notice
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from emulation.workflow import clock
from emulation.workflow.clock import now
from tests.awards.decisions.conftest import (
    DAY,
    FIGHTER,
    INTERNAL,
    WORKER,
    issue,
    person,
    scan,
)
from tests.house import make_mandate


def amounts(decision: Decision) -> dict[str, tuple[int, int]]:
    return {line.name: (line.raw_amount, line.paid_amount) for line in decision.lines.all()}


def no_violations() -> list[str]:
    return list(violations())


def test_provincial_diploma_pays_by_the_base_salary_of_2021(mixed):
    assert amounts(mixed) == {
        "Nguyễn Văn An": (1_490_000, 1_490_000),
        "Sở Nội vụ": (2_980_000, 2_980_000),
        "Trần Văn Tư": (1_490_000, 1_490_000),
    }
    line = mixed.lines.get(name="Sở Nội vụ")
    assert (line.coefficient, line.base_salary) == (2, 1_490_000)
    assert "Nghị định 91/2017/NĐ-CP" in line.bonus_article


def test_province_does_not_decide_on_advanced_worker(province, an):
    nominee = province.passed(an, WORKER)
    with pytest.raises(Refused, match="Điều 8. Luật|Điều .* Luật") as refused:
        province.drafted(nominee)
    assert "Lao động tiên tiến" in refused.value.message
    assert not Decision.objects.exists()


def test_department_decides_on_its_own_workers_with_its_own_book(department, an, hoa):
    department.book(INTERNAL)
    nominees = [department.passed(each, WORKER) for each in (an, hoa)]
    decision = department.drafted(*nominees)
    assert amounts(decision)["Lê Thị Hoa"] == (447_000, 447_000)
    signed = department.signed(decision)
    clerk = make_mandate(Role.OFFICER, department.unit, "vanthu.snv")
    document = issue(documents.number_internal(by=clerk, document=signed))
    decision.refresh_from_db()
    assert document.code == "01/QĐ-SNV"
    assert decision.state == DecisionState.ISSUED
    assert AwardRecord.objects.filter(document=document, authority=department.unit).count() == 2


def test_only_the_highest_title_of_a_period_is_paid(department, an):
    decision = department.drafted(department.passed(an, WORKER), department.passed(an, FIGHTER))
    paid = {line.award_code: line.paid_amount for line in decision.lines.all()}
    assert paid == {WORKER: 0, FIGHTER: 1_490_000}


def test_titles_of_two_periods_are_both_paid(department, an):
    last_year = {"period_from": dt.date(2020, 1, 1), "period_to": dt.date(2020, 12, 31)}
    decision = department.drafted(
        department.passed(an, WORKER, **last_year), department.passed(an, FIGHTER)
    )
    assert sorted(line.paid_amount for line in decision.lines.all()) == [447_000, 1_490_000]


def test_issue_fills_ledger_certificates_and_nominees(province, mixed):
    decision = province.issued(mixed)
    assert decision.state == DecisionState.ISSUED
    assert decision.document.code == "2057/QĐ-UBND"
    for line in decision.lines.select_related("record", "nominee", "certificate"):
        assert line.record.decision_number == "2057/QĐ-UBND"
        assert line.nominee.state == NomineeState.DECIDED
        assert len(line.certificate.code) == 32
    serials = Certificate.objects.order_by("serial").values_list("serial", "line__name")
    assert list(serials) == [(1, "Sở Nội vụ"), (2, "Nguyễn Văn An"), (3, "Trần Văn Tư")]
    assert GoldBook.objects.get().last == 3
    assert not ready_nominees(province.round).exists()
    assert no_violations() == []


def test_nothing_takes_effect_before_issue(province, mixed):
    document = province.numbered(mixed)
    mixed.refresh_from_db()
    assert document.state == DocumentState.NUMBERED
    assert mixed.state == DecisionState.SUBMITTED
    assert not AwardRecord.objects.exists()
    assert not Certificate.objects.exists()
    assert mixed.lines.first().nominee.state == NomineeState.PASSED


def test_gold_book_goes_on_with_the_next_decision(province, an, hoa):
    province.issued(province.drafted(province.passed(an)), 10)
    province.issued(province.drafted(province.passed(hoa)), 11)
    assert list(Certificate.objects.values_list("serial", flat=True)) == [1, 2]
    assert no_violations() == []


def test_units_are_told(province, department, an):
    leader = make_mandate(Role.LEADER, province.unit, "lanhdao")
    province.issued(province.drafted(province.passed(an)))
    assert Notice.objects.filter(account=leader.account, subject__contains="An").exists()


def test_initiatives_are_consumed_on_issue(province, an):
    nominee = province.passed(an)
    initiative = Initiative.objects.create(
        person=an, title="Phần mềm", scope=InitiativeScope.BASE, recorded_by=province.office,
        recorded_at=now(),
    )  # fmt: skip
    nominee.initiatives.add(initiative)
    province.issued(province.drafted(nominee))
    initiative.refresh_from_db()
    assert initiative.consumed_by.document.code == "2057/QĐ-UBND"


def test_salary_that_changed_before_numbering_is_refused(province, mixed):
    with clock.at(dt.date(2023, 6, 30)):
        signed = province.signed(mixed)
    with clock.at(dt.date(2023, 7, 1)), pytest.raises(Refused, match="base salary|lương cơ sở"):
        documents.number_external(
            by=province.clerk, document=signed, number=1, issued_on=dt.date(2023, 7, 1),
            signed_file=scan(province.clerk),
        )  # fmt: skip
    signed.refresh_from_db()
    assert signed.state == DocumentState.SIGNED


def test_redraft_computes_the_new_salary(province, mixed):
    with clock.at(dt.date(2023, 7, 1)):
        services.redraft(by=province.office, decision=mixed)
    assert amounts(mixed)["Nguyễn Văn An"] == (1_800_000, 1_800_000)


def test_a_nominee_stands_in_one_decision_only(province, an):
    nominee = province.passed(an)
    province.drafted(nominee)
    with pytest.raises(Refused):
        province.drafted(nominee)


def test_held_subjects_are_not_decided(province, an):
    nominee = province.passed(an)
    place_hold(by=province.office, subject=an, reason="complaint")
    with pytest.raises(Refused, match="Nguyễn Văn An"):
        province.drafted(nominee)


def test_a_hold_stops_the_numbering(province, mixed, an):
    signed = province.signed(mixed)
    place_hold(by=province.office, subject=an, reason="complaint")
    with pytest.raises(Refused, match="Nguyễn Văn An"):
        documents.number_external(
            by=province.clerk, document=signed, number=1, issued_on=DAY,
            signed_file=scan(province.clerk),
        )  # fmt: skip


def test_struck_name_leaves_the_text_and_stays_ready(province, mixed):
    line = mixed.lines.get(name="Nguyễn Văn An")
    services.strike_line(by=province.office, line=line, reason="Chờ kết luận")
    document = Document.objects.get(pk=mixed.document_id)
    assert "Nguyễn Văn An" not in str(document.paper)
    assert line.nominee in ready_nominees(province.round)
    mixed.refresh_from_db()
    services.add_nominees(by=province.office, decision=mixed, nominees=[line.nominee])
    document.refresh_from_db()
    assert "Nguyễn Văn An" in str(document.paper)


def test_struck_name_may_be_refused(province, mixed):
    line = mixed.lines.get(name="Nguyễn Văn An")
    services.strike_line(
        by=province.office, line=line, reason="Không đủ điều kiện", outcome=StruckOutcome.REFUSED
    )
    line.nominee.refresh_from_db()
    assert line.nominee.state == NomineeState.REFUSED


def test_a_name_is_struck_with_a_reason(province, mixed):
    with pytest.raises(ValidationError):
        services.strike_line(by=province.office, line=mixed.lines.first(), reason=" ")


def test_submitted_list_is_closed_until_returned(province, mixed):
    document = province.submitted(mixed)
    mixed.refresh_from_db()
    assert mixed.state == DecisionState.SUBMITTED
    with pytest.raises(WrongState):
        services.strike_line(by=province.office, line=mixed.lines.first(), reason="x")
    documents.return_document(
        by=province.signer, document=document, reason="Sửa thể thức", due_on=DAY
    )
    mixed.refresh_from_db()
    assert mixed.state == DecisionState.DRAFT


def test_an_empty_list_is_not_submitted(province, an):
    decision = province.drafted(province.passed(an))
    services.strike_line(by=province.office, line=decision.lines.get(), reason="Rút")
    with pytest.raises(Refused):
        documents.submit_document(by=province.office, document=decision.document)


def test_withdrawn_nominee_stops_the_submission(province, mixed):
    nominee = mixed.lines.get(name="Nguyễn Văn An").nominee
    nominee.state, nominee.outcome_reason = NomineeState.WITHDRAWN, "Đơn xin rút"
    nominee.save()
    with pytest.raises(Refused, match="Nguyễn Văn An"):
        documents.submit_document(by=province.office, document=mixed.document)


def test_recorded_signature_takes_what_the_signer_struck_and_added(province, mixed, hoa):
    added = province.passed(hoa)
    province.submitted(mixed)
    struck = mixed.lines.get(name="Trần Văn Tư")
    services.record_signed(
        by=province.office, decision=mixed, signed_file=scan(province.office),
        signer_name="Phạm Văn Thiều", signed_on=DAY, struck=[struck], added=[added],
        outcome=StruckOutcome.REFUSED, differences="Chủ tịch gạch tên hộ ông Tư", confirmed=True,
    )  # fmt: skip
    document = Document.objects.get(pk=mixed.document_id)
    assert document.state == DocumentState.SIGNED
    assert "Trần Văn Tư" not in str(document.paper)
    assert "Lê Thị Hoa" in str(document.paper)
    struck.nominee.refresh_from_db()
    assert struck.nominee.state == NomineeState.REFUSED
    issue(documents.number_external(
        by=province.clerk, document=document, number=7, suffix="a", issued_on=DAY
    ))  # fmt: skip
    assert AwardRecord.objects.count() == 3
    assert no_violations() == []


def test_struck_names_need_a_reason_when_recording(province, mixed):
    province.submitted(mixed)
    with pytest.raises(Refused):
        services.record_signed(
            by=province.office, decision=mixed, signed_file=scan(province.office),
            signer_name="Phạm Văn Thiều", signed_on=DAY, struck=list(mixed.lines.all()[:1]),
        )  # fmt: skip


def test_a_decision_issued_on_paper_is_recorded(department, an):
    decision = services.record_paper_decision(
        by=department.office, round_=department.round, nominees=[department.passed(an, WORKER)],
        number=45, issued_on=dt.date(2021, 11, 10), signer_name="Phạm Văn Thiều",
        signed_file=scan(department.office),
    )  # fmt: skip
    issue(decision.document)
    record = AwardRecord.objects.get()
    assert (record.decision_number, record.decided_on) == ("45/QĐ-SNV", dt.date(2021, 11, 10))
    decision.refresh_from_db()
    assert decision.from_paper
    assert decision.state == DecisionState.ISSUED


def test_paper_decision_of_the_province_waits_for_the_clerk(province, an):
    decision = services.record_paper_decision(
        by=province.office, round_=province.round, nominees=[province.passed(an)], number=45,
        issued_on=DAY, signer_name="Ai Đó", signed_file=scan(province.office),
    )  # fmt: skip
    assert decision.document.state == DocumentState.SIGNED


def test_order_of_the_list(province, an, hoa):
    decision = province.drafted(province.passed(an), province.passed(hoa))
    first, second = decision.lines.order_by("order")
    services.order_lines(by=province.office, decision=decision, places={first.pk: 9, second.pk: 1})
    assert [line.name for line in decision.lines.order_by("order")] == [
        "Lê Thị Hoa", "Nguyễn Văn An",
    ]  # fmt: skip


def test_strangers_do_not_draft(province, department, an):
    nominee = province.passed(an)
    with pytest.raises(NotAllowed):
        services.create_decision(by=department.office, round_=province.round, nominees=[nominee])


def test_stale_wording_is_refused(province, mixed):
    services.change_wording(by=province.office, decision=mixed, version=mixed.version, fund="A")
    with pytest.raises(StaleVersion):
        services.change_wording(by=province.office, decision=mixed, version=mixed.version, fund="B")


@pytest.mark.parametrize("field", ["name", "paid_amount"])
def test_issued_lines_are_protected(province, mixed, field):
    decision = province.issued(mixed)
    line = decision.lines.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.lines.filter(pk=line.pk).update(**{field: 1})


# --- certificates ------------------------------------------------------------------------------


def test_certificates_are_made_in_one_batch(province, mixed):
    decision = province.certified(mixed)
    batch = decision.batches.get()
    assert (batch.first, batch.last, batch.file.pages) == (1, 3, 3)


def test_killed_worker_loses_no_certificate(province, an, hoa, monkeypatch):
    monkeypatch.setattr(services.certificates, "SHEETS_IN_A_BATCH", 1)
    decision = province.issued(province.drafted(province.passed(an), province.passed(hoa)))
    assert services.render_next_batch(decision.pk) == (1, 2)  # the worker dies after this step
    kept = decision.batches.get().pk
    job = Job.objects.get(pk=decision.certificate_job_id)
    assert run_now(job).state == "done"
    assert [batch.first for batch in decision.batches.all()] == [1, 2]
    assert decision.batches.first().pk == kept
    assert services.render_next_batch(decision.pk) == (2, 2)


def test_steps_of_certificates(province, mixed):
    decision = province.certified(mixed)
    certificates = list(Certificate.objects.filter(line__decision=decision))
    assert services.mark_printed(by=province.clerk, certificates=certificates) == 3
    services.mark_spoiled(by=province.office, certificate=certificates[0], reason="Lem mực")
    with pytest.raises(WrongState):
        services.hand_over(by=province.office, certificates=certificates, received_by="Sở Nội vụ")
    assert not Certificate.objects.filter(state=CertificateState.HANDED_OVER).exists()
    services.hand_over(
        by=province.office, certificates=certificates[1:], received_by="Bà Hoa, Sở Nội vụ"
    )
    handed = Certificate.objects.filter(state=CertificateState.HANDED_OVER)
    assert {each.handed_over_on for each in handed} == {DAY}
    with pytest.raises(NotAllowed):
        services.mark_printed(by=province.signer, certificates=certificates[:1])


def test_nothing_is_printed_before_the_batch_is_made(province, mixed):
    province.issued(mixed)
    with pytest.raises(WrongState):
        services.mark_printed(by=province.office, certificates=Certificate.objects.all())


def test_single_certificate_is_one_page(province, mixed):
    province.certified(mixed)
    certificate = Certificate.objects.get(serial=2)
    with pikepdf.open(BytesIO(services.single_sheet(certificate))) as pdf:
        assert len(pdf.pages) == 1


# --- publication and revocation ----------------------------------------------------------------


def test_publication_is_an_act_of_its_own(province, mixed):
    with pytest.raises(WrongState):
        services.publish_decision(by=province.office, decision=mixed)
    decision = province.issued(mixed)
    assert not Decision.objects.published().exists()
    publication = services.publish_decision(by=province.office, decision=decision)
    assert publication.published_by == province.office
    with pytest.raises(WrongState):
        services.publish_decision(by=province.office, decision=decision)


def test_a_name_is_held_back_with_a_reason_only(province, mixed):
    decision = province.issued(mixed)
    line = decision.lines.first()
    with pytest.raises(Refused):
        services.hold_back_names(by=province.office, decision=decision, names={line.pk: ""})
    services.hold_back_names(
        by=province.office, decision=decision, names={}, whole=True, whole_reason="Vụ án"
    )
    with pytest.raises(Refused, match="Vụ án"):
        services.publish_decision(by=province.office, decision=decision)


def test_revocation_takes_effect_on_its_own_issue(province, mixed):
    decision = province.certified(mixed)
    line = decision.lines.get(name="Nguyễn Văn An")
    revocation = services.draft_revocation(
        by=province.office, decision=decision, lines=[line], reason="Khai man thành tích"
    )
    assert revocation.revoked_lines.get().amount == 1_490_000
    line.refresh_from_db()
    assert line.certificate.state == CertificateState.PREPARED
    province.issued(revocation, 3000)
    line = decision.lines.get(name="Nguyễn Văn An")
    assert line.certificate.state == CertificateState.REVOKED
    assert line.record.revocation_number == "3000/QĐ-UBND"
    decision.refresh_from_db()
    assert decision.state == DecisionState.ISSUED
    with pytest.raises(Refused):
        services.draft_revocation(
            by=province.office, decision=decision, lines=[line], reason="Lần nữa"
        )
    assert no_violations() == []


def test_revoking_every_line_revokes_the_decision(province, an):
    decision = province.certified(province.drafted(province.passed(an)))
    revocation = services.draft_revocation(
        by=province.office, decision=decision, lines=list(decision.lines.all()), reason="Gian dối"
    )
    province.issued(revocation, 3001)
    decision.refresh_from_db()
    assert decision.state == DecisionState.REVOKED
    assert no_violations() == []


def test_three_hundred_lines_stay_quick(province, department, django_assert_max_num_queries):
    people = [person(f"Người Thứ {n}", department.unit) for n in range(30)]
    nominees = [province.passed(each) for each in people]
    with django_assert_max_num_queries(90):
        province.drafted(*nominees)
