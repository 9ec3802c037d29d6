"""Files that prove a report or one of its figures."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from campaigns.reports import services
from campaigns.reports.forms import EvidenceForm
from campaigns.reports.models import Evidence
from campaigns.reports.views.base import ReportForm
from emulation.ui.views import ActionView


class AddEvidence(ReportForm):
    """Attaches a file."""

    permission = "campaigns.edit_report"
    form_class = EvidenceForm
    title = gettext_lazy("Attach evidence")
    submit_label = gettext_lazy("Attach")
    success_message = gettext_lazy("The file is attached.")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the report's lines; the address may name one."""
        chosen = self.request.GET.get("line", "")
        return {"report": self.report, "initial": {"line": chosen}}

    def perform(self, form: EvidenceForm) -> str:
        services.add_evidence(by=self.mandate, report=self.report, **form.entered())
        return reverse("reports:entry", args=[self.report.pk])


class RemoveEvidence(ActionView):
    """Takes a file off a report."""

    permission = "campaigns.edit_report"
    success_message = gettext_lazy("The file is no longer attached.")

    @cached_property
    def evidence(self) -> Evidence:
        """The evidence of the address."""
        rows = Evidence.objects.visible_to(self.mandate).select_related("report__participant__unit")
        return self.found(rows, pk=self.kwargs["pk"])

    def permission_object(self) -> Any:
        return self.evidence.report

    def fallback(self) -> str:
        """Go back to the entry."""
        return reverse("reports:entry", args=[self.evidence.report_id])

    def perform(self) -> str:
        services.remove_evidence(by=self.mandate, evidence=self.evidence)
        return self.fallback()
