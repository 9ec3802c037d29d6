"""Finding English in a page that must speak Vietnamese."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any

import polib
from django.conf import settings


@cache
def english_sentences() -> list[str]:
    """The English of the interface: phrases of several words, without those that hold figures."""
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale/vi/LC_MESSAGES/django.po"))
    ids = {entry.msgid for entry in catalogue if entry.msgid != entry.msgstr}
    return sorted(i for i in ids if i.isascii() and i.count(" ") >= 1 and "%" not in i)


def english_in(response: Any) -> list[str]:
    """Return the English phrases that the page shows."""
    text = re.sub(r"<(script|style|head).*?</\1>", " ", response.content.decode(), flags=re.S)
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", "\n", text)).split("\n"))
    text = f" {re.sub(r'[ ]+', ' ', text)} "
    return [phrase for phrase in english_sentences() if f" {phrase} " in text]
