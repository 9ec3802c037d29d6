"""Reading: the list, one report, the queue of acceptance, the history of a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import rules
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from campaigns.reports.changes import changes_of
from campaigns.reports.enums import ReportState
from campaigns.reports.fields import FIELDS, cells_of, values_of
from campaigns.reports.grid import read_heads, read_rows
from campaigns.reports.lists import QUEUE, REPORTS, shown_as
from campaigns.reports.models import Report, ReportLine
from campaigns.reports.selectors import (
    entry_lines,
    line_history,
    missing_of,
    next_to_accept,
    proofs_of,
    reports_for,
    to_accept,
)
from campaigns.reports.services.running import is_running
from campaigns.reports.views.base import OfReport
from emulation.ui.views import ListPage, RecordPage
from emulation.workflow.selectors import available
from emulation.workflow.views import Button, StepsPage


class ReportList(ListPage):
    """The reports that the mandate may see."""

    permission = "campaigns.list_reports"
    listing = REPORTS

    def head_actions(self) -> list[dict[str, Any]]:
        accept, supply = _("Reports to accept"), _("Figures to supply and confirm")
        buttons = [
            ("campaigns.collect_reports", "reports:queue", accept, "clipboard-check"),
            ("campaigns.monitor_indicators", "reports:monitoring", supply, "rulers"),
        ]
        return [
            {"url": reverse(name), "label": label, "icon": icon}
            for permission, name, label, icon in buttons
            if rules.has_perm(permission, self.mandate)
        ]


class Queue(ListPage):
    """What waits for this office's acceptance, the oldest arrivals first."""

    permission = "campaigns.collect_reports"
    listing = QUEUE


class ReportPage(OfReport, StepsPage):
    """One report: its figures, text, proofs, and what can be done next."""

    permission = "campaigns.view_report"
    template_name = "campaigns/reports/report.html"

    def rows(self) -> QuerySet[Report]:
        """Return the reports with who submitted; who entered for the unit and a signed paper are
        rare: joined, they take the database longer to plan than all the rest to read."""
        return (
            super()
            .rows()
            .select_related("submitted_by")
            .prefetch_related(
                "entered_by__account", "unit_confirmed_by__account", "approval_file__blob"
            )
        )

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
        report, proofs = self.report, proofs_of(self.report)
        changes = report.is_editable and is_running(report)
        lines = entry_lines(report, proofs)
        return {
            **super().page_context(),
            "title": str(report.participant.unit),
            "lead": f"{report.period} – {report.participant.campaign}",
            "report": report,
            "mark": shown_as(report),
            "lines": lines,
            "heads": read_heads(),
            "rows": read_rows(lines),
            "missing": missing_of(lines),
            "changes": changes_of(report),
            "cells_at": reverse("reports:entry", args=[report.pk]),
            "may_edit": changes and self._may("edit_report"),
            "may_enter_for": changes and self._may("enter_for_unit"),
            "may_confirm": report.state in ReportState.RECEIVED and self._may("confirm_entry"),
            "may_extend": report.state in ReportState.OWED
            and report.arrived_on is None
            and self._may("extend_report"),
            "follower": self.follower,
            "waiting_count": to_accept(self.mandate).count() if self.follower else 0,
            "proofs": [proof for proof in proofs if not proof.line_id],
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
        return self.line.report

    def page_context(self) -> dict[str, Any]:
        return {
            "title": self.line.indicator.name,
            "lead": str(self.line.report),
            "line": self.line,
            "report": self.line.report,
            "fields": FIELDS,
            "revisions": [
                {"row": row, "cells": cells_of(values_of(row))} for row in line_history(self.line)
            ],
        }
