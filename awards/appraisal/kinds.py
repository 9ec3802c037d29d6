"""What appraisal hears from nominations: whoever is supplemented is appraised again."""

from __future__ import annotations

from awards.appraisal.enums import AppraisalState
from awards.appraisal.services.verdicts import reopen
from awards.nominations.models import Nominee
from awards.nominations.registry import on_supplement


@on_supplement
def look_again(nominee: Nominee) -> None:
    """Open the appraisals of a nominee that goes back; what was written stays to be revised."""
    for row in nominee.appraisals.filter(state=AppraisalState.SUBMITTED):
        reopen(row)
