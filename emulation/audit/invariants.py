"""What must hold of the trail: it is protected, chained and sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from emulation.audit.models import AuditEntry, AuditSeal
from emulation.audit.schema import schema_differences
from emulation.audit.services import FIRST_HASH, entry_hash
from emulation.audit.triggers import missing_triggers
from emulation.clock import real_now
from emulation.registries.proof import invariant
from emulation.units.models import RANK, Unit

UNSEALED_LIMIT = dt.timedelta(minutes=5)


@invariant("Every protecting trigger is installed")
def triggers_are_installed() -> Iterator[str]:
    """Yield the triggers that are missing."""
    yield from missing_triggers()


@invariant("The live schema is what the models say")
def schema_is_current() -> Iterator[str]:
    """Yield what a database that missed a migration lacks, or has still."""
    yield from schema_differences()


@invariant("The audit chain holds")
def chain_holds() -> Iterator[str]:
    """Yield where the chain is broken: an entry altered, a seal missing or out of order."""
    previous, number = FIRST_HASH, 0
    for seal in AuditSeal.objects.select_related("entry").order_by("number").iterator():
        number += 1
        if seal.number != number or seal.previous_hash != previous:
            yield f"seal {seal.number} does not follow seal {number - 1}"
            return
        if entry_hash(seal.entry, seal.number, previous) != seal.hash:
            yield f"entry {seal.entry_id} was altered"
        previous = seal.hash


@invariant("No audit entry stays unsealed")
def tail_is_short() -> Iterator[str]:
    """Yield when entries older than five minutes are unsealed; the last minutes may be."""
    limit = real_now() - UNSEALED_LIMIT
    count = AuditEntry.objects.filter(seal__isnull=True, at__lt=limit).count()
    if count:
        yield f"{count} entries"


@invariant("Every unit knows who stands above it, and its place in the tree")
def lineages_follow_parents() -> Iterator[str]:
    """Yield the units that do not continue their parent's lineage or ranking: rights rest on it."""
    above = Coalesce("parent__lineage", Value("/"))
    own = Concat(above, Cast("pk", CharField()), Value("/"))
    place = Concat(Coalesce("parent__ranking", Value("")), RANK)
    for unit in Unit.objects.exclude(lineage=own, ranking=place).order_by("pk"):
        yield unit.code
