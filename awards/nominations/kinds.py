"""What rounds offer on an issued review."""

from __future__ import annotations

from collections.abc import Iterator

import rules
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.nominations.selectors.lists import issued_reviews
from campaigns.reviews.models import Review
from campaigns.reviews.registry import review_links
from emulation.people.models import Mandate


@review_links
def open_round(review: Review, mandate: Mandate) -> Iterator[tuple[str, str]]:
    """Offer to open a round from the review to the office of a deciding authority."""
    may_open = rules.has_perm("awards.add_round", mandate, None)
    if may_open and issued_reviews(mandate).filter(pk=review.pk).exists():
        yield (
            _("Open a round of commendation"),
            f"{reverse('nominations:round-add')}?review={review.pk}",
        )
