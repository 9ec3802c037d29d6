"""What a launch opens for each participant, in a job: a province reports a million figures."""

from __future__ import annotations

import time

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign
from campaigns.plans.registry import launch_works
from campaigns.plans.services.guards import require
from emulation.clock import today
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.notices.services import notify
from emulation.people.models import Mandate
from emulation.people.selectors import officers_and_leaders
from emulation.registries.work import StepResult
from emulation.ui.errors import WrongState
from emulation.units.models import Unit
from emulation.workflow.services import lock

JOB = "plans.open"
STEP_SECONDS = 20


@transaction.atomic
def begin_opening(campaign: Campaign, by: Mandate) -> Job:
    """Queue the job that gives the participants what they lack: registrations and reports."""
    job = enqueue(JOB, {"campaign": campaign.pk}, by=by)
    campaign.opening_job = job
    campaign.save(update_fields=["opening_job"])
    return job


@transaction.atomic
def continue_opening(*, by: Mandate, campaign: Campaign) -> Job:
    """Open what is still missing after the job failed or was cancelled.

    Raises ``NotAllowed``, and ``WrongState`` while the job still runs or when it is done.
    """
    require("campaigns.change_participants", by, campaign)
    fresh = lock(campaign)
    if fresh.state != CampaignState.LAUNCHED or not is_interrupted(fresh):
        raise WrongState(_("Nothing is left to open."))
    return begin_opening(fresh, by)


def is_interrupted(campaign: Campaign) -> bool:
    """Return whether the job of the launch ended before its work was done."""
    job = campaign.opening_job
    return job is not None and job.state in JobState.ENDED - {JobState.DONE}


def opening_step(job: Job) -> StepResult:
    """Take as many pieces of the opening as fit into a step; each may be taken again."""
    campaign = Campaign.objects.filter(
        pk=job.args["campaign"], state=CampaignState.LAUNCHED
    ).first()
    if campaign is None or job.created_by is None:
        return StepResult(message=_("Nothing to do."))
    pieces = [(work.take, step) for work in launch_works for step in range(work.steps(campaign))]
    at, end = int(job.progress.get("at", 0)), time.monotonic() + STEP_SECONDS
    while at < len(pieces) and time.monotonic() < end:
        take, step = pieces[at]
        take(campaign, job.created_by, step)
        at += 1
    if at >= len(pieces):
        _tell_participants(campaign, job.created_by)
    return StepResult(
        done=at,
        total=len(pieces),
        message=_("Registrations and reports are opened: %(done)s of %(all)s parts")
        % {"done": at, "all": len(pieces)},
        state={"at": at},
        finished=at >= len(pieces),
        result={"campaign": campaign.pk} if at >= len(pieces) else {},
    )


def _tell_participants(campaign: Campaign, by: Mandate) -> None:
    """Tell the officers and leaders of the participants, once, when their work is there."""
    units = Unit.objects.filter(
        Q(participations__campaign=campaign, participations__left_on__isnull=True)
        | Q(pk=campaign.standing_agency_id)
    )
    notify(
        event="campaigns.launched",
        recipients=officers_and_leaders(units, today()),
        subject=_("Launched: %(title)s") % {"title": campaign.title},
        body=campaign.objectives,
        url=reverse("plans:campaign", args=[campaign.pk]),
        by=by,
        once=f"campaigns.launched:{campaign.pk}",
    )
