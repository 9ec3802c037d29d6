"""Dossiers of units: nominees, signature, withdrawal."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from awards.nominations import services
from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Dossier, Nominee
from awards.nominations.selectors.pasted import match_lines
from emulation.audit.models import AuditEntry
from emulation.ui.errors import NotAllowed, Refused, StaleVersion
from tests.builders.files import store_pdf
from tests.builders.people import make_person
from tests.builders.rounds import make_dossier, make_round, only_nominee, received, submit


def test_dossier_is_begun_once(world, round_):
    first = services.begin_dossier(by=world.officer, round_=round_)
    assert services.begin_dossier(by=world.leader, round_=round_) == first
    assert Dossier.objects.count() == 1


def test_unit_does_not_nominate_to_a_stranger(world):
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    with pytest.raises(NotAllowed):
        services.begin_dossier(by=world.other_officer, round_=round_)


def test_only_own_people_are_nominated(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    with pytest.raises(NotAllowed):
        services.add_nominee(
            by=world.officer,
            dossier=dossier,
            award_code="PROVINCIAL_FIGHTER",
            subject=world.stranger,
        )


def test_wrong_subject_and_foreign_award_are_refused(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    with pytest.raises(Refused, match="không áp dụng"):
        services.add_nominee(
            by=world.officer,
            dossier=dossier,
            award_code="PROVINCIAL_FIGHTER",
            subject=world.department,
        )
    with pytest.raises(Refused):
        services.add_nominee(
            by=world.officer, dossier=dossier, award_code="PROVINCIAL_FLAG", subject=world.person
        )


def test_nominated_twice_is_refused(world, round_):
    dossier = make_dossier(world, round_)
    with pytest.raises(Refused):
        services.add_nominee(
            by=world.officer, dossier=dossier, award_code="PROVINCIAL_FIGHTER", subject=world.person
        )


def test_pasted_list_adds_all_or_nobody(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    make_person(world.division, "Lê Thị Hoa", code="A1")
    make_person(world.division, "Lê Thị Hoa", code="A2")
    listed = {"dossier": dossier, "award_code": "PROVINCIAL_FIGHTER", "kind": "individual"}
    with pytest.raises(ValidationError) as error:
        services.add_listed(
            by=world.officer, text="Nguyễn Văn An\nKhông Có Ai\nlê thị hoa", **listed
        )
    assert len(error.value.message_dict["text"]) == 2
    assert not dossier.nominees.exists()
    made = services.add_listed(
        by=world.officer, text="NGUYỄN VĂN  AN\nLê Thị Hoa; a2\n\n", **listed
    )
    assert [row.name for row in made] == ["Nguyễn Văn An", "Lê Thị Hoa"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Nguyễn Văn Ân", "Nguyễn Văn An"),
        ("Nguyen Van An", "Nguyễn Văn An"),
        ("Trần Thị Hoà", ""),
        ("TRẦN THỊ HÒA", ""),
        ("Trần Thị Hoa", "Trần Thị Hòa"),
    ],
)
def test_a_name_with_other_marks_is_offered_and_never_taken(world, round_, line, told):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    make_person(world.division, "Trần Thị Hòa")
    listed = {"dossier": dossier, "award_code": "PROVINCIAL_FIGHTER", "kind": "individual"}
    if not told:
        [made] = services.add_listed(by=world.officer, text=line, **listed)
        assert made.name == "Trần Thị Hòa"
        return
    with pytest.raises(ValidationError, match=f"Có phải {told}"):
        services.add_listed(by=world.officer, text=line, **listed)
    assert not dossier.nominees.exists()


def test_two_names_that_differ_in_marks_alone_are_told_apart(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    make_person(world.division, "Nguyễn Văn Dung")
    make_person(world.division, "Nguyễn Văn Dũng")
    listed = {"dossier": dossier, "award_code": "PROVINCIAL_FIGHTER", "kind": "individual"}
    made = services.add_listed(by=world.officer, text="Nguyễn Văn Dũng\nNguyễn Văn Dung", **listed)
    assert [row.name for row in made] == ["Nguyễn Văn Dũng", "Nguyễn Văn Dung"]


@pytest.mark.parametrize(
    "line",
    [
        "1\tNguyễn Văn Dũng\tPhó Chủ tịch",
        "1. Nguyễn Văn Dũng",
        "01) Ông Nguyễn Văn Dũng",
        "Đ/c Nguyễn Văn Dũng",
        "Ông (bà) Nguyễn Văn Dũng",
        "Nguyễn Văn Dũng; Phó Chủ tịch",
        "Nguyễn Văn Dũng (Chủ tịch Hội)",
        "Nguyễn Văn Dũng, Phó Chủ tịch",
        "- Đồng chí Nguyễn Văn Dũng – Trưởng phòng",
        "1    Nguyễn Văn Dũng     Phó Chủ tịch",
        "NguyÔn V¨n Dòng",
        "Stt\tÔng (bà)\tHọ và tên\tChức vụ, đơn vị\n1\tÔng\tNguyễn Văn Dũng\tPhó Chủ tịch",
        "STT\tHọ và tên\tNăm sinh\t\n\t\tNam\tNữ\n(1)\t(2)\t(3)\t(4)\n1\tNguyễn Văn Dũng\t1980\t",
    ],
)
def test_a_list_is_read_as_offices_keep_it(world, round_, line):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    make_person(world.division, "Nguyễn Văn Dũng", position="Phó Chủ tịch", code="Z1")
    listed = {"dossier": dossier, "award_code": "PROVINCIAL_FIGHTER", "kind": "individual"}
    made = services.add_listed(by=world.officer, text=line, **listed)
    assert [row.name for row in made] == ["Nguyễn Văn Dũng"]


def test_position_unit_and_birth_tell_people_of_one_name_apart(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    first = make_person(world.division, "Lê Thị Hoa", position="Trưởng phòng", code="A1")
    second = make_person(
        world.department, "Lê Thị Hoa", position="Kế toán", birth_date=dt.date(1980, 3, 5)
    )
    for line, meant in [
        ("Lê Thị Hoa (Trưởng phòng)", first),
        ("Lê Thị Hoa; Kế toán", second),
        ("1\tBà\tLê Thị Hoa\t05/03/1980", second),
        ("I. Phòng Tổ chức\n1. Lê Thị Hoa", first),
    ]:
        match = match_lines(dossier, "individual", line)[-1]
        assert (line, match.subjects) == (line, (meant,))


def test_another_birth_or_number_beside_the_only_one_of_a_name_is_asked(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    make_person(world.division, "Lê Thị Hoa", code="A1", birth_date=dt.date(1980, 3, 5))
    for line in ("Lê Thị Hoa; A2", "Lê Thị Hoa\t06/03/1980"):
        [match] = match_lines(dossier, "individual", line)
        assert (match.subjects, len(match.like)) == ((), 1)


def test_what_was_chosen_for_a_line_is_taken_and_the_rest_left_out(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    listed = {"dossier": dossier, "award_code": "PROVINCIAL_FIGHTER", "kind": "individual"}
    made = services.add_listed(
        by=world.officer,
        text="Nguyễn Văn Ân\nTổng cộng: 01 người",
        chosen={1: world.person, 2: None},
        **listed,
    )
    assert [row.person for row in made] == [world.person]


def test_three_hundred_names_are_read_with_few_queries(
    world, round_, django_assert_max_num_queries
):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    for number in range(300):
        make_person(world.division, f"Trần Văn {chr(65 + number % 26)}{number}")
    text = "\n".join(f"{n + 1}. Ông Trần Văn {chr(65 + n % 26)}{n}" for n in range(300))
    with django_assert_max_num_queries(12):
        matches = match_lines(dossier, "individual", text)
    assert all(len(each.subjects) == 1 for each in matches)


def test_change_states_the_version(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    with pytest.raises(StaleVersion):
        services.change_nominee(by=world.officer, nominee=nominee, version=1, achievement="khác")
    with pytest.raises(ValidationError):
        services.change_nominee(by=world.officer, nominee=nominee, period_to=dt.date(2020, 1, 1))


def test_leader_signs_and_officer_cannot(world, round_):
    dossier = make_dossier(world, round_)
    ready = services.hand_up(by=world.officer, dossier=dossier)
    with pytest.raises(NotAllowed):
        services.sign_dossier(by=world.officer, dossier=ready)
    with pytest.raises(NotAllowed):
        services.sign_dossier(by=world.other_leader, dossier=ready)
    signed = services.sign_dossier(by=world.leader, dossier=ready)
    assert signed.state == DossierState.SUBMITTED
    assert signed.submitted_by == world.leader


def test_who_hands_up_does_not_sign(world, round_):
    dossier = make_dossier(world, round_)
    ready = services.hand_up(by=world.leader, dossier=dossier)
    with pytest.raises(NotAllowed):
        services.sign_dossier(by=world.leader, dossier=ready)


def test_empty_dossier_is_not_handed_up(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    with pytest.raises(Refused):
        services.hand_up(by=world.officer, dossier=dossier)


def test_achievement_is_needed(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    services.add_nominee(
        by=world.officer, dossier=dossier, award_code="PROVINCIAL_FIGHTER", subject=world.person
    )
    with pytest.raises(Refused, match="Nguyễn Văn An"):
        services.hand_up(by=world.officer, dossier=dossier)


def test_submission_of_an_award_that_the_authority_does_not_decide_is_refused(world, round_):
    dossier = make_dossier(world, round_)
    round_.award_codes.append("ADVANCED_WORKER")
    round_.save()
    Nominee.objects.filter(dossier=dossier).update(award_code="ADVANCED_WORKER")
    dossier.refresh_from_db()
    with pytest.raises(Refused, match="Điều 80"):
        services.hand_up(by=world.officer, dossier=dossier)


def test_not_met_does_not_stop_the_submission(world, round_):
    submitted = submit(world, make_dossier(world, round_))
    nominee = only_nominee(submitted)
    assert nominee.verdict == "not_eligible"
    assert any(each["article"].startswith("Điều 22") for each in nominee.findings)
    assert nominee.state == NomineeState.NOMINATED


def test_paper_letter_stands_for_the_signature(world, round_):
    dossier = make_dossier(world, round_)
    file = store_pdf(world.officer)
    with pytest.raises(ValidationError):
        services.record_letter(
            by=world.officer,
            dossier=dossier,
            letter_number="45/TTr-SNV",
            letter_on=dt.date(2021, 12, 1),
            letter=file,
        )


def test_draft_name_is_removed_and_submitted_one_withdrawn(world, round_):
    dossier = make_dossier(world, round_)
    services.remove_nominee(by=world.officer, nominee=only_nominee(dossier))
    assert not dossier.nominees.exists()
    again = submit(world, make_dossier(world, round_))
    nominee = only_nominee(again)
    with pytest.raises(NotAllowed):
        services.remove_nominee(by=world.officer, nominee=nominee)
    with pytest.raises(Refused):
        services.withdraw_nominee(by=world.officer, nominee=nominee, reason=" ")
    withdrawn = services.withdraw_nominee(
        by=world.officer, nominee=nominee, reason="Chuyển công tác"
    )
    assert withdrawn.outcome_reason == "Chuyển công tác"


def test_outsiders_do_not_withdraw(world, round_):
    nominee = only_nominee(submit(world, make_dossier(world, round_)))
    for who in (world.other_officer, world.reviewer, world.auditor):
        with pytest.raises(NotAllowed):
            services.withdraw_nominee(by=who, nominee=nominee, reason="x")


def test_every_write_leaves_a_trail(world, round_):
    received(world, round_=round_)
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {
        "round.create",
        "round.open",
        "dossier.begin",
        "nominee.add",
        "nominee.change",
        "dossier.hand_up",
        "dossier.sign",
        "dossier.receive",
        "nominee.appraise",
    } <= actions


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Dossier, {"state": "submitted"}),
        (Dossier, {"state": "received"}),
        (Nominee, {"state": "withdrawn"}),
        (Nominee, {"state": "refused"}),
        (Nominee, {"period_to": dt.date(2020, 1, 1)}),
        (Nominee, {"person": None}),
    ],
)
def test_database_refuses(world, round_, model, values):
    make_dossier(world, round_)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**values)
