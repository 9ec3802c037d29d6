"""What the council puts on the desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.council.enums import SessionState
from awards.council.models import AgendaItem, CouncilSession, Participation, Voter
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.registries.places import TurnItem, place, turn_source
from emulation.ui.counting import count_of

place(
    gettext_lazy("Council"),
    "council:session-list",
    permission="awards.view_council",
    icon="people",
    key="h",
    order=620,
)


@turn_source
def ballots_to_cast(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield the open sessions in which the member has ballots left."""
    if mandate.role not in roles_with("awards.cast_ballot"):
        return
    seats = (
        Voter.objects.filter(
            member__account=mandate.account_id,
            session__council__authority=mandate.unit_id,
            session__state=SessionState.OPEN,
        )
        .select_related("session__council")
        .annotate(
            items=count_of(AgendaItem.objects.all(), "session__voters"),
            excused=count_of(
                AgendaItem.objects.filter(nominee__conflicts__account=mandate.account_id),
                "session__voters",
            ),
            cast=count_of(Participation.objects.all(), "voter"),
        )
    )
    for seat in seats:
        total = seat.items - seat.excused
        if seat.cast < total:
            yield TurnItem(
                title=str(seat.session),
                url=reverse("council:ballot", args=[seat.session_id]),
                verb=_("Vote %(done)s / %(total)s") % {"done": seat.cast, "total": total},
                due_on=seat.session.held_on,
            )


@turn_source
def sessions_to_run(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield the sessions to open, close and minute."""
    runs = mandate.role in roles_with("awards.run_council")
    if not runs or not mandate.unit.decides_awards:
        return
    verbs = {
        SessionState.PLANNED: _("Open the session"),
        SessionState.OPEN: _("Close the session and count"),
        SessionState.CLOSED: _("Write the minutes"),
    }
    sessions = CouncilSession.objects.visible_to(mandate).select_related("council")
    for session in sessions.filter(minutes__isnull=True, paper__isnull=True):
        yield TurnItem(
            title=str(session),
            url=reverse("council:session", args=[session.pk]),
            verb=verbs[SessionState(session.state)],
            due_on=session.held_on,
        )
