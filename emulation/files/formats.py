"""The kinds of file that the portal takes, and how each is recognised."""

from __future__ import annotations

from dataclasses import dataclass

ZIP_MAGIC = b"PK\x03\x04"


@dataclass(frozen=True)
class Format:
    """One kind of file: its name for people, its endings, its first bytes, its media type."""

    key: str
    label: str
    endings: tuple[str, ...]
    magic: bytes
    media_type: str


FORMATS = {
    entry.key: entry
    for entry in (
        Format("pdf", "PDF", ("pdf",), b"%PDF-", "application/pdf"),
        Format("jpg", "JPG", ("jpg", "jpeg"), b"\xff\xd8\xff", "image/jpeg"),
        Format("png", "PNG", ("png",), b"\x89PNG\r\n\x1a\n", "image/png"),
        Format(
            "xlsx",
            "Excel (xlsx)",
            ("xlsx",),
            ZIP_MAGIC,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        Format(
            "docx",
            "Word (docx)",
            ("docx",),
            ZIP_MAGIC,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    )
}
ALL_KINDS = tuple(FORMATS)


def labels(kinds: tuple[str, ...]) -> str:
    """Return the names of ``kinds`` as a list for people."""
    return ", ".join(FORMATS[kind].label for kind in kinds)
