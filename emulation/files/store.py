"""Where the bytes lie: once for each content, under a name made from its hash.

Writing survives a full disk, a lost volume and a killed process: the bytes go to a temporary file,
are forced to the disk, and only then get their name. The database row follows; a file whose row was
rolled back is removed by ``services.remove_orphans``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from emulation.files.errors import refusal

BLOBS = "blobs"
INCOMING = "incoming"
CHUNK = 1024 * 1024
HASH_LENGTH = 64

logger = logging.getLogger(__name__)


def key_of(sha256: str) -> str:
    """Return the place of a content in the store."""
    return f"{BLOBS}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def write(sha256: str, content: bytes) -> None:
    """Keep ``content``; raises ``StoreRefused`` when the store is full or out of reach.

    Writing what is already there is harmless and mends a damaged copy.
    """
    try:
        if isinstance(default_storage, FileSystemStorage):
            _write_local(Path(default_storage.path(key_of(sha256))), content)
        elif not default_storage.exists(key_of(sha256)):
            default_storage.save(key_of(sha256), ContentFile(content))
    except OSError as error:
        logger.error("store: %s", errno.errorcode.get(error.errno or 0, type(error).__name__))
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        raise refusal("full" if full else "store")


def _write_local(target: Path, content: bytes) -> None:
    incoming = Path(default_storage.path(INCOMING))
    incoming.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            # on the disk before it has its name, and before a row that speaks of it is committed
            os.fsync(file.fileno())
        os.replace(name, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
    # a name is only there after a power cut when its folder was written too
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def open_whole(sha256: str) -> BinaryIO:
    """Return the opened content after its hash was checked.

    Raises ``StoreRefused`` when it is missing or was altered: bad bytes are never served.
    """
    try:
        file = cast(BinaryIO, default_storage.open(key_of(sha256), "rb"))
    except OSError:
        raise refusal("altered")
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    if digest.hexdigest() != sha256:
        file.close()
        logger.error("store: %s is altered", sha256)
        raise refusal("altered")
    file.seek(0)
    return file


def is_empty() -> bool:
    """Return whether the store holds nothing, as a volume that is not mounted would."""
    try:
        return not default_storage.listdir(BLOBS)[0]
    except OSError:
        return True


def contents() -> Iterator[tuple[str, dt.datetime]]:
    """Yield the hash (or the stray name) and the time of every file of the store."""
    for folder in _folders(BLOBS):
        for below in _folders(folder):
            for name in default_storage.listdir(below)[1]:
                key = f"{below}/{name}"
                yield name if key == key_of(name) else key, default_storage.get_modified_time(key)


def _folders(parent: str) -> list[str]:
    try:
        return [f"{parent}/{name}" for name in sorted(default_storage.listdir(parent)[0])]
    except OSError:
        return []


def remove(sha256: str) -> None:
    """Remove a content that no row speaks of."""
    default_storage.delete(key_of(sha256))


def remove_incoming(before: dt.datetime) -> int:
    """Remove what killed processes left half written before a moment; return how many."""
    with contextlib.suppress(OSError):
        stale = [
            f"{INCOMING}/{name}"
            for name in default_storage.listdir(INCOMING)[1]
            if default_storage.get_modified_time(f"{INCOMING}/{name}") < before
        ]
        for key in stale:
            default_storage.delete(key)
        return len(stale)
    return 0
