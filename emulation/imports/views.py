"""Pages of the import: what was read, the preview, entering, taking back, the template."""

from __future__ import annotations

from typing import Any

import rules
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from emulation.files.contents import read_workbook
from emulation.imports import services
from emulation.imports.forms import WorkbookForm
from emulation.imports.lists import BATCHES
from emulation.imports.models import ImportBatch
from emulation.imports.workbook import template_response
from emulation.ui.views import ActionView, ListPage, PortalView, RecordPage, ServiceFormView

ROWS_A_PAGE = 100


class BatchList(ListPage):
    """All imports, the newest first."""

    permission = "emulation.view_imports"
    listing = BATCHES

    def head_actions(self) -> list[dict[str, Any]]:
        if not rules.has_perm("emulation.import_workbooks", self.mandate):
            return []
        empty, read = reverse("imports:template"), reverse("imports:batch-read")
        return [
            {"url": empty, "label": _("Empty workbook"), "icon": "download", "download": True},
            {"url": read, "label": _("Read a workbook"), "icon": "upload", "tone": "brand"},
        ]


class BatchRead(ServiceFormView):
    """Takes a workbook and shows what it would do."""

    permission = "emulation.import_workbooks"
    template_name = "emulation/imports/read.html"
    form_class = WorkbookForm
    title = _("Read a workbook")
    submit_label = _("Read and show")

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("imports:batch-list")}

    def perform(self, form: WorkbookForm) -> str:
        upload = form.cleaned_data["workbook"]
        batch = services.read_batch(by=self.mandate, upload=upload, book=read_workbook(upload))
        return reverse("imports:batch", args=[batch.pk])


class OneBatch(PortalView):
    """A page about the import of the address."""

    @cached_property
    def batch(self) -> ImportBatch:
        """The import, visible to the acting mandate."""
        batches = ImportBatch.objects.visible_to(self.mandate).select_related(
            "file", "job", "read_by__account", "applied_by__account", "undone_by__account"
        )
        return self.found(batches, pk=self.kwargs["pk"])

    def batch_url(self) -> str:
        """Return the page of the import."""
        return reverse("imports:batch", args=[self.batch.pk])

    fallback = batch_url


class BatchPage(OneBatch, RecordPage):
    """The preview and what became of it."""

    permission = "emulation.view_imports"
    template_name = "emulation/imports/batch.html"

    def page_context(self) -> dict[str, Any]:
        number = self.request.GET.get("page", "1")
        pages = Paginator(self.batch.plan.get("rows", []), ROWS_A_PAGE)
        return {
            "title": self.batch.file.name,
            "object": self.batch,
            "batch": self.batch,
            "page": pages.get_page(number if number.isascii() else 1),
            "may_import": rules.has_perm("emulation.import_workbooks", self.mandate),
        }


class BatchApply(OneBatch, ActionView):
    """Enters it."""

    permission = "emulation.import_workbooks"

    def perform(self) -> str:
        services.apply_batch(by=self.mandate, batch=self.batch)
        return self.batch_url()


class BatchUndo(OneBatch, ActionView):
    """Takes it back."""

    permission = "emulation.import_workbooks"
    success_message = _("The workbook is taken back.")

    def perform(self) -> str:
        services.undo_batch(by=self.mandate, batch=self.batch)
        return self.batch_url()


class Template(PortalView):
    """The empty workbook."""

    permission = "emulation.import_workbooks"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return template_response()  # type: ignore[return-value]
