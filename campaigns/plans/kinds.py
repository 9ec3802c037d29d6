"""The plan as a kind of official document, and what its way means for the campaign."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.plans.documents import KIND
from campaigns.plans.services.launching import (
    campaign_of,
    issue_campaign,
    return_campaign,
    sign_campaign,
)
from campaigns.plans.services.opening import JOB, opening_step
from campaigns.plans.services.participants import carry_on_participations
from emulation.documents.models import Document
from emulation.documents.registry import document_kind
from emulation.jobs.enums import Queue
from emulation.jobs.models import Job
from emulation.registries.work import StepResult, job_kind
from emulation.units.registry import on_succession
from emulation.workflow.selectors import history

on_succession(carry_on_participations)


@job_kind(JOB, label=_("Opening registrations and reports"), queue=Queue.COMPUTE)
def open_for_participants(job: Job) -> StepResult:
    """Take the next step of the opening."""
    return opening_step(job)


def _signed(document: Document) -> None:
    sign_campaign(campaign=campaign_of(document), by=document.signed_by)


def _returned(document: Document) -> None:
    """Hand on who gave the plan back, why, and by when it is wanted again."""
    step = history(document).order_by("-pk").first()
    if step is None:
        return
    return_campaign(
        campaign=campaign_of(document),
        by=step.mandate,
        reason=step.reason,
        due_on=step.due_on,
        items=step.items,
    )


def _issued(document: Document) -> None:
    issue_campaign(campaign=campaign_of(document), by=document.numbered_by)


def _url(document: Document) -> str:
    return reverse("plans:campaign", args=[campaign_of(document).pk])


document_kind(
    KIND,
    name=_("Launch plan"),
    symbol="KH",
    on_signed=_signed,
    on_returned=_returned,
    on_issued=_issued,
    url_of=_url,
)
