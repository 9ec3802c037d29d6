"""Decisions with their lines and bonus, certificates, publication."""

from awards.decisions.models.certificates import (
    Certificate,
    CertificateBatch,
    CertificateQuerySet,
    GoldBook,
)
from awards.decisions.models.decisions import (
    Decision,
    DecisionLine,
    DecisionLineQuerySet,
    DecisionQuerySet,
    RevokedLine,
)
from awards.decisions.models.publication import HonouredName, Publication

__all__ = [
    "Certificate",
    "CertificateBatch",
    "CertificateQuerySet",
    "Decision",
    "DecisionLine",
    "DecisionLineQuerySet",
    "DecisionQuerySet",
    "GoldBook",
    "HonouredName",
    "Publication",
    "RevokedLine",
]
