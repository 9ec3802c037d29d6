"""Text as HTML, many times in a page.

Django's own functions look at each argument for a promise of a translation, which takes longer than
the escaping; a grid of hundreds of cells asks thousands of times.
"""

from __future__ import annotations

import html
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def escaped(value: Any) -> str:
    """Return the value as HTML: what is HTML already stays, all else is escaped."""
    kind = type(value)
    if kind is str:
        return html.escape(value)
    if kind is SafeString:
        return str(value)
    return str(value) if kind is int else conditional_escape(value)


def filled(form: str, **values: Any) -> SafeString:
    """Return ``form``, HTML with named gaps, filled with the escaped values."""
    written = {name: escaped(value) for name, value in values.items()}
    return SafeString(form.format_map(written))  # nosec B703
