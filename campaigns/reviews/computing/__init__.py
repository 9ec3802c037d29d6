"""The computation of a review in the database: set-wise steps that can be repeated at any point.

Every step first removes what an earlier attempt of the same step wrote and then writes anew, in
one short transaction: a worker that dies in the middle leaves either nothing or all of it.
"""

from campaigns.reviews.computing.lines import (
    LINES_A_BATCH,
    counted_reports,
    freeze_lines,
    indicators_of,
    judged_participants,
    share_of_review,
)
from campaigns.reviews.computing.standings import compute_standings
from campaigns.reviews.computing.totals import compute_totals

__all__ = [
    "LINES_A_BATCH",
    "compute_standings",
    "compute_totals",
    "counted_reports",
    "freeze_lines",
    "indicators_of",
    "judged_participants",
    "share_of_review",
]
