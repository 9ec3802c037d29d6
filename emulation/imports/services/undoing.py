"""Taking an import back: what it created goes, what it changed is as before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from emulation.audit.services import record
from emulation.clock import now
from emulation.imports.enums import BatchState
from emulation.imports.importers import IMPORTERS
from emulation.imports.models import ImportBatch
from emulation.imports.register import Register
from emulation.imports.stored import SHEET_BY_NAME, as_json, rows_of, typed
from emulation.people.models import Mandate
from emulation.ui.errors import Refused, WrongState
from emulation.units.models import Cluster, ClusterMember

ROWS_ASKED = 300


@transaction.atomic
def undo_batch(*, by: Mandate, batch: ImportBatch) -> ImportBatch:
    """Take a workbook back: what it created goes, what it changed is as before.

    Raises ``WrongState`` when it is not entered, ``Refused`` naming what was used or changed since.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != BatchState.APPLIED:
        raise WrongState(_("Only a workbook that is entered can be taken back."))
    take_back(by, batch)
    batch.state, batch.undone_at, batch.undone_by = BatchState.UNDONE, now(), by
    batch.save(update_fields=["state", "undone_at", "undone_by"])
    record(by=by, action="imports.undo", obj=batch, changes={"rows": len(batch.made)})
    return batch


def take_back(by: Mandate, batch: ImportBatch) -> None:
    """Undo in the caller's transaction what ``batch.made`` says; raises ``Refused`` as above."""
    found = _records_of(batch)
    created = [
        found[done["sheet"], done["pk"]]
        for done in batch.made
        if done["created"] and (done["sheet"], done["pk"]) in found
    ]
    _refuse_used(created)
    register = Register(rows_of(batch))
    # backwards: what was changed twice ends at its oldest value
    for done in reversed(batch.made):
        if not done["created"]:
            _restore(by, done, found.get((done["sheet"], done["pk"])), register)
    clusters = [one.pk for one in created if isinstance(one, Cluster)]
    # members protect their cluster
    ClusterMember.objects.filter(cluster__in=clusters).delete()
    for model, pks in _runs(created):
        model._default_manager.filter(pk__in=pks).delete()


def _records_of(batch: ImportBatch) -> dict[tuple[str, int], Any]:
    """Return the records that the import made or changed, by sheet and key."""
    pks: dict[str, list[int]] = defaultdict(list)
    for done in batch.made:
        pks[done["sheet"]].append(done["pk"])
    return {
        (sheet, one.pk): one
        for sheet, wanted in pks.items()
        for start in range(0, len(wanted), ROWS_ASKED)
        for one in SHEET_BY_NAME[sheet].model._default_manager.filter(
            pk__in=wanted[start : start + ROWS_ASKED]
        )
    }


def _runs(created: list[Any]) -> Iterator[tuple[type[models.Model], list[int]]]:
    """Yield model and keys to delete together, the last made first, a unit after those below it."""
    run: list[Any] = []
    above: set[int | None] = set()
    for one in reversed(created):
        if run and (type(one) is not type(run[0]) or one.pk in above or len(run) >= ROWS_ASKED):
            yield type(run[0]), [each.pk for each in run]
            run, above = [], set()
        run.append(one)
        above.add(getattr(one, "parent_id", None))
    if run:
        yield type(run[0]), [each.pk for each in run]


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
        for start in range(0, len(pks), ROWS_ASKED):
            part = pks[start : start + ROWS_ASKED]
            yield from owner._base_manager.filter(**{f"{name}__in": part})[:ROWS_ASKED]  # type: ignore[union-attr]


def _named(others: Iterable[models.Model]) -> str:
    names = [f"{type(one)._meta.verbose_name} “{one}”" for one in others]
    shown = list(dict.fromkeys(names))
    more = [_("and %(count)s more") % {"count": len(shown) - 5}] if len(shown) > 5 else []
    return ", ".join(shown[:5] + more)


def _restore(by: Mandate, done: dict[str, Any], found: Any, register: Register) -> None:
    importer = IMPORTERS[done["sheet"]]
    now_there = as_json(importer.present(found)) if found is not None else {}
    if any(now_there.get(name) != value for name, value in done["after"].items()):
        text = _("“%(label)s” was changed since; take it back by hand.")
        raise Refused(text % {"label": done["label"]})
    importer.change(by, found, typed(done["sheet"], done["before"]), register)
