"""Whoever can be honoured: a person, a collective (a unit) or a household, spoken of alike."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from awards.catalogue.enums import SubjectKind
from emulation.people.enums import Role
from emulation.people.models import Household, Person
from emulation.units.models import Unit

Subject = Person | Unit | Household
FIELDS = {
    SubjectKind.INDIVIDUAL: "person",
    SubjectKind.COLLECTIVE: "collective",
    SubjectKind.HOUSEHOLD: "household",
}
SLUGS = {
    SubjectKind.INDIVIDUAL: "ca-nhan",
    SubjectKind.COLLECTIVE: "tap-the",
    SubjectKind.HOUSEHOLD: "ho-gia-dinh",
}
KINDS_OF_SLUG = {slug: kind for kind, slug in SLUGS.items()}


def kind_of(subject: Subject) -> SubjectKind:
    """Return what kind of subject this is."""
    if isinstance(subject, Person):
        return SubjectKind.INDIVIDUAL
    return SubjectKind.COLLECTIVE if isinstance(subject, Unit) else SubjectKind.HOUSEHOLD


def unit_of(subject: Subject) -> Unit:
    """Return the unit that answers for the subject; a collective answers for itself."""
    return subject if isinstance(subject, Unit) else subject.unit


def unit_id_of(subject: Subject) -> int:
    """Return the id of that unit without reading it."""
    return subject.pk if isinstance(subject, Unit) else subject.unit_id


def name_of(subject: Subject) -> str:
    """Return the name as it stands in lists."""
    if isinstance(subject, Person):
        return subject.full_name
    return subject.name if isinstance(subject, Unit) else subject.head_name


def link_to(subject: Subject) -> dict[str, Subject]:
    """Return the one field of a ``SubjectLink`` that names the subject."""
    return {FIELDS[kind_of(subject)]: subject}


def ledger_url(subject: Subject) -> str:
    """Return the address of the subject's page in the ledger."""
    return reverse("ledger:subject", args=[SLUGS[kind_of(subject)], subject.pk])


def units_in_sight(mandate: Any) -> QuerySet[Unit] | None:
    """Return the units whose subjects ``mandate`` may see in person; None means all.

    The province's office, reviewers, council, secretary, signer and auditor see all; a unit sees
    its own and those below it. Administrators, clerks and cluster heads see none.
    """
    if mandate is None or mandate.role in {Role.ADMIN, Role.CLERK} | Role.OF_CLUSTER:
        return Unit.objects.none()
    if mandate.role in Role.OF_PROVINCE and mandate.unit.level == "province":
        return None
    return Unit.objects.below(mandate.unit)


def in_sight(mandate: Any) -> Q:
    """Return the filter on the fields of a ``SubjectLink`` that leaves what ``mandate`` may see."""
    units = units_in_sight(mandate)
    if units is None:
        return Q()
    ids = units.values("pk")
    return Q(person__unit__in=ids) | Q(collective__in=ids) | Q(household__unit__in=ids)


def visible_subjects(kind: SubjectKind, mandate: Any) -> QuerySet[Any]:
    """Return the subjects of ``kind`` that ``mandate`` may see in the ledger."""
    if kind == SubjectKind.COLLECTIVE:
        units = units_in_sight(mandate)
        return (
            Unit.objects.all() if units is None else Unit.objects.filter(pk__in=units.values("pk"))
        )
    model: Any = Person if kind == SubjectKind.INDIVIDUAL else Household
    return model.objects.visible_to(mandate).select_related("unit")
