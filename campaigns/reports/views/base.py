"""What the pages of one report share."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report
from campaigns.reports.selectors import reports_for
from emulation.ui.views import ActionView, PortalView, ServiceFormView
from emulation.workflow.models import TransitionLog
from emulation.workflow.selectors import last_return


class OfReport(PortalView):
    """Finds the visible report of the address; the permission is asked of it."""

    @cached_property
    def report(self) -> Report:
        """The report of the address."""
        return self.found(self.rows(), pk=self.kwargs["pk"])

    def rows(self) -> QuerySet[Report]:
        """Return the visible reports; a page that names who acted asks for them here."""
        return reports_for(self.mandate)

    @property
    def record(self) -> Report:
        """The record that takes steps."""
        return self.report

    def permission_object(self) -> Any:
        return self.report

    def asked_back(self) -> TransitionLog | None:
        """Return the step that gave the report back, while it waits for its answer."""
        return last_return(self.report) if self.report.state == ReportState.RETURNED else None

    def address(self) -> str:
        return reverse("reports:report", args=[self.report.pk])


class ReportForm(OfReport, ServiceFormView):
    """A form page about one report."""

    def page_context(self) -> dict[str, Any]:
        return {
            "report": self.report,
            "lead": str(self.report),
            "cancel_url": self.address(),
            "title": self.title,
        }


class ReportAction(OfReport, ActionView):
    """A button on one report."""

    def fallback(self) -> str:
        """Go back to the report."""
        return self.address()
