"""What reports put on the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.enums import CampaignState
from campaigns.plans.selectors import runs_campaigns
from campaigns.reports.board import Mark, filter_of
from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report
from campaigns.reports.selectors import collected_by, of_unit, reports_for, supply_gaps, to_accept
from emulation.clock import today
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.registries.places import (
    SearchHit,
    TurnItem,
    place,
    search_source,
    turn_source,
)
from emulation.ui.vietnamese import fold

MOST = 20

place(
    gettext_lazy("Reports"),
    "reports:list",
    permission="campaigns.list_reports",
    icon="clipboard-data",
    key="c",
    order=30,
)


@turn_source
def reports_to_write(mandate: Mandate) -> Iterable[TurnItem]:
    """Return what the unit has to write, approve, confirm, and what it waits for."""
    if mandate.role not in roles_with("campaigns.edit_report", Scope.UNIT):
        return
    running = Q(
        participant__campaign__state=CampaignState.LAUNCHED, participant__left_on__isnull=True
    )
    # what was handed in goes its way, though the campaign was closed or the unit left meanwhile
    on_its_way = Q(state__in=[ReportState.SUBMITTED, ReportState.APPROVED])
    own = reports_for(mandate).filter(running | on_its_way, of_unit(mandate.unit_id))
    unconfirmed = Q(
        entered_for_unit=True, unit_confirmed_at__isnull=True, state__in=ReportState.RECEIVED
    )
    open_ones = Q(
        state__in=[*ReportState.EDITABLE, ReportState.SUBMITTED], period__ends_on__lte=_horizon()
    )
    open_ones |= Q(state=ReportState.APPROVED) | unconfirmed
    for report in own.filter(open_ones).order_by("due_on")[:MOST]:
        yield _item(report, mandate)


def _horizon() -> dt.date:
    """Reports of periods that lie far ahead wait unseen."""
    return today() + dt.timedelta(days=31)


def _item(report: Report, mandate: Mandate) -> TurnItem:
    url, title = (
        report.get_absolute_url(),
        _("Report of %(period)s: %(campaign)s")
        % {
            "period": report.period,
            "campaign": report.participant.campaign,
        },
    )
    leader = mandate.role in roles_with("campaigns.approve_report")
    if report.waits_for_unit and report.state in ReportState.RECEIVED:
        return TurnItem(title, url, _("Check what was entered for us"))
    if report.state == ReportState.APPROVED:
        return TurnItem(title, url, lane="waiting", with_whom=_("the emulation office"))
    if report.state == ReportState.SUBMITTED:
        if leader:
            return TurnItem(title, url, _("Approve the report"), report.deadline)
        return TurnItem(title, url, "", report.deadline, "waiting", _("the leader"))
    if leader:
        return TurnItem(title, url, "", report.deadline, "waiting", _("the officer"))
    verb = {
        ReportState.RETURNED: _("Complete the returned report"),
        ReportState.DRAFT: _("Finish the report"),
    }.get(report.state, _("Write the report"))  # type: ignore[call-overload]
    return TurnItem(title, url, verb, report.deadline)


@turn_source
def reports_to_accept(mandate: Mandate) -> Iterable[TurnItem]:
    """Return the queue of acceptance and how many units are late."""
    if mandate.role not in roles_with("campaigns.collect_reports") or not runs_campaigns(mandate):
        return
    waiting = to_accept(mandate).count()
    if waiting:
        url = reverse("reports:queue")
        yield TurnItem(_("Reports to accept"), url, _("Accept the reports"), count=waiting)
    yield from _owed_by_units(mandate)


def _owed_by_units(mandate: Mandate) -> Iterator[TurnItem]:
    """Yield what the office waits for: late ones are its turn to chase, returned ones are not."""
    owed = collected_by(mandate).filter(
        participant__left_on__isnull=True, participant__campaign__state=CampaignState.LAUNCHED
    )
    late = owed.filter(filter_of(Mark.LATE, today())).aggregate(
        count=Count("pk"), since=Min(Coalesce("answer_due_on", "due_on"))
    )
    if late["count"]:
        url = f"{reverse('reports:list')}?state={Mark.LATE}"
        title = _("Late reports of units")
        yield TurnItem(title, url, _("Remind the units"), late["since"], count=late["count"])
    returned = owed.filter(filter_of(Mark.RETURNED, today())).aggregate(
        count=Count("pk"), until=Min("answer_due_on")
    )
    if returned["count"]:
        url = f"{reverse('reports:list')}?state={Mark.RETURNED}"
        whom = _("%(count)s reports") % {"count": returned["count"]}
        yield TurnItem(
            _("Returned reports"), url, "", returned["until"], "waiting", whom, returned["count"]
        )
    closed = Q(participant__campaign__state=CampaignState.CLOSED, state=ReportState.SUBMITTED)
    for report in collected_by(mandate).filter(closed).order_by("due_on")[:MOST]:
        title = _("Campaign closed, not approved yet: %(report)s") % {"report": report}
        yield TurnItem(
            title, report.get_absolute_url(), "", None, "waiting", _("the leader of the unit")
        )


@turn_source
def figures_to_supply(mandate: Mandate) -> Iterable[TurnItem]:
    """Return the periods whose figures this monitoring agency still has to supply."""
    if mandate.role not in roles_with("campaigns.supply_figure", Scope.UNIT):
        return
    for period in supply_gaps(mandate, today())[:MOST]:
        url = f"{reverse('reports:monitoring')}?period={period.pk}"
        title = _("Figures of %(period)s: %(campaign)s") % {
            "period": period,
            "campaign": period.campaign,
        }
        yield TurnItem(title, url, _("Supply the figures"), period.due_on, count=period.missing)  # type: ignore[attr-defined]


@search_source(gettext_lazy("Reports"))
def find_reports(mandate: Mandate, words: str) -> Iterable[SearchHit]:
    """Return visible reports of the units and campaigns that carry the words."""
    places = ("participant__unit", "participant__campaign", "period")
    found = (
        Report.objects.visible_to(mandate)
        .select_related(*places)
        .only("due_on", "participant__unit__name", "participant__campaign__title", "period__name")
    )
    for word in fold(words).split():
        found = found.filter(
            Q(participant__unit__search_text__contains=word)
            | Q(participant__campaign__search_text__contains=word)
        )
    for report in found.order_by("-due_on", "participant__unit__order")[:10]:
        yield SearchHit(str(report), report.get_absolute_url(), str(report.participant.campaign))
