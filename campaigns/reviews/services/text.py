"""The drafted text is edited: free around the figures, which stay locked."""

from __future__ import annotations

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.reviews.drafting import allowed_pieces, foreign_pieces
from campaigns.reviews.enums import ReviewState
from campaigns.reviews.models import Review, ReviewSection
from campaigns.reviews.wording import is_balanced
from emulation.audit.services import record
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, StaleVersion, WrongState
from emulation.workflow.services import lock

LONGEST = 20_000


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
