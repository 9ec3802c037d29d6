"""The form that takes a workbook."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from emulation.files.contents import read_workbook
from emulation.files.errors import FileRefused
from emulation.files.forms import UploadField
from emulation.ui.forms import PortalForm


class WorkbookForm(PortalForm):
    """The filled-in workbook; its sheets are read in the sandbox while the form is checked."""

    workbook = UploadField(label=_("Workbook"), kinds=("xlsx",))

    def clean(self) -> dict[str, Any]:
        """Read the sheets, before any transaction is open."""
        data = super().clean() or {}
        if upload := data.get("workbook"):
            try:
                data["book"] = read_workbook(upload)
            except FileRefused as error:
                self.add_error("workbook", error.message)
        return data
