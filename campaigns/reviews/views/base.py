"""What the pages of one review share."""

from __future__ import annotations

from typing import Any

import rules
from django.utils.functional import cached_property

from campaigns.reviews.models import Review
from campaigns.reviews.selectors import review_records
from emulation.ui.views import PortalView


class OfReview(PortalView):
    """Finds the visible review of the address."""

    @cached_property
    def review(self) -> Review:
        """The review of the address."""
        return self.found(review_records(self.mandate), pk=self.kwargs["pk"])

    @property
    def record(self) -> Review:
        """The record that takes steps."""
        return self.review

    def permission_object(self) -> Any:
        return self.review

    def may(self, action: str) -> bool:
        """Return whether the mandate may do ``action`` with this review now."""
        return bool(rules.has_perm(f"campaigns.{action}", self.mandate, self.review))
