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
        Format("jpg", "JPG", ("jpg", "jpeg", "jfif"), b"\xff\xd8\xff", "image/jpeg"),
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
# Files that people often have instead: the kind to save them as, and the sentence that says how.
INSTEAD = {
    "xls": ("xlsx", "old_excel"),
    "doc": ("docx", "old_word"),
    "heic": ("jpg", "heic"),
    "heif": ("jpg", "heic"),
}
OLD_OFFICE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
# Scanners and portals put line ends or a byte order mark before the first bytes of a PDF.
BEFORE_PDF = b"\xef\xbb\xbf\r\n\t \x00"


def labels(kinds: tuple[str, ...]) -> str:
    """Return the names of ``kinds`` as a list for people."""
    return ", ".join(FORMATS[kind].label for kind in kinds)
