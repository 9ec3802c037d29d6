"""What the table of rights cannot say of appraisals."""

from __future__ import annotations

from awards.appraisal.models import Appraisal
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.people.rules import refine

CALLED = roles_with("awards.appraise")  # whom an authority may charge with an appraisal


def is_charged(mandate: Mandate, appraisal: Appraisal) -> bool:
    """Only who was charged, and under a mandate of the authority that charges appraisers."""
    authority = appraisal.nominee.dossier.round.authority_id
    return appraisal.appraiser_id == mandate.account_id and mandate.unit_id == authority


refine("awards.appraise", record=is_charged, within_scope=False)
