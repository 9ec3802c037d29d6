"""The form field for a file: checked before anything is written, faults beside the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.files.errors import SENTENCES, FileRefused
from emulation.files.formats import ALL_KINDS, FORMATS, labels
from emulation.files.services import MEGABYTE, CheckedUpload, check_upload


def _help(kinds: tuple[str, ...]) -> str:
    limit = settings.UPLOAD_LIMIT_BYTES // MEGABYTE
    return gettext("%(kinds)s, at most %(limit)s MB.") % {"kinds": labels(kinds), "limit": limit}


class UploadField(forms.FileField):
    """A file of one of ``kinds``; its cleaned value is a ``CheckedUpload`` for ``store_upload``.

    With ``reads_cells`` a workbook is read while it is checked, for ``contents.read_workbook``.
    """

    widget = forms.FileInput
    default_error_messages = {
        "required": _("Choose a file."),
        "empty": SENTENCES["empty"],
        "missing": _("No file arrived. Choose it again."),
        "invalid": _("No file arrived. Choose it again."),
    }

    def __init__(
        self, *, kinds: tuple[str, ...] = ALL_KINDS, reads_cells: bool = False, **kwargs: Any
    ) -> None:
        self.kinds, self.reads_cells = kinds, reads_cells
        kwargs.setdefault("help_text", lazy(_help, str)(kinds))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the browser offer only files of these kinds."""
        endings = (ending for kind in self.kinds for ending in FORMATS[kind].endings)
        return {**super().widget_attrs(widget), "accept": ",".join(f".{e}" for e in endings)}

    def clean(self, data: Any, initial: Any = None) -> CheckedUpload | None:
        """Return the checked upload, ``None`` without one, or say what to do about the file."""
        upload = super().clean(data, initial)
        if not isinstance(upload, File):
            return None
        try:
            return check_upload(upload, self.kinds, reads_cells=self.reads_cells)
        except FileRefused as error:
            raise ValidationError(error.message, code=error.code)
