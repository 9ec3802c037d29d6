"""Whoever can be honoured: a person, a collective (a unit) or a household, spoken of alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.urls import reverse

from awards.catalogue.enums import SubjectKind
from emulation.people.models import Household, Person
from emulation.people.scoped import units_within
from emulation.units.models import Unit

Subject = Person | Unit | Household
SubjectKey = tuple[SubjectKind, int]
FIELDS = {
    SubjectKind.INDIVIDUAL: "person",
    SubjectKind.COLLECTIVE: "collective",
    SubjectKind.HOUSEHOLD: "household",
}
NOBODY = Q(pk__in=[])
SLUGS = {
    SubjectKind.INDIVIDUAL: "ca-nhan",
    SubjectKind.COLLECTIVE: "tap-the",
    SubjectKind.HOUSEHOLD: "ho-gia-dinh",
}


class EntryKind(StrEnum):
    """A kind of entry, as it stands in addresses."""

    AWARD = "khen-thuong"
    RATING = "xep-loai"
    INITIATIVE = "sang-kien"
    DISCIPLINE = "ky-luat"
    LEAVE = "thoi-gian-nghi"
    HOLD = "tam-dung"


KINDS_OF_SLUG = {slug: kind for kind, slug in SLUGS.items()}


def kind_of(subject: Subject) -> SubjectKind:
    """Return what kind of subject this is."""
    if isinstance(subject, Person):
        return SubjectKind.INDIVIDUAL
    return SubjectKind.COLLECTIVE if isinstance(subject, Unit) else SubjectKind.HOUSEHOLD


def unit_of(subject: Subject) -> Unit:
    """Return the unit that answers for the subject; a collective answers for itself."""
    return subject if isinstance(subject, Unit) else subject.unit


def name_of(subject: Subject) -> str:
    """Return the name as it stands in lists."""
    if isinstance(subject, Person):
        return subject.full_name
    return subject.name if isinstance(subject, Unit) else subject.head_name


def link_to(subject: Subject) -> dict[str, Subject]:
    """Return the one field of a ``SubjectLink`` that names the subject."""
    return {FIELDS[kind_of(subject)]: subject}


def among(subjects: Iterable[Subject]) -> Q:
    """Return the condition that a row with the three links speaks of one of ``subjects``."""
    return among_keys((kind_of(subject), subject.pk) for subject in subjects)


def among_keys(keys: Iterable[SubjectKey]) -> Q:
    """Return the same of subjects who are named by kind and id, and need not be read."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, pk in keys:
        ids[FIELDS[kind]].append(pk)
    return reduce(or_, (Q(**{f"{field}__in": found}) for field, found in ids.items()), NOBODY)


def read_subjects(links: Sequence[Any]) -> None:
    """Read whom rows with the three links speak of, with the units that answer for them.

    One query for each kind that is named: joined to a single row, three links with their units cost
    more than all else that is read with it.
    """
    with_unit = (
        Prefetch("person", Person.objects.select_related("unit")),
        Prefetch("household", Household.objects.select_related("unit")),
    )
    prefetch_related_objects(list(links), "collective", *with_unit)


def in_order_of_names(prefix: str = "") -> Coalesce:
    """Return what the database sorts the subjects of a ``SubjectLink`` by, in Vietnamese order.

    ``prefix`` leads from the row to the link, for example ``nominee__``.
    """
    return Coalesce(*(F(f"{prefix}{field}__sort_key") for field in FIELDS.values()))


def ledger_url(subject: Subject) -> str:
    """Return the address of the subject's page in the ledger."""
    return reverse("ledger:subject", args=[SLUGS[kind_of(subject)], subject.pk])


def link_of_address(slug: str, pk: int) -> dict[str, int]:
    """Return the field of a ``SubjectLink`` that names the subject of an address."""
    return {FIELDS[KINDS_OF_SLUG[slug]]: pk}


def entry_url(place: str, kind: EntryKind, pk: int) -> str:
    """Return where an entry stands; ``place`` is the subject's page, which lists the awards."""
    part = "" if kind is EntryKind.AWARD else f"{kind}/"
    return f"{place}{part}#{kind}-{pk}"


def visible_subjects(kind: SubjectKind, mandate: Any) -> QuerySet[Any]:
    """Return the subjects of ``kind`` that ``mandate`` may see in the ledger."""
    if kind == SubjectKind.COLLECTIVE:
        return units_within(mandate, "awards.view_ledger")
    model: Any = Person if kind == SubjectKind.INDIVIDUAL else Household
    return model.objects.visible_to(mandate).select_related("unit")
