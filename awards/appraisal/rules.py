"""Who appraises, assigns, settles and declares conflicts of interest."""

from __future__ import annotations

import rules

from awards.appraisal.models import Appraisal
from awards.nominations.models import Nominee, Round
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import has_role, is_office_of, is_secretary_of

CALLED = frozenset({Role.REVIEWER, Role.OFFICE})  # whom an authority may charge with an appraisal
SEES = sorted(Role.OF_PROVINCE - {Role.COUNCIL_MEMBER} | Role.OF_UNIT)


@rules.predicate
def appraises(mandate: Mandate | None, appraisal: Appraisal | None) -> bool:
    """Only who was charged, and under a mandate of the authority that charges appraisers."""
    if mandate is None or appraisal is None or mandate.role not in CALLED:
        return False
    own = appraisal.appraiser_id == mandate.account_id
    return own and mandate.unit_id == appraisal.nominee.dossier.round.authority_id


@rules.predicate
def assigns(mandate: Mandate | None, round_: Round | None) -> bool:
    """The office of the round's authority, or the secretary of its council."""
    if round_ is None:
        return False
    return is_office_of(mandate, round_.authority) or is_secretary_of(mandate, round_.authority)


@rules.predicate
def settles(mandate: Mandate | None, nominee: Nominee | None) -> bool:
    """The office or the secretary settles a disagreement."""
    return nominee is not None and bool(assigns(mandate, nominee.dossier.round))


@rules.predicate
def checks(mandate: Mandate | None, nominee: Nominee | None) -> bool:
    """Where nobody is charged, the authority's office checks that the dossier is complete."""
    if nominee is None or mandate is None:
        return False
    authority = nominee.dossier.round.authority
    if is_office_of(mandate, authority):
        return True
    return mandate.unit_id == authority.pk and mandate.role in {Role.SECRETARY, Role.LEADER}


@rules.predicate
def declares(mandate: Mandate | None, nominee: Nominee | None) -> bool:
    """Reviewers and council members declare their own; office and secretary record them."""
    if nominee is None or mandate is None:
        return False
    if mandate.unit_id != nominee.dossier.round.authority_id:
        return False
    return mandate.role in {Role.REVIEWER, Role.COUNCIL_MEMBER, Role.OFFICE, Role.SECRETARY}


rules.add_perm("awards.view_appraisals", has_role(*SEES))
rules.add_perm("awards.appraise", appraises)
rules.add_perm("awards.assign_appraisals", assigns)
rules.add_perm("awards.settle_appraisal", settles)
rules.add_perm("awards.check_nominee", checks)
rules.add_perm("awards.declare_conflict", declares)
