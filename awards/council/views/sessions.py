"""Sessions: convened, run, closed, minuted."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.council import services
from awards.council.enums import Choice, SessionState
from awards.council.forms import (
    AttendanceForm,
    CheckForm,
    CloseForm,
    PaperResultForm,
    SessionForm,
)
from awards.council.models import AgendaItem, CouncilSession
from awards.council.selectors import (
    agenda_of,
    agenda_with_awards,
    attendance_of,
    check_ballot,
    council_of,
    next_item,
    voter_of,
    voters_of,
)
from awards.nominations.models import Round
from emulation.files.services import store_upload
from emulation.ui.counting import count_of
from emulation.ui.errors import Refused
from emulation.ui.views import ActionView, ListPage, PortalView, RecordPage, ServiceFormView
from emulation.workflow.selectors import available, history


class SessionList(ListPage):
    """The sessions that the acting mandate takes part in or runs."""

    permission = "awards.view_council"
    template_name = "awards/council/session_list.html"

    def rows(self) -> QuerySet[CouncilSession]:
        """Return the sessions with the size of their agendas."""
        sessions = CouncilSession.objects.visible_to(self.mandate)
        sized = sessions.select_related("council", "round").annotate(
            size=count_of(AgendaItem.objects.all(), "session")
        )
        return sized.order_by("-held_on", "-pk")

    def page_context(self) -> dict[str, Any]:
        """Name the page."""
        return {"title": _("Council sessions")}


class OneSession(PortalView):
    """A page about the session of the address."""

    @cached_property
    def session(self) -> CouncilSession:
        """The session, visible to the acting mandate."""
        sessions = CouncilSession.objects.visible_to(self.mandate).select_related(
            "council__authority", "round", "minutes", "paper"
        )
        return self.found(sessions, pk=self.kwargs["pk"])

    def permission_object(self) -> Any:
        """Test the permission on the session."""
        return self.session

    def session_url(self) -> str:
        """Return the session's own page."""
        return reverse("council:session", args=[self.session.pk])

    fallback = session_url


class SessionPage(OneSession, RecordPage):
    """Agenda, attendance, progress; the result only after closing."""

    permission = "awards.view_council"
    template_name = "awards/council/session.html"

    def page_context(self) -> dict[str, Any]:
        """Return what the screen shows."""
        session = self.session
        voter = voter_of(session, self.mandate)
        return {
            "title": str(session.council),
            "object": session,
            "session": session,
            "items": agenda_with_awards(session, voter),
            "voters": voters_of(session),
            "attendance": attendance_of(session),
            "voter": voter,
            "next_item": next_item(session, voter) if voter else None,
            "steps": {step.name for step in available(session, self.mandate)},
            "runs": bool(available(session, self.mandate))
            or (session.state == SessionState.CLOSED and self._keeps_minutes()),
            "history": history(session),
        }

    def _keeps_minutes(self) -> bool:
        return self.session.minutes_id is None and self.session.created_by_id == self.mandate.pk


class SessionConvene(ServiceFormView):
    """Convenes a session of the acting authority's council."""

    permission = "awards.run_council"
    form_class = SessionForm
    title = _("Convene a session")
    submit_label = _("Convene")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the rounds of the acting authority."""
        return {"rounds": Round.objects.filter(authority=self.mandate.unit).order_by("-opens_on")}

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("council:session-list")}

    def perform(self, form: SessionForm) -> str:
        """Convene."""
        data = form.entered()
        council = council_of(self.mandate.unit, data["held_on"])
        if council is None:
            raise Refused(gettext("Record the council and its members first."))
        session = services.convene_session(by=self.mandate, council=council, **data)
        return reverse("council:session", args=[session.pk])


class AttendanceRecord(OneSession, ServiceFormView):
    """Records how the members take part, all of them at once."""

    permission = "awards.run_council"
    template_name = "awards/council/attendance.html"
    form_class = AttendanceForm
    title = _("Attendance")
    submit_label = _("Record the attendance")

    def form_kwargs(self) -> dict[str, Any]:
        """Ask for every member."""
        return {"voters": list(voters_of(self.session)), "version": self.session.version}

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"session": self.session, "cancel_url": self.session_url()}

    def perform(self, form: AttendanceForm) -> str:
        """Record it."""
        services.record_attendance(
            by=self.mandate,
            session=self.session,
            entries=form.entries(),
            version=form.cleaned_data["version"],
        )
        return self.session_url()


class SessionOpen(OneSession, ActionView):
    """Opens the vote."""

    permission = "awards.run_council"

    def perform(self) -> str:
        """Open."""
        services.open_session(by=self.mandate, session=self.session)
        return self.session_url()


class SessionClose(OneSession, ServiceFormView):
    """Closes the vote after saying what will happen."""

    permission = "awards.run_council"
    template_name = "emulation/ui/confirm.html"
    form_class = CloseForm
    title = _("Close the session and count")
    submit_label = _("Close and count")

    def page_context(self) -> dict[str, Any]:
        """Say what closing does."""
        attendance = attendance_of(self.session)
        waiting = sum(attendance.taking_part - item.voted for item in agenda_of(self.session))
        return {
            "cancel_url": self.session_url(),
            "effects": [
                _("No further ballot is taken; %(count)s ballots are still missing.")
                % {"count": max(waiting, 0)},
                _("The votes are counted over all %(members)s members of the council.")
                % {"members": attendance.members},
                _("The ballots are mixed and kept without any link to who cast them."),
                _("The result becomes visible, and every nominee passes or is not proposed."),
            ],
        }

    def perform(self, form: CloseForm) -> str:
        """Close and count."""
        services.close_session(by=self.mandate, session=self.session, **form.entered())
        return self.session_url()


class PaperResult(OneSession, ServiceFormView):
    """Records the result of a session held on paper."""

    permission = "awards.run_council"
    template_name = "awards/council/paper_result.html"
    form_class = PaperResultForm
    title = _("Record the result from the signed minutes")

    def form_kwargs(self) -> dict[str, Any]:
        """Ask for the votes on every item."""
        items = list(self.session.items.select_related("nominee").order_by("order"))
        return {"items": items, "members": self.session.voters.count()}

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"session": self.session, "choices": Choice, "cancel_url": self.session_url()}

    def perform(self, form: PaperResultForm) -> str:
        """Store the minutes and record the result."""
        data = form.entered()
        services.record_paper_result(
            by=self.mandate,
            session=self.session,
            counts=form.counts(),
            paper=store_upload(by=self.mandate, upload=data["paper"]),
            paper_number=data["paper_number"],
            conclusions=data["conclusions"],
        )
        return self.session_url()


class MinutesDraft(OneSession, ActionView):
    """Drafts the minutes as an official document."""

    permission = "awards.run_council"

    def perform(self) -> str:
        """Draft them and go to the document."""
        document = services.draft_minutes(by=self.mandate, session=self.session)
        return reverse("documents:document", args=[document.pk])


class BallotCheckPage(OneSession, ServiceFormView):
    """Lets a member see by the code that the own ballot was counted; nothing is written."""

    permission = "awards.view_council"
    template_name = "awards/council/check.html"
    form_class = CheckForm
    title = _("Check a ballot")
    submit_label = _("Check")
    secret = True

    def post(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Show what stands behind the code."""
        form = self.build_form(request.POST)
        if not form.is_valid():
            return self.form_page(form, status=422)
        found = check_ballot(self.session, form.cleaned_data["code"])
        context = {"form": form, "title": self.title, "submit_label": self.submit_label}
        return self.shown({**context, "found": found, "asked": True})

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": self.session_url()}
