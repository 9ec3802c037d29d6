"""The minutes of a council session as a kind of official document."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.council.documents import KIND
from emulation.documents.enums import NumberingMode
from emulation.documents.models import Document
from emulation.documents.registry import document_kind


def _url_of(document: Document) -> str:
    session = getattr(document, "council_session", None)
    return reverse("council:session", args=[session.pk]) if session else ""


document_kind(
    KIND, name=_("Council minutes"), symbol="BB", url_of=_url_of, numbering=NumberingMode.INTERNAL
)
