"""Acts on a selection of a list: in the request, in a job, with what is refused."""

import datetime as dt
from functools import partial

import pytest

from emulation import clock
from emulation.jobs.models import Job
from emulation.jobs.services import run_now
from emulation.notices.models import Notice
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.ui.forms import new_key
from tests.builders import clients
from tests.builders.clients import page_of, signed_in
from tests.builders.people import make_account, make_mandate

pytestmark = pytest.mark.usefixtures("november")

DAY = dt.date(2021, 11, 22)
ACCOUNTS, NOTICES = "/tai-khoan/", "/thong-bao/"
post = partial(clients.post, follow=True)


def officers(house, count):
    return [
        make_mandate(Role.OFFICER, house.other, f"can.bo.{n:02d}").account for n in range(count)
    ]


def test_an_act_with_input_asks_first_and_names_each_refusal(house):
    first, second = officers(house, 2)
    lost = make_account("khong.don.vi", full_name="Không Đơn Vị")
    chosen = [first.pk, second.pk, lost.pk]
    asked = post(house.admin, ACCOUNTS, action="grant", selected=chosen).content.decode()
    assert "Áp dụng cho 3 bản ghi" in asked
    assert Mandate.objects.filter(role=Role.REVIEWER).count() == 0
    data = {"action": "grant", "selected": chosen, "confirmed": "1", "role": Role.REVIEWER}
    bad = signed_in(house.admin).post(ACCOUNTS, {**data, "valid_from": "31/02/2021"})
    assert bad.status_code == 422
    assert "31/02/2021" in bad.content.decode()
    done = post(house.admin, f"{ACCOUNTS}?q=can", **data, valid_from="22/11/2021")
    page = done.content.decode()
    assert "Đã giao vai trò cho 2 tài khoản" in page
    assert "Không Đơn Vị</strong>: Tài khoản này chưa ghi đơn vị công tác." in page
    assert done.request["QUERY_STRING"].startswith("q=can&ket-qua=")
    granted = Mandate.objects.filter(role=Role.REVIEWER)
    assert {mandate.unit for mandate in granted} == {house.other}


def test_an_act_sent_twice_is_done_once_but_another_selection_is_another_act(house):
    first, second = officers(house, 2)
    client, key = signed_in(house.admin), new_key(house.admin.account_id)
    role = {"role": Role.REVIEWER, "valid_from": "22/11/2021"}
    data = {"action": "grant", "confirmed": "1", "once": key, **role}
    answers = [client.post(ACCOUNTS, {**data, "selected": first.pk}).url for _time in range(2)]
    assert answers[0] == answers[1]
    client.post(ACCOUNTS, {**data, "selected": second.pk})
    assert Mandate.objects.filter(role=Role.REVIEWER).count() == 2


def test_nothing_selected_is_answered_with_a_sentence(house):
    for data in ({"action": "grant"}, {"selected": "1"}, {"action": "drop", "selected": "1"}, {}):
        page = post(house.admin, ACCOUNTS, **data).content.decode()
        assert "Hãy chọn các dòng trước" in page


def test_an_act_is_offered_and_done_for_its_roles_only(house):
    (account,) = officers(house, 1)
    assert 'value="grant"' in page_of(house.admin, ACCOUNTS)
    assert 'value="grant"' not in page_of(house.auditor, ACCOUNTS)
    data = {"role": Role.REVIEWER, "valid_from": "22/11/2021", "confirmed": "1"}
    post(house.auditor, ACCOUNTS, action="grant", selected=account.pk, **data)
    assert not Mandate.objects.filter(role=Role.REVIEWER).exists()


def test_what_one_may_not_see_is_not_acted_on(house):
    (stranger,) = officers(house, 1)
    page = post(
        house.leader, ACCOUNTS, action="slips", selected=stranger.pk, confirmed="1"
    ).content.decode()
    assert "Không còn trong danh sách này." in page
    assert not stranger.invitations.exists()


def test_slips_are_printed_together_and_codes_are_kept_nowhere(house):
    accounts = officers(house, 3)
    chosen = [account.pk for account in accounts]
    Account.objects.filter(pk=chosen[0]).update(is_active=False)
    page = post(house.admin, ACCOUNTS, action="slips", selected=chosen, confirmed="1")
    text = page.content.decode()
    assert text.count('class="slip"') == 2
    assert "Không thực hiện được: 1" in text
    for account in accounts[1:]:
        assert account.username in text
        assert account.invitations.count() == 1


def tell(house, count):
    Notice.objects.bulk_create(
        Notice(
            account=house.officer.account,
            event="x",
            subject=f"Việc {n}",
            created_at=clock.now(),
            url="/x/",
        )
        for n in range(count)
    )


def test_all_results_are_those_that_pass_the_filter_not_only_the_page(house):
    tell(house, 30)
    post(house.officer, f"{NOTICES}?q=việc 1", action="read", all="1", selected="1")
    read = Notice.objects.filter(read_at__isnull=False)
    assert {notice.subject for notice in read} == {"Việc 1", *(f"Việc {n}" for n in range(10, 20))}


def test_beyond_fifty_a_job_acts_with_progress_and_tells_the_refusals(house):
    tell(house, 70)
    answer = post(house.officer, NOTICES, action="read", all="1")
    job = Job.objects.get(kind="lists.act")
    assert f"/cong-viec-nen/{job.pk}/" in answer.request["PATH_INFO"]
    assert not Notice.objects.filter(read_at__isnull=False).exists()
    Notice.objects.order_by("pk").first().delete()
    job = run_now(job)
    assert job.state == "done"
    assert (job.done, job.total) == (70, 70)
    assert Notice.objects.filter(read_at__isnull=True).count() == 0
    page = page_of(house.officer, f"/cong-viec-nen/{job.pk}/")
    assert "Đã đánh dấu đã đọc: 69" in page
    assert "Không còn trong danh sách này." in page
    assert f'href="{NOTICES}"' in page


def test_a_job_acts_no_more_when_the_role_has_ended(house):
    tell(house, 60)
    post(house.officer, NOTICES, action="read", all="1")
    Mandate.objects.filter(pk=house.officer.pk).update(valid_to="2021-11-21")
    job = run_now(Job.objects.get(kind="lists.act"))
    assert job.state == "failed"
    assert "không còn quyền" in job.error
    assert not Notice.objects.filter(read_at__isnull=False).exists()


def test_a_job_that_was_killed_repeats_no_record(house, monkeypatch):
    accounts = officers(house, 60)
    role = {"role": Role.REVIEWER, "valid_from": "22/11/2021", "confirmed": "1"}
    post(house.admin, f"{ACCOUNTS}?q=can.bo", action="grant", all="1", **role)
    job = Job.objects.get(kind="lists.act")
    from emulation.people import services

    real, calls = services.grant_mandate, []

    def dies_at_the_thirtieth(**given):
        calls.append(given["account"].pk)
        if len(calls) == 30:
            raise RuntimeError("killed")
        return real(**given)

    monkeypatch.setattr(services, "grant_mandate", dies_at_the_thirtieth)
    job = run_now(job)
    granted = Mandate.objects.filter(role=Role.REVIEWER).count()
    assert granted == 29
    Job.objects.filter(pk=job.pk).update(state="queued")
    job = run_now(job)
    assert job.state == "done"
    assert job.result["outcome"]["refused_count"] == 0
    assert Mandate.objects.filter(role=Role.REVIEWER).count() == len(accounts)


def test_a_row_button_acts_on_its_row_and_goes_on(house):
    tell(house, 2)
    first, second = Notice.objects.order_by("pk")
    answer = signed_in(house.officer).post(NOTICES, {"press": f"open:{first.pk}"})
    assert answer.url == "/x/"
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.read_at
    assert not second.read_at
