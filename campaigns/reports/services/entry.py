"""Entry of figures and narrative."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.reports.enums import ReportState
from campaigns.reports.fields import EMPTY, FIELDS, NAMES, Kind, values_of
from campaigns.reports.models import LineRevision, Report, ReportLine
from emulation.clock import now, today
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from emulation.ui.vietnamese import format_number, short_date
from emulation.workflow.services import apply, lock

NARRATIVE = ("results", "difficulties", "solutions", "proposals")


class LineEntry:
    """What somebody typed for one figure, and the version of the figure that was on the screen.

    ``values`` are given by the names of the declared fields; what is not given is empty.
    """

    def __init__(self, line: int, version: int | None = None, **values: Any) -> None:
        if unknown := values.keys() - EMPTY.keys():
            raise TypeError(f"unknown fields of a line: {sorted(unknown)}")
        self.line, self.version = line, version
        given = EMPTY | values
        self.values = {field.name: field.cleaned(given[field.name]) for field in FIELDS}


class LineRefused(ValidationError):
    """A value that cannot be, by the line and the name of the declared field."""

    def __init__(self, line: int, field: str, message: Any) -> None:
        super().__init__({field: message})
        self.line = line


class LineConflict(StaleVersion):
    """Two people changed the same figure; ``conflicts`` says for each line what both want."""

    def __init__(self, conflicts: dict[int, str]) -> None:
        super().__init__(
            _(
                "Somebody else saved these figures in the meantime. Both values are shown; "
                "save again to keep yours."
            )
        )
        self.conflicts = conflicts


def lock_editable(report: Report, by: Mandate) -> Report:
    """Return the report locked for entry; raises ``NotAllowed`` or ``WrongState``."""
    fresh = lock(report)
    if not rules.has_perm("campaigns.edit_report", by, fresh):
        raise NotAllowed(_("Your present role may not enter this report."))
    if not fresh.is_editable:
        raise WrongState(
            _("This report is “%(state)s” and no longer changes.")
            % {"state": fresh.get_state_display()}
        )
    if not fresh.participant.campaign.is_running:
        raise WrongState(_("Reports are written while the campaign runs."))
    if fresh.state == ReportState.WAITING:
        fresh = apply(fresh, "begin", by=by)
    return fresh


@transaction.atomic
def save_report(
    *,
    by: Mandate,
    report: Report,
    lines: Iterable[LineEntry] = (),
    narrative: dict[str, str] | None = None,
    before: dict[str, str] | None = None,
) -> Report:
    """Save figures and narrative of a report that may still change; all of it, or nothing.

    ``before`` holds the narrative as it stood on the screen, so that another's words are not
    overwritten unseen. Every changed figure leaves its value in the history; no audit entry is
    written. Raises ``NotAllowed``, ``WrongState``, ``LineConflict``, ``StaleVersion``.
    """
    fresh = lock_editable(report, by)
    _save_lines(fresh, by, list(lines))
    changes = _narrative_changes(fresh, narrative or {}, before or {})
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.saved_at = now()
    fresh.save(update_fields=[*changes, "saved_at"])
    return fresh


def _save_lines(report: Report, by: Mandate, entries: list[LineEntry]) -> None:
    stored = {line.pk: line for line in report.lines.filter(pk__in=[e.line for e in entries])}
    if len(stored) < len(entries):
        raise Refused(_("A figure does not belong to this report. Open the report again."))
    conflicts: dict[int, str] = {}
    changed: list[ReportLine] = []
    for entry in entries:
        line = stored[entry.line]
        if entry.values == values_of(line):
            continue
        if entry.version is not None and entry.version != line.version:
            if entry.values == _values_at(line, entry.version):
                continue  # untouched here; what was saved since then stays
            if _saved_by_another(line, entry.version, by):
                conflicts[line.pk] = _both(line, entry)
                continue
        check_entry(entry, report)
        for name, value in entry.values.items():
            setattr(line, name, value)
        changed.append(line)
    if conflicts:
        raise LineConflict(conflicts)
    _write(changed, by)


def check_entry(entry: LineEntry, report: Report) -> None:
    """Check what the kinds of the declared fields ask for; raises ``LineRefused``.

    A preview asks the same before anything is written.
    """
    starts_on = report.participant.campaign.starts_on
    for field in FIELDS:
        value = entry.values[field.name]
        if field.kind is Kind.CHOICE and value not in field.choices.values:
            raise LineRefused(entry.line, field.name, _("Choose estimated or official."))
        if field.kind is not Kind.DAY or value is None:
            continue
        if value > today():
            words = _("The day of the figures may not lie in the future.")
            raise LineRefused(entry.line, field.name, words)
        if value < starts_on:
            words = _("The figures cannot be older than the campaign (from %(day)s).")
            raise LineRefused(entry.line, field.name, words % {"day": short_date(starts_on)})


def _write(lines: list[ReportLine], by: Mandate) -> None:
    moment = now()
    for line in lines:
        line.version += 1
        # A new figure is not the one that the agency confirmed.
        line.confirmed = line.confirmed_at = line.confirmed_by = None
    fields = [*NAMES, "version", "confirmed", "confirmed_at", "confirmed_by"]
    ReportLine.objects.bulk_update(lines, fields, batch_size=200)
    LineRevision.objects.bulk_create(
        LineRevision(
            line=line, version=line.version, saved_at=moment, saved_by=by, **values_of(line)
        )
        for line in lines
    )


def _values_at(line: ReportLine, version: int) -> dict[str, Any]:
    """Return what the line held at an earlier version; version 1 is the empty line."""
    revision = line.revisions.filter(version=version).first()
    return EMPTY if revision is None else values_of(revision)


def _saved_by_another(line: ReportLine, version: int, by: Mandate) -> bool:
    """Return whether somebody else saved the line since ``version``.

    A slow line loses answers: who writes on is not held against their own earlier save.
    """
    since = line.revisions.filter(version__gt=version)
    return bool(since.exclude(saved_by__account=by.account_id).exists())


def _both(line: ReportLine, entry: LineEntry) -> str:
    newest = line.revisions.select_related("saved_by__account").first()
    who = newest.saved_by.account.full_name if newest else ""
    return _("%(who)s saved %(theirs)s in the meantime; yours is %(yours)s.") % {
        "who": who,
        "theirs": _figure(line.value),
        "yours": _figure(entry.values["value"]),
    }


def _figure(value: Decimal | None) -> str:
    return _("no figure") if value is None else format_number(value)


def _narrative_changes(
    report: Report, narrative: dict[str, str], before: dict[str, str]
) -> dict[str, str]:
    changes: dict[str, str] = {}
    for name in NARRATIVE:
        typed = narrative.get(name)
        stored = getattr(report, name)
        if typed is None or _same(typed, stored):
            continue
        shown = before.get(name)
        if shown is not None and not _same(shown, stored):
            if _same(typed, shown):
                continue
            raise StaleVersion(
                _("Somebody else changed this text in the meantime. It now reads: “%(text)s”")
                % {"text": stored}
            )
        changes[name] = typed.strip()
    return changes


def _same(one: str, other: str) -> bool:
    """Compare texts as people see them: browsers send other line ends."""
    return one.strip().replace("\r\n", "\n") == other.strip().replace("\r\n", "\n")


@transaction.atomic
def save_field(
    *,
    by: Mandate,
    report: Report,
    entry: LineEntry | None = None,
    name: str = "",
    text: str = "",
    shown: str | None = None,
) -> Report:
    """Autosave one figure or one text; as ``save_report``."""
    if entry is not None:
        return save_report(by=by, report=report, lines=[entry])
    if name not in NARRATIVE:
        raise Refused(_("This field is not known. Open the report again."))
    before = {} if shown is None else {name: shown}
    return save_report(by=by, report=report, narrative={name: text}, before=before)
