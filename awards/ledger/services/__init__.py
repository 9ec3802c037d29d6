"""Writes to the ledger. Entries are never edited: a mistake is struck out and entered anew."""

from awards.ledger.services.decisions import (
    DecidedAward,
    consume_initiatives,
    enter_decision,
    revoke_award,
)
from awards.ledger.services.entries import (
    record_award,
    record_discipline,
    record_initiative,
    record_leave,
    record_rating,
    strike_entry,
)
from awards.ledger.services.holds import lift_hold, place_hold

__all__ = [
    "DecidedAward",
    "consume_initiatives",
    "enter_decision",
    "lift_hold",
    "place_hold",
    "record_award",
    "record_discipline",
    "record_initiative",
    "record_leave",
    "record_rating",
    "revoke_award",
    "strike_entry",
]
