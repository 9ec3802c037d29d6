"""How a session goes: convened, in session, closed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from awards.council.enums import SessionState
from emulation.workflow.transitions import Transition, Workflow

WORKFLOW = Workflow(
    "awards.CouncilSession",
    [
        Transition(
            "open",
            sources=(SessionState.PLANNED,),
            target=SessionState.OPEN,
            permission="awards.run_council",
            label=_("Open the session"),
        ),
        Transition(
            "close",
            sources=(SessionState.OPEN,),
            target=SessionState.CLOSED,
            permission="awards.run_council",
            label=_("Close the session and count"),
        ),
        Transition(
            "record_paper",
            sources=(SessionState.PLANNED,),
            target=SessionState.CLOSED,
            permission="awards.run_council",
            label=_("Record the result from the signed minutes"),
        ),
    ],
)
