"""The official texts of this room: decisions, revocations, certificates."""

from awards.decisions.documents.award import award_paper
from awards.decisions.documents.certificate import certificate_of
from awards.decisions.documents.revocation import revocation_paper
from awards.decisions.documents.wording import (
    KIND,
    Wording,
    usual_wording,
    without_honorific,
)

__all__ = [
    "KIND",
    "Wording",
    "award_paper",
    "certificate_of",
    "revocation_paper",
    "usual_wording",
    "without_honorific",
]
