"""The lists of subjects, of what one of them holds, and of what is being looked into."""

from awards.ledger.lists.entries import AWARDS, DISCIPLINE, INITIATIVES, LEAVES, RATINGS
from awards.ledger.lists.holds import HOLDS, OF_SUBJECT
from awards.ledger.lists.subjects import COLLECTIVES, HOUSEHOLDS, PERSONS

__all__ = [
    "AWARDS",
    "COLLECTIVES",
    "DISCIPLINE",
    "HOLDS",
    "HOUSEHOLDS",
    "INITIATIVES",
    "LEAVES",
    "OF_SUBJECT",
    "PERSONS",
    "RATINGS",
]
