"""States of decisions, certificates and payments."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import SubjectKind

# The parts of a list, as its annex has them: collectives first, then individuals, then households.
PARTS = {SubjectKind.COLLECTIVE: 1, SubjectKind.INDIVIDUAL: 2, SubjectKind.HOUSEHOLD: 3}


class DecisionState(models.TextChoices):
    """The document carries signing and numbering; this follows it."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted for signature")
    ISSUED = "issued", _("Issued")
    REVOKED = "revoked", _("Revoked")

    tones = nonmember({"submitted": "underway", "issued": "done", "revoked": "late"})

    FINAL = nonmember(frozenset({"issued", "revoked"}))


class DecisionKind(models.TextChoices):
    """What the decision does."""

    AWARD = "award", _("Commends")
    REVOCATION = "revocation", _("Revokes")


class CertificateState(models.TextChoices):
    """Where a certificate is."""

    PREPARED = "prepared", _("Prepared")
    PRINTED = "printed", _("Printed")
    HANDED_OVER = "handed_over", _("Handed over")
    REPLACED = "replaced", _("Replaced by another")
    REVOKED = "revoked", _("Revoked")

    tones = nonmember({"prepared": "waiting", "printed": "underway", "handed_over": "done"})


class StruckOutcome(models.TextChoices):
    """What becomes of a nominee whose line was struck."""

    KEPT = "kept", _("Stays ready for another decision")
    REFUSED = "refused", _("Not proposed")
