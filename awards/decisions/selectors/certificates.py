"""Certificates: those of a decision, and what a code on one answers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.decisions.enums import CertificateState
from awards.decisions.models import Certificate
from emulation.documents.registry import Standing, Verified
from emulation.people.models import Mandate
from emulation.ui.vietnamese import short_date

SHOWN = (
    "decision",
    "authority",
    "year",
    "serial",
    "state",
    "batch",
    "received_by",
    "handed_over_on",
    "replaces__serial",
    "replaces__year",
    "line__name",
    "line__nominee__dossier__unit__name",
    "line__nominee__dossier__unit__short_name",
)


def certificates_of(mandate: Mandate | None, pk: int) -> QuerySet[Certificate]:
    """Return the visible certificates of decision ``pk`` with what their register shows."""
    rows = Certificate.objects.visible_to(mandate).filter(decision=pk)
    return rows.select_related("line__nominee__dossier__unit", "replaces").only(*SHOWN)


def verified_certificate(code: str) -> Verified | None:
    """Return what the public may learn from the code of a certificate.

    Of a name that is held back only that the certificate is genuine, and whether it still stands.
    """
    certificate = (
        Certificate.objects.filter(code=code)
        .select_related("line__decision", "line__record", "authority")
        .first()
    )
    if certificate is None:
        return None
    line, record = certificate.line, certificate.line.record
    standing = _standing(certificate)
    if record is None or line.hold_back or line.decision.hold_back:
        return _told(standing)
    facts: list[tuple[Any, str]] = [
        (gettext_lazy("Name"), line.name),
        (gettext_lazy("Award"), record.award_name),
        (gettext_lazy("Decision"), f"{record.decision_number}, {short_date(record.decided_on)}"),
        (gettext_lazy("Issued by"), certificate.authority.name),
        (gettext_lazy("Number in the gold book"), str(certificate)),
    ]
    return _told(standing, *facts)


def _told(standing: Standing, *facts: tuple[Any, str]) -> Verified:
    return Verified(_("Certificate"), facts, standing=standing.word, note=standing.note)


def _standing(certificate: Certificate) -> Standing:
    """Return whether a certificate stands, and what replaced it or by what it was revoked."""
    record = certificate.line.record
    if certificate.state == CertificateState.REPLACED and not (record and record.revoked_on):
        later = certificate.replaced_by
        return Standing("replaced", _("Replaced by number %(new)s.") % {"new": later})
    if certificate.state not in {CertificateState.REVOKED, CertificateState.REPLACED}:
        return Standing()
    if record is None or record.revoked_on is None:
        return Standing("revoked")
    words = {"code": record.revocation_number, "day": short_date(record.revoked_on)}
    return Standing("revoked", _("Revoked by decision no. %(code)s of %(day)s.") % words)
