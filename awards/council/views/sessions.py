"""Sessions: convened, run, closed, minuted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import rules
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.council import services
from awards.council.enums import SessionState
from awards.council.forms import (
    PAPER_VOTES,
    AttendanceForm,
    CheckForm,
    CloseForm,
    PaperResultForm,
    PaperVotesForm,
    SessionForm,
)
from awards.council.lists import AFTER_CLOSING, AGENDA, BEFORE_CLOSING, SESSIONS
from awards.council.models import AgendaItem, CouncilSession
from awards.council.selectors import (
    attendance_of,
    check_ballots,
    council_of,
    missing_ballots,
    progress_of,
    quorum_of,
    voters_of,
)
from awards.council.workflow import WORKFLOW
from awards.nominations.models import Round
from emulation.ui.errors import Refused
from emulation.ui.lists import Listing
from emulation.ui.vietnamese import short_date
from emulation.ui.views import ActionView, ListPage, PortalView, ServiceFormView
from emulation.workflow.views import StepsPage, TakeStep

ITEMS_A_PAGE = 50
VOTED_ON_PAPER = (
    *("session", "order", "nominee__name"),
    *("votes_for", "votes_against", "votes_blank", "votes_invalid"),
)


class SessionList(ListPage):
    """The sessions that the acting mandate takes part in or runs."""

    permission = "awards.view_council"
    template_name = "awards/council/session_list.html"
    listing = SESSIONS

    def head_actions(self) -> list[dict[str, Any]]:
        buttons = [{"url": reverse("council:council"), "label": _("Members")}]
        if rules.has_perm("awards.run_council", self.mandate, None):
            url = reverse("council:session-convene")
            buttons.append({"url": url, "label": _("Convene a session"), "tone": "brand"})
        return buttons


class OneSession(PortalView):
    """A page about the session of the address."""

    @cached_property
    def session(self) -> CouncilSession:
        """The session, visible to the acting mandate."""
        sessions = CouncilSession.objects.visible_to(self.mandate).select_related(
            "council__authority", "round", "paper"
        )
        return self.found(sessions, pk=self.kwargs["pk"])

    @property
    def record(self) -> CouncilSession:
        """The record that takes steps."""
        return self.session

    def permission_object(self) -> Any:
        return self.session

    def session_url(self) -> str:
        """Return the session's own page."""
        return self.session.get_absolute_url()

    fallback = session_url


class SessionPage(OneSession, ListPage, StepsPage):
    """Agenda, attendance, progress; the result only after closing."""

    permission = "awards.view_council"
    template_name = "awards/council/session.html"
    listing = AGENDA

    @property
    def declaration(self) -> Listing[Any]:
        """The agenda: how many have voted until the session closes, then the result."""
        listing = super().declaration
        closed = self.session.state == SessionState.CLOSED
        hidden = BEFORE_CLOSING if closed else AFTER_CLOSING
        return replace(listing, columns=[c for c in listing.columns if c.key not in hidden])

    def page_context(self) -> dict[str, Any]:
        session = self.session
        voters = list(voters_of(session))
        account = self.mandate.account_id
        voter = next((each for each in voters if each.member.account_id == account), None)
        runs = rules.has_perm("awards.run_council", self.mandate, session)
        return {
            **super().page_context(),
            "title": str(session.council),
            "session": session,
            "voters": voters,
            "attendance": attendance_of(voters),
            "voter": voter,
            "quorum": quorum_of(session, len(voters)),
            "progress": progress_of(session, voter)
            if voter and session.state == SessionState.OPEN
            else None,
            "keeps_attendance": runs and session.state in SessionState.LIVE,
            "enters_votes": runs and session.state == SessionState.PLANNED,
            "writes_minutes": runs
            and session.state == SessionState.CLOSED
            and session.minutes_id is None,
        }


class SessionConvene(ServiceFormView):
    """Convenes a session of the acting authority's council."""

    permission = "awards.run_council"
    form_class = SessionForm
    title = _("Convene a session")
    submit_label = _("Convene")

    def form_kwargs(self) -> dict[str, Any]:
        return {"rounds": Round.objects.filter(authority=self.mandate.unit).order_by("-opens_on")}

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("council:session-list")}

    def perform(self, form: SessionForm) -> str:
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
        services.record_attendance(
            by=self.mandate,
            session=self.session,
            entries=form.entries(),
            version=form.cleaned_data["version"],
        )
        return self.session_url()


class SessionStep(OneSession, TakeStep):
    """Takes a step of a session."""

    workflow = WORKFLOW
    forms = {"close": CloseForm, "record_paper": PaperResultForm}

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the sessions to this one."""
        sessions = (str(_("Council sessions")), reverse("council:session-list"))
        return [sessions, (short_date(self.session.held_on), self.address())]

    def effects(self) -> list[str]:
        if self.step == "record_paper":
            return self._on_paper()
        if self.step != "close":
            return super().effects()
        attendance = attendance_of(self.session.voters.all())
        return [
            gettext("No further ballot is taken; %(count)s ballots are still missing.")
            % {"count": missing_ballots(self.session)},
            gettext("The votes are counted over all %(members)s members of the council.")
            % {"members": attendance.members},
            gettext("The ballots are mixed and kept without any link to who cast them."),
            gettext(
                "An item with the ballots of fewer than %(needed)s members, the quorum, is not "
                "counted; its nominee waits for another session."
            )
            % {"needed": quorum_of(self.session)},
            gettext(
                "The result becomes visible, and every other nominee passes or is not proposed."
            ),
        ]

    def _on_paper(self) -> list[str]:
        items = self.session.items
        return [
            gettext("%(entered)s of %(all)s items have their votes.")
            % {"entered": items.filter(votes_for__isnull=False).count(), "all": items.count()},
            gettext("Every nominee passes or is not proposed by these votes."),
        ]


class PaperVotes(OneSession, ServiceFormView):
    """Enters the votes of a session held on paper, a page of the agenda at a time."""

    permission = "awards.run_council"
    template_name = "awards/council/paper_votes.html"
    form_class = PaperVotesForm
    title = _("Votes on paper")
    submit_label = _("Save and go on")
    success_message = _("The votes of this page are kept.")

    @cached_property
    def page(self) -> Page[AgendaItem]:
        """The page of the agenda that the address names."""
        wanted = self.request.GET.get("page", "1")
        items = self.session.items.select_related("nominee")
        items = items.only(*VOTED_ON_PAPER).order_by("order")
        return Paginator(items, ITEMS_A_PAGE).get_page(
            int(wanted[:9]) if wanted.isascii() and wanted.isdigit() else 1
        )

    def form_kwargs(self) -> dict[str, Any]:
        return {"items": list(self.page), "members": self.session.voters.count()}

    def page_context(self) -> dict[str, Any]:
        return {
            "session": self.session,
            "page": self.page,
            "choices": [word for _choice, word in PAPER_VOTES],
            "cancel_url": self.session_url(),
        }

    def perform(self, form: PaperVotesForm) -> str:
        services.enter_paper_votes(by=self.mandate, session=self.session, **form.entries())
        if self.page.has_next():
            return f"{self.request.path}?page={self.page.next_page_number()}"
        return self.session_url()


class MinutesDraft(OneSession, ActionView):
    """Drafts the minutes as an official document."""

    permission = "awards.run_council"

    def perform(self) -> str:
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
        form = self.build_form(request.POST)
        if not form.is_valid():
            return self.form_page(form, status=422)
        found = check_ballots(self.session, form.cleaned_data["code"])
        context = {"form": form, "title": self.title, "submit_label": self.submit_label}
        return self.shown({**context, **self.page_context(), "found": found, "asked": True})

    def page_context(self) -> dict[str, Any]:
        closed = self.session.state == SessionState.CLOSED
        return {"cancel_url": self.session_url(), "closed": closed}
