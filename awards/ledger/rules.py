"""Who may read and write the ledger, and who reads the files in it."""

from __future__ import annotations

from typing import Any

import rules

from awards.ledger.models import AwardRecord, DisciplineRecord, Initiative, YearRating
from awards.ledger.subjects import Subject, unit_id_of
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import has_role
from emulation.units.enums import UnitKind
from emulation.units.models import Unit


def answers_for(mandate: Mandate | None, subject: Subject) -> bool:
    """Return whether the subject belongs to the mandate's unit or to a division of it."""
    if mandate is None:
        return False
    unit_id = unit_id_of(subject)
    if unit_id == mandate.unit_id:
        return True
    unit = Unit.objects.filter(pk=unit_id, kind=UnitKind.SUBUNIT).first()
    return unit is not None and unit.ancestors().filter(pk=mandate.unit_id).exists()


@rules.predicate
def may_record(mandate: Mandate | None, subject: Subject | None = None) -> bool:
    """The province's office records for all, a unit's officer and leader for the own unit.

    Without a subject: whether the mandate records for anybody at all.
    """
    if mandate is None or mandate.role not in {Role.OFFICE, Role.OFFICER, Role.LEADER}:
        return False
    if subject is None or (mandate.role == Role.OFFICE and mandate.unit.level == "province"):
        return True
    return answers_for(mandate, subject)


@rules.predicate
def may_hold(mandate: Mandate | None, subject: Subject | None = None) -> bool:
    """The office of an authority places and lifts holds: the province's for all, others' own."""
    if mandate is None or mandate.role not in {Role.OFFICE, Role.OFFICER}:
        return False
    if mandate.role == Role.OFFICE and mandate.unit.level == "province":
        return True
    return mandate.unit.decides_awards and (subject is None or answers_for(mandate, subject))


VIEW_ROLES = sorted(Role.OF_PROVINCE | Role.OF_UNIT)
rules.add_perm("awards.view_ledger", has_role(*VIEW_ROLES))
rules.add_perm("awards.record_ledger", may_record)
rules.add_perm("awards.place_hold", may_hold)
rules.add_perm("awards.read_hold_note", may_hold | has_role(Role.AUDITOR))


def _reads(model: Any) -> Any:
    def check(file: StoredFile, mandate: Mandate | None) -> bool:
        return model.objects.visible_to(mandate).filter(file=file).exists()

    return check


for _model in (AwardRecord, YearRating, Initiative, DisciplineRecord):
    file_reader(_model._meta.label, _reads(_model))
