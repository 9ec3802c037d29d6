"""Periodic work: one row a kind, started once a span, its failures readable."""

import datetime as dt

import pytest

from emulation.audit.services import record, seal_entries
from emulation.clock import ZONE, real_now
from emulation.jobs import services
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job, Schedule, WorkerSign
from emulation.jobs.services import running
from emulation.notices.models import Notice
from emulation.registries.work import JobKind, StepResult, registry
from emulation.ui.errors import Refused
from tests.builders.clients import signed_in
from tests.builders.races import at_once

MOMENT = dt.datetime(2021, 11, 22, 9, 10, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def hourly(db):
    """A kind that runs every hour, alone; its orders say what it does."""
    others, orders = dict(registry), {"fail": False, "work": True}

    def step(job: Job) -> StepResult:
        if orders["fail"]:
            raise Refused("hỏng")
        return StepResult(message="xong")

    registry.clear()
    registry["test.hourly"] = JobKind(
        "test.hourly", "Hằng giờ", "compute", step, HOUR, has_work=lambda: orders["work"]
    )
    yield orders
    registry.clear()
    registry.update(others)


def _run(moment: dt.datetime) -> Job:
    services.start_due(moment)
    return services.run_now(Schedule.objects.get().job)


def test_a_kind_runs_once_a_span_and_always_in_the_same_job(hourly):
    assert services.start_due(MOMENT) == 1
    first = Schedule.objects.get().job
    assert services.run_now(first).state == JobState.DONE
    assert services.start_due(MOMENT + dt.timedelta(minutes=20)) == 0
    assert services.start_due(MOMENT + HOUR) == 1
    first.refresh_from_db()
    assert (first.state, first.attempts, first.ended_at) == (JobState.QUEUED, 0, None)
    services.run_now(first)
    for hours in range(2, 9):
        assert _run(MOMENT + hours * HOUR) == first
    assert (Job.objects.count(), Schedule.objects.count()) == (1, 1)


def test_a_run_that_still_goes_is_not_started_again(hourly):
    services.start_due(MOMENT)
    job = Schedule.objects.get().job
    Job.objects.update(state=JobState.RUNNING, claim="a", heartbeat_at=real_now())
    assert services.start_due(MOMENT + 2 * HOUR) == 0
    job.refresh_from_db()
    assert (job.state, job.claim) == (JobState.RUNNING, "a")


def test_a_kind_without_work_is_asked_and_nothing_is_written(hourly, django_assert_num_queries):
    _run(MOMENT)
    hourly["work"] = False
    with django_assert_num_queries(1):
        assert services.start_due(MOMENT + HOUR) == 0
    hourly["work"] = True
    assert services.start_due(MOMENT + HOUR) == 1


def test_a_failure_stays_readable_after_a_later_run_succeeded(hourly):
    hourly["fail"] = True
    assert _run(MOMENT).state == JobState.FAILED
    assert _run(MOMENT + HOUR).state == JobState.FAILED
    schedule = Schedule.objects.get()
    assert (schedule.state, schedule.failures) == (JobState.FAILED, 2)
    hourly["fail"] = False
    _run(MOMENT + 2 * HOUR)
    schedule.refresh_from_db()
    assert (schedule.state, schedule.message, schedule.failures) == (JobState.DONE, "xong", 0)
    assert "hỏng" in schedule.error
    assert schedule.failed_at < schedule.ended_at


def test_spans_are_counted_from_a_time_of_day_of_the_province():
    nightly = JobKind("a", "", "compute", print, dt.timedelta(days=1), first_at=dt.time(2))
    evening = dt.datetime(2021, 11, 22, 20, 0, tzinfo=ZONE)
    assert nightly.run_after(evening) == dt.datetime(2021, 11, 23, 2, tzinfo=ZONE)
    assert nightly.run_after(evening.replace(hour=1)).day == 22
    twice = JobKind("b", "", "mail", print, dt.timedelta(hours=12), first_at=dt.time(7))
    assert twice.run_after(evening).astimezone(ZONE).hour == 7
    assert twice.run_after(evening.replace(hour=8)).astimezone(ZONE).hour == 19


def test_the_page_shows_what_was_started_what_failed_and_the_schedules(house):
    services.start_due()
    while seal_entries():
        pass
    for schedule in Schedule.objects.exclude(job=None):
        services.run_now(schedule.job)
    started = services.enqueue("notices.mail", by=house.office)
    quiet = services.enqueue("notices.mail", by=None)
    failed = services.enqueue("notices.mail", by=None)
    Job.objects.filter(pk=failed.pk).update(state=JobState.FAILED, ended_at=real_now())
    page = signed_in(house.admin).get("/cong-viec-nen/")
    assert {job.pk for job in page.context["rows"]} == {started.pk, failed.pk}
    assert quiet.pk not in {job.pk for job in page.context["rows"]}
    text = page.content.decode()
    assert "Công việc định kỳ" in text
    assert "Cơ sở dữ liệu" in text


def test_the_nightly_work_cleans_proves_and_says_what_it_found(house, settings):
    entry = record(by=house.office, action="test.act", obj=house.province)
    type(entry).objects.bulk_create(
        [type(entry)(province_time=entry.province_time, action="x", at=entry.at)]
    )
    job = services.run_now(services.enqueue("jobs.nightly", by=None))
    assert (job.state, job.result["violations"]) == (JobState.DONE, [])
    assert job.message == "Cơ sở dữ liệu toàn vẹn."
    assert job.done == job.total > 10
    stuck = services.enqueue("notices.mail", by=house.office)
    long_ago = real_now() - dt.timedelta(minutes=10)
    WorkerSign.objects.create(name="worker", at=real_now())
    Job.objects.filter(pk=stuck.pk).update(notified_at=long_ago, created_at=long_ago)
    job = services.run_now(services.enqueue("jobs.nightly", by=None))
    assert (job.state, len(job.result["violations"])) == (JobState.FAILED, 1)
    assert "1 điểm sai lệch" in job.error


def test_a_database_that_is_not_sound_is_shown_and_told_to_the_administrator(house):
    stuck = services.enqueue("notices.mail", by=house.office)
    long_ago = real_now() - dt.timedelta(minutes=10)
    WorkerSign.objects.create(name="worker", at=real_now())
    Job.objects.filter(pk=stuck.pk).update(notified_at=long_ago, created_at=long_ago)
    services.start_due()
    schedule = Schedule.objects.get(kind="jobs.nightly")
    job = services.run_now(schedule.job)
    schedule.refresh_from_db()
    assert (schedule.state, schedule.failures) == (JobState.FAILED, 1)
    assert "1 điểm sai lệch" in schedule.error
    client = signed_in(house.admin)
    assert job.pk in {row.pk for row in client.get("/cong-viec-nen/").context["rows"]}
    page = client.get(f"/cong-viec-nen/{job.pk}/").content.decode()
    assert f"No job is stuck: notices.mail {stuck.pk} is queued" in page
    notice = Notice.objects.get(event="jobs.failed")
    assert (notice.account, notice.url) == (house.admin.account, f"/cong-viec-nen/{job.pk}/")
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED, progress={}, ended_at=None)
    assert services.run_now(job).state == JobState.FAILED
    assert Notice.objects.filter(event="jobs.failed").count() == 1  # once a day


def test_a_job_ends_even_when_nobody_can_be_told(house, hourly, monkeypatch):
    def broken(job):
        raise RuntimeError("no post today")

    monkeypatch.setattr(running, "failure_listeners", [broken])
    hourly["fail"] = True
    job = _run(MOMENT)
    assert (job.state, job.error) == (JobState.FAILED, "hỏng")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_schedulers_one_starts_the_run(hourly):
    _run(MOMENT)
    started = at_once(*[lambda: services.start_due(MOMENT + HOUR)] * 6)
    assert sum(started) == 1
    assert Job.objects.get().state == JobState.QUEUED
