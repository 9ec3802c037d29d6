"""Forms of nominations, by noun."""

from awards.nominations.forms.dossiers import (
    CollectForm,
    DossierFilter,
    EnterForm,
    LetterForm,
    PapersForm,
    ReceiveForm,
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
    "OpinionForm",
    "PapersForm",
    "ReceiveForm",
    "ReopenForm",
    "ReturnForm",
    "RoundForm",
    "SourcesForm",
]
