"""Why a file is refused: one sentence for each reason, with what to do about it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from emulation.ui.errors import Refused
from emulation.ui.vietnamese import format_number


class FileRefused(Refused):
    """A file that the portal does not take; ``code`` names the reason."""

    def __init__(self, code: str, **details: Any) -> None:
        self.code = code
        sentence = SENTENCES.get(code, SENTENCES["unreadable"])
        shown = {k: format_number(v) if isinstance(v, int) else v for k, v in details.items()}
        super().__init__(str(sentence) % shown if shown else str(sentence))


class TooLarge(FileRefused):
    """The file, or what it unfolds to, is beyond a limit."""


class TooSlow(FileRefused):
    """Reading the file took longer than a person should wait."""


class Unreadable(FileRefused):
    """The file is damaged, locked, or not what its name says."""


class Unsafe(FileRefused):
    """The file carries something that acts by itself when it is opened."""


class StoreRefused(FileRefused):
    """The place where files are kept cannot take or give the file; nothing was saved."""

    status = 503


SENTENCES = {
    "unreadable": _(
        "This file is damaged or is not what its name says. Save it anew and choose it again."
    ),
    "empty": _("This file is empty (0 bytes). Choose the right file."),
    "kind": _("This kind of file is not accepted here. Choose a file of the kind %(kinds)s."),
    "mismatch": _(
        "The content is not %(kind)s, as the name says. Save it as %(kind)s and choose it again."
    ),
    "size": _("The file is %(size)s MB; at most %(limit)s MB are accepted. Make it smaller."),
    "locked": _("This file is locked by a password. Save it without password and choose it again."),
    "locked_office": _(
        "This file is locked by a password. In Office choose File, Info, Protect, remove the "
        "password, save it and choose it again."
    ),
    "old_excel": _(
        "This is a file of an old Excel (xls). Open it in Excel, press F12, choose the type "
        "“Excel Workbook (*.xlsx)”, save it and choose the new file."
    ),
    "old_word": _(
        "This is a file of an old Word (doc). Open it in Word, press F12, choose the type "
        "“Word Document (*.docx)”, save it and choose the new file."
    ),
    "heic": _(
        "This is a picture of a telephone (HEIC). Send it as JPG: on an iPhone choose Settings, "
        "Camera, Formats, Most Compatible, or take a screenshot of the picture."
    ),
    "active": _(
        "This PDF contains scripts, commands or attached files. Print it to a new PDF first."
    ),
    "macros": _(
        "This file contains macros or active controls. Save it without them and choose it again."
    ),
    "embedded": _(
        "This file holds another file (an inserted object). In Office click on it, press Delete, "
        "or paste it as a picture; then save the file and choose it again."
    ),
    "linked": _(
        "This file fetches something from outside when it is opened (a template, another workbook, "
        "a DDE field). In Word choose File, Info, Edit Links to Files, Break Link, and the "
        "template Normal; in Excel choose Data, Edit Links, Break Link. Save it and choose it "
        "again."
    ),
    "doctype": _(
        "This file contains hidden declarations that Office does not write. It is refused."
    ),
    "mixed": _("This file hides a second file inside. Save it anew and choose it again."),
    "pages": _("This PDF has no page."),
    "pixels": _("This picture has more than %(limit)s million dots. Make it smaller."),
    "entries": _("This file is packed in an unusual way and is refused. Save it anew in Office."),
    "unpacked": _(
        "This file unfolds to far more than it seems and is refused. Save it anew in Office."
    ),
    "rows": _("A sheet has data beyond row %(limit)s. Split the file."),
    "columns": _("A sheet has data beyond column %(limit)s. Remove what is not needed."),
    "cells": _("The file has more than %(limit)s cells. Split the file."),
    "text": _("The file contains more text than can be read at once. Split the file."),
    "memory": _("This file is too large to be read. Split the file, or save it in a simpler form."),
    "slow": _("Reading this file takes too long. Split the file, or save it in a simpler form."),
    "full": _("The file store is full. Nothing was saved; tell the administrator, then try again."),
    "store": _("The file store cannot be reached. Nothing was saved; tell the administrator."),
    "altered": _(
        "The stored file is damaged or missing and is not served. Tell the administrator."
    ),
}
KINDS: dict[str, type[FileRefused]] = {
    **dict.fromkeys(
        ("size", "pixels", "entries", "unpacked", "rows", "columns", "cells", "text", "memory"),
        TooLarge,
    ),
    "slow": TooSlow,
    **dict.fromkeys(("active", "macros", "embedded", "linked", "doctype", "mixed"), Unsafe),
    **dict.fromkeys(("full", "store", "altered"), StoreRefused),
}


def refusal(code: str, **details: Any) -> FileRefused:
    """Return the error of the right type for ``code``; an unknown code is an unreadable file."""
    return KINDS.get(code, Unreadable)(code, **details)
