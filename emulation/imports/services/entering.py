"""Entering a workbook: at once when it is small, else in steps of a job."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from emulation.audit.services import record
from emulation.clock import now
from emulation.imports.enums import Action, BatchState
from emulation.imports.models import ImportBatch
from emulation.imports.planning import Entry, Plan, make_plan
from emulation.imports.register import Register
from emulation.imports.services.undoing import take_back
from emulation.imports.stored import as_json, rows_of
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.people.models import Mandate
from emulation.ui.errors import DomainError, Refused, WrongState

JOB = "imports.apply"
AT_ONCE = 300
ROWS_A_TRANSACTION = 500
STEP_SECONDS = 10.0


@transaction.atomic
def apply_batch(*, by: Mandate, batch: ImportBatch) -> ImportBatch:
    """Enter the workbook: at once when it is small, else by a job; all of it or nothing.

    Raises ``WrongState`` when it was entered already, ``Refused`` when it holds a fault or would
    change nothing.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).defer("rows").get(pk=batch.pk)
    if batch.state != BatchState.READ:
        raise WrongState(_("This workbook was entered already."))
    if batch.fault_count:
        raise Refused(_("Correct the faults in the workbook and read it again."))
    if not batch.may_be_applied:
        raise Refused(_("Everything in this workbook is entered already; nothing would change."))
    if batch.to_write <= AT_ONCE:
        for _count in _entering(by, batch):
            pass
        return batch
    batch.state = BatchState.QUEUED
    batch.job = enqueue(JOB, {"batch": batch.pk}, by=by)
    batch.save(update_fields=["state", "job"])
    return batch


def enter_some(*, job: Job) -> tuple[int, int, bool]:
    """Enter rows of a job's workbook for some seconds; return entered, wanted, and if it is done.

    Each part is entered with what it made in one transaction. A step that is repeated finds the
    rows that are there already and goes on behind them. Raises what entering raises.
    """
    batch = ImportBatch.objects.get(pk=job.args["batch"])
    wanted = batch.to_write
    if batch.state != BatchState.QUEUED or job.created_by is None:
        return wanted, wanted, True
    until = time.monotonic() + STEP_SECONDS
    for entered in _entering(job.created_by, batch):
        if time.monotonic() > until and batch.state == BatchState.QUEUED:
            return entered, wanted, False
    return wanted, wanted, True


@transaction.atomic
def release_unfinished(*, job: Job) -> None:
    """Take back what a job entered before it failed or was stopped, so that it may begin again.

    What cannot be taken back, because it is in use already, counts as entered.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=job.args["batch"])
    if batch.state != BatchState.QUEUED or job.created_by is None:
        return
    try:
        # a savepoint: what was undone before the refusal stands again
        with transaction.atomic():
            take_back(job.created_by, batch)
    except (DomainError, ValidationError):
        _finish(job.created_by, batch)
        return
    batch.state, batch.made = BatchState.READ, []
    batch.save(update_fields=["state", "made"])


def _entering(by: Mandate, batch: ImportBatch) -> Iterator[int]:
    """Enter the rows part by part; yield after each how many are entered.

    It is planned afresh, for the database may have changed since the workbook was read.
    """
    rows = rows_of(batch)
    register = Register(rows)
    plan = make_plan(rows, register)
    if plan.faults:
        raise Refused(_("Something changed since the workbook was read; read it again."))
    parts = list(_parts(plan))
    for number, part in enumerate(parts, start=1):
        with transaction.atomic():
            _lock(batch)
            batch.made = [*batch.made, *_write_part(by, part, register)]
            if number == len(parts):
                _finish(by, batch)
            else:
                batch.save(update_fields=["made"])
        yield len(batch.made)
    if not parts:
        with transaction.atomic():
            _lock(batch)
            _finish(by, batch)


def _lock(batch: ImportBatch) -> None:
    """Hold the import, so that two workers at one step do not enter the same rows."""
    held = ImportBatch.objects.select_for_update().only("state", "made").get(pk=batch.pk)
    if (held.state, len(held.made)) != (batch.state, len(batch.made)):
        raise WrongState(_("This workbook was entered already."))


def _finish(by: Mandate, batch: ImportBatch) -> None:
    batch.state = BatchState.APPLIED
    batch.applied_at, batch.applied_by = now(), by
    batch.save(update_fields=["state", "made", "applied_at", "applied_by"])
    changes = {
        "create": sum(done["created"] for done in batch.made),
        "change": sum(not done["created"] for done in batch.made),
    }
    record(by=by, action="imports.apply", obj=batch, changes=changes)


def _parts(plan: Plan) -> Iterator[list[Entry]]:
    """Yield runs of rows of one sheet that do the same and do not refer to one another."""
    part: list[Entry] = []
    codes: set[str] = set()
    for entry in plan.writes:
        same = part and (entry.importer, entry.action) == (part[0].importer, part[0].action)
        if part and (
            not same or entry.values.get("parent") in codes or len(part) == ROWS_A_TRANSACTION
        ):
            yield part
            part, codes = [], set()
        part.append(entry)
        codes.add(entry.row.values.get("code", ""))
    if part:
        yield part


def _write_part(by: Mandate, part: list[Entry], register: Register) -> list[dict[str, Any]]:
    """Enter a part together; when a row of it is refused, row by row, to say which."""
    if part[0].action == Action.CREATE:
        try:
            # a savepoint: after a refusal nothing of the part is there, and each row is tried alone
            with transaction.atomic():
                values = [dict(entry.values) for entry in part]
                made = part[0].importer.create_all(by, values, register)
        except (ValidationError, DomainError, IntegrityError):
            made = [_create(by, entry, register) for entry in part]
        return [
            {"sheet": entry.importer.sheet, "label": entry.label, "pk": one.pk, "created": True}
            for entry, one in zip(part, made, strict=True)
        ]
    return [_change(by, entry, register) for entry in part]


def _create(by: Mandate, entry: Entry, register: Register) -> Any:
    try:
        return entry.importer.create(by, dict(entry.values), register)
    except (ValidationError, DomainError) as error:
        raise _refusal_of(entry, error) from error


def _change(by: Mandate, entry: Entry, register: Register) -> dict[str, Any]:
    try:
        entry.importer.change(by, entry.record, dict(entry.values), register)
    except (ValidationError, DomainError) as error:
        raise _refusal_of(entry, error) from error
    return {
        "sheet": entry.importer.sheet,
        "label": entry.label,
        "pk": entry.record.pk,
        "created": False,
        "before": as_json(entry.before),
        "after": as_json(entry.values),
    }


def _refusal_of(entry: Entry, error: ValidationError | DomainError) -> Refused:
    texts = getattr(error, "messages", [str(error)])
    place = {"sheet": entry.row.sheet.name, "row": entry.row.number}
    return Refused(_("Sheet “%(sheet)s”, row %(row)s: ") % place + " ".join(texts))
