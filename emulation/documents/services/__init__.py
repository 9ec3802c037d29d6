"""Writes on official documents, from draft to issue; every room that issues calls these.

draft_document → revise_draft → request_preview → submit_document → (complete_step,
record_step_outside) → sign_document or record_outside_signature → number_internal or
number_external → a job issues. return_document gives a text back to its drafter.
"""

from emulation.documents.services.books import (
    save_legal_basis,
    set_numbering_mode,
    set_signing_route,
)
from emulation.documents.services.drafting import (
    correct_document,
    draft_document,
    request_preview,
    revise_draft,
    submit_document,
    withdraw_document,
)
from emulation.documents.services.issuing import retry_issue
from emulation.documents.services.numbering import (
    number_document,
    number_external,
    number_internal,
)
from emulation.documents.services.previewing import lay_out
from emulation.documents.services.signing import (
    complete_step,
    record_outside_signature,
    record_step_outside,
    return_document,
    sign_document,
)

__all__ = [
    "complete_step",
    "correct_document",
    "draft_document",
    "lay_out",
    "number_document",
    "number_external",
    "number_internal",
    "record_outside_signature",
    "record_step_outside",
    "request_preview",
    "retry_issue",
    "return_document",
    "revise_draft",
    "save_legal_basis",
    "set_numbering_mode",
    "set_signing_route",
    "sign_document",
    "submit_document",
    "withdraw_document",
]
