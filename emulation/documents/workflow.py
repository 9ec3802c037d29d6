"""The steps of an official document."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from emulation.documents.enums import DocumentState as State
from emulation.workflow.transitions import DRAFTING, Form, Stage, Transition, Workflow


def called(document: Any) -> str:
    """Return what a message calls it."""
    return gettext("the document “%(subject)s”") % {"subject": document}


WORKFLOW = Workflow(
    "emulation.Document",
    [
        Transition(
            "submit",
            sources=(State.DRAFT,),
            target=State.SUBMITTED,
            permission="emulation.submit_document",
            label=_("Submit for signature"),
            past=pgettext_lazy("past", "submitted for signature"),
            address="trinh",
            confirm=_("The text can no longer be changed, unless it is returned or withdrawn."),
        ),
        Transition(
            "return",
            sources=(State.SUBMITTED, State.SIGNED),
            target=State.DRAFT,
            permission="emulation.return_document",
            label=_("Return for correction"),
            past=pgettext_lazy("past", "returned for correction"),
            address="tra-lai",
            form=Form.RETURN,
        ),
        Transition(
            "withdraw",
            sources=(State.SUBMITTED,),
            target=State.DRAFT,
            permission="emulation.submit_document",
            label=_("Withdraw"),
            past=pgettext_lazy("past", "withdrew"),
            address="rut-lai",
            form=Form.REASON,
        ),
        Transition(
            "sign",
            sources=(State.SUBMITTED,),
            target=State.SIGNED,
            permission="emulation.sign_document",
            label=_("Sign"),
            past=pgettext_lazy("past", "signed"),
            address="ky",
            confirm=_("The records clerk then numbers, dates, seals and issues it."),
            another_than=(DRAFTING,),
        ),
        Transition(
            "record_signature",
            sources=(State.SUBMITTED,),
            target=State.SIGNED,
            permission="emulation.record_signature",
            label=_("Record the signature given outside"),
            past=pgettext_lazy("past", "recorded the signature given outside on"),
            address="ky-ngoai",
            form=Form.OWN,
        ),
        Transition(
            "number",
            sources=(State.SIGNED,),
            target=State.NUMBERED,
            permission="emulation.number_document",
            label=_("Number and issue"),
            past=pgettext_lazy("past", "numbered"),
            address="cap-so",
            form=Form.OWN,
            confirm=_("The text is frozen; PDF and Word are made and the document is issued."),
            final=True,
        ),
        Transition(
            "issue",
            sources=(State.NUMBERED,),
            target=State.ISSUED,
            permission="emulation.number_document",
            label=_("Issue"),
            past=pgettext_lazy("past", "issued"),
            automatic=True,
        ),
    ],
    route="documents:",
    called=called,
    way=(
        Stage((State.DRAFT,), _("Drafted")),
        Stage((State.SUBMITTED,), _("Submitted")),
        Stage((State.SIGNED,), _("Signed")),
        Stage((State.NUMBERED,), _("Numbered")),
        Stage((State.ISSUED,), _("Issued")),
    ),
    drafter=lambda document: document.drafted_account_id,
    acts=("documents.draft", "documents.revise", "documents.step", "documents.retry_issue"),
)
