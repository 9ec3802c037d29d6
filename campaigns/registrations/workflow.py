"""The steps of a registration."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.registrations.enums import RegistrationState as State
from emulation.workflow.transitions import Form, Stage, Transition, Workflow


def called(registration: Any) -> str:
    """Return what a message calls it."""
    return gettext("the registration of %(unit)s") % {"unit": registration.participant.unit}


OPEN = (State.DRAFT, State.RETURNED)
UNSIGNED = (*OPEN, State.READY)

WORKFLOW = Workflow(
    "campaigns.Registration",
    [
        Transition(
            "hand_up",
            sources=OPEN,
            target=State.READY,
            permission="campaigns.hand_up_registration",
            label=_("Submit to the leader"),
            past=pgettext_lazy("past", "submitted to the leader"),
            address="trinh",
        ),
        Transition(
            "withdraw",
            sources=(State.READY,),
            target=State.DRAFT,
            permission="campaigns.hand_up_registration",
            label=_("Withdraw to correct"),
            past=pgettext_lazy("past", "withdrew, to correct it,"),
            address="rut-lai",
            confirm=_("The leader is told; the registration is with the officer again."),
        ),
        Transition(
            "send_back",
            sources=(State.READY,),
            target=State.DRAFT,
            permission="campaigns.sign_registration",
            label=_("Give back to the officer"),
            past=pgettext_lazy("past", "gave back to the officer"),
            address="chuyen-lai",
            form=Form.REASON,
            gives_back=True,
        ),
        Transition(
            "sign",
            sources=(State.READY,),
            target=State.SIGNED,
            permission="campaigns.sign_registration",
            label=_("Sign the registration"),
            past=pgettext_lazy("past", "signed"),
            address="ky",
            confirm=_(
                "The unit commits itself to these values. You can recall the registration until "
                "the office accepts it; after that the office returns it."
            ),
        ),
        Transition(
            "recall",
            sources=(State.SIGNED,),
            target=State.READY,
            permission="campaigns.sign_registration",
            label=_("Recall from the office"),
            past=pgettext_lazy("past", "recalled from the office"),
            address="thu-hoi",
            confirm=_(
                "Your signature is taken back and the office is told; the registration is with "
                "you again, to sign or to give back."
            ),
        ),
        Transition(
            "record_paper",
            sources=UNSIGNED,
            target=State.SIGNED,
            permission="campaigns.record_registration",
            label=_("Record the signed paper"),
            past=pgettext_lazy("past", "recorded the signed paper of"),
            address="ban-giay",
            form=Form.OWN,
        ),
        Transition(
            "join_compact",
            sources=UNSIGNED,
            target=State.SIGNED,
            permission="campaigns.join_compact",
            label=_("Signed by the compact of the cluster"),
            past=pgettext_lazy("past", "recorded the compact of the cluster for"),
            automatic=True,
        ),
        Transition(
            "accept",
            sources=(State.SIGNED,),
            target=State.ACCEPTED,
            permission="campaigns.accept_registration",
            label=_("Accept"),
            past=pgettext_lazy("past", "accepted"),
            address="tiep-nhan",
            another_than=("sign",),
        ),
        Transition(
            "return",
            sources=(State.SIGNED,),
            target=State.RETURNED,
            permission="campaigns.accept_registration",
            label=_("Return for completion"),
            past=pgettext_lazy("past", "returned for completion"),
            address="tra-lai",
            form=Form.RETURN,
        ),
    ],
    route="registrations:",
    called=called,
    way=(
        Stage(OPEN, _("Filled in")),
        Stage((State.READY,), _("Submitted to the leader")),
        Stage((State.SIGNED,), _("Signed by the unit")),
        Stage((State.ACCEPTED,), _("Accepted")),
    ),
    acts=("registrations.save", "registrations.add_title", "registrations.remove_title"),
)
