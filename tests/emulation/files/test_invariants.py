"""The nightly check finds what is missing, altered or strange."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from emulation.files.invariants import files_match_their_hashes, store_has_no_orphans
from emulation.files.services import store_bytes
from emulation.people.models import Mandate
from emulation.registries.proof import registry


def test_a_flipped_byte_a_lost_file_and_a_stranger_are_found(officer: Mandate, media: Path) -> None:
    files = [
        store_bytes(by=officer, content=text, name="a.txt", media_type="text/plain")
        for text in (b"whole", b"altered", b"lost")
    ]
    assert list(files_match_their_hashes()) == []
    assert list(store_has_no_orphans()) == []
    (media / files[1].blob.key).write_bytes(b"alterad")
    (media / files[2].blob.key).unlink()
    stranger = media / files[0].blob.key
    stranger.with_name("stranger.exe").write_bytes(b"MZ")
    forgotten = "ab" + "0" * 62
    path = media / "blobs" / "ab" / "00" / forgotten
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    assert list(files_match_their_hashes()) == [
        f"{files[1].sha256} is missing or altered",
        f"{files[2].sha256} is missing or altered",
    ]
    assert [line.rpartition("/")[2] for line in store_has_no_orphans()] == ["stranger.exe"]
    old = (dt.datetime.now() - dt.timedelta(days=3)).timestamp()
    os.utime(path, (old, old))
    assert forgotten in list(store_has_no_orphans())


def test_both_checks_are_asked_every_night() -> None:
    checks = {entry.check for entry in registry}
    assert {files_match_their_hashes, store_has_no_orphans} <= checks
