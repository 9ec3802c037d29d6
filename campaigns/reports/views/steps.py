"""The steps of a report as buttons and small forms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.reports import services
from campaigns.reports.forms import ApprovalForm, ExtendForm, GiveBackForm, ReasonForm
from campaigns.reports.selectors import next_to_accept
from campaigns.reports.views.base import ReportAction, ReportForm


class Submit(ReportAction):
    """Hands the report to the leader."""

    permission = "campaigns.submit_report"
    success_message = _("The report waits for the leader's approval.")

    def perform(self) -> str:
        """Submit."""
        services.submit_report(by=self.mandate, report=self.report, version=self.sent_version())
        return self.address()


class Approve(ReportAction):
    """Approves and sends to the office."""

    permission = "campaigns.approve_report"
    success_message = _("The report is approved and sent to the office.")

    def perform(self) -> str:
        """Approve."""
        services.approve_report(by=self.mandate, report=self.report, version=self.sent_version())
        return self.address()


class Accept(ReportAction):
    """Accepts a report; with ``next`` goes on to the one that waits next."""

    permission = "campaigns.accept_report"
    success_message = _("The report is accepted.")

    def perform(self) -> str:
        """Accept."""
        follower = (
            next_to_accept(self.mandate, self.report) if "next" in self.request.POST else None
        )
        services.accept_report(by=self.mandate, report=self.report, version=self.sent_version())
        if "next" in self.request.POST:
            return follower.get_absolute_url() if follower else reverse("reports:queue")
        return self.address()


class Receive(ReportAction):
    """Finishes the entry for a unit."""

    permission = "campaigns.enter_for_unit"
    success_message = _("The entry is finished; the unit is asked to check it.")

    def perform(self) -> str:
        """Receive."""
        services.receive_report(by=self.mandate, report=self.report, version=self.sent_version())
        return self.address()


class ConfirmEntry(ReportAction):
    """Confirms as the unit what the office entered."""

    permission = "campaigns.confirm_entry"
    success_message = _("What the office entered is confirmed.")

    def perform(self) -> str:
        """Confirm."""
        services.confirm_entry(by=self.mandate, report=self.report)
        return self.address()


class _GiveBack(ReportForm):
    """Gives a report back with reason, items and due day."""

    form_class = GiveBackForm
    service: ClassVar[Any]
    success_message = _("The unit is told what to complete and by when.")

    def form_kwargs(self) -> dict[str, Any]:
        """Carry the version that was read."""
        return {"version": self.report.version}

    def perform(self, form: GiveBackForm) -> str:
        """Give back."""
        data = form.cleaned_data
        type(self).service(
            by=self.mandate,
            report=self.report,
            reason=data["reason"],
            due_on=data["due_on"],
            items=form.listed(),
            version=data["version"],
        )
        return self.address()


class Return(_GiveBack):
    """The office returns an arrived report."""

    permission = "campaigns.accept_report"
    title = submit_label = _("Return for completion")
    service = staticmethod(services.return_report)


class Reopen(_GiveBack):
    """The office opens an accepted report again."""

    permission = "campaigns.accept_report"
    title = submit_label = _("Open again for official figures")
    service = staticmethod(services.reopen_report)


class SendBack(_GiveBack):
    """The leader gives a submitted report back."""

    permission = "campaigns.approve_report"
    title = submit_label = _("Give back to the officer")
    service = staticmethod(services.send_back_report)


class Correct(ReportForm):
    """The unit takes back what was entered for it."""

    permission = "campaigns.confirm_entry"
    form_class = ReasonForm
    title = submit_label = _("Correct what was entered for us")

    def perform(self, form: ReasonForm) -> str:
        """Take back and go to the grid."""
        services.correct_entry(by=self.mandate, report=self.report, reason=form.entered()["reason"])
        return reverse("reports:entry", args=[self.report.pk])


class Extend(ReportForm):
    """Moves the due day of one report."""

    permission = "campaigns.extend_report"
    form_class = ExtendForm
    title = submit_label = _("Extend the deadline")
    success_message = _("The deadline is extended; the unit is told.")

    def perform(self, form: ExtendForm) -> str:
        """Extend."""
        services.extend_deadline(by=self.mandate, report=self.report, **form.entered())
        return self.address()


class RecordApproval(ReportForm):
    """Records the signed report in place of the leader's click."""

    permission = "campaigns.record_approval"
    form_class = ApprovalForm
    title = submit_label = _("Record the signed report")
    success_message = _("The signed report is recorded; the office has the report.")

    def form_kwargs(self) -> dict[str, Any]:
        """Carry the version that was read."""
        return {"version": self.report.version}

    def perform(self, form: ApprovalForm) -> str:
        """Record."""
        services.record_approval(
            by=self.mandate,
            report=self.report,
            version=form.cleaned_data["version"],
            **form.entered(),
        )
        return self.address()
