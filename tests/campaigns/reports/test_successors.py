"""A unit that was merged leaves a report behind: its successor reaches it and finishes it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from campaigns.reports import services
from campaigns.reports.models import Report
from emulation.units.enums import SuccessionKind
from emulation.units.services import succeed_unit
from tests.builders.clients import signed_in
from tests.builders.reports import Province

pytestmark = pytest.mark.django_db
FIGURES = {"lua": 60, "tngt": 3, "bhyt": 93}


def merge(province: Province) -> None:
    gone, heir, *_others = province.districts
    succeed_unit(
        by=province.office, unit=gone, successor=heir, kind=SuccessionKind.MERGED,
        on=dt.date(2021, 6, 1), legal_basis="Nghị quyết 01/NQ-HĐND",
    )  # fmt: skip


def test_the_successor_takes_over_the_waiting_report(province: Province) -> None:
    report = province.report("huyen0")
    heir, stranger = province.officers["huyen1"], province.officers["huyen2"]
    page = report.get_absolute_url()
    assert signed_in(heir).get(page).status_code == 404
    merge(province)
    assert signed_in(heir).get(page).status_code == 200
    assert signed_in(stranger).get(page).status_code == 404
    assert page in signed_in(heir).get(reverse("desk:home")).content.decode()
    province.officers["huyen0"], province.leaders["huyen0"] = heir, province.leaders["huyen1"]
    accepted = province.deliver("huyen0", FIGURES)
    assert Report.objects.get(pk=accepted.pk).state == "accepted"


def test_the_predecessors_officer_still_may_until_the_role_ends(province: Province) -> None:
    merge(province)
    province.fill("huyen0", FIGURES)
    assert services.submit_report(
        by=province.officers["huyen0"], report=province.report("huyen0")
    ).state == "submitted"  # fmt: skip
