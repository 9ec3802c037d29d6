"""The council's pages: the secretary's screen, the member's ballot, the result after closing."""

import re

import pytest

from awards.council import services
from awards.council.models import CouncilSession, Envelope
from emulation.documents.selectors import paper_of
from emulation.typesetting.paper import Bullet, plain
from emulation.ui.forms import new_key
from emulation.ui.models import FormReceipt
from tests.builders.clients import signed_in
from tests.builders.councils import attend, vote


@pytest.fixture
def secretary(house):
    return signed_in(house.secretary)


def address(house, tail=""):
    return f"/hoi-dong/phien/{house.session.pk}/{tail}"


def test_the_secretary_records_attendance_and_opens(house, secretary):
    form = secretary.get(address(house, "diem-danh/")).context["form"]
    data = {field.html_name: field.initial for _voter, *fields in form.lines for field in fields}
    assert {value for name, value in data.items() if name.startswith("presence")} == {"present"}
    away = house.session.voters.order_by("member__order").last()
    data |= {f"presence_{away.pk}": "absent", f"reason_{away.pk}": "Đi công tác Hà Nội"}
    assert secretary.post(address(house, "diem-danh/"), data).status_code == 302
    page = secretary.get(address(house)).content.decode()
    assert "Đi công tác Hà Nội" in page
    assert f"Có mặt {len(form.lines) - 1}" in page
    assert secretary.post(address(house, "mo/")).status_code == 302
    house.session.refresh_from_db()
    assert house.session.state == "open"


def test_opening_without_attendance_is_refused_in_a_sentence(house, secretary):
    page = secretary.post(address(house, "mo/"), follow=True).content.decode()
    assert "điểm danh trước khi khai mạc" in page


def test_wrong_attendance_is_named_beside_the_member_and_keeps_what_was_typed(house, secretary):
    voters = list(house.session.voters.order_by("member__order"))
    data = {f"presence_{each.pk}": "present" for each in voters}
    data |= {f"presence_{voters[0].pk}": "khác", f"reason_{voters[1].pk}": "Bận"}
    answer = secretary.post(address(house, "diem-danh/"), data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [f"presence_{voters[0].pk}"]
    assert 'value="Bận"' in answer.content.decode()
    assert not house.session.voters.filter(presence="present").exists()


def test_two_who_record_attendance_at_once_lose_nothing(house, secretary):
    voters = list(house.session.voters.order_by("member__order"))
    version = secretary.get(address(house, "diem-danh/")).context["form"]["version"].initial
    first = {f"presence_{each.pk}": "present" for each in voters}
    second = {**first, f"presence_{voters[1].pk}": "written", f"reason_{voters[1].pk}": "Họp xa"}
    url = address(house, "diem-danh/")
    assert secretary.post(url, {**first, "version": version}).status_code == 302
    answer = secretary.post(url, {**second, "version": version})
    assert answer.status_code == 409
    assert 'value="Họp xa"' in answer.content.decode()
    assert house.session.voters.filter(presence="present").count() == len(voters)


def test_a_member_votes_on_a_whole_agenda_with_an_exception(open_house):
    member = signed_in(open_house.members[0])
    url = address(open_house, "bo-phieu/")
    page = member.get(url).content.decode()
    for shown in ("Nguyễn Văn An", "Trần Thị Bình", "Chiến sĩ thi đua cấp tỉnh", "Thành tích"):
        assert shown in page
    assert "không hợp lệ" not in page
    first, second = open_house.items
    answer = member.post(url, {f"choice_{first.pk}": "against", "others": "on"}, follow=True)
    assert answer.redirect_chain[-1][0] == address(open_house)
    page = answer.content.decode()
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", page).group()
    assert set(Envelope.objects.values_list("item", flat=True)) == {first.pk, second.pk}
    assert "2 / 2" in page
    check = address(open_house, "kiem-phieu/")
    assert "niêm phong" in member.post(check, {"code": code}).content.decode()
    for other in open_house.members[1:]:
        for item in open_house.items:
            services.cast_ballots(by=other, session=open_house.session, choices={item.pk: "for"})
    services.close_session(by=open_house.secretary, session=open_house.session)
    found = member.post(check, {"code": code.replace("-", " ").lower()}).context["found"]
    assert [(each.item, each.choice) for each in found] == [
        (first, "Không đồng ý"), (second, "Đồng ý"),
    ]  # fmt: skip
    assert (
        "không có phiếu mang mã này" in member.post(check, {"code": "AAAA-AAAA"}).content.decode()
    )


def test_what_is_left_out_stays_to_be_voted_on(open_house):
    member = signed_in(open_house.members[0])
    url, (first, second) = address(open_house, "bo-phieu/"), open_house.items
    assert member.post(url, {f"choice_{first.pk}": "blank"}).status_code == 302
    form = member.get(url).context["form"]
    assert [item.votable for item in form.items] == [False, True]
    answer = member.post(url, {f"choice_{second.pk}": "for"})
    assert answer.status_code == 302
    assert Envelope.objects.count() == 2


@pytest.mark.parametrize("choice", ["", "invalid"])
def test_a_ballot_without_a_choice_says_so(open_house, choice):
    member = signed_in(open_house.members[0])
    data = {f"choice_{open_house.items[0].pk}": choice}
    answer = member.post(address(open_house, "bo-phieu/"), data)
    assert answer.status_code == 422
    assert not Envelope.objects.exists()


def test_a_double_click_casts_one_ballot_and_its_receipt_keeps_nothing_of_it(open_house):
    member = open_house.members[0]
    client, url = signed_in(member), address(open_house, "bo-phieu/")
    data = {f"choice_{open_house.items[0].pk}": "for", "once": new_key(member.account_id)}
    answers = [client.post(url, data) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Envelope.objects.count() == 1
    receipt = FormReceipt.objects.get()
    assert receipt.location == address(open_house)
    # the body's hash is keyed with the form's key, which is stored nowhere: nobody tries it out
    assert data["once"] not in f"{receipt.key} {receipt.body_hash} {receipt.location}"
    assert client.post(url, {**data, "more": "1"}).status_code == 409
    assert Envelope.objects.count() == 1


def test_the_result_is_hidden_before_closing_and_shown_after(open_house):
    for member in open_house.members:
        choices = {open_house.items[0].pk: "for"}
        services.cast_ballots(by=member, session=open_house.session, choices=choices)
    secretary = signed_in(open_house.secretary)
    assert "5 / 5" not in secretary.get(address(open_house)).content.decode()
    page = secretary.get(address(open_house, "dong/")).content.decode()
    assert "còn thiếu 5 phiếu" in page
    assert secretary.post(address(open_house, "dong/"), {"conclusions": ""}).status_code == 302
    page = secretary.get(address(open_house)).content.decode()
    assert "5 / 5" in page
    assert "túc số" in page, "an item that nobody voted on is not refused"
    assert open_house.items[1].nominee.state == "passed"


def test_the_minutes_become_a_document_that_can_be_laid_out(open_house, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    vote(open_house, open_house.items[0], ["for", "against", "blank", "against"])
    services.close_session(by=open_house.secretary, session=open_house.session)
    secretary = signed_in(open_house.secretary)
    answer = secretary.post(address(open_house, "bien-ban/"))
    document = CouncilSession.objects.get().minutes
    assert answer.url == f"/van-ban/{document.pk}/"
    text = str(document.paper)
    assert "1/5" in text
    assert "BIÊN BẢN" in text
    paper = paper_of(document)
    assert paper.letterhead.body == open_house.session.council.name.upper()
    assert paper.number.line.endswith("/BB-HĐTĐKT")
    members = [plain(block.text) for block in paper.body if isinstance(block, Bullet)]
    assert [line[-1] for line in members] == [";"] * (len(members) - 1) + ["."]


def test_a_member_without_a_seat_sees_no_session(open_house):
    stranger = signed_in(open_house.officer)
    assert stranger.get(address(open_house)).status_code == 404


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_list_has_a_fixed_number_of_queries(house, django_assert_num_queries, sessions):
    for _number in range(sessions - 1):
        CouncilSession.objects.create(
            council=house.council,
            round=house.round,
            held_on=house.session.held_on,
            starts_at=house.session.starts_at,
            place="",
            created_by=house.secretary,
        )
    client = signed_in(house.secretary)
    with django_assert_num_queries(6):
        assert client.get("/hoi-dong/").status_code == 200


def test_the_session_page_has_a_fixed_number_of_queries(house, django_assert_num_queries):
    attend(house, ["present"] * 5)
    client = signed_in(house.secretary)
    with django_assert_num_queries(13):
        assert client.get(address(house)).status_code == 200


def test_more_votes_than_members_are_refused_beside_their_field(house, secretary):
    first = house.session.items.first()
    answer = secretary.post(address(house, "phieu-giay/"), {f"for_{first.pk}": "99"})
    assert answer.status_code == 422
    members = house.session.voters.count()
    assert answer.context["form"].errors[f"for_{first.pk}"] == [
        f"Hội đồng chỉ có {members} thành viên."
    ]
    assert 'value="99"' in answer.content.decode()


def test_votes_on_paper_are_typed_page_by_page_and_nothing_is_lost(house, secretary, monkeypatch):
    monkeypatch.setattr("awards.council.views.sessions.ITEMS_A_PAGE", 1)
    first, second = house.items
    url = address(house, "phieu-giay/")
    assert "Phiếu giấy" in secretary.get(address(house)).content.decode()
    wrong = secretary.post(url, {f"for_{first.pk}": "4", f"against_{first.pk}": "3"})
    assert wrong.status_code == 422
    assert f"for_{first.pk}" in wrong.context["form"].errors
    assert 'value="3"' in wrong.content.decode()
    kept = secretary.post(url, {f"for_{first.pk}": "4", f"against_{first.pk}": "1"})
    assert kept["Location"] == f"{url}?page=2"
    step = address(house, "ket-qua-giay/")
    assert "1/2" in secretary.get(step).content.decode()
    last = secretary.post(f"{url}?page=2", {"others_for": "5"})
    assert last["Location"] == address(house)
    assert "2/2" in secretary.get(step).content.decode()
    shown = secretary.get(url).context["form"]
    assert [field.initial for _item, votes in shown.lines for _word, field in votes] == [4, 1, 0, 0]
    second.refresh_from_db()
    assert (second.votes_for, second.passed) == (5, None)
