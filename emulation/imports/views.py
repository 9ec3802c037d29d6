"""Pages of the import: what was read, the preview, entering, taking back, the template."""

from __future__ import annotations

from typing import Any

import rules
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from emulation.files.contents import read_workbook
from emulation.imports import services
from emulation.imports.enums import BatchState
from emulation.imports.forms import WorkbookForm
from emulation.imports.lists import BATCHES, PREVIEW
from emulation.imports.models import ImportBatch
from emulation.imports.workbook import template_response
from emulation.ui.views import ActionView, ListPage, PortalView, ServiceFormView


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
        batches = ImportBatch.objects.visible_to(self.mandate).defer("rows", "made")
        people = ("read_by__account", "applied_by__account", "undone_by__account")
        return self.found(batches.select_related("file", "job", *people), pk=self.kwargs["pk"])

    def batch_url(self) -> str:
        """Return the page of the import."""
        return reverse("imports:batch", args=[self.batch.pk])

    fallback = batch_url


class BatchPage(OneBatch, ListPage):
    """The preview and what became of it."""

    permission = "emulation.view_imports"
    template_name = "emulation/imports/batch.html"
    listing = PREVIEW

    def scope(self) -> dict[str, Any]:
        """Return the import; 404 where it is hidden."""
        return {"batch": self.batch.pk}

    def title(self) -> str:
        return self.batch.file.name

    def page_context(self) -> dict[str, Any]:
        entered = self.batch.state == BatchState.APPLIED
        return {
            "object": self.batch,
            "batch": self.batch,
            "list_heading": _("What was entered") if entered else _("What would be entered"),
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
