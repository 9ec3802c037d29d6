"""Reads of decisions, by noun."""

from awards.decisions.selectors.bonus import Amount, amounts_of
from awards.decisions.selectors.certificates import certificates_of, verified_certificate
from awards.decisions.selectors.decisions import (
    decisions_for,
    lines_of,
    ready_nominees,
    refusals,
    rounds_ready,
)
from awards.decisions.selectors.honoured import honoured_names
from awards.decisions.selectors.lines import Totals, totals_of

__all__ = [
    "Amount",
    "Totals",
    "amounts_of",
    "certificates_of",
    "decisions_for",
    "honoured_names",
    "lines_of",
    "ready_nominees",
    "refusals",
    "rounds_ready",
    "totals_of",
    "verified_certificate",
]
