"""Reading: the list, one report, the queue of acceptance, the history of a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import rules
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from campaigns.reports.board import Cell, mark_of
from campaigns.reports.enums import ReportState
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
from emulation.workflow.selectors import available
from emulation.workflow.views import Button, StepsPage


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


class ReportPage(OfReport, StepsPage):
    """One report: its figures, text, proofs, and what can be done next."""

    permission = "campaigns.view_report"
    template_name = "campaigns/reports/report.html"

    @cached_property
    def follower(self) -> Report | None:
        """The report that waits next, for who may accept this one."""
        accepts = any(step.name == "accept" for step in available(self.report, self.mandate))
        return next_to_accept(self.mandate, self.report) if accepts else None

    def buttons(self) -> list[Button]:
        """Return the steps; who goes through the queue accepts and goes on."""
        label = _("Accept and go to the next")
        return [
            replace(button, label=label, next="1")
            if button.name == "accept" and self.follower
            else button
            for button in super().buttons()
        ]

    def page_context(self) -> dict[str, Any]:
        """Return the figures with what stands beside them, the steps and the activity."""
        report, lines = self.report, entry_lines(self.report)
        return {
            **super().page_context(),
            "title": str(report.participant.unit),
            "lead": f"{report.period} – {report.participant.campaign}",
            "report": report,
            "mark": shown_as(report),
            "lines": lines,
            "missing": missing_of(lines),
            "may_edit": report.is_editable and self._may("edit_report"),
            "may_enter_for": report.is_editable and self._may("enter_for_unit"),
            "may_confirm": report.state in ReportState.RECEIVED and self._may("confirm_entry"),
            "may_extend": report.arrived_on is None and self._may("extend_report"),
            "follower": self.follower,
            "waiting_count": to_accept(self.mandate).count() if self.follower else 0,
            "proofs": [p for p in report.evidence.select_related("file__blob") if not p.line_id],
        }

    def _may(self, action: str) -> bool:
        return bool(rules.has_perm(f"campaigns.{action}", self.mandate, self.report))


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
