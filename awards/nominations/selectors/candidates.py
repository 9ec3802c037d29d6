"""Whom and what a unit can name: subjects, figures of its reports, initiatives, files."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.catalogue.enums import SubjectKind
from awards.ledger.models import Initiative
from awards.ledger.subjects import Subject
from awards.nominations.models import Dossier, Nominee
from campaigns import measures
from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report, ReportLine
from emulation.files.models import StoredFile
from emulation.people.models import Household, Mandate, Person
from emulation.units.models import Unit

MOST = 20


def subjects_of(dossier: Dossier, kind: str) -> QuerySet[Subject]:
    """Return those of ``kind`` whom the dossier's unit may nominate: its own and those below it."""
    units = Unit.objects.below(dossier.unit)
    if kind == SubjectKind.COLLECTIVE:
        return units
    ids = units.values("pk")
    if kind == SubjectKind.HOUSEHOLD:
        return Household.objects.filter(unit__in=ids).select_related("unit")
    return Person.objects.filter(unit__in=ids, left_on__isnull=True).select_related("unit")


def found_subjects(dossier: Dossier, kind: str, words: str) -> list[Subject]:
    """Return the first subjects of ``kind`` whose name holds the words, marks or none."""
    return list(subjects_of(dossier, kind).search(words)[:MOST])  # type: ignore[attr-defined]


def figures_for(dossier: Dossier) -> QuerySet[ReportLine]:
    """Return figures of the unit's accepted reports, of the round's campaign if it has one."""
    lines = ReportLine.objects.filter(
        report__participant__unit=dossier.unit, report__state=ReportState.ACCEPTED
    ).exclude(measures.is_blank())
    if dossier.round.campaign_id:
        lines = lines.filter(report__participant__campaign=dossier.round.campaign_id)
    return _shown(lines)


def figures_of(nominee: Nominee, mandate: Mandate) -> QuerySet[ReportLine]:
    """Return the figures that were chosen for the nominee.

    ``may_open`` says whether the mandate may open the report; otherwise it is only named.
    """
    report = Report.objects.visible_to(mandate).filter(pk=OuterRef("report"))
    shown = _shown(nominee.figures.annotate(may_open=Exists(report)))
    return shown.only("indicator__name", "report__period__name")


def _shown(lines: QuerySet[Any]) -> QuerySet[ReportLine]:
    return (
        lines.annotate(counted=measures.counted())
        .select_related("indicator", "report__period")
        .order_by("report__period__order", "indicator__order")
    )


def initiatives_for(nominee: Nominee) -> QuerySet[Initiative]:
    """Return the initiatives of the nominee that stand in the ledger."""
    return Initiative.objects.standing().of(nominee.subject).select_related("consumed_by")


def files_of(dossier: Dossier) -> QuerySet[StoredFile]:
    """Return the files that the dossier holds already: one scan serves several nominees."""
    used = dossier.nominees.filter(evidence__isnull=False).values("evidence__file")
    papers = [pk for pk in (dossier.letter_id, dossier.minutes_id) if pk is not None]
    return StoredFile.objects.filter(Q(pk__in=used) | Q(pk__in=papers)).order_by("name", "pk")
