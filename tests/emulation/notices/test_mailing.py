"""Mail reaches everybody whom it can: through a real server that refuses, waits and goes away."""

import datetime as dt

import pytest

from emulation.clock import real_now
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue, run_now, run_step, start_due
from emulation.notices.models import Notice
from emulation.notices.services import mail_notices, notify
from emulation.people.enums import InvitationChannel
from emulation.people.services.accounts import update_account
from emulation.people.services.invitations import invite
from tests.builders.clients import signed_in
from tests.builders.people import make_mandate
from tests.builders.smtp import smtp_server

BAD = "sai@khong-co.vn"


@pytest.fixture
def server(settings):
    with smtp_server() as started:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", started.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 2
        yield started


def reader(house, name, address):
    mandate = make_mandate("officer", house.other, name)
    mandate.account.email = address
    mandate.account.save()
    return mandate


def tell(*recipients, subject="Đã phát động", by=None):
    notify(event="test", recipients=recipients, subject=subject, url="/x/", by=by)


def correct(house, mandate, address):
    account = mandate.account
    account.refresh_from_db()
    account.set_password("x")
    update_account(by=house.admin, account=account, email=address)


def later(**span):
    """Let the time pass that mail has to wait."""
    gone = dt.timedelta(**span)
    for notice in Notice.objects.all():
        notice.mail_after = notice.mail_after and notice.mail_after - gone
        notice.mailed_at = notice.mailed_at and notice.mailed_at - gone
        notice.queued_at = notice.queued_at and notice.queued_at - gone
        notice.save()


def test_an_address_that_is_refused_stops_nobody_and_is_set_aside(house, server):
    server.answers[BAD] = "550 no such user"
    bad = reader(house, "sai", BAD)
    good = [reader(house, f"dung{n}", f"dung{n}@baclieu.vn") for n in range(3)]
    tell(bad)
    tell(*good)
    mail_notices()
    assert {address for address, _ in server.taken} == {f"dung{n}@baclieu.vn" for n in range(3)}
    notice = Notice.objects.get(account=bad.account, event="test")
    assert (notice.mail_state, notice.mail_error) == ("set-aside", "550 no such user")
    told = Notice.objects.get(event="notices.address_refused")
    assert told.account == house.admin.account
    assert BAD in told.subject
    page = signed_in(house.admin).get(told.url).content.decode()
    assert "Địa chỉ này bị từ chối" in page
    assert "550 no such user" in page
    mail_notices()
    assert len(server.taken) == 3
    assert Notice.objects.filter(event="notices.address_refused").count() == 1


def test_what_was_set_aside_leaves_when_the_address_is_corrected(house, server):
    server.answers[BAD] = "550 no such user"
    bad = reader(house, "sai", BAD)
    tell(bad)
    mail_notices()
    correct(house, bad, "dung@baclieu.vn")
    mail_notices()
    assert [address for address, _ in server.taken] == ["dung@baclieu.vn"]


def test_an_address_that_waits_is_tried_again_later_and_not_for_ever(house, server):
    server.answers[BAD] = "451 greylisted"
    tell(reader(house, "cham", BAD))
    for tries in range(1, 8):
        mail_notices()
        mail_notices()  # not again at once
        assert Notice.objects.get(event="test").mail_tries == tries
        later(days=1)
    mail_notices()
    assert Notice.objects.get(event="test").mail_state == "set-aside"


def test_an_address_before_which_the_server_hangs_up_stands_behind_the_others(house, server):
    server.answers[BAD] = "close"
    tell(reader(house, "sai", BAD))
    tell(reader(house, "dung", "dung@baclieu.vn"))
    job = enqueue("notices.mail", by=None)
    assert run_now(job).state == "done"
    assert [address for address, _ in server.taken] == ["dung@baclieu.vn"]


def test_a_server_that_was_away_for_a_minute_gets_everything_afterwards(house, server):
    port = server.port
    tell(reader(house, "a", "a@baclieu.vn"), reader(house, "b", "b@baclieu.vn"))
    server.answers = dict.fromkeys(["a@baclieu.vn", "b@baclieu.vn"], "close")
    job = run_now(Job.objects.get(kind="notices.mail"))
    assert (job.state, server.taken) == ("done", [])
    assert "Máy chủ thư" in job.message
    server.answers = {}
    later(minutes=2)
    start_due()  # the schedule asks again by itself
    run_now(Job.objects.filter(kind="notices.mail").latest("pk"))
    assert sorted(address for address, _ in server.taken) == ["a@baclieu.vn", "b@baclieu.vn"]
    assert port == server.port


def test_a_server_that_stays_away_is_told_to_the_administrator(house, server):
    tell(reader(house, "a", "a@baclieu.vn"))
    server.answers["a@baclieu.vn"] = "close"
    later(minutes=20)
    job = run_now(Job.objects.get(kind="notices.mail"))
    assert job.state == "failed"
    assert Notice.objects.get(event="jobs.failed").account == house.admin.account
    assert Notice.objects.get(event="test").mail_state == "queued"


def test_what_is_old_does_not_leave_when_an_address_is_entered(house, server):
    leader = reader(house, "lanh-dao", "")
    for n in range(30):
        tell(leader, subject=f"Việc {n}")
    correct(house, leader, "moi@baclieu.vn")
    mail_notices()
    assert server.taken == []
    tell(leader, subject="Việc mới")
    mail_notices()
    assert [message["Subject"] for _, message in server.taken] == ["Việc mới"]


def test_many_notices_travel_in_one_mail(house, server):
    leader = reader(house, "lanh-dao", "ld@baclieu.vn")
    tell(leader, subject="Việc đầu")
    mail_notices()
    for n in range(40):
        tell(leader, subject=f"Việc {n}")
    mail_notices()
    assert len(server.taken) == 1  # what comes soon after waits
    later(minutes=11)
    mail_notices()
    subjects = [message["Subject"] for _, message in server.taken]
    assert subjects == ["Việc đầu", "40 thông báo: Việc 0"]
    body = server.taken[1][1].get_content()
    assert "Việc 29" in body
    assert "/thong-bao/" in body


def test_a_mail_says_that_a_machine_wrote_it_and_whom_to_answer(house, server):
    house.office.unit.email = "thidua@baclieu.gov.vn"
    house.office.unit.save()
    tell(reader(house, "a", "a@baclieu.vn"), by=house.office, subject="Hai\ndòng")
    mail_notices()
    message = server.taken[0][1]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] == "thidua@baclieu.gov.vn"
    assert message["Subject"] == "Hai dòng"


def test_a_letter_waits_for_the_server_and_a_refused_one_says_so(house, server):
    someone = reader(house, "moi", "moi@baclieu.vn").account
    server.answers["moi@baclieu.vn"] = "close"
    invite(by=house.admin, account=someone, channel=InvitationChannel.EMAIL)
    job = Job.objects.get(kind="notices.letter")
    assert run_step(job.pk) is False
    job.refresh_from_db()
    assert job.state == "queued"
    assert job.notified_at > real_now()
    server.answers["moi@baclieu.vn"] = "550 no such user"
    assert run_now(job).state == "failed"
    assert "550 no such user" in job.error
    server.answers = {}
    invite(by=house.admin, account=someone, channel=InvitationChannel.EMAIL)
    run_now(Job.objects.filter(kind="notices.letter").latest("pk"))
    assert server.taken[0][1]["Auto-Submitted"] == "auto-generated"


def test_the_bell_counts_what_is_unread_and_leads_to_it(house):
    reads = reader(house, "a", "")
    client = signed_in(reads)
    assert "Thông báo: không có tin chưa đọc" in client.get("/thong-bao/").content.decode()
    tell(reads)
    tell(reads)
    page = client.get("/thong-bao/").content.decode()
    assert "Thông báo: 2 tin chưa đọc" in page
    assert 'class="bell" href="/thong-bao/"' in page
