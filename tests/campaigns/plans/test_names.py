"""A campaign has a name of its own beside the title of its plan."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.urls import reverse

from awards.decisions.documents.wording import _reason
from campaigns.plans.models import Campaign, name_in_title
from campaigns.plans.services import change_campaign
from tests.builders.campaigns import House
from tests.builders.clients import signed_in

PLAN = "Kế hoạch phát động phong trào thi đua “Chung sức xây dựng nông thôn mới” năm 2021"
NAME = "Chung sức xây dựng nông thôn mới"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (PLAN, NAME),
        ('Kế hoạch tổ chức phong trào "Cả nước chung tay vì người nghèo"',
         "Cả nước chung tay vì người nghèo"),
        ("Kế hoạch phát động phong trào thi đua đẩy mạnh cải cách hành chính",
         "Đẩy mạnh cải cách hành chính"),
        ("Kế hoạch phát động phong trào thi đua năm 2021",
         "Kế hoạch phát động phong trào thi đua năm 2021"),
        ("Phong trào thi đua năm 2021", "Phong trào thi đua năm 2021"),
    ],
)  # fmt: skip
def test_the_name_is_read_from_the_title(title: str, name: str) -> None:
    assert name_in_title(title) == name


@pytest.mark.django_db
def test_decisions_and_pages_call_the_campaign_by_its_name(house: House) -> None:
    campaign = house.draft(title=PLAN)
    assert campaign.name == NAME
    reason = _reason(cast(Any, SimpleNamespace(campaign=campaign)))
    assert reason == f"đã có thành tích xuất sắc trong phong trào thi đua “{NAME}”"
    office = signed_in(house.office)
    form = office.get(reverse("plans:campaign-edit", args=[campaign.pk])).content.decode()
    assert "Tên phong trào" in form
    house.launched(campaign)
    page = office.get(reverse("public:campaign", args=[campaign.slug])).content.decode()
    assert f"<h1>{NAME}</h1>" in " ".join(page.split()).replace("> ", ">").replace(" <", "<")
    assert PLAN in page


@pytest.mark.django_db
def test_the_office_may_name_it_otherwise(house: House) -> None:
    campaign = change_campaign(by=house.office, campaign=house.draft(title=PLAN), name="Tên khác")
    assert Campaign.objects.get(pk=campaign.pk).called == "Tên khác"
    campaign = change_campaign(by=house.office, campaign=campaign, name="")
    assert Campaign.objects.get(pk=campaign.pk).called == NAME
