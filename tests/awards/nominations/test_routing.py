"""Routing: through the unit above, agencies to be heard, two ways."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from awards.nominations import services
from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Dossier, RoutingRule
from awards.nominations.selectors.routing import agencies_to_hear, met_elsewhere
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed, Refused
from tests.awards.nominations.pages import page, send
from tests.builders.clients import signed_in
from tests.builders.councils import DAY
from tests.builders.people import make_mandate, make_person
from tests.builders.rounds import make_dossier, make_round, only_nominee, received
from tests.builders.units import LONG_AGO


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
    person = make_person(world.commune, "Lý Văn Ba")
    other = make_person(world.commune, "Lý Thị Tư")
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


WAY = {
    "way": "unit_above", "unit_kind": "commune", "valid_from": "01/12/2021",
    "legal_basis": "Điều 5 Quy chế",
}  # fmt: skip


def test_the_office_sets_a_way_from_the_page(world):
    assert send(world.office, "routing-set", **WAY).status_code == 302
    shown = page(world.office, "routing-list").content.decode()
    assert "Qua đơn vị cấp trên" in shown
    assert "01/12/2021" in shown
    later = WAY | {"way": "direct", "valid_from": "01/01/2022"}
    assert send(world.office, "routing-set", **later).status_code == 302
    before, after = RoutingRule.objects.order_by("valid_from")
    assert before.valid_to == dt.date(2021, 12, 31)
    assert after.way == "direct"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"way": "unit"}, "Chọn đơn vị tổng hợp"),
        ({"legal_basis": ""}, "bắt buộc"),
        ({"valid_from": "32/12/2021"}, "ngày"),
        ({"valid_from": "01/11/2021"}, "Đã có cách nộp"),
    ],
)
def test_a_wrong_way_is_told_beside_its_field(world, wrong, words):
    RoutingRule.objects.create(
        authority=world.province, unit_kind="commune", valid_from=dt.date(2021, 11, 1)
    )
    response = send(world.office, "routing-set", **WAY | wrong)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert RoutingRule.objects.count() == 1


def test_only_the_office_of_a_deciding_authority_sets_ways(world):
    assert page(world.reviewer, "routing-set").status_code == 403
    with pytest.raises(NotAllowed):
        services.set_routing(
            by=world.reviewer,
            way="direct",
            via=None,
            opinion_of=[],
            valid_from=DAY,
            legal_basis="x",
        )


@pytest.mark.parametrize("ways", [1, 3])
def test_the_ways_are_read_with_a_fixed_number_of_queries(world, django_assert_num_queries, ways):
    for number in range(ways):
        rule = RoutingRule.objects.create(
            authority=world.province, award_code=f"A{number}", via=world.department,
            valid_from=LONG_AGO,
        )  # fmt: skip
        rule.opinion_of.add(world.other)
    client = signed_in(world.office)
    client.get(reverse("nominations:routing-list"))
    with django_assert_num_queries(7):
        client.get(reverse("nominations:routing-list"))
