"""The work of this room in the background, and what it answers to a verification code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from emulation.documents.registry import verification_source
from emulation.documents.selectors import verified_document
from emulation.documents.services.issuing import issue_document
from emulation.documents.services.previewing import render_preview
from emulation.jobs.enums import Queue
from emulation.jobs.models import Job
from emulation.registries.work import StepResult, job_kind

verification_source(verified_document)


@job_kind("documents.preview", label=_("Preview of a draft"), queue=Queue.RENDER)
def preview(job: Job) -> StepResult:
    """Lay out the draft and keep it with its findings."""
    render_preview(job.args["document"], job.args["digest"])
    return StepResult()


@job_kind("documents.issue", label=_("Issuing a document"), queue=Queue.RENDER)
def issue(job: Job) -> StepResult:
    """Render the numbered document, keep its bytes and issue it."""
    issue_document(job.args["document"])
    return StepResult()
