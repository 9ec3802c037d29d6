"""The board of units × periods: who has reported, who is late, what is missing, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import nonmember
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.models import Campaign, Participant
from campaigns.reports.enums import ReportState
from campaigns.reports.models import Period, Report
from campaigns.reports.selectors import blank_lines, days_late, overdue
from emulation.clock import today
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.ui.counting import count_of
from emulation.ui.vietnamese import short_date


class Mark(models.TextChoices):
    """What a cell of the board says; the day decides between waiting and late."""

    ACCEPTED = "accepted", gettext_lazy("Accepted")
    ARRIVED = "arrived", gettext_lazy("Arrived, to be accepted")
    RETURNED = "returned", gettext_lazy("Returned")
    WRITING = "writing", gettext_lazy("Being written")
    WAITING = "waiting", gettext_lazy("Not begun")
    LATE = "late", gettext_lazy("Late")
    LAPSED = "lapsed", gettext_lazy("Ended without a report")

    tones = nonmember(
        {
            "accepted": "done",
            "arrived": "underway",
            "returned": "attention",
            "writing": "underway",
            "waiting": "waiting",
            "late": "late",
            "lapsed": "waiting",
        }
    )


HANDED_IN = frozenset({Mark.ACCEPTED, Mark.ARRIVED})


def filter_of(mark: str, day: dt.date, prefix: str = "") -> Q:
    """Return the condition on reports that gives ``mark`` on ``day``."""

    def on(**terms: object) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in terms.items()})

    late = overdue(day, prefix)
    if mark == Mark.LATE:
        return late
    writing = on(state__in=[ReportState.DRAFT, ReportState.SUBMITTED])
    return {
        Mark.ACCEPTED: on(state=ReportState.ACCEPTED),
        Mark.ARRIVED: on(state=ReportState.APPROVED),
        Mark.RETURNED: on(state=ReportState.RETURNED) & ~late,
        Mark.WRITING: writing & ~late,
        Mark.WAITING: on(state=ReportState.WAITING) & ~late,
        Mark.LAPSED: on(state=ReportState.LAPSED),
    }[Mark(mark)]


def mark_of(report: Report, day: dt.date) -> Mark:
    """Return the mark of one report on ``day``; agrees with ``filter_of``."""
    if report.state == ReportState.ACCEPTED:
        return Mark.ACCEPTED
    if report.state == ReportState.APPROVED:
        return Mark.ARRIVED
    if report.state == ReportState.LAPSED:
        return Mark.LAPSED
    if report.deadline < day and (report.answer_due_on or report.arrived_on is None):
        return Mark.LATE
    if report.state == ReportState.RETURNED:
        return Mark.RETURNED
    return Mark.WAITING if report.state == ReportState.WAITING else Mark.WRITING


@dataclass(frozen=True)
class Cell:
    """One report on the board."""

    report: Report
    mark: Mark
    days: int
    blanks: int

    @property
    def tone(self) -> str:
        """The tone of the mark."""
        return Mark.tones[self.mark.value]

    @cached_property
    def word(self) -> str:
        """The mark in words: a late one says by how many working days, one handed in who has it."""
        if self.mark == Mark.LATE:
            return _("Late %(days)s days") % {"days": self.days}
        if self.days and self.mark in HANDED_IN:
            return _("%(mark)s, %(days)s days late") % {"mark": self.mark.label, "days": self.days}
        if self.mark == Mark.WRITING:
            return str(ReportState(self.report.state).label)
        return str(self.mark.label)

    @property
    def note(self) -> str:
        """What is missing in a report that has arrived."""
        if self.blanks and self.mark in HANDED_IN:
            return _("%(count)s figures missing") % {"count": self.blanks}
        return ""


@dataclass(frozen=True)
class Tally:
    """How the reports of one period stand."""

    period: Period
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All reports of the period."""
        return sum(self.counts.values())

    @property
    def cells(self) -> list[tuple[str, str, int]]:
        """Label, value and count of every mark."""
        return [(str(mark.label), mark.value, self.counts.get(mark.value, 0)) for mark in Mark]


def participants_on_board(mandate: Mandate | None, *, pk: int) -> QuerySet[Participant]:
    """Return the participants of a campaign whose reports the mandate may see.

    A cluster's head sees the rows of all members, though only accepted reports open.
    """
    present = Participant.objects.current().filter(campaign=pk)
    if sees_its_cluster(mandate):
        present = present.filter(cluster=mandate.cluster_id)  # type: ignore[union-attr]
    else:
        # said again, for the database would look at the reports of all campaigns; by the period,
        # whose reports it finds in an index without looking at each participant once more
        visible = Report.objects.visible_to(mandate).filter(period__campaign=pk)
        present = present.filter(Exists(visible.filter(participant=OuterRef("pk"))))
    return present.select_related("unit", "cluster").only(
        "campaign", "unit__name", "unit__short_name", "unit__kind", "cluster__name"
    )


def sees_its_cluster(mandate: Mandate | None) -> bool:
    """Return whether the board of ``mandate`` shows the members of its cluster."""
    cluster_roles = roles_with("campaigns.view_report", Scope.CLUSTER)
    return mandate is not None and mandate.role in cluster_roles


def marked_so(
    participants: QuerySet[Participant], mark: str, period: Period | None, day: dt.date
) -> QuerySet[Participant]:
    """Return those of which a report carries ``mark`` on ``day``, in one period or in any."""
    wanted = Report.objects.filter(filter_of(mark, day))
    if period is not None:
        wanted = wanted.filter(period=period)
    return participants.filter(pk__in=wanted.values("participant"))


def put_cells(participants: list[Any], mandate: Mandate | None) -> None:
    """Put on each participant its ``cells`` by period, with one query whatever their number.

    A period has no cell where no report was asked, or where it is not visible.
    """
    day = today()
    seen = Report.objects.visible_to(mandate).filter(participant__in=participants).order_by()
    arrived = When(state__in=sorted(ReportState.RECEIVED), then=count_of(blank_lines(), "report"))
    reports = seen.only(
        "period", "participant", "state", "due_on", "answer_due_on", "arrived_on"
    ).annotate(
        blanks=Case(arrived, default=0)  # the others are empty anyway, and many
    )
    for one in participants:
        one.cells = {}
    by_key = {one.pk: one for one in participants}
    for report in reports:
        cell = Cell(report, mark_of(report, day), days_late(report, day), report.blanks)  # type: ignore[attr-defined]
        by_key[report.participant_id].cells[report.period_id] = cell


def tallies(
    periods: Sequence[Period], mandate: Mandate | None, day: dt.date, *, pk: int
) -> list[Tally]:
    """Return the totals of each period over all that the board of a campaign shows."""
    rows = Report.objects.visible_to(mandate).filter(
        period__in=periods, participant__campaign=pk, participant__left_on__isnull=True
    )
    if sees_its_cluster(mandate):
        rows = rows.filter(participant__cluster=mandate.cluster_id)  # type: ignore[union-attr]
    # grouped by the mark: a sum for each mark would try every condition on every report
    marked = Case(*(When(filter_of(mark, day), then=Value(mark.value)) for mark in Mark))
    counted = rows.order_by().values_list("period", marked).annotate(Count("pk"))
    by_period: dict[int, dict[str, int]] = {}
    for period, mark, count in counted:
        by_period.setdefault(period, {})[mark] = count
    return [Tally(period, by_period.get(period.pk, {})) for period in periods]


def reminder_text(period: Period, late: Sequence[Report], day: dt.date, link: str) -> str:
    """Return the ready text that names the late units of a period, without personal data."""
    campaign = period.campaign
    head = (
        f"Đề nghị các cơ quan, đơn vị, địa phương có tên sau đây khẩn trương gửi báo cáo kỳ "
        f"“{period.name}” của {_named(campaign)} (hạn gửi: {short_date(period.due_on)}). "
        f"Tính đến ngày {short_date(day)} còn {len(late):02d} đơn vị chưa gửi:"
    )
    lines = [
        f"{place}. {report.participant.unit.name} – trễ {days_late(report, day)} ngày làm việc"
        for place, report in enumerate(late, start=1)
    ]
    return "\n".join([head, *lines, f"Nhập và gửi báo cáo tại: {link}"])


def _named(campaign: Campaign) -> str:
    title = campaign.title.strip()
    for word in ("Kế hoạch phát động ", "Phát động "):
        title = title.removeprefix(word)
    return title[:1].lower() + title[1:]
