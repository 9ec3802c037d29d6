"""What the table of rights cannot say of rounds and dossiers, and who reads the files."""

from __future__ import annotations

from django.db.models import Q

from awards.nominations.enums import DossierState, RoundState
from awards.nominations.models import Dossier, Nominee, NomineeEvidence, Round
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.roles import scopes_of
from emulation.people.rules import refine


def decides_awards(mandate: Mandate) -> bool:
    """Rounds are opened by authorities that decide awards."""
    return mandate.unit.decides_awards


def may_nominate(mandate: Mandate, round_: Round) -> bool:
    """Units nominate to open rounds of their own or of an authority above, the province's too."""
    return round_.state == RoundState.OPEN and mandate.unit.stands_under(round_.authority)


def prepares(mandate: Mandate, dossier: Dossier) -> bool:
    """The unit prepares its dossier; the authority's office one that it enters from paper."""
    if mandate.unit_id == dossier.unit_id:
        return Scope.UNIT in scopes_of(mandate.role, PREPARE)
    return dossier.entered_for_unit


def edits(mandate: Mandate, dossier: Dossier) -> bool:
    """Who prepares, while the dossier is being prepared or was returned."""
    return prepares(mandate, dossier) and dossier.state in DossierState.EDITABLE


def edits_nominee(mandate: Mandate, nominee: Nominee) -> bool:
    """Who edits the dossier; in one returned by an appraiser only what was asked back."""
    return edits(mandate, nominee.dossier) and nominee.is_open_to_unit


PREPARE = "awards.prepare_dossier"
refine("awards.add_round", "awards.set_routing", holder=decides_awards)
refine("awards.add_dossier", record=may_nominate, within_scope=False)
refine(PREPARE, record=prepares)
refine("awards.change_dossier", record=edits)
refine("awards.change_nominee", record=edits_nominee)


def _reads_dossier(file: StoredFile, mandate: Mandate | None) -> bool:
    of_file = Q(letter=file) | Q(minutes=file)
    return Dossier.objects.visible_to(mandate).filter(of_file).exists()


def _reads_evidence(file: StoredFile, mandate: Mandate | None) -> bool:
    visible = Nominee.objects.visible_to(mandate).values("pk")
    return NomineeEvidence.objects.filter(file=file, nominee__in=visible).exists()


file_reader("awards.Dossier", _reads_dossier)
file_reader("awards.NomineeEvidence", _reads_evidence)
