"""Forms of nominations, by noun."""

from awards.nominations.forms.dossiers import (
    CollectForm,
    DossierFilter,
    EnterForm,
    LetterForm,
    OfRoundFilter,
    PapersForm,
    ReceiveForm,
    ReceiveManyForm,
    ReturnForm,
)
from awards.nominations.forms.nominees import (
    AddForm,
    EvidenceForm,
    ListedForm,
    NomineeForm,
    OpinionForm,
    SourcesForm,
)
from awards.nominations.forms.rounds import (
    ReopenForm,
    RoundForm,
)

__all__ = [
    "AddForm",
    "CollectForm",
    "DossierFilter",
    "EnterForm",
    "EvidenceForm",
    "LetterForm",
    "ListedForm",
    "NomineeForm",
    "OfRoundFilter",
    "OpinionForm",
    "PapersForm",
    "ReceiveForm",
    "ReceiveManyForm",
    "ReopenForm",
    "ReturnForm",
    "RoundForm",
    "SourcesForm",
]
