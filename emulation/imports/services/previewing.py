"""Reading a workbook in: what it would do, before anything of it is entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from emulation.audit.services import record
from emulation.clock import now
from emulation.files.cells import Rows
from emulation.files.services import CheckedUpload, store_upload
from emulation.imports.enums import Action
from emulation.imports.models import ImportBatch, PreviewRow
from emulation.imports.planning import Entry, Plan, make_plan
from emulation.imports.reading import read_rows
from emulation.imports.register import Register
from emulation.imports.stored import stored_rows
from emulation.people.models import Mandate

SHOWN_FAULTS = 500


@transaction.atomic
def read_batch(*, by: Mandate, upload: CheckedUpload, book: Mapping[str, Rows]) -> ImportBatch:
    """Keep a workbook and what it would do; nothing of it is entered yet.

    ``book`` are its sheets, read in the sandbox before the transaction began.
    """
    reading = read_rows(book)
    rows = reading.rows
    register = Register(rows)
    register.name_units(rows)
    plan = make_plan(rows, register)
    plan.faults[:0] = reading.faults
    counts = plan.counts()
    batch = ImportBatch.objects.create(
        file=store_upload(by=by, upload=upload, kinds=("xlsx",)),
        rows=stored_rows(rows),
        faults=[fault.as_json() for fault in plan.faults[:SHOWN_FAULTS]],
        fault_count=len(plan.faults),
        unread=reading.unread,
        to_create=counts[Action.CREATE],
        to_change=counts[Action.CHANGE],
        unchanged=counts[Action.SAME],
        read_at=now(),
        read_by=by,
    )
    PreviewRow.objects.bulk_create(_preview(batch, plan), batch_size=1000)
    record(by=by, action="imports.read", obj=batch, changes=counts)
    return batch


def _preview(batch: ImportBatch, plan: Plan) -> Iterator[PreviewRow]:
    for entry in plan.writes:
        yield PreviewRow(
            batch=batch,
            sheet=entry.row.sheet.name,
            number=entry.row.number,
            label=entry.label,
            action=entry.action,
            differences=_differences(entry),
        )


def _differences(entry: Entry) -> list[list[str]]:
    """Return head, old and new text of every cell that changes."""
    if entry.action != Action.CHANGE:
        return []
    heads = {column.name: column.head for column in entry.row.sheet.columns}
    return [
        [heads[name], _shown(entry.before[name]), _shown(value)]
        for name, value in entry.values.items()
    ]


def _shown(value: Any) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return ", ".join(value) if isinstance(value, list) else str(value or "")
