"""The steps of a report, and the two acts beside them: confirm an entry, extend the deadline."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.reports import services
from campaigns.reports.forms import ApprovalForm, CellReturnForm, ExtendForm
from campaigns.reports.models import Report
from campaigns.reports.selectors import entry_lines, next_to_accept
from campaigns.reports.views.base import OfReport, ReportAction, ReportForm
from campaigns.reports.workflow import WORKFLOW
from emulation.workflow.views import TakeStep

GIVES_BACK = ("send_back", "return", "reopen")


class ReportStep(OfReport, TakeStep):
    """Takes a step of a report; accepting may go on to the report that waits next."""

    workflow = WORKFLOW
    template_name = "campaigns/reports/step.html"
    forms = {"record_approval": ApprovalForm, **dict.fromkeys(GIVES_BACK, CellReturnForm)}

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the figures to which a return may point."""
        kwargs = super().form_kwargs()
        if self.step in GIVES_BACK:
            kwargs["lines"] = entry_lines(self.report)
        return kwargs

    @property
    def goes_on(self) -> bool:
        """Whether the office goes through its queue."""
        return self.step == "accept" and "next" in self.request.POST

    @cached_property
    def follower(self) -> Report | None:
        """The report that waits next for acceptance."""
        return next_to_accept(self.mandate, self.report)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the list by the board of the campaign to the report."""
        campaign = self.report.participant.campaign
        return [
            (gettext("Reports"), reverse("reports:list")),
            (self.report.period.name, reverse("reports:board", args=[campaign.pk])),
            (self.report.participant.unit.label, self.address()),
        ]

    def address_afterwards(self) -> str:
        if self.step == "correct":
            return reverse("reports:entry", args=[self.report.pk])
        if self.goes_on:
            return self.follower.get_absolute_url() if self.follower else reverse("reports:queue")
        return self.address()

    def said_afterwards(self) -> str:
        said = super().said_afterwards()
        if not (self.goes_on and self.follower):
            return said
        following = gettext("Next: %(what)s.") % {"what": WORKFLOW.called(self.follower)}
        return f"{said} {following}"


class ConfirmEntry(ReportAction):
    """Confirms as the unit what the office entered."""

    permission = "campaigns.confirm_entry"
    success_message = _("What the office entered is confirmed.")

    def perform(self) -> str:
        services.confirm_entry(by=self.mandate, report=self.report)
        return self.address()


class Extend(ReportForm):
    """Moves the due day of one report."""

    permission = "campaigns.extend_report"
    form_class = ExtendForm
    title = submit_label = _("Extend the deadline")
    success_message = _("The deadline is extended; the unit is told.")

    def perform(self, form: Any) -> str:
        services.extend_deadline(by=self.mandate, report=self.report, **form.entered())
        return self.address()
