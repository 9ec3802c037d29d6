"""Rounds, dossiers, nominees: what services do and refuse."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from awards.catalogue.enums import Rating
from awards.ledger.enums import RecordSource
from awards.ledger.models import AwardRecord, Initiative
from awards.nominations import selectors, services
from awards.nominations.enums import DossierState, IntakeChannel, NomineeState, RoundState
from awards.nominations.models import Dossier, Nominee, NomineeEvidence, RoutingRule
from awards.nominations.selectors.findings import dossier_findings, dossier_papers, papers_of
from awards.nominations.selectors.routing import agencies_to_hear, met_elsewhere
from emulation.audit.models import AuditEntry
from emulation.notices.models import Notice
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from emulation.workflow import clock
from emulation.workflow.clock import now
from tests.awards.nominations.world import (
    YEAR,
    make_dossier,
    make_round,
    only_nominee,
    person_of,
    rate,
    received,
    stored,
    submit,
)
from tests.house import LONG_AGO, make_mandate

DAY = dt.date(2021, 11, 22)


def test_province_cannot_open_a_round_for_a_title_of_units(world):
    with pytest.raises(Refused, match="Điều 80"):
        make_round(world.office, "ADVANCED_WORKER")


def test_unit_cannot_open_a_round_for_a_provincial_title(world):
    with pytest.raises(Refused, match="Chủ tịch Ủy ban nhân dân tỉnh"):
        make_round(world.officer, "PROVINCIAL_FIGHTER")


def test_unit_opens_its_own_round(world):
    round_ = make_round(world.officer, "ADVANCED_WORKER", "GRASSROOTS_FIGHTER")
    assert round_.authority == world.department
    assert round_.state == RoundState.OPEN


def test_units_are_told_of_an_open_round(world):
    make_round(world.office)
    told = set(Notice.objects.values_list("account__username", flat=True))
    assert {world.officer.account.username, world.leader.account.username} <= told


def test_only_offices_open_rounds(world):
    for who in (world.leader, world.reviewer, world.admin, world.signer):
        with pytest.raises(NotAllowed):
            make_round(who)


def test_round_without_award_or_with_wrong_type_is_refused(world):
    with pytest.raises(ValidationError) as error:
        services.create_round(
            by=world.office,
            name="x",
            origin="year_end",
            commendation_type="merit",
            award_codes=[],
            **YEAR,
        )
    assert "award_codes" in error.value.message_dict
    with pytest.raises(Refused):
        make_round(world.office, "PROVINCIAL_FIGHTER", commendation_type="campaign")


def test_review_round_needs_its_review(world):
    with pytest.raises(ValidationError) as error:
        make_round(world.office, origin="review")
    assert "review" in error.value.message_dict


def test_open_round_changes_only_name_and_last_day(world, round_):
    changed = services.change_round(
        by=world.office,
        round_=round_,
        name="Tên mới",
        closes_on=dt.date(2021, 12, 20),
        award_codes=["PROVINCIAL_FLAG"],
    )
    assert changed.name == "Tên mới"
    assert changed.award_codes == round_.award_codes


def test_round_steps(world, round_):
    closed = services.close_round(by=world.office, round_=round_)
    with pytest.raises(ValidationError):
        services.reopen_round(
            by=world.office, round_=closed, reason="x", closes_on=dt.date(2021, 1, 1)
        )
    again = services.reopen_round(
        by=world.office, round_=closed, reason="Theo đề nghị", closes_on=dt.date(2021, 12, 30)
    )
    assert again.state == RoundState.OPEN
    closed = services.close_round(by=world.office, round_=again)
    assert services.end_round(by=world.office, round_=closed).state == RoundState.ENDED


def test_round_with_waiting_nominees_does_not_end(world, round_):
    received(world, round_=round_)
    services.close_round(by=world.office, round_=round_)
    round_.refresh_from_db()
    with pytest.raises(Refused):
        services.end_round(by=world.office, round_=round_)


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
            by=world.officer,
            dossier=dossier,
            award_code="PROVINCIAL_FIGHTER",
            subject=world.person,
        )


def test_pasted_list_adds_all_or_nobody(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    person_of(world.division, "Lê Thị Hoa", code="A1")
    person_of(world.division, "Lê Thị Hoa", code="A2")
    listed = {"dossier": dossier, "award_code": "PROVINCIAL_FIGHTER", "kind": "individual"}
    with pytest.raises(ValidationError) as error:
        services.add_listed(
            by=world.officer, text="Nguyễn Văn An\nKhông Có Ai\nle thi hoa", **listed
        )
    assert len(error.value.message_dict["text"]) == 2
    assert not dossier.nominees.exists()
    made = services.add_listed(by=world.officer, text="nguyen van an\nLê Thị Hoa; a2\n\n", **listed)
    assert [row.name for row in made] == ["Nguyễn Văn An", "Lê Thị Hoa"]


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
    file = stored(world.officer)
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
        services.mark_withdrawn(nominee, " ", world.officer)
    withdrawn = services.mark_withdrawn(nominee, "Chuyển công tác", world.officer)
    assert withdrawn.outcome_reason == "Chuyển công tác"


def test_outsiders_do_not_withdraw(world, round_):
    nominee = only_nominee(submit(world, make_dossier(world, round_)))
    for who in (world.other_officer, world.reviewer, world.auditor):
        with pytest.raises(NotAllowed):
            services.mark_withdrawn(nominee, "x", who)


def test_receipt_keeps_the_law_of_the_day(world, round_):
    dossier = received(world, round_=round_)
    assert dossier.regime == "R1"
    assert dossier.incoming_number == "12"
    assert only_nominee(dossier).state == NomineeState.APPRAISING


def test_receipt_date_is_checked(world, round_):
    dossier = submit(world, make_dossier(world, round_))
    with pytest.raises(ValidationError):
        services.receive_dossier(
            by=world.office, dossier=dossier, incoming_on=dt.date(2021, 11, 23)
        )


def test_office_enters_a_paper_dossier(world, round_):
    dossier = services.enter_dossier(
        by=world.office, round_=round_, unit=world.other, channel=IntakeChannel.ONE_STOP
    )
    assert dossier.entered_for_unit
    made = services.add_nominee(
        by=world.office, dossier=dossier, award_code="PROVINCIAL_FIGHTER", subject=world.stranger
    )
    assert made.dossier.channel == IntakeChannel.ONE_STOP
    assert list(Dossier.objects.visible_to(world.office)) == [dossier]
    with pytest.raises(ValidationError):
        services.enter_dossier(
            by=world.office, round_=round_, unit=world.other, channel=IntakeChannel.POST
        )


def test_return_opens_only_the_named_nominee(world, round_):
    second = person_of(world.division, "Phạm Thị Mai")
    dossier = received(world, world.person, second, round_=round_)
    first = dossier.nominees.get(person=world.person)
    other = dossier.nominees.get(person=second)
    with pytest.raises(Refused):
        services.return_dossier(
            by=world.office, dossier=dossier, reason="Thiếu", due_on=DAY, items=[" "]
        )
    returned = services.return_dossier(
        by=world.office,
        dossier=dossier,
        reason="Thiếu minh chứng",
        due_on=dt.date(2021, 11, 30),
        items=["Giấy chứng nhận sáng kiến"],
        nominees=[first.pk],
    )
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.state, other.state) == (NomineeState.SUPPLEMENT, NomineeState.APPRAISING)
    assert first.supplement == "Giấy chứng nhận sáng kiến"
    assert returned.return_due_on == dt.date(2021, 11, 30)
    services.change_nominee(by=world.officer, nominee=first, achievement="Bổ sung")
    with pytest.raises(NotAllowed):
        services.change_nominee(by=world.officer, nominee=other, achievement="Không được")
    with pytest.raises(WrongState):
        services.add_nominee(
            by=world.officer,
            dossier=returned,
            award_code="PROVINCIAL_DIPLOMA",
            subject=world.person,
        )
    back = services.receive_dossier(
        by=world.office,
        dossier=submit(world, returned),
        incoming_on=DAY,
    )
    first.refresh_from_db()
    assert (back.state, first.state) == (DossierState.RECEIVED, NomineeState.APPRAISING)
    assert first.supplement == ""


def test_outcomes_settle_the_dossier_and_tell_the_unit(world, round_):
    dossier = received(world, round_=round_)
    nominee = only_nominee(dossier)
    Nominee.objects.filter(pk=nominee.pk).update(state=NomineeState.PASSED)
    assert list(selectors.ready_for_council(round_)) == [nominee]
    voted = services.mark_voted(nominee, True, world.secretary)
    assert list(selectors.ready_for_decision(round_)) == [voted]
    services.mark_decided(voted, None)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.SETTLED
    assert Notice.objects.filter(event="nominations.decided").exists()


def test_failed_vote_keeps_its_reason(world, round_):
    nominee = only_nominee(received(world, round_=round_))
    Nominee.objects.filter(pk=nominee.pk).update(state=NomineeState.PASSED)
    refused = services.mark_voted(nominee, False, world.secretary, "5/9 phiếu")
    assert (refused.state, refused.outcome_reason) == (NomineeState.REFUSED, "5/9 phiếu")


def test_past_the_council_goes_straight_to_the_decision(world, round_):
    nominee = only_nominee(received(world, round_=round_))
    Nominee.objects.filter(pk=nominee.pk).update(state=NomineeState.PASSED, needs_council=False)
    assert not selectors.ready_for_council(round_)
    assert list(selectors.ready_for_decision(round_)) == [nominee]


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


# Papers and evidence


def test_one_scan_serves_several_by_pages(world, round_):
    second = person_of(world.division, "Phạm Thị Mai")
    dossier = make_dossier(world, round_, world.person, second)
    first, other = dossier.nominees.order_by("pk")
    file = stored(world.officer)
    NomineeEvidence.objects.create(
        nominee=first,
        kind="achievement_report",
        file=file,
        added_at=now(),
        added_by=world.officer,
    )
    row = services.add_evidence(
        by=world.officer,
        nominee=other,
        kind="achievement_report",
        file=file,
        page_from=4,
        page_to=6,
    )
    assert (row.page_from, row.page_to) == (4, 6)
    for pages, field in (((7, 5), "page_to"), ((1, 99), "page_to"), ((None, 3), "page_from")):
        with pytest.raises(ValidationError) as error:
            services.add_evidence(
                by=world.officer,
                nominee=other,
                kind="other",
                file=file,
                page_from=pages[0],
                page_to=pages[1],
            )
        assert field in error.value.message_dict
    with pytest.raises(ValidationError):
        services.add_evidence(by=world.officer, nominee=other, kind="other")


def test_file_of_another_dossier_is_refused(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    with pytest.raises(Refused):
        services.add_evidence(
            by=world.officer, nominee=nominee, kind="other", file=stored(world.other_officer)
        )


def test_checklist_shows_what_is_missing(world, round_):
    dossier = make_dossier(world, round_)
    nominee = only_nominee(dossier)
    held = {paper.document.code: paper.present for paper in papers_of(nominee)}
    assert held == {"achievement_report": True, "initiative_recognition": False}
    whole = {paper.document.code: paper.present for paper in dossier_papers(dossier)}
    assert whole["nominee_list"]
    assert not whole["submission_letter"]
    assert not whole["council_minutes"]


def test_initiative_of_somebody_else_is_refused(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    mine, theirs = (
        Initiative.objects.create(
            person=person,
            title="Số hóa hồ sơ",
            scope="province",
            number="12/QĐ",
            recognised_on=DAY,
            recorded_by=world.office,
            recorded_at=now(),
        )
        for person in (world.person, world.stranger)
    )
    with pytest.raises(Refused):
        services.choose_sources(by=world.officer, nominee=nominee, figures=[], initiatives=[theirs])
    services.choose_sources(by=world.officer, nominee=nominee, figures=[], initiatives=[mine])
    assert list(nominee.initiatives.all()) == [mine]


# Routing


def test_standing_rule_sends_through_the_unit_above(world, round_):
    commune_officer = make_mandate(Role.OFFICER, world.commune)
    commune_leader = make_mandate(Role.LEADER, world.commune)
    district_officer = make_mandate(Role.OFFICER, world.district)
    RoutingRule.objects.create(
        authority=world.province,
        unit_kind="commune",
        via_parent=True,
        legal_basis="Quy chế",
        valid_from=LONG_AGO,
        valid_to=dt.date(2025, 6, 30),
    )
    person = person_of(world.commune, "Lý Văn Ba")
    other = person_of(world.commune, "Lý Thị Tư")
    dossier = services.begin_dossier(by=commune_officer, round_=round_)
    for each in (person, other):
        nominee = services.add_nominee(
            by=commune_officer, dossier=dossier, award_code="PROVINCIAL_FIGHTER", subject=each
        )
        services.change_nominee(by=commune_officer, nominee=nominee, achievement="Tốt")
    assert dossier.collector == world.district
    assert not Dossier.objects.visible_to(district_officer).exists()
    services.hand_up(by=commune_officer, dossier=dossier)
    part = services.sign_dossier(by=commune_leader, dossier=dossier)
    assert list(Dossier.objects.visible_to(district_officer)) == [part]
    with pytest.raises(Refused, match="hong-dan|Hồng Dân"):
        services.receive_dossier(by=world.office, dossier=part, incoming_on=DAY)
    chosen = part.nominees.get(person=person)
    with pytest.raises(Refused):
        services.collect_parts(
            by=district_officer, round_=round_, selected=[chosen.pk], left_out_reason=""
        )
    main = services.collect_parts(
        by=district_officer, round_=round_, selected=[chosen.pk], left_out_reason="Vượt chỉ tiêu"
    )
    assert part.nominees.get(person=other).state == NomineeState.WITHDRAWN
    district_leader = make_mandate(Role.LEADER, world.district, "ld.hd")
    services.hand_up(by=district_officer, dossier=main)
    main = services.sign_dossier(by=district_leader, dossier=main)
    services.receive_dossier(by=world.office, dossier=main, incoming_on=DAY)
    part.refresh_from_db()
    chosen.refresh_from_db()
    assert (part.state, chosen.state) == (DossierState.RECEIVED, NomineeState.APPRAISING)


def test_expired_rule_lets_communes_submit_directly(world, round_):
    RoutingRule.objects.create(
        authority=world.province,
        unit_kind="commune",
        via_parent=True,
        valid_from=LONG_AGO,
        valid_to=dt.date(2021, 6, 30),
    )
    officer = make_mandate(Role.OFFICER, world.commune)
    assert services.begin_dossier(by=officer, round_=round_).collector is None


def test_nominees_of_two_ways_are_told_apart(world, round_):
    RoutingRule.objects.create(
        authority=world.province,
        award_code="PROVINCIAL_DIPLOMA",
        via=world.other,
        valid_from=LONG_AGO,
    )
    dossier = make_dossier(world, round_)
    nominee = services.add_nominee(
        by=world.officer, dossier=dossier, award_code="PROVINCIAL_DIPLOMA", subject=world.person
    )
    services.change_nominee(by=world.officer, nominee=nominee, achievement="Tốt")
    with pytest.raises(Refused, match="so-y-te|Sở Y tế"):
        services.hand_up(by=world.officer, dossier=dossier)


def test_agencies_to_be_heard_come_from_the_routing(world, round_):
    rule = RoutingRule.objects.create(authority=world.province, valid_from=LONG_AGO)
    rule.opinion_of.add(world.other)
    nominee = only_nominee(received(world, round_=round_))
    assert agencies_to_hear(nominee, DAY) == [world.other]
    services.record_opinion(
        by=world.office,
        nominee=nominee,
        agency=world.other,
        agrees=False,
        text="Chưa đủ",
        letter_number="9/SYT",
        letter_on=DAY,
    )
    assert nominee.opinions.get().agrees is False
    with pytest.raises(NotAllowed):
        services.record_opinion(
            by=world.officer,
            nominee=nominee,
            agency=world.other,
            agrees=True,
            text="",
            letter_number="x",
            letter_on=DAY,
        )


def test_two_routes_are_shown_to_both_sides(world, round_):
    mine = only_nominee(make_dossier(world, round_))
    second = make_round(world.office, name="Đợt chuyên đề")
    other = only_nominee(make_dossier(world, second))
    assert met_elsewhere([mine])[mine.pk] == [other]
    assert met_elsewhere([other])[other.pk] == [mine]


# Findings


def _honour(world, code, number, person, year=2021):
    return AwardRecord.objects.create(
        person=person,
        award_code=code,
        award_name=code,
        year=year,
        decision_number=number,
        decided_on=dt.date(year, 11, 1),
        authority_name="Sở Nội vụ",
        source=RecordSource.PAPER,
        recorded_by=world.office,
        recorded_at=now(),
    )


def test_titles_of_the_unit_feed_the_provincial_dossier(world, round_):
    for year in (2019, 2020, 2021):
        _honour(world, "GRASSROOTS_FIGHTER", f"{year}/QĐ", world.person, year)
    nominee = only_nominee(make_dossier(world, round_))
    told = next(each for each in nominee.findings if each["rule"].endswith("titles"))
    assert told["outcome"] == "met"


def test_quota_of_fighters_looks_at_the_whole_dossier(world):
    round_ = make_round(world.officer, "GRASSROOTS_FIGHTER")
    people = [person_of(world.division, f"Người {n}") for n in range(6)]
    for number, person in enumerate(people):
        _honour(world, "ADVANCED_WORKER", f"{number}/QĐ", person)
    dossier = make_dossier(world, round_, people[0])
    found = dossier_findings(dossier)
    assert [each.finding.outcome for each in found] == ["not_met"]
    assert "15%" in found[0].finding.text


def test_quota_is_computed_beside_the_advanced_workers_of_the_same_dossier(
    world, django_assert_num_queries
):
    round_ = make_round(world.officer, "ADVANCED_WORKER", "GRASSROOTS_FIGHTER")
    people = [person_of(world.division, f"Người {n}") for n in range(7)]
    dossier = make_dossier(world, round_, *people, code="ADVANCED_WORKER")
    services.add_nominee(
        by=world.officer, dossier=dossier, award_code="GRASSROOTS_FIGHTER", subject=people[0]
    )
    with django_assert_num_queries(2):
        (found,) = dossier_findings(dossier)
    assert found.finding.outcome == "met"
    assert "07 người được đề nghị cùng hồ sơ" in found.finding.sentence
    services.add_nominee(
        by=world.officer, dossier=dossier, award_code="GRASSROOTS_FIGHTER", subject=people[1]
    )
    (found,) = dossier_findings(dossier)
    assert found.finding.outcome == "not_met"


def test_same_achievement_honoured_before_is_found(world):
    _honour(world, "ADVANCED_WORKER", "1/QĐ", world.person)
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    nominee = only_nominee(make_dossier(world, round_))
    told = {each["rule"].rsplit(".", 1)[-1]: each["outcome"] for each in nominee.findings}
    assert told["one_achievement"] == "not_met"


def test_attestation_of_the_head_is_a_fact(world):
    rate(world, world.person, 2021, Rating.GOOD)
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    nominee = only_nominee(make_dossier(world, round_))
    told = {each["rule"].rsplit(".", 1)[-1]: each for each in nominee.findings}
    assert told["rating"]["outcome"] == "met"
    assert told["conduct"]["outcome"] == "cannot_tell"
    assert told["conduct"]["missing"]
    changed = services.change_nominee(
        by=world.officer, nominee=nominee, facts={"attestations": {"conduct": True}}
    )
    told = {each["rule"].rsplit(".", 1)[-1]: each for each in changed.findings}
    assert told["conduct"]["outcome"] == "met"


# What the database itself refuses


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


def test_late_dossier_of_a_closed_round_waits_for_nothing(world, round_):
    dossier = make_dossier(world, round_)
    services.close_round(by=world.office, round_=round_)
    dossier.refresh_from_db()
    with pytest.raises(WrongState):
        services.hand_up(by=world.officer, dossier=dossier)


def test_day_without_law_is_told(world):
    with clock.at(dt.date(2024, 2, 1)), pytest.raises(Refused, match="Chưa có dữ liệu pháp luật"):
        make_round(world.office, closes_on=dt.date(2024, 3, 1))
