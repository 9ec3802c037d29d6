"""Taking files in: checked in the sandbox, kept once for each content, named for people."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from emulation.audit.services import record
from emulation.clock import now
from emulation.files import store
from emulation.files.errors import refusal
from emulation.files.formats import (
    ALL_KINDS,
    BEFORE_PDF,
    ENCRYPTED_OFFICE,
    FORMATS,
    INSTEAD,
    OLD_OFFICE_MAGIC,
    ZIP_MAGIC,
    Format,
    labels,
)
from emulation.files.models import Blob, StoredFile
from emulation.files.names import clean_name, ending_of
from emulation.files.sandbox import run_in_sandbox
from emulation.people.models import Mandate
from emulation.ui.vietnamese import format_number

CHECK_SECONDS, READ_SECONDS = 30, 60
READING = "xlsx.cells"
MEGABYTE = 1024 * 1024
ORPHAN_AGE = dt.timedelta(days=1)


@dataclass(frozen=True)
class CheckedUpload:
    """An upload that passed every check; pictures are already written anew.

    ``sheets`` is what stands in a workbook that was read while it was checked.
    """

    content: bytes
    name: str
    format: Format
    pages: int | None = None
    sheets: list[Any] | None = None


def check_upload(
    upload: File[Any], kinds: tuple[str, ...] = ALL_KINDS, *, reads_cells: bool = False
) -> CheckedUpload:
    """Return the checked upload, or raise ``FileRefused`` with a sentence for the person.

    Name, first bytes and parser must agree on one of ``kinds``. Call it before a transaction is
    open (``UploadField`` does): the sandbox may need seconds, and SQLite has one writer. With
    ``reads_cells`` a workbook is read in the same run, for ``contents.read_workbook``.
    """
    name = clean_name(upload.name or "")
    kind = _kind_of(name, kinds)
    _check_size(upload.size)
    upload.seek(0)
    content = upload.read()
    _check_first_bytes(content, kind)
    reads = reads_cells and kind.key == "xlsx"
    task, seconds = (READING, READ_SECONDS) if reads else (kind.key, CHECK_SECONDS)
    said = run_in_sandbox(task, content, seconds=seconds)
    stem = name[: -len(ending_of(name)) - 1]
    return CheckedUpload(
        said.get("content", content),
        f"{stem}.{kind.key}",
        kind,
        said.get("pages"),
        said["sheets"] if reads else None,
    )


def _kind_of(name: str, kinds: tuple[str, ...]) -> Format:
    for key in kinds:
        if ending_of(name) in FORMATS[key].endings:
            return FORMATS[key]
    instead, way_out = INSTEAD.get(ending_of(name), ("", ""))
    if instead in kinds:
        raise refusal(way_out)
    raise refusal("kind", kinds=labels(kinds))


def _check_first_bytes(content: bytes, kind: Format) -> None:
    """Refuse a content of another kind than the name says, with the way out where it is known."""
    start = content.lstrip(BEFORE_PDF) if kind.key == "pdf" else content
    if start.startswith(kind.magic):
        return
    if kind.magic == ZIP_MAGIC and content.startswith(OLD_OFFICE_MAGIC):
        old = "old_excel" if kind.key == "xlsx" else "old_word"
        raise refusal("locked_office" if ENCRYPTED_OFFICE in content else old)
    raise refusal("mismatch", kind=kind.label)


def _check_size(size: int | None) -> None:
    if not size:
        raise refusal("empty")
    limit = settings.UPLOAD_LIMIT_BYTES
    if size > limit:
        tenths = -(-size * 10 // MEGABYTE)
        raise refusal("size", size=format_number(tenths / 10), limit=limit // MEGABYTE)


@transaction.atomic
def store_upload(
    *,
    by: Mandate,
    upload: File[Any] | CheckedUpload,
    kinds: tuple[str, ...] = ALL_KINDS,
) -> StoredFile:
    """Keep an upload and return its row; raises ``FileRefused``, and then nothing is kept.

    From a form, ``upload`` is the ``CheckedUpload`` of an ``UploadField``.
    """
    if not isinstance(upload, CheckedUpload):
        upload = check_upload(upload, kinds)
    if upload.format.key not in kinds:
        raise refusal("kind", kinds=labels(kinds))
    return _store(by, upload.content, upload.name, upload.format.media_type, upload.pages)


@transaction.atomic
def store_bytes(
    *, by: Mandate | None, content: bytes, name: str, media_type: str, pages: int | None = None
) -> StoredFile:
    """Keep a document that the portal made and return its row; ``by`` is empty for a job's work.

    Raises ``StoreRefused`` when the store cannot take it.
    """
    if not content:
        raise refusal("empty")
    return _store(by, content, clean_name(name), media_type, pages)


def _store(
    by: Mandate | None, content: bytes, name: str, media_type: str, pages: int | None
) -> StoredFile:
    if not store_is_whole():
        raise refusal("store")
    digest = hashlib.sha256(content).hexdigest()
    store.write(digest, content)
    moment = now()
    blob, _created = Blob.objects.get_or_create(
        sha256=digest, defaults={"size": len(content), "pages": pages, "created_at": moment}
    )
    file = StoredFile.objects.create(
        blob=blob,
        name=name,
        media_type=media_type,
        created_at=moment,
        created_by=by.account if by else None,
    )
    record(by=by, action="files.store", obj=file, changes={"size": blob.size, "sha256": digest})
    return file


def store_is_whole() -> bool:
    """Return whether the store is there: empty although rows speak of files, it is not mounted."""
    return not store.is_empty() or not Blob.objects.exists()


def remove_orphans(older_than: dt.timedelta = ORPHAN_AGE) -> int:
    """Remove contents that a rolled back transaction or a killed process left; return how many.

    Younger ones stay: their transaction may still be open.
    """
    before = dt.datetime.now(dt.UTC) - older_than  # noqa: TID251 -- file times are real time
    removed = store.remove_incoming(before)
    if not store_is_whole():
        return removed
    old = {name for name, written_at in store.contents() if written_at < before}
    for name in old - set(Blob.objects.values_list("sha256", flat=True)):
        if "/" not in name:
            store.remove(name)
            removed += 1
    return removed


def stored(
    *, by: Mandate, file: StoredFile | CheckedUpload | File[Any], kinds: tuple[str, ...] = ALL_KINDS
) -> StoredFile:
    """Return ``file`` itself when it is stored already, else store the upload."""
    return file if isinstance(file, StoredFile) else store_upload(by=by, upload=file, kinds=kinds)
