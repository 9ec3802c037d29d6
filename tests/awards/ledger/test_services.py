"""Writes to the ledger: who may, what is refused, what is kept."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from awards.catalogue.enums import Rating
from awards.catalogue.errors import WrongSubject
from awards.catalogue.selectors import award
from awards.ledger import services
from awards.ledger.enums import HoldReason, RecordSource
from awards.ledger.invariants import (
    initiatives_stay_with_their_owner,
    portal_awards_stand_on_issued_documents,
)
from awards.ledger.models import AwardRecord, HoldRecord, Initiative, YearRating
from emulation.audit.models import AuditEntry
from emulation.ui.errors import NotAllowed, WrongState
from tests.builders.documents import place_document

DAY = dt.date(2021, 11, 22)
AWARD = {
    "award_code": "GRASSROOTS_FIGHTER",
    "decision_number": "201/QĐ-SNV",
    "decided_on": dt.date(2020, 12, 20),
    "authority_name": "Sở Nội vụ",
    "year": 2020,
}


def _award(house, **changes):
    given = {"by": house.officer, "subject": house.person, **AWARD, **changes}
    return services.record_award(**given)


def test_officer_records_an_award_of_the_own_division(house):
    entry = _award(house)
    assert entry.subject == house.person
    assert entry.award_name == "Chiến sĩ thi đua cơ sở"
    assert entry.source == RecordSource.PAPER
    assert AuditEntry.objects.filter(action="ledger.record_award", object_id=entry.pk).exists()


def test_office_records_for_everybody(house):
    assert _award(house, by=house.office, subject=house.stranger).subject == house.stranger


@pytest.mark.parametrize("who", ["other_officer", "admin", "auditor"])
def test_others_may_not_record(house, who):
    with pytest.raises(NotAllowed):
        _award(house, by=getattr(house, who))
    assert not AwardRecord.objects.exists()


def test_award_of_another_level_needs_its_name(house):
    with pytest.raises(ValidationError) as caught:
        _award(house, award_code="OTHER")
    assert "award_name" in caught.value.message_dict
    entry = _award(house, award_code="OTHER", award_name="Bằng khen của Thủ tướng Chính phủ")
    assert entry.award_name == "Bằng khen của Thủ tướng Chính phủ"


def test_title_of_persons_is_not_recorded_for_a_unit(house):
    with pytest.raises(WrongSubject):
        _award(house, subject=house.department)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": dt.date(2021, 11, 23)}, "decided_on"),
        ({"year": None}, "year"),
        ({"year": 2022}, "year"),
        ({"year": 1900}, "year"),
        ({"period_start": dt.date(2020, 1, 1), "period_end": dt.date(2022, 1, 1)}, "period_end"),
    ],
)
def test_impossible_days_and_years_are_refused_beside_their_field(house, changes, field):
    with pytest.raises(ValidationError) as caught:
        _award(house, **changes)
    assert field in caught.value.message_dict


def test_same_award_of_the_same_decision_stands_once(house):
    _award(house)
    with pytest.raises(ValidationError, match="đã có trong sổ"):
        _award(house)


def test_one_rating_a_year(house):
    given = {"by": house.officer, "subject": house.person, "year": 2021}
    services.record_rating(**given, rating=Rating.EXCELLENT)
    with pytest.raises(ValidationError):
        services.record_rating(**given, rating=Rating.GOOD)


def test_struck_rating_makes_room_for_the_right_one(house):
    given = {"by": house.officer, "subject": house.person, "year": 2021}
    wrong = services.record_rating(**given, rating=Rating.EXCELLENT)
    services.strike_entry(by=house.officer, entry=wrong, reason="Nhập nhầm người")
    right = services.record_rating(**given, rating=Rating.GOOD)
    assert list(YearRating.objects.standing()) == [right]
    with pytest.raises(WrongState):
        services.strike_entry(by=house.officer, entry=wrong, reason="Lần nữa")


def test_striking_needs_a_reason_and_the_right(house):
    entry = _award(house)
    with pytest.raises(ValidationError):
        services.strike_entry(by=house.officer, entry=entry, reason="  ")
    with pytest.raises(NotAllowed):
        services.strike_entry(by=house.other_officer, entry=entry, reason="Sai")


def test_revoked_award_is_revoked_once_and_not_before_it_was_given(house):
    entry = _award(house)
    given = {"by": house.office, "entry": entry, "number": "5/QĐ-UBND"}
    with pytest.raises(ValidationError):
        services.revoke_award(**given, revoked_on=dt.date(2019, 1, 1))
    services.revoke_award(**given, revoked_on=dt.date(2021, 5, 1))
    with pytest.raises(WrongState):
        services.revoke_award(**given, revoked_on=dt.date(2021, 6, 1))


def test_initiative_is_consumed_once(house):
    entry = services.record_initiative(
        by=house.officer, subject=house.person, title="Số hóa hồ sơ", scope="base"
    )
    first, second = _award(house), _award(house, decision_number="202/QĐ-SNV")
    services.consume_initiatives(by=house.office, initiatives=[entry], award=first)
    services.consume_initiatives(by=house.office, initiatives=[entry], award=second)
    assert Initiative.objects.get(pk=entry.pk).consumed_by == first


def test_hold_is_placed_by_the_authority_and_lifted_with_an_outcome(house):
    hold = services.place_hold(
        by=house.officer, subject=house.person, reason=HoldReason.COMPLAINT, note="Đơn số 5"
    )
    assert hold.placed_on == dt.date(2021, 11, 22)
    with pytest.raises(ValidationError):
        services.lift_hold(by=house.office, hold=hold, outcome="")
    services.lift_hold(by=house.office, hold=hold, outcome="Không có cơ sở")
    assert not HoldRecord.objects.open().exists()
    with pytest.raises(WrongState):
        services.lift_hold(by=house.office, hold=hold, outcome="Lần nữa")


@pytest.mark.parametrize("who", ["leader", "other_officer", "auditor", "admin"])
def test_others_may_not_hold(house, who):
    with pytest.raises(NotAllowed):
        services.place_hold(
            by=getattr(house, who), subject=house.person, reason=HoldReason.COMPLAINT
        )


def test_leave_belongs_to_persons(house):
    given = {"by": house.office, "kind": "maternity", "start": dt.date(2021, 1, 1)}
    assert services.record_leave(**given, subject=house.person).person == house.person
    with pytest.raises(ValidationError):
        services.record_leave(**given, subject=house.department)


def test_database_keeps_one_subject_and_number_of_an_award(house):
    entry = _award(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardRecord.objects.filter(pk=entry.pk).update(collective=house.department)
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardRecord.objects.filter(pk=entry.pk).update(decision_number="1/QĐ")
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardRecord.objects.filter(pk=entry.pk).delete()


# --- who sees what


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("officer", True),
        ("leader", True),
        ("office", True),
        ("auditor", True),
        ("other_officer", False),
        ("admin", False),
    ],
)
def test_entries_are_seen_by_the_unit_and_the_province(house, who, sees):
    _award(house)
    assert AwardRecord.objects.visible_to(getattr(house, who)).exists() is sees


def test_nobody_sees_entries_without_a_mandate(house):
    _award(house)
    assert not AwardRecord.objects.visible_to(None).exists()


# --- decisions of the portal


@pytest.fixture
def document(house):
    return place_document(house.officer, kind="decision")


def _enter(house, document, people):
    return services.enter_decision(
        by=None,
        document=document,
        authority=house.department,
        recorded_by=house.officer,
        number="15/QĐ-SNV",
        decided_on=dt.date(2021, 11, 20),
        rows=[
            services.DecidedAward(person, award("ADVANCED_WORKER", DAY), year=2021)
            for person in people
        ],
    )


def test_decision_enters_the_ledger_once_however_often_it_is_repeated(house, document):
    assert len(_enter(house, document, [house.person])) == 1
    assert len(_enter(house, document, [house.person, house.stranger])) == 1
    assert AwardRecord.objects.filter(source=RecordSource.PORTAL).count() == 2
    assert AwardRecord.objects.first().award_name == "Lao động tiên tiến"


def test_award_of_the_portal_is_revoked_and_never_struck_out(house, document):
    (entry,) = _enter(house, document, [house.person])
    with pytest.raises(WrongState):
        services.strike_entry(by=house.office, entry=entry, reason="Sai")
    services.revoke_award(by=None, entry=entry, number="16/QĐ-SNV", revoked_on=DAY)
    assert AwardRecord.objects.get().revoked_on == DAY


def test_invariants_name_what_does_not_hold(house, document):
    (entry,) = _enter(house, document, [house.person])
    assert list(portal_awards_stand_on_issued_documents()) == [
        f"award {entry.pk}: document {document.pk} is not issued"
    ]
    own = services.record_initiative(
        by=house.office, subject=house.stranger, title="Của người khác", scope="base"
    )
    assert not list(initiatives_stay_with_their_owner())
    services.consume_initiatives(by=house.office, initiatives=[own], award=entry)
    assert len(list(initiatives_stay_with_their_owner())) == 1
