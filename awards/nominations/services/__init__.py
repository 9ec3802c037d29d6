"""Writes of nominations, by noun; the rooms above use these names."""

from awards.nominations.services.outcomes import (
    mark_decided,
    mark_refused,
    mark_voted,
    mark_withdrawn,
)

__all__ = ["mark_decided", "mark_refused", "mark_voted", "mark_withdrawn"]
