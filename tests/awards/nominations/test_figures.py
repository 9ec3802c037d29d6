"""Figures of reports on a nominee's page: who may see the nominee reaches where each comes from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse

from awards.nominations import services
from awards.nominations.models import Dossier
from campaigns.plans.models import Campaign
from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report, ReportLine
from campaigns.reports.services import save_period
from campaigns.targets.services import save_indicator
from emulation.clock import now
from tests.builders.campaigns import make_campaign, make_participant
from tests.builders.clients import signed_in
from tests.builders.rounds import make_dossier, make_round, only_nominee, submit


def _accepted_report(world: SimpleNamespace, campaign: Campaign) -> Report:
    period = save_period(
        by=world.office, campaign=campaign, name="Quý III", starts_on=dt.date(2021, 7, 1),
        ends_on=dt.date(2021, 9, 30), cutoff_on=dt.date(2021, 9, 15), due_on=dt.date(2021, 9, 20),
    )  # fmt: skip
    moment = now()
    return Report.objects.create(
        period=period, participant=make_participant(campaign, world.department, by=world.office),
        state=ReportState.ACCEPTED, due_on=period.due_on, arrived_on=period.due_on,
        submitted_at=moment, submitted_by=world.officer, approved_at=moment,
        approved_by=world.leader, accepted_at=moment, accepted_by=world.office,
    )  # fmt: skip


@pytest.fixture
def figure(world) -> SimpleNamespace:
    """An accepted figure of the department, and a campaign that the nominee's round belongs to."""
    campaign = make_campaign(world.office, starts_on=dt.date(2021, 3, 8))
    indicator = save_indicator(
        by=world.office, campaign=campaign, code="CT01", name="Hồ sơ giải quyết đúng hạn",
        unit_of_measure="%",
    )  # fmt: skip
    report = _accepted_report(world, campaign)
    line = ReportLine.objects.create(report=report, indicator=indicator, value=Decimal(97))
    dossier = make_dossier(world, make_round(world.office, campaign=campaign))
    nominee = only_nominee(dossier)
    services.choose_sources(by=world.officer, nominee=nominee, figures=[line], initiatives=[])
    submit(world, dossier)
    return SimpleNamespace(
        line=line,
        report=report,
        dossier=dossier,
        page=reverse("nominations:nominee", args=[nominee.pk]),
        source=reverse("reports:line-history", args=[line.pk]),
    )


@pytest.mark.parametrize(
    "role", ["office", "officer", "leader", "reviewer", "secretary", "signer", "auditor"]
)
def test_who_sees_the_nominee_opens_the_source_of_its_figure(world, figure, role):
    client = signed_in(getattr(world, role))
    assert f'href="{figure.source}"' in client.get(figure.page).text
    assert client.get(figure.source).status_code == 200
    assert client.get(reverse("reports:report", args=[figure.report.pk])).status_code == 200


def test_collector_reads_the_source_without_a_dead_link(world, figure):
    Dossier.objects.filter(pk=figure.dossier.pk).update(collector=world.other)
    client = signed_in(world.other_officer)
    text = client.get(figure.page).text
    assert "97" in text
    assert '<span class="source">Quý III</span>' in text
    assert figure.source not in text
    assert client.get(figure.source).status_code == 404


@pytest.mark.parametrize("name", ["submit", "approve", "accept", "return", "reopen"])
def test_secretary_only_reads_reports(world, figure, name):
    url = reverse(f"reports:{name}", args=[figure.report.pk])
    assert signed_in(world.secretary).post(url).status_code == 403


def test_secretary_sees_no_report_before_it_is_accepted(world, figure):
    Report.objects.filter(pk=figure.report.pk).update(state=ReportState.DRAFT)
    client = signed_in(world.secretary)
    assert client.get(reverse("reports:report", args=[figure.report.pk])).status_code == 404
