"""The steps of rounds, dossiers and nominees."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from awards.nominations.enums import DossierState, NomineeState, RoundState
from emulation.workflow.transitions import Form, Stage, Transition, Workflow


def round_called(round_: Any) -> str:
    """Return what a message calls a round."""
    return gettext("the round “%(name)s”") % {"name": round_}


def dossier_called(dossier: Any) -> str:
    """Return what a message calls a dossier."""
    return gettext("the dossier of %(unit)s") % {"unit": dossier.unit}


def nominee_called(nominee: Any) -> str:
    """Return what a message calls a nominee."""
    return gettext("the nomination of %(name)s") % {"name": nominee.name}


ROUND = Workflow(
    "awards.Round",
    [
        Transition(
            "open",
            sources=(RoundState.DRAFT,),
            target=RoundState.OPEN,
            permission="awards.manage_round",
            label=_("Open the round"),
            past=pgettext_lazy("past", "opened"),
            address="mo",
            confirm=_(
                "The officers and leaders of the units that may nominate are told. From then on "
                "only the name and the last day of the round can be changed."
            ),
        ),
        Transition(
            "close",
            sources=(RoundState.OPEN,),
            target=RoundState.CLOSED,
            permission="awards.manage_round",
            label=_("Close for dossiers"),
            past=pgettext_lazy("past", "closed for dossiers"),
            address="dong",
        ),
        Transition(
            "end",
            sources=(RoundState.CLOSED,),
            target=RoundState.ENDED,
            permission="awards.manage_round",
            label=_("End the round"),
            past=pgettext_lazy("past", "ended"),
            address="ket-thuc",
            confirm=_("Nothing in the round can be changed any more."),
            final=True,
        ),
        Transition(
            "reopen",
            sources=(RoundState.CLOSED,),
            target=RoundState.OPEN,
            permission="awards.manage_round",
            label=_("Open again"),
            past=pgettext_lazy("past", "opened again"),
            address="mo-lai",
            form=Form.REASON,
        ),
    ],
    route="nominations:round-",
    called=round_called,
    way=(
        Stage((RoundState.DRAFT,), _("Being prepared")),
        Stage((RoundState.OPEN,), _("Open for dossiers")),
        Stage((RoundState.CLOSED,), _("Closed for dossiers")),
        Stage((RoundState.ENDED,), _("Ended")),
    ),
    acts=("round.create", "round.change"),
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
            past=pgettext_lazy("past", "submitted for signature"),
            address="trinh-ky",
        ),
        Transition(
            "withdraw",
            sources=(DossierState.READY,),
            target=DossierState.DRAFT,
            permission="awards.prepare_dossier",
            label=_("Withdraw to correct"),
            past=pgettext_lazy("past", "withdrew, to correct it,"),
            address="rut-lai",
            confirm=_("The leader is told; the dossier is with the officer again."),
        ),
        Transition(
            "recall",
            sources=(DossierState.SUBMITTED,),
            target=DossierState.READY,
            permission="awards.sign_dossier",
            label=_("Recall from the office"),
            past=pgettext_lazy("past", "recalled from the office"),
            address="thu-hoi",
            confirm=_(
                "Your signature is taken back and who was to receive the dossier is told; it is "
                "with you again, to sign or to give back."
            ),
        ),
        Transition(
            "decline",
            sources=(DossierState.DRAFT,),
            target=DossierState.DECLINED,
            permission="awards.prepare_dossier",
            label=_("Propose nobody"),
            past=pgettext_lazy("past", "proposed nobody in"),
            address="khong-de-nghi",
            form=Form.REASON,
        ),
        Transition(
            "reconsider",
            sources=(DossierState.DECLINED,),
            target=DossierState.DRAFT,
            permission="awards.prepare_dossier",
            label=_("Propose after all"),
            past=pgettext_lazy("past", "takes up again"),
            address="de-nghi-lai",
        ),
        Transition(
            "send_back",
            sources=(DossierState.READY,),
            target=DossierState.DRAFT,
            permission="awards.sign_dossier",
            label=_("Send back to the officer"),
            past=pgettext_lazy("past", "gave back to the officer"),
            address="chuyen-lai",
            form=Form.REASON,
            gives_back=True,
        ),
        Transition(
            "sign",
            sources=(DossierState.READY,),
            target=DossierState.SUBMITTED,
            permission="awards.sign_dossier",
            label=_("Sign and submit"),
            past=pgettext_lazy("past", "signed and submitted"),
            address="ky",
            confirm=_(
                "The dossier goes to the office. You can recall it until it is received; after "
                "that the office returns it."
            ),
            another_than=("hand_up",),
        ),
        Transition(
            "record_letter",
            sources=(*WRITING, DossierState.READY),
            target=DossierState.SUBMITTED,
            permission="awards.prepare_dossier",
            label=_("Record the signed submission"),
            past=pgettext_lazy("past", "recorded the signed submission of"),
            address="to-trinh",
            form=Form.OWN,
        ),
        Transition(
            "receive",
            sources=(DossierState.SUBMITTED,),
            target=DossierState.RECEIVED,
            permission="awards.receive_dossier",
            label=_("Receive"),
            past=pgettext_lazy("past", "received"),
            address="tiep-nhan",
            form=Form.OWN,
        ),
        Transition(
            "return",
            sources=(DossierState.SUBMITTED, DossierState.RECEIVED),
            target=DossierState.RETURNED,
            permission="awards.return_dossier",
            label=_("Return for completion"),
            past=pgettext_lazy("past", "returned for completion"),
            address="tra-lai",
            form=Form.RETURN,
        ),
        Transition(
            "settle",
            sources=(DossierState.RECEIVED,),
            target=DossierState.SETTLED,
            permission="awards.advance_nominee",
            label=_("Settle"),
            past=pgettext_lazy("past", "settled"),
            automatic=True,
        ),
    ],
    route="nominations:",
    called=dossier_called,
    way=(
        Stage(WRITING, _("Being prepared")),
        Stage((DossierState.READY,), _("Waiting for the leader")),
        Stage((DossierState.SUBMITTED,), _("Signed and sent")),
        Stage((DossierState.RECEIVED,), _("Received, being appraised")),
        Stage((DossierState.SETTLED,), _("Settled")),
    ),
    acts=("dossier.begin", "dossier.papers", "dossier.collect"),
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
            past=pgettext_lazy("past", "put to appraisal"),
            automatic=True,
        ),
        Transition(
            "ask_supplement",
            sources=(NomineeState.NOMINATED, NomineeState.APPRAISING, NomineeState.PASSED),
            target=NomineeState.SUPPLEMENT,
            permission="awards.judge_nominee",
            label=_("Ask for a supplement"),
            past=pgettext_lazy("past", "asked for a supplement"),
            form=Form.REASON,
            gives_back=True,
            automatic=True,
        ),
        Transition(
            "pass",
            sources=(NomineeState.APPRAISING,),
            target=NomineeState.PASSED,
            permission="awards.judge_nominee",
            label=_("Pass"),
            past=pgettext_lazy("past", "let pass the appraisal"),
            automatic=True,
        ),
        Transition(
            "refuse",
            sources=(NomineeState.APPRAISING, NomineeState.PASSED, NomineeState.VOTED),
            target=NomineeState.REFUSED,
            permission="awards.judge_nominee",
            label=_("Do not propose"),
            past=pgettext_lazy("past", "did not propose"),
            form=Form.REASON,
            automatic=True,
        ),
        Transition(
            "vote",
            sources=(NomineeState.PASSED,),
            target=NomineeState.VOTED,
            permission="awards.advance_nominee",
            label=_("Passed the council"),
            past=pgettext_lazy("past", "recorded the council's agreement"),
            automatic=True,
        ),
        Transition(
            "decide",
            sources=(NomineeState.PASSED, NomineeState.VOTED),
            target=NomineeState.DECIDED,
            permission="awards.advance_nominee",
            label=_("Honour"),
            past=pgettext_lazy("past", "honoured"),
            automatic=True,
        ),
        Transition(
            "withdraw",
            sources=BEFORE_DECISION,
            target=NomineeState.WITHDRAWN,
            permission="awards.withdraw_nominee",
            label=_("Withdraw"),
            past=pgettext_lazy("past", "withdrew"),
            address="rut",
            form=Form.REASON,
            final=True,
        ),
    ],
    route="nominations:nominee-",
    called=nominee_called,
    way=(
        Stage((NomineeState.NOMINATED,), _("Nominated")),
        Stage((NomineeState.APPRAISING, NomineeState.SUPPLEMENT), _("Being appraised")),
        Stage((NomineeState.PASSED,), _("Passed appraisal")),
        Stage((NomineeState.VOTED,), _("Passed the council")),
        Stage((NomineeState.DECIDED,), _("Honoured")),
    ),
    acts=(
        "nominee.add",
        "nominee.change",
        "nominee.evidence",
        "nominee.evidence_removed",
        "nominee.opinion",
        "nominee.sources",
    ),
)
