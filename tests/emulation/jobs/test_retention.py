"""What has outlived its use goes, what a record refers to stays."""

import datetime as dt
import os

from emulation.clock import now, real_now
from emulation.files.services import store_bytes
from emulation.imports.models import ImportBatch
from emulation.jobs import services
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job, Schedule
from emulation.notices.models import Notice
from emulation.notices.services import remove_mail_files, remove_read_notices


def _ended(days: int, state: str = JobState.DONE) -> Job:
    job = services.enqueue("notices.mail", by=None)
    Job.objects.filter(pk=job.pk).update(state=state, ended_at=real_now() - dt.timedelta(days=days))
    return job


def test_ended_jobs_go_when_their_time_is_over(house):
    kept = [_ended(29), _ended(170, JobState.FAILED), services.enqueue("notices.mail", by=None)]
    Job.objects.filter(pk=kept[2].pk).update(created_at=real_now() - dt.timedelta(days=400))
    for days, state in ((31, JobState.DONE), (31, JobState.CANCELLED), (181, JobState.FAILED)):
        _ended(days, state)
    assert services.remove_ended_jobs() == 3
    assert set(Job.objects.all()) == set(kept)


def test_a_job_that_a_record_or_a_schedule_refers_to_stays(house, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = store_bytes(by=house.admin, content=b"a", name="a.xlsx", media_type="text/plain")
    of_batch, of_schedule = _ended(400), _ended(400)
    ImportBatch.objects.create(file=file, job=of_batch, read_by=house.admin, read_at=now())
    Schedule.objects.create(kind="audit.seal", job=of_schedule, next_at=real_now())
    _ended(400)
    assert services.remove_ended_jobs() == 1


def test_files_of_the_embedded_broker_go_after_an_hour(settings, tmp_path):
    settings.CELERY_BROKER_FOLDER = tmp_path
    (tmp_path / "processed").mkdir()
    old, new = (tmp_path / "processed" / f"{name}.compute.msg" for name in ("old", "new"))
    for file in (old, new):
        file.write_text("{}")
    long_ago = (real_now() - dt.timedelta(minutes=61)).timestamp()
    os.utime(old, (long_ago, long_ago))
    assert services.remove_old_messages() == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_read_notices_go_after_half_a_year_and_unread_ones_stay(house):
    for days in (10, 181, None):
        read_at = days and now() - dt.timedelta(days=days)
        Notice.objects.create(
            account=house.office.account,
            event="x",
            subject="Nhắc",
            created_at=now() - dt.timedelta(days=400),
            read_at=read_at,
        )
    assert remove_read_notices() == 1
    assert Notice.objects.count() == 2


def test_mails_written_to_files_go_after_a_month(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    old, new = tmp_path / "old.log", tmp_path / "new.log"
    for file in (old, new):
        file.write_text("mail")
    long_ago = (real_now() - dt.timedelta(days=31)).timestamp()
    os.utime(old, (long_ago, long_ago))
    assert remove_mail_files() == 1
    assert new.exists()
