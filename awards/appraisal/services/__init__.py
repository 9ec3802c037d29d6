"""Writes of appraisal."""

from awards.appraisal.services.assignment import (
    COUNCIL_CHECK,
    Assigned,
    assign_appraiser,
    assign_round,
    declare_conflict,
    hand_over_appraisals,
    in_hand_of,
    recuse,
    share_nominee,
)
from awards.appraisal.services.verdicts import (
    check_completeness,
    send_back,
    settle_disagreement,
    submit_verdict,
)

__all__ = [
    "COUNCIL_CHECK",
    "Assigned",
    "assign_appraiser",
    "assign_round",
    "check_completeness",
    "declare_conflict",
    "hand_over_appraisals",
    "in_hand_of",
    "recuse",
    "send_back",
    "settle_disagreement",
    "share_nominee",
    "submit_verdict",
]
