"""The steps of a registration."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.registrations.enums import RegistrationState as State
from emulation.workflow.transitions import Transition, Workflow

OPEN = (State.DRAFT, State.RETURNED)

WORKFLOW = Workflow(
    "campaigns.Registration",
    [
        Transition(
            "sign",
            sources=OPEN,
            target=State.SIGNED,
            permission="campaigns.sign_registration",
            label=_("Sign the registration"),
        ),
        Transition(
            "record_paper",
            sources=OPEN,
            target=State.SIGNED,
            permission="campaigns.record_registration",
            label=_("Record the signed paper"),
        ),
        Transition(
            "join_compact",
            sources=OPEN,
            target=State.SIGNED,
            permission="campaigns.join_compact",
            label=_("Signed by the compact of the cluster"),
            automatic=True,
        ),
        Transition(
            "accept",
            sources=(State.SIGNED,),
            target=State.ACCEPTED,
            permission="campaigns.accept_registration",
            label=_("Accept"),
        ),
        Transition(
            "return",
            sources=(State.SIGNED,),
            target=State.RETURNED,
            permission="campaigns.accept_registration",
            label=_("Return for completion"),
            needs_reason=True,
            needs_due_date=True,
        ),
    ],
)
