"""Background work: claimed once, resumed after a death, capped, cancelled, never lost."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from emulation.clock import real_now
from emulation.jobs import services
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job, WorkerSign
from emulation.registries.proof import violations
from emulation.registries.work import StepResult, job_kind, registry
from emulation.ui.errors import Refused, WrongState
from tests.builders.races import at_once


@pytest.fixture
def kind():
    """A kind of three steps that writes down how often each was taken."""
    taken: list[int] = []

    @job_kind("test.three", label="Ba bước")
    def step(job: Job) -> StepResult:
        number = job.progress.get("number", 0)
        taken.append(number)
        if job.args.get("fail_at") == number:
            raise ValueError("hỏng")
        if job.args.get("refuse"):
            raise Refused("Thiếu số liệu")
        last = number == 2
        return StepResult(number + 1, 3, f"Bước {number + 1}", {"number": number + 1}, last)

    yield taken
    del registry["test.three"]


def test_a_job_is_worked_off_step_by_step(house, kind):
    job = services.run_now(services.enqueue("test.three", by=house.office))
    assert (job.state, job.percent, kind) == (JobState.DONE, 100, [0, 1, 2])


def test_a_job_rolls_back_with_its_cause(house, kind):
    def act() -> None:
        with transaction.atomic():
            services.enqueue("test.three", by=house.office)
            raise ValueError("cause")

    with pytest.raises(ValueError, match="cause"):
        act()
    assert not Job.objects.exists()


def test_a_second_message_for_a_claimed_job_does_nothing(house, kind):
    job = services.enqueue("test.three", by=house.office)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, heartbeat_at=real_now())
    assert services.run_step(job.pk) is False
    assert kind == []


def test_a_job_of_a_dead_worker_is_taken_up_where_it_stood(house, kind):
    job = services.enqueue("test.three", by=house.office)
    assert services.run_step(job.pk)
    long_ago = real_now() - dt.timedelta(minutes=10)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, heartbeat_at=long_ago)
    assert services.sweep() == 1
    job = services.run_now(job)
    assert (job.state, kind) == (JobState.DONE, [0, 1, 2])


def test_a_fault_is_tried_three_times_then_shown(house, kind):
    job = services.enqueue("test.three", {"fail_at": 1}, by=house.office)
    services.run_step(job.pk)
    for _attempt in range(5):
        services.run_step(job.pk)
    job.refresh_from_db()
    assert (job.state, kind) == (JobState.FAILED, [0, 1, 1, 1])
    assert "hỏng" in job.error


def test_a_refusal_is_not_repeated(house, kind):
    job = services.run_now(services.enqueue("test.three", {"refuse": True}, by=house.office))
    assert (job.state, job.error, kind) == (JobState.FAILED, "Thiếu số liệu", [0])


def test_a_job_whose_worker_always_dies_is_set_aside(house, kind):
    job = services.enqueue("test.three", by=house.office)
    long_ago = real_now() - dt.timedelta(minutes=10)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, heartbeat_at=long_ago, attempts=services.MAX_ATTEMPTS
    )
    services.sweep()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert services.run_step(job.pk) is False


def test_a_cancelled_job_stops_before_its_next_step(house, kind):
    job = services.enqueue("test.three", by=house.office)
    services.run_step(job.pk)
    services.cancel_job(by=house.office, job=job)
    services.run_step(job.pk)
    job.refresh_from_db()
    assert (job.state, kind) == (JobState.CANCELLED, [0])
    with pytest.raises(WrongState):
        services.cancel_job(by=house.office, job=job)


def test_failed_work_can_be_repeated(house, kind):
    job = services.run_now(services.enqueue("test.three", {"refuse": True}, by=house.office))
    Job.objects.filter(pk=job.pk).update(args={})
    services.retry_job(by=house.office, job=job)
    assert services.run_now(job).state == JobState.DONE
    with pytest.raises(WrongState):
        services.retry_job(by=house.office, job=job)


def test_the_database_refuses_an_end_without_a_time(house, kind):
    job = services.enqueue("test.three", by=house.office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state=JobState.DONE)


def test_the_sweep_gives_a_sign_of_life(db):
    services.sweep()
    assert WorkerSign.objects.get().name == "worker"


def test_a_stuck_job_is_a_violation(house, kind):
    job = services.enqueue("test.three", by=house.office)
    assert not [line for line in violations() if "stuck" in line]
    long_ago = real_now() - dt.timedelta(minutes=10)
    Job.objects.filter(pk=job.pk).update(notified_at=long_ago, created_at=long_ago)
    # without a worker it waits as it should: a copy that is restored is sound
    assert not [line for line in violations() if "stuck" in line]
    WorkerSign.objects.create(name="worker", at=real_now())
    assert [line for line in violations() if "stuck" in line]


@pytest.mark.parametrize("name", sorted(registry))
def test_every_kind_has_a_name_in_vietnamese(name):
    assert str(registry[name].label)
    assert registry[name].queue in {"render", "compute", "import", "mail"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_takes_the_step(house, kind):
    job = services.enqueue("test.three", by=house.office)
    at_once(*[lambda: services.run_step(job.pk)] * 8)
    job.refresh_from_db()
    assert kind == list(range(len(kind)))
    assert job.done == len(kind)
