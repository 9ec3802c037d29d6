"""Reading a workbook in, entering it as a whole, and taking it back as a whole."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from emulation.audit.services import record
from emulation.clock import now
from emulation.files.contents import Rows
from emulation.files.services import CheckedUpload, store_upload
from emulation.imports.enums import Action, BatchState
from emulation.imports.importers import IMPORTERS
from emulation.imports.models import ImportBatch
from emulation.imports.planning import Entry, Plan, make_plan
from emulation.imports.reading import Row, read_rows
from emulation.imports.register import Register
from emulation.imports.sheets import SHEETS
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.people.models import Mandate
from emulation.ui.errors import DomainError, Refused, WrongState
from emulation.units.models import Cluster, ClusterMember

JOB = "imports.apply"
AT_ONCE = 300
SHOWN_FAULTS = 500
SHEET_BY_NAME = {sheet.name: sheet for sheet in SHEETS}


@transaction.atomic
def read_roster(*, by: Mandate, upload: CheckedUpload, book: Mapping[str, Rows]) -> ImportBatch:
    """Keep a workbook and what it would do; nothing of it is entered yet.

    ``book`` are its sheets, read in the sandbox before the transaction began.
    """
    rows, faults = read_rows(book)
    plan = make_plan(rows, Register(rows))
    plan.faults[:0] = faults
    batch = ImportBatch.objects.create(
        file=store_upload(by=by, upload=upload, kinds=("xlsx",)),
        rows={
            name: [[row.number, _plain(row.values)] for row in lines]
            for name, lines in rows.items()
        },
        plan=_preview(plan),
        read_at=now(),
        read_by=by,
    )
    record(by=by, action="imports.read", obj=batch, changes=plan.counts())
    return batch


@transaction.atomic
def apply_batch(*, by: Mandate, batch: ImportBatch) -> ImportBatch:
    """Enter the workbook: at once when it is small, else by a job; all of it or nothing.

    Raises ``WrongState`` when it was entered already, ``Refused`` when it holds a fault or would
    change nothing.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != BatchState.READ:
        raise WrongState(_("This workbook was entered already."))
    if batch.faults:
        raise Refused(_("Correct the faults in the workbook and read it again."))
    if not batch.may_be_applied:
        raise Refused(_("Everything in this workbook is entered already; nothing would change."))
    if batch.counts["create"] + batch.counts["change"] <= AT_ONCE:
        return _enter(by, batch)
    batch.state = BatchState.QUEUED
    batch.job = enqueue(JOB, {"batch": batch.pk}, by=by)
    batch.save(update_fields=["state", "job"])
    return batch


@transaction.atomic
def enter_queued(*, job: Job) -> ImportBatch:
    """Enter the workbook of a job; repeating it does nothing. Raises what entering raises."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=job.args["batch"])
    if batch.state != BatchState.QUEUED or job.created_by is None:
        return batch
    return _enter(job.created_by, batch)


def release_failed(*, job: Job) -> None:
    """Let a workbook whose job failed be entered again."""
    queued = ImportBatch.objects.filter(pk=job.args["batch"], state=BatchState.QUEUED)
    queued.update(state=BatchState.READ)


def _enter(by: Mandate, batch: ImportBatch) -> ImportBatch:
    """Plan afresh, for the database may have changed since it was read, and enter every row."""
    rows = _rows_of(batch)
    register = Register(rows)
    plan = make_plan(rows, register)
    if plan.faults:
        raise Refused(_("Something changed since the workbook was read; read it again."))
    made = []
    for entry in plan.writes:
        try:
            made.append(_write(by, entry, register))
        except (ValidationError, DomainError) as error:
            texts = getattr(error, "messages", [str(error)])
            place = {"sheet": entry.row.sheet.name, "row": entry.row.number}
            raise Refused(
                _("Sheet “%(sheet)s”, row %(row)s: ") % place + " ".join(texts)
            ) from error
    batch.state, batch.made = BatchState.APPLIED, made
    batch.applied_at, batch.applied_by = now(), by
    batch.save(update_fields=["state", "made", "applied_at", "applied_by"])
    record(by=by, action="imports.apply", obj=batch, changes=plan.counts())
    return batch


def _write(by: Mandate, entry: Entry, register: Register) -> dict[str, Any]:
    done: dict[str, Any] = {"sheet": entry.importer.sheet, "label": entry.label}
    if entry.action == Action.CREATE:
        made = entry.importer.create(by, dict(entry.values), register)
        return {**done, "pk": made.pk, "created": True}
    entry.importer.change(by, entry.record, dict(entry.values), register)
    return {
        **done,
        "pk": entry.record.pk,
        "created": False,
        "before": _plain(entry.before),
        "after": _plain(entry.values),
    }


@transaction.atomic
def undo_batch(*, by: Mandate, batch: ImportBatch) -> ImportBatch:
    """Take a workbook back: what it created goes, what it changed is as before.

    Raises ``WrongState`` when it is not entered, ``Refused`` naming what was used or changed since.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != BatchState.APPLIED:
        raise WrongState(_("Only a workbook that is entered can be taken back."))
    created = [_record_of(done) for done in batch.made if done["created"]]
    _refuse_used([one for one in created if one is not None])
    register = Register(_rows_of(batch))
    for done in reversed(batch.made):
        if not done["created"]:
            _restore(by, done, register)
    for one in reversed(created):
        if isinstance(one, Cluster):
            one.members.all().delete()
        if one is not None:
            one.delete()
    batch.state, batch.undone_at, batch.undone_by = BatchState.UNDONE, now(), by
    batch.save(update_fields=["state", "undone_at", "undone_by"])
    record(by=by, action="imports.undo", obj=batch, changes={"rows": len(batch.made)})
    return batch


def _refuse_used(created: list[models.Model]) -> None:
    """Refuse when anything that the workbook did not make refers to what it made."""
    own: dict[type[models.Model], set[int]] = defaultdict(set)
    for one in created:
        own[type(one)].add(one.pk)
    foreign = [
        other
        for model, pks in list(own.items())
        for other in _referring(model, sorted(pks))
        if other.pk not in own.get(type(other), set())
        and not (isinstance(other, ClusterMember) and other.cluster_id in own[Cluster])
    ]
    if foreign:
        raise Refused(
            _("It is in use already, so it cannot be taken back: %(what)s.")
            % {"what": _named(foreign)}
        )


def _referring(model: type[models.Model], pks: list[int]) -> Iterator[models.Model]:
    """Yield every row that refers to rows of ``model``."""
    for link in model._meta.get_fields(include_hidden=True):
        if not link.auto_created or link.concrete or link.many_to_many:
            continue
        owner, name = link.related_model, link.field.name  # type: ignore[union-attr]
        for start in range(0, len(pks), AT_ONCE):
            part = pks[start : start + AT_ONCE]
            yield from owner._base_manager.filter(**{f"{name}__in": part})[:AT_ONCE]  # type: ignore[union-attr]


def _named(others: Iterable[models.Model]) -> str:
    names = [f"{type(one)._meta.verbose_name} “{one}”" for one in others]
    shown = list(dict.fromkeys(names))
    more = [_("and %(count)s more") % {"count": len(shown) - 5}] if len(shown) > 5 else []
    return ", ".join(shown[:5] + more)


def _record_of(done: dict[str, Any]) -> Any:
    return SHEET_BY_NAME[done["sheet"]].model._default_manager.filter(pk=done["pk"]).first()


def _restore(by: Mandate, done: dict[str, Any], register: Register) -> None:
    importer, found = IMPORTERS[done["sheet"]], _record_of(done)
    now_there = _plain(importer.present(found)) if found is not None else {}
    if any(now_there.get(name) != value for name, value in done["after"].items()):
        text = _("“%(label)s” was changed since; take it back by hand.")
        raise Refused(text % {"label": done["label"]})
    importer.change(by, found, _typed(done["sheet"], done["before"]), register)


def _preview(plan: Plan) -> dict[str, Any]:
    rows = [
        {
            "sheet": entry.row.sheet.name,
            "row": entry.row.number,
            "label": entry.label,
            "action": str(entry.action),
            "differences": _differences(entry),
        }
        for entry in plan.writes
    ]
    return {
        "rows": rows,
        "faults": [fault.as_json() for fault in plan.faults[:SHOWN_FAULTS]],
        "fault_count": len(plan.faults),
        "counts": plan.counts(),
    }


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


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as JSON keeps them: days as text."""
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in values.items()
    }


def _typed(sheet: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of ``_plain`` with their days."""
    days = {column.name for column in SHEET_BY_NAME[sheet].columns if column.kind == "day"}
    return {
        name: dt.date.fromisoformat(value) if name in days and value else value
        for name, value in values.items()
    }


def _rows_of(batch: ImportBatch) -> dict[str, list[Row]]:
    return {
        name: [Row(SHEET_BY_NAME[name], number, _typed(name, values)) for number, values in lines]
        for name, lines in batch.rows.items()
    }
