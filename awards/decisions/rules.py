"""What the table of rights cannot say of decisions, and who reads the files."""

from __future__ import annotations

import rules

from awards.decisions.models import CertificateBatch
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.models import Mandate
from emulation.people.rules import refine


def decides_awards(mandate: Mandate) -> bool:
    """Only an authority that decides awards drafts decisions."""
    return mandate.unit.decides_awards


KEEP = "awards.keep_certificates"
refine(
    "awards.draft_decision",
    "awards.publish_decision",
    "awards.revoke_decision",
    KEEP,
    holder=decides_awards,
)


def _reads_batch(file: StoredFile, mandate: Mandate | None) -> bool:
    """A batch holds every name of the decision: only who keeps the certificates reads it."""
    batches = CertificateBatch.objects.filter(file=file).select_related("decision__authority")
    return any(rules.has_perm(KEEP, mandate, batch.decision) for batch in batches)


file_reader("awards.CertificateBatch", _reads_batch)
