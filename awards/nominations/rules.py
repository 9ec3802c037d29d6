"""Who opens rounds, prepares, signs, receives and withdraws; who reads the files."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from awards.nominations.enums import DossierState, RoundState
from awards.nominations.models import Dossier, Nominee, NomineeEvidence, Round
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import acts_for, has_role, is_office_of
from emulation.units.enums import Level
from emulation.units.models import Unit

READERS = sorted((Role.OF_PROVINCE | Role.OF_UNIT) - {Role.COUNCIL_MEMBER})
JUDGES = frozenset({Role.OFFICE, Role.OFFICER, Role.REVIEWER, Role.SECRETARY, Role.LEADER})
ADVANCERS = JUDGES | {Role.SIGNER, Role.CLERK}


@rules.predicate
def may_open(mandate: Mandate | None, obj: Any = None) -> bool:
    """The office of an authority opens rounds: the province's, or a deciding unit's officer."""
    if mandate is None or mandate.role not in {Role.OFFICE, Role.OFFICER}:
        return False
    return mandate.role == Role.OFFICE or mandate.unit.decides_awards


@rules.predicate
def manages_round(mandate: Mandate | None, round_: Round | None) -> bool:
    """The office of the round's authority."""
    return round_ is not None and is_office_of(mandate, round_.authority)


@rules.predicate
def may_nominate(mandate: Mandate | None, round_: Round | None) -> bool:
    """Officers and leaders nominate to open rounds of their own unit or of an authority above.

    The province's round is open to every unit.
    """
    if mandate is None or round_ is None or round_.state != RoundState.OPEN:
        return False
    return mandate.role in Role.OF_UNIT and stands_under(mandate.unit, round_.authority)


def stands_under(unit: Unit, authority: Unit) -> bool:
    """Return whether ``unit`` nominates to ``authority``: itself, one above it, or the province."""
    if unit.pk == authority.pk or authority.level == Level.PROVINCE and authority.parent_id is None:
        return True
    return Unit.objects.ancestors(unit).filter(pk=authority.pk).exists()


@rules.predicate
def prepares(mandate: Mandate | None, dossier: Dossier | None) -> bool:
    """The unit's officer or leader; the authority's office where it enters a paper dossier."""
    if mandate is None or dossier is None:
        return False
    if acts_for(mandate, dossier.unit):
        return mandate.role in Role.OF_UNIT
    return dossier.entered_for_unit and is_office_of(mandate, dossier.round.authority)


@rules.predicate
def edits(mandate: Mandate | None, dossier: Dossier | None) -> bool:
    """Who prepares, while the dossier is being prepared or was returned."""
    return bool(prepares(mandate, dossier)) and dossier.state in DossierState.EDITABLE  # type: ignore[union-attr]


@rules.predicate
def signs(mandate: Mandate | None, dossier: Dossier | None) -> bool:
    """The head of the unit, and nobody else, signs in the portal."""
    return (
        mandate is not None
        and dossier is not None
        and mandate.role == Role.LEADER
        and acts_for(mandate, dossier.unit)
    )


@rules.predicate
def receives(mandate: Mandate | None, dossier: Dossier | None) -> bool:
    """The office of the round's authority."""
    return dossier is not None and is_office_of(mandate, dossier.round.authority)


@rules.predicate
def collects(mandate: Mandate | None, dossier: Dossier | None) -> bool:
    """Officer or leader of the unit through which the dossier goes."""
    if mandate is None or dossier is None or dossier.collector_id is None:
        return False
    return mandate.unit_id == dossier.collector_id and mandate.role in Role.OF_UNIT


@rules.predicate
def returns(mandate: Mandate | None, dossier: Dossier | None) -> bool:
    """The office that received it, the collector, or an appraiser of the authority."""
    if mandate is None or dossier is None:
        return False
    if collects(mandate, dossier) or receives(mandate, dossier):
        return True
    return mandate.role == Role.REVIEWER and acts_for(mandate, dossier.round.authority)


def _works_for_authority(roles: frozenset[str]) -> Any:
    @rules.predicate
    def works(mandate: Mandate | None, obj: Nominee | Dossier | None) -> bool:
        if mandate is None or obj is None or mandate.role not in roles:
            return False
        dossier = obj.dossier if isinstance(obj, Nominee) else obj
        return mandate.unit_id == dossier.round.authority_id

    return works


@rules.predicate
def withdraws(mandate: Mandate | None, nominee: Nominee | None) -> bool:
    """The unit that nominated, its collector, or the office on the unit's letter."""
    if nominee is None:
        return False
    dossier = nominee.dossier
    return bool(
        prepares(mandate, dossier) or collects(mandate, dossier) or receives(mandate, dossier)
    )


@rules.predicate
def edits_nominee(mandate: Mandate | None, nominee: Nominee | None) -> bool:
    """Who edits the dossier; in one returned by an appraiser only what was asked back."""
    if nominee is None or not edits(mandate, nominee.dossier):
        return False
    return nominee.is_open_to_unit


rules.add_perm("awards.view_rounds", has_role(*READERS))
rules.add_perm("awards.add_round", may_open)
rules.add_perm("awards.manage_round", manages_round)
rules.add_perm("awards.set_routing", may_open)
rules.add_perm("awards.add_dossier", may_nominate)
rules.add_perm("awards.view_dossier", has_role(*READERS))
rules.add_perm("awards.enter_dossier", manages_round)
rules.add_perm("awards.prepare_dossier", prepares)
rules.add_perm("awards.change_dossier", edits)
rules.add_perm("awards.change_nominee", edits_nominee)
rules.add_perm("awards.sign_dossier", signs)
rules.add_perm("awards.receive_dossier", receives)
rules.add_perm("awards.collect_parts", has_role(*Role.OF_UNIT))
rules.add_perm("awards.collect_dossier", collects)
rules.add_perm("awards.return_dossier", returns)
rules.add_perm("awards.withdraw_nominee", withdraws)
rules.add_perm(
    "awards.receive_nominee", _works_for_authority(frozenset({Role.OFFICE, Role.OFFICER}))
)
rules.add_perm("awards.judge_nominee", _works_for_authority(JUDGES))
rules.add_perm("awards.advance_nominee", _works_for_authority(ADVANCERS))
rules.add_perm(
    "awards.record_opinion", _works_for_authority(frozenset({Role.OFFICE, Role.OFFICER}))
)


def _reads_dossier(file: StoredFile, mandate: Mandate | None) -> bool:
    of_file = Q(letter=file) | Q(minutes=file)
    return Dossier.objects.visible_to(mandate).filter(of_file).exists()


def _reads_evidence(file: StoredFile, mandate: Mandate | None) -> bool:
    visible = Nominee.objects.visible_to(mandate).values("pk")
    return NomineeEvidence.objects.filter(file=file, nominee__in=visible).exists()


file_reader("awards.Dossier", _reads_dossier)
file_reader("awards.NomineeEvidence", _reads_evidence)
