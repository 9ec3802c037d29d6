"""Acts on long selections of a list: the same service per record, with progress, once each."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from emulation.clock import today
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.people.models import Mandate
from emulation.registries.work import StepResult, job_kind
from emulation.ui.errors import Refused
from emulation.ui.lists import Listing, SelectionAction, listings
from emulation.ui.lists.selection import (
    Outcome,
    act_on,
    act_together,
    bound_form,
    does_later,
)

KIND: Final = "lists.act"
ROWS_A_STEP: Final = 20


class ClaimLost(Exception):
    """Another worker holds the job: what was begun here is rolled back."""


@does_later
def queue_selection(
    *,
    by: Mandate,
    listing: Listing[Any],
    action: SelectionAction[Any],
    pks: list[int],
    scope: dict[str, Any],
    data: str,
    back: str,
) -> str:
    """Queue an act on the rows ``pks`` and return the job's page.

    ``data`` is what was entered into the act's form, as sent: the job checks it again. ``back`` is
    the address of the list.
    """
    args = {"listing": listing.name, "action": action.name, "pks": pks, "scope": dict(scope)}
    job = enqueue(KIND, {**args, "data": data, "back": back}, by=by)
    return reverse("jobs:job", args=[job.pk])


@job_kind(KIND, label=gettext_lazy("Work on the selected rows of a list"))
def act_on_selection(job: Job) -> StepResult:
    """Act on the next rows; right, visibility and input are checked again in each step."""
    args, by = job.args, job.created_by
    listing = listings[args["listing"]]
    action = listing.action(args["action"], by)
    if action is None or by is None or not _acts_today(by):
        raise Refused(_("The role under which this was started may not do it any more."))
    form = bound_form(action, by, args["scope"], args["pks"], QueryDict(args["data"]))
    if form is not None and not form.is_valid():
        raise Refused(" ".join(message for words in form.errors.values() for message in words))
    if action.together:
        if kept := job.progress.get("result"):  # a worker died between the act and its report
            return _ended(action, listing, job.args["pks"], kept)
        return _together(job, listing, action, form)
    progress = _Progress(job)
    next_pks = args["pks"][progress.at : progress.at + ROWS_A_STEP]
    act_on(
        listing,
        action,
        next_pks,
        by=by,
        scope=args["scope"],
        entered=form.entered() if form is not None else {},
        after_each=progress.keep,
    )
    return progress.result(action, f"{action.label}: {listing.title}")


def _together(
    job: Job, listing: Listing[Any], action: SelectionAction[Any], form: Any
) -> StepResult:
    """Act on all rows in one transaction, in which the job's end is written too."""
    args, pks = job.args, job.args["pks"]
    with transaction.atomic():
        outcome = act_together(
            listing,
            action,
            pks,
            by=job.created_by,
            scope=args["scope"],
            entered=form.entered() if form is not None else {},
        )
        back = action.goes_to(outcome.answers[0][1]) if action.goes_to else args["back"]
        made = action.goes_to is not None
        result = {"outcome": {**outcome.told(action), "back": back, "made": made}}
        held = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
        if not held.update(progress={"at": len(pks), "result": result}, done=len(pks)):
            raise ClaimLost
    return _ended(action, listing, pks, result)


def _ended(
    action: SelectionAction[Any], listing: Listing[Any], pks: list[int], result: dict[str, Any]
) -> StepResult:
    return StepResult(
        done=len(pks),
        total=len(pks),
        message=f"{action.label}: {listing.title}",
        state={"at": len(pks), "result": result},
        finished=True,
        result=result,
    )


def _acts_today(by: Mandate) -> bool:
    return Mandate.objects.active(today()).filter(pk=by.pk).exists()


class _Progress:
    """How far a selection was worked off; kept in the transaction of each record."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.at = job.progress.get("at", 0)
        self.done = job.progress.get("done", 0)
        self.refused = list(job.progress.get("refused", []))
        self._before = self.done, list(self.refused)

    def keep(self, _pk: int, outcome: Outcome) -> None:
        """Keep the step's outcome so far; raise ``ClaimLost`` when another worker took over."""
        done, refused = self._before
        self.at += 1
        self.done = done + outcome.done
        self.refused = [*refused, *outcome.refused]
        held = Job.objects.filter(pk=self.job.pk, claim=self.job.claim, state=JobState.RUNNING)
        if not held.update(progress=self._state(), done=self.at):
            raise ClaimLost

    def _state(self) -> dict[str, Any]:
        return {"at": self.at, "done": self.done, "refused": self.refused}

    def result(self, action: SelectionAction[Any], message: str) -> StepResult:
        """Return what the step achieved, at the end with every refusal and its reason."""
        total = len(self.job.args["pks"])
        told = Outcome(self.done, [(name, why) for name, why in self.refused]).told(action)
        return StepResult(
            done=self.at,
            total=total,
            message=message,
            state=self._state(),
            finished=self.at >= total,
            result={"outcome": {**told, "back": self.job.args["back"]}},
        )
