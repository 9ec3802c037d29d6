"""What a unit changed after its report was given back: was and is, side by side for the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from campaigns.reports.enums import ReportState
from campaigns.reports.fields import EMPTY, FIELDS, LineField, values_of, written
from campaigns.reports.models import LineRevision, Report
from emulation.workflow.models import TransitionLog
from emulation.workflow.selectors import last_return


@dataclass(frozen=True)
class Change:
    """One cell that holds something else than when the report was given back."""

    line: int
    indicator: str
    field: Any
    was: str
    now: str
    asked: str


def changes_of(report: Report) -> list[Change]:
    """Return the cells that changed since the last return, while the answer is being looked at."""
    if report.state not in {ReportState.SUBMITTED, ReportState.APPROVED}:
        return []
    asked = last_return(report)
    return [] if asked is None else _since(report, asked)


def _since(report: Report, asked: TransitionLog) -> list[Change]:
    said = {point.cell: point.said for point in asked.points}
    before: dict[int, dict[str, Any]] = {}
    revisions = LineRevision.objects.filter(line__report=report).order_by("version")
    for row in revisions.filter(saved_at__lte=asked.at):
        before[row.line_id] = values_of(row)
    changed = revisions.filter(saved_at__gt=asked.at).values("line")
    lines = report.lines.filter(pk__in=changed).select_related("indicator")
    found = []
    for line in lines.order_by("indicator__order", "pk"):
        was, now = before.get(line.pk, EMPTY), values_of(line)
        for field in FIELDS:
            if was[field.name] != now[field.name]:
                cell = said.get(field.html_name(line.pk), "")
                shown = (_shown(field, was), _shown(field, now))
                found.append(Change(line.pk, line.indicator.name, field.title, *shown, cell))
    return found


def _shown(field: LineField, values: dict[str, Any]) -> str:
    value = values[field.name]
    if field.choices:
        return str(field.choices(value).label)
    return written(field, value) or "—"
