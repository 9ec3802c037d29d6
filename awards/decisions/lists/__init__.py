"""The lists of decisions, by noun."""

from awards.decisions.lists.certificates import CERTIFICATES
from awards.decisions.lists.decisions import DECISIONS
from awards.decisions.lists.honoured import HONOURED, OF_DECISION
from awards.decisions.lists.lines import LINES
from awards.decisions.lists.revoked import REVOKED
from awards.decisions.lists.waiting import ADDABLE, WAITING

__all__ = [
    "ADDABLE",
    "CERTIFICATES",
    "DECISIONS",
    "HONOURED",
    "LINES",
    "OF_DECISION",
    "REVOKED",
    "WAITING",
]
