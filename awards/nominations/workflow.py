"""The steps of rounds, dossiers and nominees."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from awards.nominations.enums import DossierState, NomineeState, RoundState
from emulation.workflow.transitions import Transition, Workflow

ROUND = Workflow(
    "awards.Round",
    [
        Transition(
            "open",
            sources=(RoundState.DRAFT,),
            target=RoundState.OPEN,
            permission="awards.manage_round",
            label=_("Open the round"),
        ),
        Transition(
            "close",
            sources=(RoundState.OPEN,),
            target=RoundState.CLOSED,
            permission="awards.manage_round",
            label=_("Close for dossiers"),
        ),
        Transition(
            "reopen",
            sources=(RoundState.CLOSED,),
            target=RoundState.OPEN,
            permission="awards.manage_round",
            label=_("Open again"),
            needs_reason=True,
        ),
        Transition(
            "end",
            sources=(RoundState.CLOSED,),
            target=RoundState.ENDED,
            permission="awards.manage_round",
            label=_("End the round"),
        ),
    ],
)

WRITING = (DossierState.DRAFT, DossierState.RETURNED)

DOSSIER = Workflow(
    "awards.Dossier",
    [
        Transition(
            "hand_up",
            sources=WRITING,
            target=DossierState.READY,
            permission="awards.prepare_dossier",
            label=_("Submit for signature"),
        ),
        Transition(
            "send_back",
            sources=(DossierState.READY,),
            target=DossierState.DRAFT,
            permission="awards.sign_dossier",
            label=_("Send back to the officer"),
            needs_reason=True,
        ),
        Transition(
            "sign",
            sources=(DossierState.READY,),
            target=DossierState.SUBMITTED,
            permission="awards.sign_dossier",
            label=_("Sign and submit"),
        ),
        Transition(
            "record_letter",
            sources=(*WRITING, DossierState.READY),
            target=DossierState.SUBMITTED,
            permission="awards.prepare_dossier",
            label=_("Record the signed submission"),
        ),
        Transition(
            "receive",
            sources=(DossierState.SUBMITTED,),
            target=DossierState.RECEIVED,
            permission="awards.receive_dossier",
            label=_("Receive"),
        ),
        Transition(
            "return",
            sources=(DossierState.SUBMITTED, DossierState.RECEIVED),
            target=DossierState.RETURNED,
            permission="awards.return_dossier",
            label=_("Return for completion"),
            needs_reason=True,
            needs_due_date=True,
        ),
        Transition(
            "settle",
            sources=(DossierState.RECEIVED,),
            target=DossierState.SETTLED,
            permission="awards.advance_nominee",
            label=_("Settle"),
            automatic=True,
        ),
    ],
)

BEFORE_DECISION = (
    NomineeState.NOMINATED,
    NomineeState.APPRAISING,
    NomineeState.SUPPLEMENT,
    NomineeState.PASSED,
    NomineeState.VOTED,
)

NOMINEE = Workflow(
    "awards.Nominee",
    [
        Transition(
            "appraise",
            sources=(NomineeState.NOMINATED, NomineeState.SUPPLEMENT),
            target=NomineeState.APPRAISING,
            permission="awards.receive_nominee",
            label=_("Put to appraisal"),
            automatic=True,
        ),
        Transition(
            "ask_supplement",
            sources=(NomineeState.NOMINATED, NomineeState.APPRAISING, NomineeState.PASSED),
            target=NomineeState.SUPPLEMENT,
            permission="awards.judge_nominee",
            label=_("Ask for a supplement"),
            needs_reason=True,
            automatic=True,
        ),
        Transition(
            "pass",
            sources=(NomineeState.APPRAISING,),
            target=NomineeState.PASSED,
            permission="awards.judge_nominee",
            label=_("Pass"),
            automatic=True,
        ),
        Transition(
            "refuse",
            sources=(NomineeState.APPRAISING, NomineeState.PASSED, NomineeState.VOTED),
            target=NomineeState.REFUSED,
            permission="awards.judge_nominee",
            label=_("Do not propose"),
            needs_reason=True,
            automatic=True,
        ),
        Transition(
            "vote",
            sources=(NomineeState.PASSED,),
            target=NomineeState.VOTED,
            permission="awards.advance_nominee",
            label=_("Passed the council"),
            automatic=True,
        ),
        Transition(
            "decide",
            sources=(NomineeState.PASSED, NomineeState.VOTED),
            target=NomineeState.DECIDED,
            permission="awards.advance_nominee",
            label=_("Honour"),
            automatic=True,
        ),
        Transition(
            "withdraw",
            sources=BEFORE_DECISION,
            target=NomineeState.WITHDRAWN,
            permission="awards.withdraw_nominee",
            label=_("Withdraw"),
            needs_reason=True,
        ),
    ],
)
