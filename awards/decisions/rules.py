"""Who drafts, publishes and revokes decisions, who keeps certificates; who reads the files."""

from __future__ import annotations

from typing import Any

import rules

from awards.decisions.models import Certificate, CertificateBatch, Decision
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import is_clerk_of, is_office_of
from emulation.units.models import Unit


def _authority(obj: Any) -> Unit | None:
    if isinstance(obj, Decision | Certificate):
        return obj.authority
    return obj if isinstance(obj, Unit) else None


@rules.predicate
def is_office(mandate: Mandate | None, obj: Any = None) -> bool:
    """The office of the deciding authority: the province's, or a deciding unit's officer.

    Without an object: whether the mandate works for some authority in this way.
    """
    if obj is not None:
        return is_office_of(mandate, _authority(obj))
    if mandate is None or mandate.role not in {Role.OFFICE, Role.OFFICER}:
        return False
    return mandate.role == Role.OFFICE or mandate.unit.decides_awards


@rules.predicate
def keeps_certificates(mandate: Mandate | None, obj: Any = None) -> bool:
    """The authority's office, and its records clerk, who seals them."""
    if is_office(mandate, obj):
        return True
    if obj is None:
        return mandate is not None and mandate.role == Role.CLERK
    return is_clerk_of(mandate, _authority(obj))


@rules.predicate
def reads_decisions(mandate: Mandate | None, obj: Any = None) -> bool:
    """Everybody who works with awards; the administrator keeps accounts and reads none."""
    return mandate is not None and mandate.role != Role.ADMIN


rules.add_perm("awards.view_decisions", reads_decisions)
rules.add_perm("awards.draft_decision", is_office)
rules.add_perm("awards.publish_decision", is_office)
rules.add_perm("awards.revoke_decision", is_office)
rules.add_perm("awards.keep_certificates", keeps_certificates)


def _reads_batch(file: StoredFile, mandate: Mandate | None) -> bool:
    """A batch holds every name of the decision: only who keeps the certificates reads it."""
    batches = CertificateBatch.objects.filter(file=file).select_related("decision__authority")
    return any(keeps_certificates(mandate, batch.decision) for batch in batches)


file_reader("awards.CertificateBatch", _reads_batch)
