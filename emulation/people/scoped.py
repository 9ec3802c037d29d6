"""How the scopes of the table of rights narrow records: as a filter, and for one record in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from emulation.people.enums import Scope
from emulation.people.roles import scopes_of
from emulation.units.models import Unit

M = TypeVar("M", bound=models.Model)
Paths = tuple[str, ...]


@dataclass(frozen=True)
class Reach:
    """Which foreign keys lead from a record to those whose it is, written as in a filter.

    ``authority``: the units that launch, decide or issue it; ``unit``: those that it belongs to;
    ``assigned``: those that it is given to; ``own``: accounts.
    """

    authority: Paths = ()
    unit: Paths = ()
    cluster: Paths = ()
    assigned: Paths = ()
    own: Paths = ()

    def narrowed(self, mandate: Any, scope: Scope) -> Q | None:
        """Return the filter of one scope: empty where all pass, ``None`` where nothing does."""
        if _is_everything(mandate, scope):
            return Q()
        if scope in {Scope.AUTHORITY, Scope.BELOW}:
            below = Unit.objects.below(mandate.unit).values("pk")
            return _either(self._units(scope), "__in", below)
        paths, value = self._match(mandate, scope)
        return None if value is None else _either(paths, "", value)

    def holds(self, mandate: Any, scope: Scope, record: models.Model) -> bool:
        """Return whether one record lies in the scope; asks nothing that is loaded already."""
        if _is_everything(mandate, scope):
            return True
        if scope in {Scope.AUTHORITY, Scope.BELOW}:
            found = (_follow(record, path) for path in self._units(scope))
            return any(unit is not None and unit.stands_under(mandate.unit) for unit in found)
        paths, value = self._match(mandate, scope)
        return value is not None and any(_key(record, path) == value for path in paths)

    def _units(self, scope: Scope) -> Paths:
        return self.unit if scope == Scope.BELOW else (*self.authority, *self.unit)

    def _match(self, mandate: Any, scope: Scope) -> tuple[Paths, int | None]:
        match scope:
            case Scope.DECIDED:
                return self.authority, mandate.unit_id
            case Scope.UNIT:
                return self.unit, mandate.unit_id
            case Scope.ASSIGNED:
                return self.assigned, mandate.unit_id
            case Scope.CLUSTER:
                return self.cluster, mandate.cluster_id
            case Scope.OWN:
                return self.own, mandate.account_id
            case _:
                return (), None


ITSELF = Reach(authority=("",), unit=("",))


def _is_everything(mandate: Any, scope: Scope) -> bool:
    if scope == Scope.OPEN:
        return True
    reaches_down = scope in {Scope.PROVINCE, Scope.AUTHORITY, Scope.BELOW}
    return reaches_down and mandate.unit.covers_province


def _either(paths: Paths, lookup: str, value: Any) -> Q | None:
    each = [Q(**{f"{path or 'pk'}{lookup}": value}) for path in paths]
    return reduce(or_, each) if each else None


def _follow(record: Any, path: str) -> Any:
    for name in path.split("__") if path else ():
        record = getattr(record, name) if record is not None else None
    return record


def _key(record: Any, path: str) -> int | None:
    """Return the key at the end of a path without reading the row that it names."""
    before, _, last = path.rpartition("__")
    holder = _follow(record, before)
    if holder is None:
        return None
    return getattr(holder, f"{last}_id") if last else holder.pk


@dataclass(frozen=True)
class Sees:
    """What one permission lets its holders see: the rows in its scopes for which ``where`` is true.

    ``assigned`` is the filter where rows are not assigned to a unit by a foreign key.
    """

    permission: str
    where: Q = Q()
    assigned: Callable[[Any], Q] | None = None

    def narrowed(self, mandate: Any, reach: Reach) -> Q | None:
        """Return the rows that ``mandate`` sees by it; ``None`` for nothing, empty for all."""
        parts = [
            self.assigned(mandate)
            if scope == Scope.ASSIGNED and self.assigned
            else reach.narrowed(mandate, scope)
            for scope in scopes_of(mandate.role, self.permission)
        ]
        within = _union([part for part in parts if part is not None])
        return None if within is None else within & self.where


def units_within(mandate: Any, permission: str) -> QuerySet[Unit]:
    """Return the units over which ``mandate`` has ``permission``."""
    found = Sees(permission).narrowed(mandate, ITSELF) if mandate is not None else None
    return Unit.objects.none() if found is None else Unit.objects.filter(found)


def _union(parts: list[Q]) -> Q | None:
    if not parts:
        return None
    return Q() if Q() in parts else reduce(or_, parts)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of which a mandate sees what the table of rights says.

    A kind that names neither ``sees`` nor ``through`` shows nothing: nothing leaks by forgetting.
    """

    reach: ClassVar[Reach] = Reach()
    sees: ClassVar[tuple[Sees, ...]] = ()
    through: ClassVar[str] = ""

    def visible_to(self, mandate: Any) -> Self:
        """Return what ``mandate`` may see by one of the permissions in ``sees``.

        With ``through``, the foreign key to a larger whole, only what belongs to a visible one.
        """
        if mandate is None:
            return self.public()
        found = self.seen_by(mandate)
        return self.none() if found is None else self.filter(found)

    def seen_by(self, mandate: Any) -> Q | None:
        """Return the filter of what ``mandate`` may see; ``None`` where that is nothing.

        The filter of the whole becomes one of its parts: as a subquery it would be evaluated over
        all wholes before the few that a page asks for are looked at.
        """
        whole = self._seen_whole(mandate)
        if whole is None or (self.through and not self.sees):
            return whole
        parts = [each.narrowed(mandate, self.reach) for each in self.sees]
        found = _union([part for part in parts if part is not None])
        return None if found is None else whole & found

    def public(self) -> Self:
        """Return what is read without signing in: nothing, where a kind does not say otherwise."""
        return self.none()

    def _seen_whole(self, mandate: Any) -> Q | None:
        if not self.through:
            return Q()
        whole: Any = self.model._meta.get_field(self.through).related_model
        found: Q | None = whole._default_manager.all().seen_by(mandate)
        return None if found is None else _of_parts(found, self.through)


def _of_parts(found: Q, path: str) -> Q:
    """Return a filter of wholes as one of the parts that name their whole by ``path``."""
    parts: list[Any] = list(found.children)
    children = [
        _of_parts(each, path) if isinstance(each, Q) else (f"{path}__{each[0]}", each[1])
        for each in parts
    ]
    return Q(*children, _connector=found.connector, _negated=found.negated)


@cache
def queryset_of(model: type[models.Model]) -> type[ScopedQuerySet[Any]] | None:
    """Return the queryset in which ``model`` says how scopes narrow it."""
    found = type(model._default_manager.all())  # a manager does not tell its own
    return found if issubclass(found, ScopedQuerySet) else None


def reach_of(record: models.Model) -> Reach:
    """Return how scopes narrow the kind of ``record``; ``TypeError`` where it does not say so.

    A model whose rows are not narrowed when read says it itself.
    """
    if isinstance(record, Unit):
        return ITSELF
    found = getattr(queryset_of(type(record)) or type(record), "reach", None)
    if not isinstance(found, Reach):
        raise TypeError(f"{type(record).__name__} does not say whose it is")
    return found
