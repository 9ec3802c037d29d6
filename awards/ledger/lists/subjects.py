"""The lists of persons, collectives and households with what they hold."""

from __future__ import annotations

from functools import partial
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import Rating, SubjectKind
from awards.ledger.models import HoldRecord
from awards.ledger.selectors import subjects_with_counts
from awards.ledger.subjects import FIELDS, SLUGS, name_of
from emulation.people.models import Household, Mandate, Person
from emulation.ui.lists import Column, Empty, Kind, Listing, WordsFilter, declared
from emulation.units.lists import OfUnitFilter
from emulation.units.models import Unit


class SubjectFilter(django_filters.FilterSet):
    """Filters of the lists of subjects."""

    q = WordsFilter(label=_("Name"))
    unit = OfUnitFilter(label=_("Unit, with those below it"), method="by_unit")
    hold = django_filters.ChoiceFilter(
        label=_("Holds"), choices=[("open", _("Decisions are held"))], method="by_hold"
    )

    def by_unit(self, queryset: QuerySet[Any], name: str, value: Unit) -> QuerySet[Any]:
        """Leave the subjects of one unit and of those below it."""
        below = Unit.objects.below(value).values("pk")
        if queryset.model is Unit:
            return queryset.filter(pk__in=below)
        return queryset.filter(unit__in=below)

    def by_hold(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Leave those on whom decisions are held now."""
        field = next(f for f in FIELDS.values() if _links_to(f, queryset.model))
        holds = HoldRecord.objects.visible_to(self.request.mandate).open()
        return queryset.filter(pk__in=holds.filter(**{f"{field}__isnull": False}).values(field))


def _links_to(field: str, model: Any) -> bool:
    return HoldRecord._meta.get_field(field).related_model is model


EMPTY = Empty(
    title=_("Nobody is found"),
    text=_("Try another name or unit. Persons and units are entered by the administrator."),
)


def _rows(mandate: Mandate | None, *, kind: SubjectKind) -> Any:
    return subjects_with_counts(kind, mandate)


def _ledger(subject: Any, *, kind: SubjectKind) -> str:
    return reverse("ledger:subject", args=[SLUGS[kind], subject.pk])


def _last_rating(subject: Any) -> str | None:
    if not subject.last_rating:
        return None
    return f"{subject.last_rated}: {Rating(subject.last_rating).label}"


def _name(kind: SubjectKind) -> Column[Any]:
    return Column(
        "name", _("Name"), name_of, sort="sort_key", link=partial(_ledger, kind=kind), width=32
    )


_UNIT: Column[Any] = Column("unit", _("Unit"), "unit.label", sort="unit__sort_key", width=32)
# Counted for the rows of a page only: an order by them would count for every subject.
_HELD: tuple[Column[Any], ...] = (
    Column("awards", _("Awards held"), "awards_held", Kind.NUMBER),
    Column("rating", _("Last rating"), _last_rating, width=32),
)


def _subjects(kind: SubjectKind, name: str, *own: Column[Any]) -> Listing[Any]:
    """Declare the list of one kind of subject: its name, its ``own`` columns, what it holds."""
    return declared(
        Listing(
            name=f"ledger.{name}",
            title=_("Ledger of awards"),
            rows=partial(_rows, kind=kind),
            order=["sort_key"],
            filters=SubjectFilter,
            columns=[_name(kind), *own, *_HELD],
            empty=EMPTY,
        )
    )


PERSONS: Listing[Person] = _subjects(
    SubjectKind.INDIVIDUAL,
    "persons",
    Column("position", _("Position"), sort="position", width=28),
    _UNIT,
)
COLLECTIVES: Listing[Unit] = _subjects(
    SubjectKind.COLLECTIVE,
    "collectives",
    Column("kind", _("Kind"), "get_kind_display", sort="kind", width=24),
)
HOUSEHOLDS: Listing[Household] = _subjects(
    SubjectKind.HOUSEHOLD,
    "households",
    Column("address", _("Address"), sort="address", width=40),
    _UNIT,
)
