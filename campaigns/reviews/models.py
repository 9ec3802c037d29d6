"""Reviews: what was frozen, what was computed from it, and the report that was written."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign, Participant
from campaigns.reports.models import Period, ReportLine, SuppliedFigure
from campaigns.reviews.enums import ReviewKind, ReviewState
from campaigns.targets.enums import Outcome
from campaigns.targets.models import Indicator
from emulation.audit.triggers import protect
from emulation.jobs.models import Job
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.ui.models import FigureField, Versioned
from emulation.units.models import Cluster


class ReviewQuerySet(ScopedQuerySet["Review"]):
    """Reviews."""

    reach = Reach(authority=("campaign__launcher",), assigned=("campaign__standing_agency",))
    sees = (
        Sees("campaigns.view_review", Q(state=ReviewState.ISSUED)),
        Sees("campaigns.view_draft_review"),
    )


class Review(Versioned):
    """A preliminary or final review of a campaign, as of a day, up to a period."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reviews")
    kind = models.CharField(_("kind"), max_length=12, choices=ReviewKind)
    period = models.ForeignKey(
        Period, models.PROTECT, related_name="reviews", verbose_name=_("up to the period")
    )
    as_of = models.DateField(_("as of"))
    state = models.CharField(
        _("state"), max_length=10, choices=ReviewState, default=ReviewState.COMPUTING
    )
    tones = ReviewState.tones
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.OneToOneField(
        "emulation.Document", models.PROTECT, null=True, blank=True, related_name="review"
    )
    created_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    computed_at = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField(
        default=dict, help_text=_("Completeness and punctuality as counted when it was computed")
    )
    digest = models.CharField(max_length=64, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(kind=ReviewKind.FINAL),
                name="campaigns_one_final_review",
                violation_error_message=_("The campaign has its final review already."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.COMPUTING) | Q(computed_at__isnull=False),
                name="campaigns_review_computed_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(ReviewState.LOCKED)) | Q(document__isnull=False),
                name="campaigns_review_has_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.campaign}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:review", args=[self.pk])

    @property
    def is_final(self) -> bool:
        """Return whether it closes the campaign."""
        return self.kind == ReviewKind.FINAL


class FrozenLine(models.Model):
    """A figure as the review read it: the line's version, so that it can be explained years later.

    Hundreds of thousands are written at once, each copied from rows that are never deleted. So the
    database holds one index, and no foreign keys that it would check one by one; an invariant does.
    """

    pk = models.CompositePrimaryKey("review_id", "indicator_id", "participant_id")
    review = models.ForeignKey(
        Review, models.PROTECT, related_name="frozen_lines", db_index=False, db_constraint=False
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    participant = models.ForeignKey(
        Participant, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    line = models.ForeignKey(
        ReportLine, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    line_version = models.PositiveIntegerField()
    value = FigureField(null=True)
    is_confirmed = models.BooleanField(default=False)
    is_estimate = models.BooleanField(default=False)
    is_carried = models.BooleanField(
        default=False, help_text=_("From the last report of a unit that has left since")
    )
    weight = FigureField(null=True, help_text=_("What it counts in a weighted mean"))
    target = FigureField(null=True, help_text=_("The unit's target of the year"))
    goal = FigureField(
        null=True, help_text=_("What is measured against: the target, or its due part")
    )
    rate = FigureField(null=True, help_text=_("Value against goal, %"))
    reached = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class ReviewTotal(models.Model):
    """The province's figure for one indicator: total, target, rate, outcome."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="totals")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    total = FigureField(null=True)
    target = FigureField(null=True, help_text=_("The year's target, or its floor"))
    ceiling = FigureField(null=True)
    goal = FigureField(
        null=True, help_text=_("What is measured against: the target, or its due part")
    )
    rate = FigureField(
        null=True,
        help_text=_("Total against the year's target, %"),
    )
    outcome = models.CharField(max_length=10, choices=Outcome)
    tones = Outcome.tones
    expected = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    estimates = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    carried = models.PositiveIntegerField(default=0)
    supplied = models.ForeignKey(SuppliedFigure, models.PROTECT, null=True, related_name="+")
    units_reached = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["indicator__order"]
        constraints = [
            models.UniqueConstraint(fields=["review", "indicator"], name="campaigns_total_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.total}"

    @property
    def missing(self) -> int:
        """How many units have not given the figure."""
        return max(self.expected - self.received, 0)


class ReviewStanding(models.Model):
    """A unit's standing: weighted completion, rank in its cluster, completeness, punctuality."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="standings")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="standings")
    cluster = models.ForeignKey(Cluster, models.PROTECT, null=True, related_name="+")
    completion = FigureField(_("weighted completion, %"), null=True)
    reached = models.PositiveIntegerField(default=0)
    expected = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    reports_on_time = models.PositiveIntegerField(default=0)
    reports_late = models.PositiveIntegerField(default=0)
    reports_missing = models.PositiveIntegerField(default=0)
    rank = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["cluster", "rank", "participant__unit__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "participant"], name="campaigns_standing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.rank}"


class ReviewSection(models.Model):
    """A section of the report: drafted from the figures, edited by staff.

    Figures stand between « and »; their wording is locked, the text around them is free.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="sections")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20, editable=False)
    heading = models.CharField(_("heading"), max_length=200)
    drafted = models.TextField(editable=False)
    body = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["review", "order"]
        constraints = [
            models.UniqueConstraint(fields=["review", "order"], name="campaigns_section_order")
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def is_edited(self) -> bool:
        """Return whether somebody changed the draft."""
        return self.edited_by_id is not None


protect(Review, when="OLD.state = 'issued'")
