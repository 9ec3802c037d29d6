"""Whose turn a session is, a decision that waits for its minutes, and an agenda of 400 names."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.urls import reverse

from awards.council import services
from awards.council.models import (
    AgendaItem,
    Council,
    CouncilMember,
    CouncilSession,
    Envelope,
    Voter,
)
from awards.council.selectors import sessions_without_minutes
from awards.decisions.services.issuing import check_minutes
from awards.nominations.models import Nominee
from emulation.documents.services import number_internal, sign_document, submit_document
from emulation.people.enums import Role
from emulation.registries.places import turn_sources
from emulation.ui.errors import Refused
from tests.builders.clients import page_of, signed_in
from tests.builders.councils import attend, vote
from tests.builders.decisions import make_province, officer_of
from tests.builders.documents import issued, previewed
from tests.builders.people import add_mandate, make_mandate

DAY = dt.date(2021, 11, 22)


def turns(mandate):
    return [(item.verb, item.url) for source in turn_sources for item in source(mandate)]


def test_the_session_is_on_every_desk_from_the_day_it_is_convened(house):
    page = reverse("council:session", args=[house.session.pk])
    for member in house.members:
        assert ("Dự phiên họp", page) in turns(member)
    chair = add_mandate(house.members[0].account, Role.SIGNER, house.province)
    assert ("Dự phiên họp", page) in turns(chair)
    attend(house, ["present"] * 5)
    services.open_session(by=house.secretary, session=house.session)
    ballot = reverse("council:ballot", args=[house.session.pk])
    assert ("Bỏ phiếu 0 / 2", ballot) in turns(house.members[3])
    assert ("Bỏ phiếu với vai trò thành viên Hội đồng", page) in turns(chair)
    assert page_of(chair, page)


def test_the_secretary_is_told_of_who_waits_for_a_session(house):
    call = reverse("council:session-convene")
    assert call not in [url for _verb, url in turns(house.secretary)]
    services.cancel_session(by=house.secretary, session=house.session, reason="Hoãn")
    assert ("Triệu tập phiên họp", call) in turns(house.secretary)


def test_the_session_is_cancelled_on_its_page_with_a_reason(house):
    secretary, url = (
        signed_in(house.secretary),
        reverse("council:session-cancel", args=[house.session.pk]),
    )
    assert "Mọi phiếu bị hủy" in secretary.get(url).content.decode()
    assert secretary.post(url, {"reason": " "}).status_code == 422
    assert secretary.post(url, {"reason": "Bão số 5"}).status_code == 302
    house.session.refresh_from_db()
    assert house.session.state == "cancelled"


def test_a_decision_waits_for_the_issued_minutes_of_its_council(db):
    province = make_province()
    nominee = province.passed(officer_of(province.unit, "Nguyễn Văn An"))
    secretary = make_mandate(Role.SECRETARY, province.unit)
    session = closed_session(province, secretary, nominee)
    document = province.submitted(province.drafted(nominee))
    with pytest.raises(Refused, match="biên bản chưa ban hành"):
        province_signs(province, document)
    document.refresh_from_db()
    assert document.state == "submitted"
    assert list(sessions_without_minutes([nominee.pk])) == [session]
    minutes = services.draft_minutes(by=secretary, session=session)
    minutes = submit_document(by=secretary, document=previewed(secretary, minutes))
    minutes = sign_document(by=province.signer, document=minutes)
    with pytest.raises(Refused, match="biên bản chưa ban hành"):
        check_minutes(document)
    assert ("Trình ký, ban hành biên bản", f"/van-ban/{minutes.pk}/") in turns(secretary)
    issued(number_internal(by=province.clerk, document=minutes))
    check_minutes(document)
    assert province_signs(province, document).state == "signed"


def province_signs(province, document):
    return sign_document(by=province.signer, document=document)


def closed_session(province, secretary, nominee):
    """Place a closed session that passed the nominee; placed directly."""
    council = Council.objects.create(
        authority=province.unit,
        name="Hội đồng",
        decision_number="1",
        decided_on=DAY,
        valid_from=DAY,
    )
    session = CouncilSession.objects.create(
        council=council, round=province.round, held_on=DAY, starts_at=dt.time(8), place="P1",
        state="closed", closed_at=dt.datetime(2021, 11, 22, 3, tzinfo=dt.UTC), closed_by=secretary,
        created_by=secretary,
    )  # fmt: skip
    chair = CouncilMember.objects.create(
        council=council, account=province.signer.account, seat="chair", valid_from=DAY
    )
    Voter.objects.create(session=session, member=chair, presence="present")
    AgendaItem.objects.create(
        session=session, nominee=nominee, order=1, threshold=80, members=5, votes_for=5,
        votes_against=0, votes_blank=0, issued=5, ratio=100, passed=True,
    )  # fmt: skip
    return session


def test_four_hundred_names_are_one_page_and_one_answer(house):
    model = house.nominees[0]
    people = [officer_of(house.department, f"Lê Thị {n}") for n in range(398)]
    fields = {
        f.attname: getattr(model, f.attname)
        for f in Nominee._meta.concrete_fields
        if f.attname not in {"id", "person_id", "name"}
    }
    made = Nominee.objects.bulk_create(
        Nominee(**fields, person=person, name=person.full_name) for person in people
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(session=house.session, nominee=nominee, order=order, threshold=90)
        for order, nominee in enumerate(made, start=3)
    )
    attend(house, ["present"] * 5)
    services.open_session(by=house.secretary, session=house.session)
    client, url = signed_in(house.members[0]), reverse("council:ballot", args=[house.session.pk])
    begun = time.perf_counter()
    page = client.get(url).content.decode()
    assert page.count('type="radio"') == 3 * 400
    data = {"others": "on", f"choice_{house.items[1].pk}": "against"}
    assert client.post(url, data).status_code == 302
    assert time.perf_counter() - begun < 20
    assert Envelope.objects.count() == 400


def test_results_and_minutes_show_every_number(open_house):
    vote(open_house, open_house.items[0], ["for", "for", "against", "blank"])
    services.close_session(by=open_house.secretary, session=open_house.session)
    page = page_of(open_house.secretary, open_house.session.get_absolute_url())
    assert "2 / 5" in page
    assert "5 / 4" in page, "five were given out, four came back"
    document = services.draft_minutes(by=open_house.secretary, session=open_house.session)
    cells = [row["cells"] for block in document.paper["body"] for row in block.get("rows", ())]
    assert len(cells) == 1, "what was not counted is no result"


def test_the_administrator_says_which_person_an_account_is(house):
    account, person = house.members[0].account, house.nominees[0].person
    client = signed_in(house.admin)
    url = reverse("people:account-change", args=[account.pk])
    account.set_unusable_password()
    account.save()
    data = {"full_name": account.full_name, "person": f"{person.full_name} (#{person.pk})"}
    answer = client.post(url, data)
    assert answer.status_code == 302, answer.context["form"].errors
    account.refresh_from_db()
    assert account.person == person
    shown = page_of(house.admin, reverse("people:account-record", args=[account.pk]))
    assert person.full_name in shown
    assert "Là cá nhân" in shown
