"""Names of files as people see them: harmless in a page, a header and a folder."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from emulation.ui.vietnamese import fold

LONGEST_STEM = 120
# Control, format (bidi, zero width), surrogate, private and unassigned characters.
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
NAMELESS = "tep"


def clean_name(name: str) -> str:
    """Return ``name`` without folders, hidden characters and what no file system takes."""
    # A right-to-left mark can make "fdp.exe" look like "exe.pdf"; it goes before anything else.
    text = "".join(
        character
        for character in unicodedata.normalize("NFC", name)
        if unicodedata.category(character) not in HIDDEN
    )
    text = re.split(r"[/\\]", text)[-1]
    text = re.sub(r"\s+", " ", FORBIDDEN.sub("_", text)).strip().rstrip(" .")
    stem, dot, ending = text.rpartition(".")
    if not dot:
        stem, ending = text, ""
    stem = stem.strip(" .")[:LONGEST_STEM].strip(" .") or NAMELESS
    if RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem}.{ending[:10].lower()}" if ending else stem


def ending_of(name: str) -> str:
    """Return the ending of a cleaned name, without the dot."""
    return name.rpartition(".")[2] if "." in name else ""


def disposition(name: str) -> str:
    """Return the Content-Disposition of a download by RFC 6266, in ASCII and in UTF-8."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", fold(name)).strip("-") or NAMELESS
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
