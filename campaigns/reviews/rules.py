"""Who reads the files of reviews."""

from __future__ import annotations

from campaigns.reviews.models import Review
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.models import Mandate


def _reads(file: StoredFile, mandate: Mandate | None) -> bool:
    visible = Review.objects.visible_to(mandate).filter(document__isnull=False)
    return visible.filter(document__pdf=file).exists()


file_reader("campaigns.Review", _reads, owner="emulation.Document")
