"""Pages of nominations, by noun."""

from awards.nominations.views.dossiers import (
    AddListed,
    AddNominee,
    BeginDossier,
    CollectParts,
    DeclineRound,
    DossierList,
    DossierPage,
    EnterDossier,
    KeepPapers,
)
from awards.nominations.views.intake import Receipt, Request
from awards.nominations.views.nominees import (
    AddEvidence,
    ChangeNominee,
    ChooseSources,
    NomineePage,
    RecordOpinion,
    RemoveEvidence,
    RemoveNominee,
)
from awards.nominations.views.rounds import (
    AddRound,
    ChangeRound,
    RoundList,
    RoundNominees,
    RoundPage,
)
from awards.nominations.views.routing import RoutingList, SetRouting
from awards.nominations.views.steps import DossierStep, NomineeStep, RoundStep

__all__ = [
    "AddEvidence",
    "AddListed",
    "AddNominee",
    "AddRound",
    "BeginDossier",
    "ChangeNominee",
    "ChangeRound",
    "ChooseSources",
    "CollectParts",
    "DeclineRound",
    "DossierList",
    "DossierPage",
    "DossierStep",
    "EnterDossier",
    "KeepPapers",
    "NomineePage",
    "NomineeStep",
    "Receipt",
    "RecordOpinion",
    "RemoveEvidence",
    "RemoveNominee",
    "Request",
    "RoundList",
    "RoundNominees",
    "RoundPage",
    "RoundStep",
    "RoutingList",
    "SetRouting",
]
