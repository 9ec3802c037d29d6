"""The ornament of certificates, drawn once in a file however many sheets it has."""

from functools import lru_cache
from io import BytesIO

import pikepdf

from emulation.typesetting.render import render_html

_EMPTY_SHEET = (
    "<html lang=vi><title>.</title>"
    "<style>@page {{ size: {0:.2f}mm {1:.2f}mm }}</style><body></body></html>"
)


@lru_cache(maxsize=8)
def _frame(width: float, height: float) -> bytes:
    """Return a PDF of one sheet of this size in millimetres with the frame and nothing else."""
    html = _EMPTY_SHEET.format(width, height)
    return render_html(html, ["certificate.css", "certificate-frame.css"]).pdf


def with_frame(pdf: bytes, width: float, height: float) -> bytes:
    """Return `pdf` with the frame behind the text of every page, shared by all of them.

    The frame is marked as an artifact, so that a screen reader does not meet it; bytes depend on
    the input alone.
    """
    with pikepdf.open(BytesIO(pdf)) as batch, pikepdf.open(BytesIO(_frame(width, height))) as one:
        shared = batch.copy_foreign(one.pages[0].as_form_xobject())
        for page in batch.pages:
            if "/XObject" not in page.resources:
                page.resources["/XObject"] = pikepdf.Dictionary()
            page.resources["/XObject"]["/Frame"] = shared
            page.contents_add(b"/Artifact BMC q /Frame Do Q EMC", prepend=True)
        written = BytesIO()
        batch.save(written, deterministic_id=True, preserve_pdfa=True)
    return written.getvalue()
