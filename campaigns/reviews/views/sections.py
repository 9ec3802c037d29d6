"""The sections of a review's report: read, edited, put back."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from campaigns.reviews import services
from campaigns.reviews.forms import SectionForm
from campaigns.reviews.models import ReviewSection
from campaigns.reviews.selectors import differences, outdated_sections, review_records
from campaigns.reviews.wording import bare
from emulation.ui.views import ActionView, PortalView, ServiceFormView


class OfSection(PortalView):
    """Finds the section of the address, of a visible review."""

    @cached_property
    def section(self) -> ReviewSection:
        """The section of the address."""
        rows = ReviewSection.objects.filter(review__in=review_records(self.mandate).values("pk"))
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
        sections = list(review.sections.all())
        return {
            "title": self.section.heading,
            "lead": str(review),
            "section": self.section,
            "review": review,
            "sections": sections,
            "differences": differences(self.section) if self.section.is_edited else [],
            "outdated": outdated_sections(review, sections).get(self.section.pk, []),
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
