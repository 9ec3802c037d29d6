"""The form that takes a workbook."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from emulation.files.forms import UploadField
from emulation.ui.forms import PortalForm


class WorkbookForm(PortalForm):
    """The filled-in workbook; its sheets are read in the sandbox while the form is checked."""

    workbook = UploadField(label=_("Workbook"), kinds=("xlsx",), reads_cells=True)
