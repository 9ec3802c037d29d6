"""Reads of nominations, by noun; the rooms above use these names."""

from awards.nominations.selectors.outcomes import (
    nominees_of,
    ready_for_council,
    ready_for_decision,
)

__all__ = ["nominees_of", "ready_for_council", "ready_for_decision"]
