"""What must hold of the whole ledger."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from awards.ledger.models import AwardRecord, Initiative
from emulation.documents.enums import DocumentState
from emulation.registries.proof import invariant


@invariant("An initiative is used only for an award of the same person")
def initiatives_stay_with_their_owner() -> Iterator[str]:
    """Yield initiatives that were used for an award of somebody else."""
    used = Initiative.objects.filter(consumed_by__isnull=False)
    for row in used.exclude(person=F("consumed_by__person")).filter(person__isnull=False):
        yield f"initiative {row.pk} is used for award {row.consumed_by_id}"


@invariant("An award of the portal stands on an issued document")
def portal_awards_stand_on_issued_documents() -> Iterator[str]:
    """Yield awards whose decision is not issued."""
    rows = AwardRecord.objects.filter(document__isnull=False).exclude(
        document__state=DocumentState.ISSUED
    )
    for row in rows.values_list("pk", "document_id"):
        yield f"award {row[0]}: document {row[1]} is not issued"
