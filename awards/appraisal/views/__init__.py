"""Pages of appraisal: the appraiser's, and the office's."""

from awards.appraisal.views.appraising import AppraisalPage, Queue, Recuse
from awards.appraisal.views.office import (
    AssignRound,
    Charge,
    Check,
    DeclareConflict,
    NomineeAppraisal,
    RoundAppraisal,
    Settle,
)

__all__ = [
    "AppraisalPage",
    "AssignRound",
    "Charge",
    "Check",
    "DeclareConflict",
    "NomineeAppraisal",
    "Queue",
    "Recuse",
    "RoundAppraisal",
    "Settle",
]
