"""Who reads the files of reviews, and from which share of reports a review judges."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.reviews.models import Review
from emulation.documents.enums import DocumentState
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.models import Mandate
from emulation.regulations.registry import Setting, ValueKind, declare_setting


def _reads(file: StoredFile, mandate: Mandate | None) -> bool:
    visible = Review.objects.visible_to(mandate).filter(document__isnull=False)
    issued = Q(document__state=DocumentState.ISSUED)
    read = Q(document__pdf=file) | (issued & Q(document__signed_file=file))
    return visible.filter(read).exists()


file_reader("campaigns.Review", _reads, owner="emulation.Document")

SHARE_OF_REPORTS = declare_setting(
    Setting(
        name="reviews.share_of_reports",
        label=_("Share of accepted reports from which a review judges an indicator"),
        help=_(
            "Below this share of the reports that are due the review gives the figures, but does "
            "not say that a target was reached or exceeded."
        ),
        kind=ValueKind.PERCENT,
        default=80,
        article=_("practice of the office; no article sets a share"),
        lowest=1,
    )
)
