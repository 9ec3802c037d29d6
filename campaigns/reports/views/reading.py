"""Reading: the list, one report, the queue of acceptance, the history of a figure."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.reports.board import Cell, mark_of
from campaigns.reports.filters import ReportFilter
from campaigns.reports.models import Report, ReportLine
from campaigns.reports.selectors import (
    blank_lines,
    days_late,
    entry_lines,
    line_history,
    missing_of,
    next_to_accept,
    reports_for,
    to_accept,
)
from campaigns.reports.views.base import OfReport
from emulation.clock import today
from emulation.ui.counting import count_of
from emulation.ui.views import ListPage, RecordPage
from emulation.workflow.selectors import available, history

# Where the button of each step leads: a page with a form, or the act itself.
STEP_URLS = {
    "submit": ("reports:submit", False),
    "approve": ("reports:approve", False),
    "accept": ("reports:accept", False),
    "receive": ("reports:receive", False),
    "send_back": ("reports:send-back", True),
    "return": ("reports:return", True),
    "reopen": ("reports:reopen", True),
    "record_approval": ("reports:record-approval", True),
    "correct": ("reports:correct", True),
}
MAIN_STEPS = {"submit", "approve", "accept", "receive"}


def shown_as(report: Report) -> Cell:
    """Return the report's mark in words as on the board."""
    day = today()
    return Cell(report, mark_of(report, day), days_late(report, day), getattr(report, "blanks", 0))


class ReportList(ListPage):
    """The reports that the mandate may see."""

    permission = "campaigns.list_reports"
    template_name = "campaigns/reports/list.html"
    filterset_class = ReportFilter

    def rows(self) -> QuerySet[Report]:
        """Return the reports, the latest period first."""
        return _with_blanks(reports_for(self.mandate)).order_by(
            "-due_on", "participant__campaign", "participant__unit__order", "pk"
        )

    def page_context(self) -> dict[str, Any]:
        """Return the title."""
        return {"title": _("Reports")}

    def page_of(self, rows: Any) -> Any:
        """Put the mark beside each report."""
        page = super().page_of(rows)
        page.object_list = [shown_as(report) for report in page.object_list]
        return page


class Queue(ReportList):
    """What waits for this office's acceptance, the oldest arrivals first."""

    permission = "campaigns.collect_reports"
    template_name = "campaigns/reports/queue.html"

    def rows(self) -> QuerySet[Report]:
        """Return the queue."""
        return _with_blanks(to_accept(self.mandate))

    def page_context(self) -> dict[str, Any]:
        """Return the title."""
        return {"title": _("Reports to accept")}


def _with_blanks(rows: QuerySet[Report]) -> QuerySet[Report]:
    return rows.annotate(blanks=count_of(blank_lines(), "report"))


class ReportPage(OfReport, RecordPage):
    """One report: its figures, text, proofs, and what can be done next."""

    permission = "campaigns.view_report"
    template_name = "campaigns/reports/report.html"

    def page_context(self) -> dict[str, Any]:
        """Return the figures with what stands beside them, the steps and the activity."""
        report, lines = self.report, entry_lines(self.report)
        steps = available(report, self.mandate)
        accepts = any(step.name == "accept" for step in steps)
        follower = next_to_accept(self.mandate, report) if accepts else None
        return {
            "title": str(report.participant.unit),
            "lead": f"{report.period} – {report.participant.campaign}",
            "object": report,
            "report": report,
            "mark": shown_as(report),
            "lines": lines,
            "missing": missing_of(lines),
            "main_steps": [self._step(s) for s in steps if s.name in MAIN_STEPS],
            "other_steps": [self._step(s) for s in steps if s.name not in MAIN_STEPS],
            "may_edit": report.is_editable and self._may("edit_report"),
            "may_enter_for": report.is_editable and self._may("enter_for_unit"),
            "may_confirm": report.state in {"approved", "accepted"} and self._may("confirm_entry"),
            "may_extend": report.arrived_on is None and self._may("extend_report"),
            "follower": follower,
            "waiting_count": to_accept(self.mandate).count() if accepts else 0,
            "returned": self.asked_back(),
            "steps": _progress(report),
            "activity": _activity(report),
            "proofs": [p for p in report.evidence.select_related("file__blob") if not p.line_id],
        }

    def _may(self, action: str) -> bool:
        return bool(rules.has_perm(f"campaigns.{action}", self.mandate, self.report))

    def _step(self, step: Any) -> dict[str, Any]:
        name, is_page = STEP_URLS[step.name]
        return {
            "name": step.name,
            "label": step.label,
            "url": reverse(name, args=[self.report.pk]),
            "is_page": is_page,
        }


def _activity(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "at": log.at,
            "by": log.mandate.account.full_name if log.mandate else _("The portal"),
            "text": _step_words(log.name),
            "reason": "\n".join(filter(None, [log.reason, *(f"– {item}" for item in log.items)])),
        }
        for log in history(report).order_by("-pk")
    ]


ACTS = {
    "begin": gettext_lazy("began the report"),
    "submit": gettext_lazy("submitted it to the leader"),
    "send_back": gettext_lazy("gave it back to the officer"),
    "approve": gettext_lazy("approved it"),
    "record_approval": gettext_lazy("recorded the signed report"),
    "receive": gettext_lazy("finished the entry for the unit"),
    "accept": gettext_lazy("accepted it"),
    "return": gettext_lazy("returned it for completion"),
    "reopen": gettext_lazy("opened it again"),
    "correct": gettext_lazy("took it back to correct it"),
}


def _step_words(name: str) -> str:
    return str(ACTS.get(name, name))


def _progress(report: Report) -> list[dict[str, Any]]:
    """Return the report's way as a line of steps."""
    order = ["draft", "submitted", "approved", "accepted"]
    labels = [_("Writing"), _("Leader"), _("Office"), _("Accepted")]
    at = {"waiting": 0, "draft": 0, "returned": 0}.get(report.state)
    place = order.index(report.state) if at is None else at
    times = [report.saved_at, report.submitted_at, report.approved_at, report.accepted_at]
    actors = [None, report.submitted_by, report.approved_by, report.accepted_by]
    steps = []
    for number, label in enumerate(labels):
        done = number < place or report.state == "accepted"
        state = "done" if done else "current" if number == place else "todo"
        if report.state == "returned" and number == 0:
            state = "returned"
        shown = done and times[number]
        actor = actors[number]
        steps.append(
            {
                "label": label,
                "state": state,
                "at": times[number] if shown else None,
                "by": actor.account.full_name if shown and actor else "",
            }
        )
    return steps


class LineHistory(RecordPage):
    """Every value that one figure once had."""

    permission = "campaigns.view_report"
    template_name = "campaigns/reports/line_history.html"

    @cached_property
    def line(self) -> ReportLine:
        """The figure of the address, of a visible report."""
        rows = ReportLine.objects.filter(report__in=reports_for(self.mandate).values("pk"))
        return self.found(
            rows.select_related("indicator", "report__period", "report__participant__unit"),
            pk=self.kwargs["pk"],
        )

    def permission_object(self) -> Any:
        """Ask for the right on its report."""
        return self.line.report

    def page_context(self) -> dict[str, Any]:
        """Return the figure and its history."""
        return {
            "title": self.line.indicator.name,
            "lead": str(self.line.report),
            "line": self.line,
            "report": self.line.report,
            "revisions": line_history(self.line),
        }
