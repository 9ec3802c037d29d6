"""What the table of rights cannot say of the ledger, and who reads the files in it."""

from __future__ import annotations

from typing import Any

from awards.ledger.models import AwardRecord, DisciplineRecord, Initiative, YearRating
from awards.ledger.subjects import Subject, unit_of
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.roles import scopes_of
from emulation.people.rules import refine
from emulation.units.enums import UnitKind

RECORD, HOLD = "awards.record_ledger", "awards.place_hold"


def _answers(permission: str) -> Any:
    def answers(mandate: Mandate, subject: Subject) -> bool:
        """Who does not work for the whole authority answers for the own unit and its divisions."""
        if Scope.AUTHORITY in scopes_of(mandate.role, permission):
            return True
        unit = unit_of(subject)
        return unit.pk == mandate.unit_id or unit.kind == UnitKind.SUBUNIT

    return answers


def decides_awards(mandate: Mandate) -> bool:
    """Only an authority that decides awards holds back a subject."""
    return mandate.unit.decides_awards


refine(RECORD, record=_answers(RECORD))
refine(HOLD, holder=decides_awards, record=_answers(HOLD))
refine("awards.read_hold_note", record=_answers("awards.read_hold_note"))


def _reads(model: Any) -> Any:
    def check(file: StoredFile, mandate: Mandate | None) -> bool:
        return model.objects.visible_to(mandate).filter(file=file).exists()

    return check


for _model in (AwardRecord, YearRating, Initiative, DisciplineRecord):
    file_reader(_model._meta.label, _reads(_model))
