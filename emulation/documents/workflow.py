"""The steps of an official document."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from emulation.documents.enums import DocumentState as State
from emulation.workflow.transitions import Transition, Workflow

WORKFLOW = Workflow(
    "emulation.Document",
    [
        Transition(
            "submit",
            (State.DRAFT,),
            State.SUBMITTED,
            "emulation.submit_document",
            _("Submit for signature"),
        ),
        Transition(
            "return",
            (State.SUBMITTED, State.SIGNED),
            State.DRAFT,
            "emulation.return_document",
            _("Return for correction"),
            needs_reason=True,
            needs_due_date=True,
        ),
        Transition(
            "withdraw",
            (State.SUBMITTED,),
            State.DRAFT,
            "emulation.submit_document",
            _("Withdraw"),
            needs_reason=True,
        ),
        Transition("sign", (State.SUBMITTED,), State.SIGNED, "emulation.sign_document", _("Sign")),
        Transition(
            "record_signature",
            (State.SUBMITTED,),
            State.SIGNED,
            "emulation.record_signature",
            _("Record the signature given outside"),
        ),
        Transition(
            "number",
            (State.SIGNED,),
            State.NUMBERED,
            "emulation.number_document",
            _("Number and issue"),
        ),
        Transition(
            "issue",
            (State.NUMBERED,),
            State.ISSUED,
            "emulation.number_document",
            _("Issue"),
            automatic=True,
        ),
    ],
)
