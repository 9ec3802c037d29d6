"""Writing the trail, and sealing it into a chain of hashes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from emulation.audit.context import request_id
from emulation.audit.models import AuditEntry, AuditSeal
from emulation.clock import now
from emulation.people.models import Account, Mandate
from emulation.registries.journal import use_recorder

SEAL_BATCH = 500
LOOK_BACK = 5_000
FIRST_HASH = "0" * 64


def record(
    *,
    by: Mandate | None,
    action: str,
    obj: models.Model | None = None,
    changes: dict[str, Any] | None = None,
    account: Account | None = None,
) -> AuditEntry:
    """Write one entry inside the caller's transaction.

    ``by`` is the acting mandate (``None`` for the system itself, or when ``account`` acts without
    one, as at sign-in). ``changes`` holds JSON values only and no secret.
    """
    entry = _entry(by, action, obj, changes or {}, now())
    entry.account = account or entry.account
    entry.save()
    return entry


def record_many(
    by: Mandate | None, action: str, changes: Sequence[tuple[models.Model, dict[str, Any]]]
) -> list[AuditEntry]:
    """Write an entry of the same act for each record with its changes, in one statement."""
    moment = now()
    entries = [_entry(by, action, obj, each, moment) for obj, each in changes]
    return AuditEntry.objects.bulk_create(entries, batch_size=SEAL_BATCH)


def _entry(
    by: Mandate | None,
    action: str,
    obj: models.Model | None,
    changes: dict[str, Any],
    moment: dt.datetime,
) -> AuditEntry:
    return AuditEntry(
        province_time=moment,
        account=by.account if by else None,
        mandate=by,
        action=action,
        object_type=obj._meta.label if obj is not None else "",
        object_id=obj.pk if obj is not None else None,
        object_label=str(obj)[:300] if obj is not None else "",
        changes=json.loads(json.dumps(changes, default=str)),
        request_id=request_id.get(),
    )


def has_unsealed() -> bool:
    """Return whether entries wait to be sealed."""
    return _unsealed(AuditSeal.objects.order_by("-number").first()).exists()


def _unsealed(last: AuditSeal | None) -> models.QuerySet[AuditEntry]:
    """Return what is not sealed yet, by pk, from ``LOOK_BACK`` entries before the last seal on.

    A transaction that began earlier may commit its entries after later ones were sealed: they
    are found as long as fewer than ``LOOK_BACK`` entries were written meanwhile, else at night.
    """
    unsealed = AuditEntry.objects.filter(seal__isnull=True).order_by("pk")
    return unsealed.filter(pk__gt=last.entry_id - LOOK_BACK) if last else unsealed


def seal_stragglers() -> int:
    """Chain unsealed entries wherever they stand; return how many. Reads the whole trail."""
    sealed = 0
    while count := seal_entries(everywhere=True):
        sealed += count
    return sealed


@transaction.atomic
def seal_entries(limit: int = SEAL_BATCH, *, everywhere: bool = False) -> int:
    """Chain up to ``limit`` unsealed entries in their order; return how many were sealed.

    Reads only the end of the trail unless ``everywhere``. Only the sealing job takes the head of
    the chain, so that it makes no user wait. Two sealers at once collide on the seal's number and
    one of them rolls back.
    """
    last = AuditSeal.objects.order_by("-number").first()
    number, previous = (last.number, last.hash) if last else (0, FIRST_HASH)
    unsealed = _unsealed(None if everywhere else last)
    entries = list(unsealed[:limit])
    seals = []
    for entry in entries:
        number += 1
        digest = entry_hash(entry, number, previous)
        seals.append(AuditSeal(number=number, entry=entry, previous_hash=previous, hash=digest))
        previous = digest
    AuditSeal.objects.bulk_create(seals)
    return len(seals)


def entry_hash(entry: AuditEntry, number: int, previous: str) -> str:
    """Return the SHA-256 over the place in the chain, the hash before it and the whole entry."""
    content = [
        number,
        previous,
        entry.pk,
        _instant(entry.at),
        _instant(entry.province_time),
        entry.account_id,
        entry.mandate_id,
        entry.action,
        entry.object_type,
        entry.object_id,
        entry.object_label,
        entry.changes,
        entry.request_id,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _instant(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


use_recorder(record, record_many)
