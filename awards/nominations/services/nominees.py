"""Naming nominees and saying what they did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from awards.ledger.models import SUBJECTS as LINKS
from awards.ledger.models import Initiative
from awards.ledger.subjects import Subject, kind_of, link_to, name_of, unit_of
from awards.nominations.models import Dossier, Nominee, NomineeEvidence
from awards.nominations.selectors.candidates import (
    figures_for,
    files_of,
    initiatives_for,
    subjects_of,
)
from awards.nominations.selectors.findings import law_day
from awards.nominations.selectors.pasted import fault_of, match_lines
from awards.nominations.services.checks import check_nominee, store_findings
from campaigns.reports.models import ReportLine
from emulation.audit.services import record
from emulation.clock import now
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload, store_upload
from emulation.people.models import Household, Mandate, Person
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.units.models import Unit
from emulation.workflow.services import lock, save_changes


@transaction.atomic
def add_nominee(*, by: Mandate, dossier: Dossier, award_code: str, subject: Subject) -> Nominee:
    """Name one subject for one award of the round.

    Raises ``Refused`` (foreign award, wrong kind of subject, named already), ``NotAllowed`` for a
    subject of another unit or a dossier that cannot be changed.
    """
    fresh = _changeable(by, dossier)
    made = _add(by, fresh, award_code, subject)
    store_findings([made])
    return made


@transaction.atomic
def add_listed(
    *,
    by: Mandate,
    dossier: Dossier,
    award_code: str,
    kind: str,
    text: str,
    chosen: Mapping[int, Subject | None] | None = None,
) -> list[Nominee]:
    """Name everybody of a list, one a line, or nobody: each line at fault is told.

    ``chosen`` says of a line who is meant, or with ``None`` that it is left out. Raises
    ``ValidationError`` on ``text`` with one sentence for each line.
    """
    fresh = _changeable(by, dossier)
    told = chosen or {}
    matches = [each for each in match_lines(fresh, kind, text) if not each.group]
    wanted = [each for each in matches if told.get(each.number, each) is not None]
    problems = [fault_of(each) for each in wanted if each.number not in told]
    problems = [sentence for sentence in problems if sentence]
    if problems or not wanted:
        raise ValidationError({"text": problems or [_("The list is empty.")]})
    made, refused = [], []
    for match in wanted:
        subject = told.get(match.number) or match.subjects[0]
        try:
            made.append(_add(by, fresh, award_code, subject))
        except Refused as error:
            why = {"n": match.number, "why": error.message}
            refused.append(_("Line %(n)s: %(why)s") % why)
    if refused:
        raise ValidationError({"text": refused})
    store_findings(made)
    return made


def _changeable(by: Mandate, dossier: Dossier) -> Dossier:
    fresh = lock(dossier)
    if not rules.has_perm("awards.change_dossier", by, fresh):
        raise NotAllowed(_("This dossier cannot be changed now."))
    if fresh.received_at is not None:
        raise WrongState(_("A dossier that was received takes no further nominees."))
    return fresh


def _add(by: Mandate, dossier: Dossier, award_code: str, subject: Subject) -> Nominee:
    kind = kind_of(subject)
    check_nominee(dossier.round, award_code, kind, law_day(dossier))
    if not subjects_of(dossier, kind).filter(pk=subject.pk).exists():
        raise NotAllowed(_("A unit nominates only its own people and those of units below it."))
    if dossier.nominees.filter(award_code=award_code, **link_to(subject)).exists():
        raise Refused(_("%(name)s is named for this award already.") % {"name": name_of(subject)})
    last = dossier.nominees.aggregate(last=Max("order"))["last"] or 0
    nominee = Nominee.objects.create(
        dossier=dossier,
        round=dossier.round,
        order=last + 1,
        award_code=award_code,
        name=name_of(subject),
        position=_position(subject),
        subject_home=unit_of(subject),
        period_from=dossier.round.period_from,
        period_to=dossier.round.period_to,
        **link_to(subject),
    )
    record(by=by, action="nominee.add", obj=nominee, changes={"award": award_code})
    return nominee


def _position(subject: Subject) -> str:
    home = unit_of(subject)
    if isinstance(subject, Person) and subject.position:
        return f"{subject.position}, {home.name}"
    if isinstance(subject, Household):
        place = home.name.removeprefix("Ủy ban nhân dân ")
        address = ", ".join(filter(None, (subject.address.strip(), place)))
        return f"{address[:1].upper()}{address[1:]}"
    if not isinstance(subject, Unit):
        return home.name
    above = subject.parent
    return above.name if above is not None and above.parent_id is not None else ""


@transaction.atomic
def change_nominee(
    *, by: Mandate, nominee: Nominee, version: int | None = None, **entered: Any
) -> Nominee:
    """Change achievements, period, position and what the head attests; the rules are asked anew.

    Raises ``StaleVersion``, ``ValidationError`` for the period, ``NotAllowed``.
    """
    fresh = _open(by, nominee, version)
    period_from = entered.get("period_from", fresh.period_from)
    period_to = entered.get("period_to", fresh.period_to)
    _check_period(period_from, period_to)
    save_changes(fresh, **entered)
    store_findings([fresh])
    record(by=by, action="nominee.change", obj=fresh, changes={"fields": sorted(entered)})
    return fresh


def _check_period(period_from: dt.date, period_to: dt.date) -> None:
    if period_to < period_from:
        raise ValidationError({"period_to": _("The last day may not lie before the first.")})


def _open(by: Mandate, nominee: Nominee, version: int | None = None) -> Nominee:
    fresh = lock(nominee, version=version)
    if not rules.has_perm("awards.change_nominee", by, fresh):
        raise NotAllowed(_("This nominee cannot be changed now."))
    return fresh


@transaction.atomic
def choose_sources(
    *,
    by: Mandate,
    nominee: Nominee,
    figures: Collection[ReportLine],
    initiatives: Collection[Initiative],
) -> Nominee:
    """Link the figures of accepted reports and the initiatives of the ledger: entered once.

    Raises ``Refused`` for a figure or an initiative that is not the nominee's own.
    """
    fresh = _open(by, nominee)
    lines = {row.pk for row in figures}
    if figures_for(fresh.dossier).filter(pk__in=lines).count() != len(lines):
        raise Refused(_("Choose figures of the unit's accepted reports only."))
    chosen = {row.pk for row in initiatives}
    if initiatives_for(fresh).filter(pk__in=chosen).count() != len(chosen):
        raise Refused(_("Choose initiatives of this nominee only."))
    fresh.figures.set(lines)
    fresh.initiatives.set(chosen)
    save_changes(fresh)
    changes = {"figures": sorted(lines), "initiatives": sorted(chosen)}
    record(by=by, action="nominee.sources", obj=fresh, changes=changes)
    return fresh


@transaction.atomic
def add_evidence(
    *,
    by: Mandate,
    nominee: Nominee,
    kind: str,
    upload: CheckedUpload | None = None,
    file: StoredFile | None = None,
    page_from: int | None = None,
    page_to: int | None = None,
) -> NomineeEvidence:
    """Add a paper for a nominee: a new file, or pages of one that the dossier holds already."""
    fresh = _open(by, nominee)
    if (upload is None) == (file is None):
        raise ValidationError({"upload": _("Choose a new file, or one of this dossier.")})
    if file is not None and not files_of(fresh.dossier).filter(pk=file.pk).exists():
        raise Refused(_("Choose a file of this dossier."))
    stored = file or store_upload(by=by, upload=upload)  # type: ignore[arg-type]
    _check_pages(stored, page_from, page_to)
    evidence = NomineeEvidence.objects.create(
        nominee=fresh,
        kind=kind,
        file=stored,
        page_from=page_from,
        page_to=page_to if page_to is not None else page_from,
        added_at=now(),
        added_by=by,
    )
    changes = {"kind": kind, "file": stored.pk, "pages": [page_from, page_to]}
    record(by=by, action="nominee.evidence", obj=fresh, changes=changes)
    return evidence


def _check_pages(file: StoredFile, page_from: int | None, page_to: int | None) -> None:
    if page_from is None and page_to is not None:
        raise ValidationError({"page_from": _("Give the first page too.")})
    if page_from is None:
        return
    last = page_to if page_to is not None else page_from
    if last < page_from:
        raise ValidationError({"page_to": _("The last page may not lie before the first.")})
    pages = file.blob.pages
    if pages is not None and last > pages:
        raise ValidationError(
            {"page_to": _("The file has only %(pages)s pages.") % {"pages": pages}}
        )


@transaction.atomic
def remove_evidence(*, by: Mandate, evidence: NomineeEvidence) -> None:
    """Take a paper out of the dossier again; the trail keeps that it was there."""
    nominee = _open(by, evidence.nominee)
    changes = {"kind": evidence.kind, "file": evidence.file_id}
    record(by=by, action="nominee.evidence_removed", obj=nominee, changes=changes)
    evidence.delete()


@transaction.atomic
def remove_nominee(*, by: Mandate, nominee: Nominee) -> None:
    """Strike a name from a dossier that was never submitted; later it can only be withdrawn."""
    fresh = _open(by, nominee)
    if fresh.dossier.submitted_at is not None:
        raise WrongState(_("A submitted nominee is withdrawn with a reason, not removed."))
    subject = {link: getattr(fresh, f"{link}_id") for link in LINKS}
    changes = {"award": fresh.award_code, "dossier": fresh.dossier_id, **subject}
    record(by=by, action="nominee.remove", obj=fresh, changes=changes)
    fresh.evidence.all().delete()
    fresh.opinions.all().delete()
    fresh.delete()
