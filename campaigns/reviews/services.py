"""Writes on reviews: started, computed by a job, edited with locked figures, submitted, issued."""

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
    freeze_lines,
    indicators_of,
)
from campaigns.reviews.documents import KIND, review_paper
from campaigns.reviews.drafting import allowed_pieces, foreign_pieces, write_sections
from campaigns.reviews.enums import ReviewKind, ReviewState
from campaigns.reviews.models import Review, ReviewSection
from campaigns.reviews.selectors import outdated_sections
from campaigns.reviews.wording import is_balanced
from campaigns.reviews.workflow import WORKFLOW
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.documents.models import Document
from emulation.documents.services import draft_document, revise_draft, submit_document
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.notices.services import notify
from emulation.people.models import Mandate
from emulation.people.selectors import officers_and_leaders
from emulation.registries.work import StepResult
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from emulation.units.models import Unit
from emulation.workflow.selectors import history
from emulation.workflow.services import apply, lock
from emulation.workflow.transitions import takes

JOB = "reviews.compute"
LONGEST = 20_000
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
    review.save(update_fields=["job"])


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


# --- the job ---------------------------------------------------------------------------------


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
    participants = Participant.objects.current().filter(campaign=review.campaign_id).count()
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
        computed_at=now(),
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


# --- the text --------------------------------------------------------------------------------


@transaction.atomic
def save_section(
    *, by: Mandate, section: ReviewSection, body: str, version: int | None = None
) -> ReviewSection:
    """Save the text of a section: free around the figures, which stay as drafted.

    Raises ``NotAllowed``, ``WrongState``, ``StaleVersion``, and ``ValidationError`` beside the
    field when a figure between « and » is none of the review's.
    """
    review = _lock_draft(section.review, by)
    fresh = ReviewSection.objects.select_for_update().get(pk=section.pk)
    if version is not None and fresh.version != version:
        raise StaleVersion(
            _("Somebody else changed this text in the meantime. It now reads: “%(text)s”")
            % {"text": fresh.body}
        )
    text = body.strip().replace("\r\n", "\n")
    check_text(text, allowed_pieces(review))
    fresh.body, fresh.edited_by = text, by
    fresh.version += 1
    fresh.save(update_fields=["body", "edited_by", "version"])
    record(by=by, action="reviews.save_section", obj=review, changes={"section": fresh.heading})
    return fresh


def check_text(text: str, allowed: set[str]) -> None:
    """Raise ``ValidationError`` when a locked figure was changed or a mark is missing."""
    if len(text) > LONGEST:
        raise ValidationError({"body": _("The text is too long; at most 20,000 characters.")})
    if not is_balanced(text):
        raise ValidationError({"body": _("A mark « or » is missing or doubled around a figure.")})
    wrong = foreign_pieces(text, allowed)
    if wrong:
        raise ValidationError(
            {
                "body": _(
                    "These figures are not those of the review: %(figures)s. "
                    "Figures between « and » are locked; put back the drafted one."
                )
                % {"figures": ", ".join(f"«{piece}»" for piece in wrong)}
            }
        )


@transaction.atomic
def reset_section(*, by: Mandate, section: ReviewSection) -> ReviewSection:
    """Put the drafted text back."""
    review = _lock_draft(section.review, by)
    fresh = ReviewSection.objects.select_for_update().get(pk=section.pk)
    record(
        by=by,
        action="reviews.reset_section",
        obj=review,
        changes={"section": fresh.heading, "text": fresh.body},
    )
    fresh.body, fresh.edited_by = fresh.drafted, None
    fresh.version += 1
    fresh.save(update_fields=["body", "edited_by", "version"])
    return fresh


def _lock_draft(review: Review, by: Mandate) -> Review:
    fresh = lock(review)
    if not rules.has_perm("campaigns.edit_review", by, fresh):
        raise NotAllowed(_("Your present role may not edit this report."))
    if fresh.state != ReviewState.DRAFT:
        raise WrongState(
            _("The report is “%(state)s” and no longer changes.")
            % {"state": fresh.get_state_display()}
        )
    return fresh


# --- the document ----------------------------------------------------------------------------


@takes(WORKFLOW, "submit")
@transaction.atomic
def submit_review(*, by: Mandate, review: Review, version: int | None = None) -> Review:
    """Make the official document of the report and send it on its signing route.

    Raises ``Refused`` while a section states figures that are no longer those of the review.
    """
    fresh = lock(review, version=version)
    if not rules.has_perm("campaigns.submit_review", by, fresh):
        raise NotAllowed(_("The report is submitted by the office of the unit that launched it."))
    if fresh.state != ReviewState.DRAFT:
        raise WrongState(_("The report has already been submitted."))
    outdated = outdated_sections(fresh)
    if outdated:
        headings = fresh.sections.filter(pk__in=outdated).values_list("heading", flat=True)
        raise Refused(
            _(
                "These sections state figures that have changed since: %(sections)s. "
                "Edit them, or put the draft back."
            )
            % {"sections": "; ".join(headings)}
        )
    paper = review_paper(fresh)
    document = fresh.document
    if document is None:
        document = draft_document(by=by, kind=KIND, authority=fresh.campaign.launcher, paper=paper)
    else:
        document = revise_draft(by=by, document=document, paper=paper)
    document = submit_document(by=by, document=document)
    return apply(fresh, "submit", by=by, document=document)


def return_with_document(document: Document) -> None:
    """Open the text again when its document was given back, in the same transaction.

    Who gave it back, why and by when it is wanted again is handed on.
    """
    review = Review.objects.filter(document=document, state=ReviewState.SUBMITTED).first()
    step = history(document).order_by("-pk").first()
    if review is not None and step is not None:
        apply(
            review,
            "return",
            by=step.mandate,
            reason=step.reason,
            due_on=step.due_on,
            items=step.items,
        )


def issue_with_document(document: Document) -> None:
    """Issue the review with its document; the final one closes the campaign.

    Called in the transaction that issues the document; repeatable.
    """
    review = (
        Review.objects.filter(document=document, state=ReviewState.SUBMITTED)
        .select_related("campaign")
        .first()
    )
    if review is None:
        return
    fresh = apply(review, "issue", by=None)
    if fresh.is_final and fresh.campaign.state == CampaignState.LAUNCHED:
        apply(fresh.campaign, "close", by=None, closed_at=now())
    units = Unit.objects.filter(participations__campaign=fresh.campaign_id)
    notify(
        event="reviews.issued",
        recipients=officers_and_leaders(units, today()),
        subject=_("Issued: %(review)s") % {"review": str(fresh)},
        url=fresh.get_absolute_url(),
        once=f"review:{fresh.pk}",
    )
