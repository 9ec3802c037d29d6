"""Drafts of decisions: authority, amounts, the list and its wording."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from awards.decisions import services
from awards.decisions.enums import DecisionState, StruckOutcome
from awards.decisions.models import Decision
from awards.decisions.selectors import ready_nominees
from awards.ledger.models import AwardRecord
from awards.ledger.services import place_hold
from awards.nominations.enums import NomineeState
from emulation import clock
from emulation.documents import services as documents
from emulation.documents.enums import NumberingMode
from emulation.documents.models import Document
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from tests.builders.decisions import DAY, FIGHTER, WORKER, officer_of
from tests.builders.documents import issued
from tests.builders.people import make_mandate


def amounts(decision: Decision) -> dict[str, tuple[int, int]]:
    return {line.name: (line.raw_amount, line.paid_amount) for line in decision.lines.all()}


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
    department.book(NumberingMode.INTERNAL)
    nominees = [department.passed(each, WORKER) for each in (an, hoa)]
    decision = department.drafted(*nominees)
    assert amounts(decision)["Lê Thị Hoa"] == (447_000, 447_000)
    signed = department.signed(decision)
    clerk = make_mandate(Role.OFFICER, department.unit, "vanthu.snv")
    document = issued(documents.number_internal(by=clerk, document=signed))
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


def test_struck_name_leaves_the_text_and_stays_ready(province, mixed):
    line = mixed.lines.get(name="Nguyễn Văn An")
    services.strike_lines(by=province.office, decision=mixed, lines=[line], reason="Chờ kết luận")
    document = Document.objects.get(pk=mixed.document_id)
    assert "Nguyễn Văn An" not in str(document.paper)
    assert line.nominee in ready_nominees(province.round)
    mixed.refresh_from_db()
    services.add_nominees(by=province.office, decision=mixed, nominees=[line.nominee])
    document.refresh_from_db()
    assert "Nguyễn Văn An" in str(document.paper)


def test_struck_name_may_be_refused(province, mixed):
    line = mixed.lines.get(name="Nguyễn Văn An")
    services.strike_lines(
        by=province.office, decision=mixed, lines=[line], reason="Không đủ điều kiện",
        outcome=StruckOutcome.REFUSED,
    )  # fmt: skip
    line.nominee.refresh_from_db()
    assert line.nominee.state == NomineeState.REFUSED


def test_a_name_is_struck_with_a_reason(province, mixed):
    with pytest.raises(ValidationError):
        services.strike_lines(
            by=province.office, decision=mixed, lines=mixed.lines.all()[:1], reason=" "
        )


def test_submitted_list_is_closed_until_returned(province, mixed):
    document = province.submitted(mixed)
    mixed.refresh_from_db()
    assert mixed.state == DecisionState.SUBMITTED
    with pytest.raises(WrongState):
        services.strike_lines(
            by=province.office, decision=mixed, lines=mixed.lines.all()[:1], reason="x"
        )
    documents.return_document(
        by=province.signer, document=document, reason="Sửa thể thức", due_on=DAY
    )
    mixed.refresh_from_db()
    assert mixed.state == DecisionState.DRAFT


def test_an_empty_list_is_not_submitted(province, an):
    decision = province.drafted(province.passed(an))
    services.strike_lines(
        by=province.office, decision=decision, lines=decision.lines.all(), reason="Rút"
    )
    with pytest.raises(Refused):
        documents.submit_document(by=province.office, document=decision.document)


def test_withdrawn_nominee_stops_the_submission(province, mixed):
    nominee = mixed.lines.get(name="Nguyễn Văn An").nominee
    nominee.state, nominee.outcome_reason = NomineeState.WITHDRAWN, "Đơn xin rút"
    nominee.save()
    with pytest.raises(Refused, match="Nguyễn Văn An"):
        documents.submit_document(by=province.office, document=mixed.document)


def test_a_name_moves_to_another_number_and_those_between_give_way(province):
    nominees = [province.passed(officer_of(province.unit, f"Trần Thị {n}")) for n in "ABCDE"]
    decision = province.drafted(*nominees)

    def names() -> str:
        lines = decision.lines.order_by("order")
        assert [line.order for line in lines] == [1, 2, 3, 4, 5]
        return "".join(line.name[-1] for line in lines)

    for name, place, expected in (
        ("D", 2, "ADBCE"), ("A", 4, "DBCAE"), ("C", 99, "DBAEC"), ("C", 5, "DBAEC"),
    ):  # fmt: skip
        line = decision.lines.get(name=f"Trần Thị {name}")
        services.move_line(by=province.office, line=line, place=place)
        assert names() == expected


def test_strangers_do_not_draft(province, department, an):
    nominee = province.passed(an)
    with pytest.raises(NotAllowed):
        services.create_decision(by=department.office, round_=province.round, nominees=[nominee])


def test_stale_wording_is_refused(province, mixed):
    services.change_wording(by=province.office, decision=mixed, version=mixed.version, fund="A")
    with pytest.raises(StaleVersion):
        services.change_wording(by=province.office, decision=mixed, version=mixed.version, fund="B")


def test_three_hundred_lines_stay_quick(province, department, django_assert_max_num_queries):
    people = [officer_of(department.unit, f"Người Thứ {n}") for n in range(30)]
    nominees = [province.passed(each) for each in people]
    with django_assert_max_num_queries(90):
        province.drafted(*nominees)
