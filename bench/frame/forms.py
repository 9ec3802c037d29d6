"""Forms of a page as a browser fills them in and sends them."""

from __future__ import annotations

import re
import uuid
from html import unescape

KIND = "application/octet-stream"
FIELD = re.compile(r"<(?:input|textarea|select)\b[^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
TEXTAREA = re.compile(r'<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
CHOSEN = re.compile(
    r'<select\b[^>]*name="([^"]+)"(?:(?!</select>).)*?<option value="([^"]*)"[^>]*selected',
    re.DOTALL,
)


def fields_of(text: str) -> dict[str, str]:
    """Return the fields of the page's main form with what stands in them."""
    forms = re.findall(r"<form\b.*?</form>", text, re.DOTALL)
    form = max(forms, key=len, default="")
    fields: dict[str, str] = {}
    for found in FIELD.findall(form):
        named = dict(ATTRIBUTE.findall(found))
        is_choice = named.get("type") in {"checkbox", "radio"} and " checked" not in found
        if "name" in named and named.get("type") != "submit" and not is_choice:
            fields[named["name"]] = unescape(named.get("value", ""))
    fields |= {name: unescape(words).strip("\r\n") for name, words in TEXTAREA.findall(form)}
    return fields | {name: unescape(value) for name, value in CHOSEN.findall(form)}


def multipart(
    fields: dict[str, str], files: dict[str, tuple[str, bytes]]
) -> tuple[bytes, dict[str, str]]:
    """Return a form with files as browsers send it, and the header that says so."""
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (title, content) in files.items():
        head = f'form-data; name="{name}"; filename="{title}"\r\nContent-Type: {KIND}'
        parts.append(
            f"--{mark}\r\nContent-Disposition: {head}\r\n\r\n".encode() + content + b"\r\n"
        )
    body = b"".join([*parts, f"--{mark}--\r\n".encode()])
    return body, {"Content-Type": f"multipart/form-data; boundary={mark}"}
