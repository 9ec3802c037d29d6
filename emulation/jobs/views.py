"""Pages of background work: the list, one job, its progress, cancel and repeat."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from emulation.jobs import services
from emulation.jobs.lists import JOBS
from emulation.jobs.models import Job, Schedule
from emulation.ui.views import ActionView, ListPage, RecordPage


class JobList(ListPage):
    """What was started, what failed, and what runs by itself."""

    permission = "emulation.view_jobs"
    template_name = "emulation/jobs/job_list.html"
    listing = JOBS

    def page_context(self) -> dict[str, Any]:
        return {"schedules": Schedule.objects.all()}


class JobPage(RecordPage):
    """One job: progress, result, failure."""

    permission = "emulation.view_job"
    template_name = "emulation/jobs/job.html"

    @cached_property
    def job(self) -> Job:
        """The job of the address."""
        return self.found(Job.objects.visible_to(self.mandate), pk=self.kwargs["pk"])

    def page_context(self) -> dict[str, Any]:
        return {"job": self.job}


class JobProgress(JobPage):
    """The progress fragment that the page asks for again and again."""

    template_name = "components/job_progress.html"


class _JobAction(ActionView):
    @cached_property
    def job(self) -> Job:
        """The job of the address."""
        return self.found(Job.objects.visible_to(self.mandate), pk=self.kwargs["pk"])

    def fallback(self) -> str:
        """Return to the job."""
        return reverse("jobs:job", args=[self.job.pk])


class JobCancel(_JobAction):
    """Asks the job to stop before its next step."""

    permission = "emulation.cancel_job"
    success_message = _("The work stops before its next step.")

    def perform(self) -> str:
        services.cancel_job(by=self.mandate, job=self.job)
        return self.fallback()


class JobRetry(_JobAction):
    """Queues failed work again."""

    permission = "emulation.retry_job"
    success_message = _("The work is queued again.")

    def perform(self) -> str:
        services.retry_job(by=self.mandate, job=self.job)
        return self.fallback()
