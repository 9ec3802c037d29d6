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

WORKFLOW = Workflow(
    "campaigns.Registration",
    [
        Transition(
            "sign",
            sources=OPEN,
            target=State.SIGNED,
            permission="campaigns.sign_registration",
            label=_("Sign the registration"),
            past=pgettext_lazy("past", "signed"),
            address="ky",
            confirm=_(
                "The unit commits itself to these values. They can be changed only after the "
                "office returned the registration."
            ),
        ),
        Transition(
            "record_paper",
            sources=OPEN,
            target=State.SIGNED,
            permission="campaigns.record_registration",
            label=_("Record the signed paper"),
            past=pgettext_lazy("past", "recorded the signed paper of"),
            address="ban-giay",
            form=Form.OWN,
        ),
        Transition(
            "join_compact",
            sources=OPEN,
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
        Stage((State.SIGNED,), _("Signed by the unit")),
        Stage((State.ACCEPTED,), _("Accepted")),
    ),
    acts=("registrations.save", "registrations.add_title", "registrations.remove_title"),
)
