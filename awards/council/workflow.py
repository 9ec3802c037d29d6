"""How a session goes: convened, in session, closed; or cancelled, with nothing counted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from awards.council.enums import SessionState
from emulation.ui.vietnamese import short_date
from emulation.workflow.transitions import Form, Stage, Transition, Workflow


def called(session: Any) -> str:
    """Return what a message calls it."""
    return gettext("the session of %(day)s") % {"day": short_date(session.held_on)}


WORKFLOW = Workflow(
    "awards.CouncilSession",
    [
        Transition(
            "open",
            sources=(SessionState.PLANNED,),
            target=SessionState.OPEN,
            permission="awards.run_council",
            label=_("Open the session"),
            past=pgettext_lazy("past", "inaugurated"),
            address="mo",
        ),
        Transition(
            "close",
            sources=(SessionState.OPEN,),
            target=SessionState.CLOSED,
            permission="awards.run_council",
            label=_("Close the session and count"),
            past=pgettext_lazy("past", "closed and counted"),
            address="dong",
            form=Form.OWN,
            final=True,
        ),
        Transition(
            "record_paper",
            sources=(SessionState.PLANNED,),
            target=SessionState.CLOSED,
            permission="awards.run_council",
            label=_("Record the result from the signed minutes"),
            past=pgettext_lazy("past", "recorded from the signed minutes the result of"),
            address="ket-qua-giay",
            form=Form.OWN,
            final=True,
        ),
        Transition(
            "cancel",
            sources=(SessionState.PLANNED, SessionState.OPEN),
            target=SessionState.CANCELLED,
            permission="awards.run_council",
            label=_("Cancel the session"),
            past=pgettext_lazy("past", "cancelled"),
            address="huy",
            form=Form.REASON,
            confirm=_(
                "Every ballot is destroyed unopened. The nominees stay before the council: convene "
                "another session on them."
            ),
            final=True,
        ),
    ],
    route="council:session-",
    called=called,
    way=(
        Stage((SessionState.PLANNED,), _("Convened")),
        Stage((SessionState.OPEN,), _("In session")),
        Stage((SessionState.CLOSED,), _("Closed, votes counted")),
    ),
    acts=("council.convene", "council.attendance", "council.paper_votes", "council.draft_minutes"),
)
