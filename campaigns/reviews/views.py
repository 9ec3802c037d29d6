"""Pages of reviews."""

from __future__ import annotations

import datetime as dt
from typing import Any

import rules
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.models import Campaign
from campaigns.reports.selectors import newest_period
from campaigns.reviews import services
from campaigns.reviews.charts import completeness_chart, completion_chart, rank_charts
from campaigns.reviews.forms import SectionForm, StartForm
from campaigns.reviews.models import Review, ReviewSection, ReviewStanding, ReviewTotal
from campaigns.reviews.registry import links_of
from campaigns.reviews.selectors import (
    changed_since,
    differences,
    lines_of_standing,
    lines_of_total,
    outdated_sections,
    reports_seen,
    reviews_for,
    standings_in,
    totals_of,
)
from campaigns.reviews.wording import bare
from campaigns.reviews.workflow import WORKFLOW
from campaigns.targets.enums import Outcome
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui.views import ActionView, ListPage, PortalView, RecordPage, ServiceFormView
from emulation.workflow.views import StepsPage, TakeStep

MOST_CHANGES = 20


class ReviewList(ListPage):
    """The reviews that the mandate may see."""

    permission = "campaigns.view_review"
    template_name = "campaigns/reviews/list.html"

    def rows(self) -> QuerySet[Review]:
        """Return the reviews, the latest first."""
        return reviews_for(self.mandate).order_by("-as_of", "-pk")

    def page_context(self) -> dict[str, Any]:
        return {"title": _("Preliminary and final reviews")}


class CampaignReviews(ReviewList):
    """The reviews of one campaign."""

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        return self.found(Campaign.objects.visible_to(self.mandate), pk=self.kwargs["pk"])

    def permission_object(self) -> Any:
        return self.campaign

    def rows(self) -> QuerySet[Review]:
        return super().rows().filter(campaign=self.campaign)

    def page_context(self) -> dict[str, Any]:
        may = rules.has_perm("campaigns.start_review", self.mandate, self.campaign)
        return {
            **super().page_context(),
            "lead": str(self.campaign),
            "campaign": self.campaign,
            "may_start": may and self.campaign.is_running,
        }


class Start(ServiceFormView):
    """Begins a review."""

    permission = "campaigns.start_review"
    form_class = StartForm
    title = gettext_lazy("Begin a review")
    submit_label = gettext_lazy("Compute")

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        rows = Campaign.objects.visible_to(self.mandate).select_related("launcher")
        return self.found(rows, pk=self.kwargs["pk"])

    def permission_object(self) -> Any:
        return self.campaign

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the campaign's periods, the one that is reported first."""
        period = newest_period(self.campaign, today())
        return {"campaign": self.campaign, "initial": {"period": period, "as_of": today()}}

    def page_context(self) -> dict[str, Any]:
        back = reverse("reviews:campaign", args=[self.campaign.pk])
        return {"lead": str(self.campaign), "cancel_url": back}

    def perform(self, form: StartForm) -> str:
        """Start and show the progress."""
        review = services.start_review(by=self.mandate, campaign=self.campaign, **form.entered())
        return review.get_absolute_url()


class OfReview(PortalView):
    """Finds the visible review of the address."""

    @cached_property
    def review(self) -> Review:
        """The review of the address."""
        return self.found(reviews_for(self.mandate), pk=self.kwargs["pk"])

    @property
    def record(self) -> Review:
        """The record that takes steps."""
        return self.review

    def permission_object(self) -> Any:
        return self.review

    def may(self, action: str) -> bool:
        """Return whether the mandate may do ``action`` with this review now."""
        return bool(rules.has_perm(f"campaigns.{action}", self.mandate, self.review))


class ReviewPage(OfReview, StepsPage):
    """A review: progress while it is computed, then totals, ranks, charts and the report."""

    permission = "campaigns.view_review"
    template_name = "campaigns/reviews/review.html"

    def begun(self) -> tuple[dt.datetime | None, Mandate | None]:
        return self.review.created_at, self.review.created_by

    def page_context(self) -> dict[str, Any]:
        """Return everything that was computed; nothing of it while the job runs."""
        review = self.review
        frame = {
            **super().page_context(),
            "title": f"{review.get_kind_display()}: {review.campaign}",
            "lead": review.period.name,
            "review": review,
        }
        if review.state == "computing":
            return frame
        totals, standings = totals_of(review), standings_in(review)
        draft = review.state == "draft"
        changes = changed_since(review)
        return {
            **frame,
            "totals": [(total, Outcome.tones[total.outcome]) for total in totals],
            "outcomes": self._outcomes(totals),
            "standings": standings,
            "completion": completion_chart(review, totals),
            "ranks": rank_charts(standings),
            "completeness": completeness_chart(standings),
            "sections": review.sections.all(),
            "outdated": outdated_sections(review) if draft else {},
            "changes": list(changes[:MOST_CHANGES]),
            "change_count": changes.count(),
            "may_edit": draft and self.may("edit_review"),
            "links": list(links_of(review, self.mandate)) if review.state == "issued" else [],
        }

    def _outcomes(self, totals: list[ReviewTotal]) -> list[tuple[Any, str, int]]:
        counts = {outcome: 0 for outcome in Outcome}
        for total in totals:
            counts[Outcome(total.outcome)] += 1
        return [(one.label, Outcome.tones[one.value], number) for one, number in counts.items()]


class TotalSource(RecordPage):
    """The figures from which one total was made."""

    permission = "campaigns.view_review"
    template_name = "campaigns/reviews/source.html"

    @cached_property
    def total(self) -> ReviewTotal:
        """The total of the address, of a visible review."""
        rows = ReviewTotal.objects.filter(review__in=reviews_for(self.mandate).values("pk"))
        return self.found(
            rows.select_related(
                "review__campaign", "review__period", "indicator", "supplied__supplied_by__unit"
            ),
            pk=self.kwargs["pk"],
        )

    def page_context(self) -> dict[str, Any]:
        return {
            "title": self.total.indicator.name,
            "lead": str(self.total.review),
            "total": self.total,
            "tone": Outcome.tones[self.total.outcome],
            "review": self.total.review,
            "lines": lines_of_total(self.total),
            "seen": reports_seen(self.total.review, self.mandate),
        }


class StandingSource(RecordPage):
    """The figures from which one unit's standing was made."""

    permission = "campaigns.view_review"
    template_name = "campaigns/reviews/standing.html"

    @cached_property
    def standing(self) -> ReviewStanding:
        """The standing of the address, of a visible review."""
        rows = ReviewStanding.objects.filter(review__in=reviews_for(self.mandate).values("pk"))
        return self.found(
            rows.select_related("review__campaign", "participant__unit", "cluster"),
            pk=self.kwargs["pk"],
        )

    def page_context(self) -> dict[str, Any]:
        return {
            "title": str(self.standing.participant.unit),
            "lead": str(self.standing.review),
            "standing": self.standing,
            "review": self.standing.review,
            "lines": lines_of_standing(self.standing),
            "seen": reports_seen(self.standing.review, self.mandate),
        }


class ReviewStep(OfReview, TakeStep):
    """Takes a step of a review."""

    workflow = WORKFLOW

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the reviews of the campaign to the review."""
        campaign = self.review.campaign
        return [
            (_("Reviews"), reverse("reviews:campaign", args=[campaign.pk])),
            (self.review.get_kind_display(), self.address()),
        ]

    def effects(self) -> list[str]:
        if self.step != "submit":
            return super().effects()
        unit = {"unit": self.review.campaign.launcher}
        effects = [_("The report becomes an official document of %(unit)s.") % unit]
        effects += super().effects()
        if self.review.is_final:
            effects.append(_("When it is issued, the campaign is closed."))
        return effects


class OfSection(PortalView):
    """Finds the section of the address, of a visible review."""

    @cached_property
    def section(self) -> ReviewSection:
        """The section of the address."""
        rows = ReviewSection.objects.filter(review__in=reviews_for(self.mandate).values("pk"))
        return self.found(
            rows.select_related("review__campaign__launcher", "review__period"),
            pk=self.kwargs["pk"],
        )

    def permission_object(self) -> Any:
        return self.section.review


class EditSection(OfSection, ServiceFormView):
    """The text of one section with its differences from the draft."""

    permission = "campaigns.edit_review"
    template_name = "campaigns/reviews/section.html"
    form_class = SectionForm
    success_message = gettext_lazy("The text is saved.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"section": self.section, "version": self.section.version}

    def page_context(self) -> dict[str, Any]:
        review = self.section.review
        return {
            "title": self.section.heading,
            "lead": str(review),
            "section": self.section,
            "review": review,
            "sections": review.sections.all(),
            "differences": differences(self.section) if self.section.is_edited else [],
            "outdated": outdated_sections(review).get(self.section.pk, []),
            "reads": bare(self.section.body),
            "cancel_url": review.get_absolute_url(),
        }

    def perform(self, form: SectionForm) -> str:
        data = form.cleaned_data
        services.save_section(
            by=self.mandate, section=self.section, body=data["body"], version=data["version"]
        )
        return self.request.path


class ResetSection(OfSection, ActionView):
    """Puts the drafted text back."""

    permission = "campaigns.edit_review"
    success_message = gettext_lazy("The drafted text is back.")

    def fallback(self) -> str:
        """Go back to the section."""
        return reverse("reviews:section", args=[self.section.pk])

    def perform(self) -> str:
        services.reset_section(by=self.mandate, section=self.section)
        return self.fallback()
