"""The figures of a report as an Excel file: out, in, and the preview before they are taken over."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.reports import services, workbook
from campaigns.reports.fields import FIELDS, cells_of, values_of
from campaigns.reports.forms import WorkbookForm
from campaigns.reports.selectors import entry_lines
from campaigns.reports.views.base import OfReport, ReportAction, ReportForm
from emulation.files.contents import read_workbook
from emulation.files.errors import FileRefused
from emulation.ui.errors import Refused
from emulation.ui.views import RecordPage

SALT = "reports.workbook"
PREVIEW_SECONDS = 3600


class Template(OfReport, RecordPage):
    """The report's own rows as an Excel file."""

    permission = "campaigns.view_report"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return workbook.template_of(self.report, entry_lines(self.report))


class ImportWorkbook(ReportForm):
    """Reads a filled template and shows what it would change; nothing is written yet."""

    permission = "campaigns.edit_report"
    form_class = WorkbookForm
    title = gettext_lazy("Figures from an Excel file")
    submit_label = gettext_lazy("Read and preview")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the preview, or the faults with their rows."""
        form = self.build_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.form_page(form, status=422)
        lines = entry_lines(self.report)
        try:
            book = read_workbook(form.cleaned_data["upload"])
            reading = workbook.read_report(book, self.report, lines)
        except FileRefused as error:
            form.add_error("upload", error.message)
            return self.form_page(form, status=422)
        known = {line.line.pk: line for line in lines}
        rows = [
            (known[entry.line], cells_of(entry.values), reading.rounded.get(entry.line, ""))
            for entry in reading.entries
        ]
        changed = [
            entry for entry in reading.entries if entry.values != values_of(known[entry.line].line)
        ]
        self.template_name = "campaigns/reports/import_preview.html"
        context = {
            "reading": reading,
            "rows": rows,
            "fields": FIELDS,
            "changed": len(changed),
            "packed": signing.dumps(
                [self.report.pk, workbook.packed(reading.entries)], salt=SALT, compress=True
            ),
        }
        return self.shown(context, status=422 if reading.faults else 200)


class ConfirmImport(ReportAction):
    """Takes over what the preview showed: all rows or none."""

    permission = "campaigns.edit_report"
    success_message = gettext_lazy("The figures are taken over from the Excel file.")

    def fallback(self) -> str:
        """Go back to the choice of the file."""
        return reverse("reports:import", args=[self.report.pk])

    def perform(self) -> str:
        try:
            pk, rows = signing.loads(
                self.request.POST.get("packed", ""), salt=SALT, max_age=PREVIEW_SECONDS
            )
        except signing.BadSignature:
            raise Refused(_("The preview is too old. Choose the file again."))
        if pk != self.report.pk:
            raise Refused(_("This preview belongs to another report."))
        services.save_report(by=self.mandate, report=self.report, lines=workbook.unpacked(rows))
        return reverse("reports:entry", args=[self.report.pk])
