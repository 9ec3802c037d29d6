"""Sealing ballots: HPKE (RFC 9180) to a session's key, whose private half is only in a folder.

The folder (``settings.BALLOT_KEYS``) lies beside the data, in no backup. A member finds the own
ballots by one short code; what is stored with a ballot is derived from it slowly, so that nobody
finds the code by trying, and differs from item to item, so that a member's ballots do not show
which belong together.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from django.conf import settings

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read for another
CODE_LENGTH, GROUP = 8, 4
TAG_BYTES = 16
CHOICE_BYTES = 8  # every ballot is equally long, whatever it says
ABANDONED_AFTER = 24 * 3600

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class KeyLostError(Exception):
    """The private half of a session's key is not in the folder."""


def make_key() -> str:
    """Make a key, keep its private half in the folder and return the public half.

    Raises ``OSError`` when the folder cannot be written.
    """
    key = X25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw().hex()
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(_file(public), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    return public


def destroy_key(public: str) -> None:
    """Remove the private half; what was sealed to it stays closed for ever."""
    if not public:
        return
    try:
        with _file(public).open("r+b") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    _file(public).unlink(missing_ok=True)


def destroy_other_keys(used: Iterable[str]) -> int:
    """Remove the keys of no open session that are older than a day; return how many."""
    kept = {_file(public).name for public in used if public}
    limit = time.time() - ABANDONED_AFTER
    removed = 0
    for path in _folder().glob("*.key"):
        if path.name not in kept and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def seal(public: str, place: str, choice: str, tag: str) -> str:
    """Seal a ballot; it opens only at ``place`` (item and voter), so that none can be moved."""
    key = X25519PublicKey.from_public_bytes(bytes.fromhex(public))
    text = bytes.fromhex(tag) + choice.encode().ljust(CHOICE_BYTES)
    return base64.b64encode(_SUITE.encrypt(text, key, place.encode())).decode()


def open_all(public: str, sealed: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return choice and tag of each sealed ballot, given with its place, in the same order.

    Raises ``KeyLostError`` without the private half, ``InvalidTag`` or ``ValueError`` for what was
    tampered with.
    """
    try:
        key = X25519PrivateKey.from_private_bytes(_file(public).read_bytes())
    except (OSError, ValueError) as error:
        raise KeyLostError from error
    opened = (_SUITE.decrypt(base64.b64decode(text), key, place.encode()) for place, text in sealed)
    return [(text[TAG_BYTES:].decode().strip(), text[:TAG_BYTES].hex()) for text in opened]


def new_code() -> str:
    """Return a fresh code for a member, in groups that are easily written down."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    return f"{drawn[:GROUP]}-{drawn[GROUP:]}"


def tags_of(code: str, public: str, items: Iterable[int]) -> dict[int, str]:
    """Return what is stored with the ballots of ``code``, by item."""
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    key = hashlib.scrypt(plain.encode(), salt=bytes.fromhex(public), n=2**14, r=8, p=1, dklen=32)
    return {
        item: hmac.digest(key, str(item).encode(), "sha256")[:TAG_BYTES].hex() for item in items
    }


def _folder() -> Path:
    return Path(settings.BALLOT_KEYS)


def _file(public: str) -> Path:
    """Return the file of a key; its name betrays no session."""
    return _folder() / f"{hashlib.sha256(public.encode()).hexdigest()[:32]}.key"
