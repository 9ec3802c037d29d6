"""Notices: once an account, not to oneself, mailed by a job, read by their owner only."""

import pytest
from django.core import mail

from emulation.jobs.models import Job
from emulation.jobs.services import run_now
from emulation.notices.models import Notice
from emulation.notices.services import notify
from tests.builders.clients import signed_in
from tests.builders.people import make_mandate


def tell(house, recipients, **extra):
    return notify(event="test", recipients=recipients, subject="Đã phát động", url="/x/", **extra)


def test_an_account_is_told_once_and_never_of_its_own_act(house):
    count = tell(house, [house.officer, house.officer, house.office], by=house.office)
    assert count == 1
    assert Notice.objects.get().account == house.officer.account


def test_a_reminder_with_a_key_is_written_once(house):
    assert tell(house, [house.officer], once="nhac-1") == 1
    assert tell(house, [house.officer], once="nhac-1") == 0
    assert Notice.objects.count() == 1


def test_no_mail_is_queued_where_nobody_has_an_address(house):
    house.officer.account.email = ""
    house.officer.account.save()
    assert tell(house, [house.officer]) == 1
    assert not Job.objects.filter(kind="notices.mail").exists()


def test_mail_is_sent_by_a_job_with_the_address_of_the_portal(house, settings):
    settings.SITE_ORIGIN = "https://thidua.test"
    house.officer.account.email = "canbo@example.vn"
    house.officer.account.save()
    tell(house, [house.officer, house.leader])
    job = run_now(Job.objects.get(kind="notices.mail"))
    assert job.state == "done"
    assert [message.to for message in mail.outbox] == [["canbo@example.vn"]]
    assert "https://thidua.test/x/" in mail.outbox[0].body
    run_now(job)
    assert len(mail.outbox) == 1


def test_a_notice_is_opened_by_its_owner_only(house):
    tell(house, [house.officer])
    notice = Notice.objects.get()
    press = {"press": f"open:{notice.pk}"}
    stranger = signed_in(make_mandate("officer", house.other, "canbo.khac"))
    stranger.post("/thong-bao/", press)
    notice.refresh_from_db()
    assert notice.read_at is None
    answer = signed_in(house.officer).post("/thong-bao/", press)
    assert answer.url == "/x/"
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_has_a_fixed_number_of_queries(house, django_assert_num_queries, rows):
    for row in range(rows):
        tell(house, [house.officer], once=str(row))
    client = signed_in(house.officer)
    with django_assert_num_queries(6):
        assert "Đã phát động" in client.get("/thong-bao/").content.decode()
