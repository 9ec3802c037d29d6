"""A review is started and computed by a job, step by step; a computed one says what it rests on."""

from __future__ import annotations

import datetime as dt
import hashlib

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Func, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign, Participant
from campaigns.reports.models import Period
from campaigns.reviews.computing import (
    LINES_A_BATCH,
    compute_standings,
    compute_totals,
    counted_reports,
    freeze_lines,
    indicators_of,
)
from campaigns.reviews.drafting import write_sections
from campaigns.reviews.enums import ReviewKind, ReviewState
from campaigns.reviews.models import Review
from campaigns.reviews.workflow import WORKFLOW
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.people.models import Mandate
from emulation.registries.work import StepResult
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import apply, lock
from emulation.workflow.transitions import takes

JOB = "reviews.compute"
DIGESTED_TOTALS = (
    "indicator", "total", "target", "ceiling", "goal", "rate", "outcome", "expected", "received",
)  # fmt: skip
DIGESTED_STANDINGS = (
    "participant", "cluster", "completion", "reached", "expected", "received", "rank",
)  # fmt: skip
DIGESTED_LINES = (
    "indicator", "participant", "line", "line_version", "value", "target", "goal", "rate",
)  # fmt: skip
LAST_STAGES = ("totals", "standings", "sections")


@transaction.atomic
def start_review(
    *, by: Mandate, campaign: Campaign, kind: str, period: Period, as_of: dt.date
) -> Review:
    """Begin a review of the accepted reports up to ``period`` and queue its computation.

    Raises ``NotAllowed``, ``WrongState`` when the campaign does not run, ``Refused`` for a day
    that cannot be, or when the final review is there already.
    """
    fresh = lock(campaign)
    if not rules.has_perm("campaigns.start_review", by, fresh):
        raise NotAllowed(_("Your present role may not review this campaign."))
    if fresh.state != CampaignState.LAUNCHED:
        raise WrongState(_("Only a running campaign can be reviewed."))
    if period.campaign_id != fresh.pk:
        raise Refused(_("This period belongs to another campaign."))
    _check_day(as_of, period)
    if kind == ReviewKind.FINAL and fresh.reviews.filter(kind=kind).exists():
        raise Refused(_("The campaign has its final review already. Open it and compute it again."))
    review = Review.objects.create(
        campaign=fresh, kind=kind, period=period, as_of=as_of, created_by=by, created_at=now()
    )
    _queue(review, by)
    record(
        by=by, action="reviews.start", obj=review, changes={"as_of": as_of, "period": str(period)}
    )
    return review


def _check_day(as_of: dt.date, period: Period) -> None:
    if as_of > today():
        raise ValidationError({"as_of": _("The day may not lie in the future.")})
    if as_of < period.cutoff_on:
        raise ValidationError(
            {"as_of": _("The figures of this period are not cut off before that day.")}
        )


def _queue(review: Review, by: Mandate) -> None:
    review.job = enqueue(JOB, {"review": review.pk}, by=by)
    # What is saved from now on may or may not be among the frozen figures: it is compared.
    review.computed_at = now()
    review.save(update_fields=["job", "computed_at"])


@takes(WORKFLOW, "recompute")
@transaction.atomic
def recompute_review(
    *, by: Mandate, review: Review, as_of: dt.date | None = None, version: int | None = None
) -> Review:
    """Compute a draft review anew from what is accepted now; edited sections keep their text."""
    day = as_of or today()
    _check_day(day, review.period)
    fresh = apply(review, "recompute", by=by, version=version, as_of=day)
    _queue(fresh, by)
    return fresh


def compute_step(job: Job) -> StepResult:
    """Take one step of a review's computation: a batch of indicators, or one of the last stages.

    Each step can be repeated: it replaces what an earlier attempt of it wrote. A job whose review
    was computed anew meanwhile ends without a trace.
    """
    review = (
        Review.objects.select_related("campaign__launcher", "period")
        .filter(pk=job.args["review"])
        .first()
    )
    if review is None or review.job_id != job.pk or review.state != ReviewState.COMPUTING:
        return StepResult(done=1, total=1, message=_("Nothing to do."))
    indicators = list(indicators_of(review))
    size = _batch_size(review)
    batches = max(-(-len(indicators) // size), 1)
    total = batches + len(LAST_STAGES)
    at = int(job.progress.get("at", 0))
    if at < batches:
        freeze_lines(review, indicators[at * size : (at + 1) * size])
        message = _("Figures frozen: %(done)s of %(all)s indicators") % {
            "done": min((at + 1) * size, len(indicators)),
            "all": len(indicators),
        }
    else:
        message = _last_stage(LAST_STAGES[at - batches], review)
    done = at + 1
    finished = done >= total
    return StepResult(
        done=done,
        total=total,
        message=message,
        state={"at": done},
        finished=finished,
        result={"review": review.pk} if finished else {},
    )


def _batch_size(review: Review) -> int:
    participants = Participant.objects.filter(campaign=review.campaign_id).count()
    return max(LINES_A_BATCH // max(participants, 1), 1)


def _last_stage(stage: str, review: Review) -> str:
    if stage == "totals":
        compute_totals(review)
        return _("Totals and outcomes are computed")
    if stage == "standings":
        compute_standings(review)
        return _("Standings and ranks are computed")
    _finish(review)
    return _("The report is drafted")


@transaction.atomic
def _finish(review: Review) -> None:
    write_sections(review)
    apply(
        review,
        "finish",
        by=None,
        facts=facts_of(review),
        digest=digest_of(review),
    )
    record(by=None, action="reviews.computed", obj=review)


def facts_of(review: Review) -> dict[str, int]:
    """Return completeness and punctuality as counted when it was computed."""
    rows = list(review.standings.all())
    return {
        "participants": len(rows),
        "on_time": sum(row.reports_on_time for row in rows),
        "late": sum(row.reports_late for row in rows),
        "missing": sum(row.reports_missing for row in rows),
        "expected": sum(row.expected for row in rows),
        "received": sum(row.received for row in rows),
        "reports_received": counted_reports(review).count(),
        "reports_expected": len(rows),
    }


def digest_of(review: Review) -> str:
    """Return the SHA-256 of everything that the review froze and computed.

    The database writes each row as a line of text: a province's figures pass through here without
    becoming objects.
    """
    digest = hashlib.sha256()
    for rows, order, names in (
        (review.totals, ["indicator_id"], DIGESTED_TOTALS),
        (review.standings, ["participant_id"], DIGESTED_STANDINGS),
        (review.frozen_lines, ["indicator_id", "participant_id"], DIGESTED_LINES),
    ):
        texts = rows.order_by(*order).values_list(_written(names), flat=True)
        for text in texts.iterator(chunk_size=5000):
            digest.update(text.encode() + b"\n")
    return digest.hexdigest()


def _written(names: tuple[str, ...]) -> Func:
    """Return stored values as one text; a figure is its integer, a missing one is empty."""
    cells = (
        Coalesce(Cast(name, TextField()), Value("", output_field=TextField())) for name in names
    )
    return Func(
        *cells,
        template="%(expressions)s",
        arg_joiner=" || ';' || ",
        output_field=TextField(),
    )
