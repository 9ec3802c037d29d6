"""What appraisal hears from nominations: whoever is supplemented is appraised again."""

from __future__ import annotations

from awards.appraisal.enums import AppraisalState
from awards.appraisal.models import Appraisal
from awards.nominations.models import Nominee
from awards.nominations.registry import on_supplement
from emulation.workflow.services import lock, save_changes


@on_supplement
def look_again(nominee: Nominee) -> None:
    """Open the appraisals of a nominee that goes back; what was written stays to be revised."""
    for row in nominee.appraisals.filter(state=AppraisalState.SUBMITTED):
        reopen(row)


def reopen(appraisal: Appraisal, remark: str = "") -> None:
    """Open a submitted appraisal again, with the remark of who sends it back."""
    save_changes(
        lock(appraisal),
        state=AppraisalState.ASSIGNED,
        verdict="",
        submitted_at=None,
        remark=remark or appraisal.remark,
    )
