"""What the council puts on the desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.council.enums import SessionState
from awards.council.models import CouncilSession, Voter
from awards.council.selectors import progress_of, rounds_waiting
from emulation.clock import today
from emulation.documents.enums import DocumentState
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.registries.places import TurnItem, place, turn_source

place(
    gettext_lazy("Council"),
    "council:session-list",
    permission="awards.view_council",
    icon="people",
    key="h",
    order=620,
)


@turn_source
def sessions_to_attend(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield the sessions in which somebody has a seat: those to come, and those to vote in.

    Whoever has a seat sees it under each role held for the authority; the vote itself is taken
    under that of a member.
    """
    seats = Voter.objects.filter(
        member__account=mandate.account_id,
        session__council__authority=mandate.unit_id,
        session__state__in=SessionState.LIVE,
    ).select_related("session__council", "member__account")
    votes = mandate.role in roles_with("awards.cast_ballot")
    for seat in seats:
        if seat.member.valid_to is not None and seat.member.valid_to < today():
            continue
        session = seat.session
        if session.state == SessionState.PLANNED:
            verb, page = _("Attend the session"), "council:session"
        else:
            progress = progress_of(session, seat)
            if progress.cast >= progress.total:
                continue
            left = {"done": progress.cast, "total": progress.total}
            verb, page = _("Vote %(done)s / %(total)s") % left, "council:ballot"
            if not votes:
                verb, page = _("Vote as a member of the council"), "council:session"
        url = reverse(page, args=[session.pk])
        yield TurnItem(title=str(session), url=url, verb=verb, due_on=session.held_on)


@turn_source
def sessions_to_run(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield the sessions to open, close and minute, and the minutes that are not issued yet."""
    if not _runs(mandate):
        return
    verbs = {
        SessionState.PLANNED: _("Open the session"),
        SessionState.OPEN: _("Close the session and count"),
        SessionState.CLOSED: _("Write the minutes"),
    }
    sessions = CouncilSession.objects.visible_to(mandate).select_related("council", "minutes")
    unfinished = sessions.exclude(state=SessionState.CANCELLED).filter(paper__isnull=True)
    for session in unfinished.exclude(minutes__state=DocumentState.ISSUED):
        verb, url = (
            verbs[SessionState(session.state)],
            reverse("council:session", args=[session.pk]),
        )
        if session.minutes_id is not None:
            verb = _("Have the minutes signed and issued")
            url = reverse("documents:document", args=[session.minutes_id])
        yield TurnItem(title=str(session), url=url, verb=verb, due_on=session.held_on)


@turn_source
def nominees_to_call(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield the rounds whose nominees wait for the council and stand on no agenda."""
    if not _runs(mandate):
        return
    for round_, waiting in rounds_waiting(mandate.unit):
        yield TurnItem(
            title=round_.name,
            url=reverse("council:session-convene"),
            verb=_("Convene a session"),
            count=waiting,
        )


def _runs(mandate: Mandate) -> bool:
    return mandate.role in roles_with("awards.run_council") and mandate.unit.decides_awards
