"""The decision as a kind of official document, its job, and the codes of certificates."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.decisions.documents import KIND
from awards.decisions.selectors import verified_certificate
from awards.decisions.services import render_next_batch
from awards.decisions.services.issuing import (
    check_numbering,
    follow_return,
    follow_submission,
    issue_decision,
)
from emulation.documents.models import Document
from emulation.documents.registry import document_kind, verification_source
from emulation.jobs.enums import Queue
from emulation.jobs.kinds import StepResult, job_kind
from emulation.jobs.models import Job

verification_source(verified_certificate)


def _url_of(document: Document) -> str:
    decision = getattr(document, "award_decision", None)
    return reverse("decisions:decision", args=[decision.pk]) if decision else ""


document_kind(
    KIND,
    name=gettext_lazy("Decision on awards"),
    symbol="QĐ",
    on_submitted=follow_submission,
    on_returned=follow_return,
    on_numbered=check_numbering,
    on_issued=issue_decision,
    url_of=_url_of,
)


@job_kind("decisions.certificates", label=gettext_lazy("Making certificates"), queue=Queue.RENDER)
def make_certificates(job: Job) -> StepResult:
    """Render the next batch; what was made before a worker died is not made again."""
    done, total = render_next_batch(job.args["decision"])
    return StepResult(
        done=done,
        total=total,
        message=_("%(done)s of %(total)s certificates") % {"done": done, "total": total},
        finished=done >= total,
    )
