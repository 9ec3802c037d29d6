"""Reads of nominations, by noun; the rooms above use these names."""

from awards.nominations.selectors.findings import (
    achievement_key,
    assessments_of,
    award_for,
    law_day,
    period_of,
)
from awards.nominations.selectors.outcomes import (
    nominees_of,
    ready_for_council,
    ready_for_decision,
)

__all__ = [
    "achievement_key",
    "assessments_of",
    "award_for",
    "law_day",
    "nominees_of",
    "period_of",
    "ready_for_council",
    "ready_for_decision",
]
