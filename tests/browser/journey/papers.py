"""Files that people bring: scans of signed papers."""

from __future__ import annotations

from pathlib import Path

import pikepdf

A4 = (595, 842)


def scan(folder: Path, name: str) -> Path:
    """Return a scan of a signed paper: one white page, unlike every other scan."""
    path = folder / f"{name}.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        pdf.docinfo["/Title"] = name
        pdf.save(path)
    return path
