"""Rows and store agree: nothing missing, nothing altered, nothing that no row speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from emulation.files import store
from emulation.files.errors import StoreRefused
from emulation.files.models import Blob
from emulation.files.services import ORPHAN_AGE
from emulation.registries.proof import invariant


@invariant("Every stored file is there and matches its hash")
def files_match_their_hashes() -> Iterator[str]:
    """Yield the contents that are missing, altered or of another size than their row says."""
    for blob in Blob.objects.order_by("pk").iterator():
        try:
            with store.open_whole(blob.sha256) as file:
                file.seek(0, 2)
                if file.tell() != blob.size:
                    yield f"{blob.sha256} has {file.tell()} bytes instead of {blob.size}"
        except StoreRefused:
            yield f"{blob.sha256} is missing or altered"


@invariant("The file store holds nothing that no row speaks of")
def store_has_no_orphans() -> Iterator[str]:
    """Yield strangers; a content of the last day may belong to a transaction that failed."""
    known = set(Blob.objects.values_list("sha256", flat=True))
    before = dt.datetime.now(dt.UTC) - 2 * ORPHAN_AGE  # noqa: TID251 -- file times are real time
    for name, written_at in store.contents():
        if "/" in name or (name not in known and written_at < before):
            yield name
