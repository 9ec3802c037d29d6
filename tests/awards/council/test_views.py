"""The council's pages: the secretary's screen, the member's ballot, the result after closing."""

import pytest

from awards.council import services
from awards.council.models import Ballot, CouncilSession
from emulation.ui.forms import new_key
from emulation.ui.models import FormReceipt
from tests.builders.clients import signed_in
from tests.builders.councils import attend


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


def test_a_member_votes_on_one_nominee_after_the_other(open_house):
    member = signed_in(open_house.members[0])
    page = member.get(address(open_house, "bo-phieu/")).content.decode()
    assert "Nguyễn Văn An" in page
    award = "Chiến sĩ thi đua cấp tỉnh"
    assert award in page
    assert award in member.get(address(open_house)).content.decode()
    first = address(open_house, f"bo-phieu/{open_house.items[0].pk}/")
    answer = member.post(first, {"choice": "for"}, follow=True)
    page = answer.content.decode()
    code = Ballot.objects.get().code
    assert code in page
    assert "Trần Thị Bình" in page
    second = address(open_house, f"bo-phieu/{open_house.items[1].pk}/")
    answer = member.post(second, {"choice": "blank"}, follow=True)
    assert answer.redirect_chain[-1][0] == address(open_house)


def test_a_ballot_without_a_choice_says_so(open_house):
    member = signed_in(open_house.members[0])
    answer = member.post(address(open_house, f"bo-phieu/{open_house.items[0].pk}/"), {})
    assert answer.status_code == 422
    assert not Ballot.objects.exists()


def test_a_double_click_casts_one_ballot_and_its_receipt_keeps_nothing_of_it(open_house):
    member = open_house.members[0]
    client, url = signed_in(member), address(open_house, f"bo-phieu/{open_house.items[0].pk}/")
    data = {"choice": "for", "once": new_key(member.account_id)}
    assert [client.post(url, data).status_code for _click in range(2)] == [302, 302]
    assert Ballot.objects.count() == 1
    receipt = FormReceipt.objects.get()
    assert receipt.body_hash == ""
    assert Ballot.objects.get().code not in receipt.location


def test_the_result_is_hidden_before_closing_and_shown_after(open_house):
    for member in open_house.members:
        services.cast_ballot(by=member, item=open_house.items[0], choice="for")
    secretary = signed_in(open_house.secretary)
    assert "5 / 5" not in secretary.get(address(open_house)).content.decode()
    page = secretary.get(address(open_house, "dong/")).content.decode()
    assert "còn thiếu 5 phiếu" in page
    assert secretary.post(address(open_house, "dong/"), {"conclusions": ""}).status_code == 302
    page = secretary.get(address(open_house)).content.decode()
    assert "5 / 5" in page
    assert "Không đạt" in page


def test_the_minutes_become_a_document_that_can_be_laid_out(open_house, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    services.cast_ballot(by=open_house.members[0], item=open_house.items[0], choice="for")
    services.close_session(by=open_house.secretary, session=open_house.session)
    secretary = signed_in(open_house.secretary)
    answer = secretary.post(address(open_house, "bien-ban/"))
    document = CouncilSession.objects.get().minutes
    assert answer.url == f"/van-ban/{document.pk}/"
    text = str(document.paper)
    assert "1/5" in text
    assert "BIÊN BẢN" in text


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
    with django_assert_num_queries(12):
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
    assert [field.initial for _item, votes in shown.lines for _word, field in votes] == [4, 1, 0]
    second.refresh_from_db()
    assert (second.votes_for, second.passed) == (5, None)
