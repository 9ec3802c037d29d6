"""What an authority regulates for itself: by date, with its basis, by the administrator only."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from emulation.regulations import registry
from emulation.regulations.models import Regulation
from emulation.regulations.registry import Setting, ValueKind, declare_setting, declared_settings
from emulation.regulations.selectors import setting_of
from emulation.regulations.services import set_regulation
from emulation.ui.errors import NotAllowed
from tests.builders.clients import page_of, post

DAY = dt.date(2021, 11, 22)
BASIS = "Điều 5 Quy chế làm việc của Hội đồng"


@pytest.fixture
def share():
    """A setting declared for the test alone."""
    setting = declare_setting(
        Setting(
            name="test.share",
            label="Tỷ lệ báo cáo",
            help="Dưới tỷ lệ này không kết luận.",
            kind=ValueKind.PERCENT,
            default=80,
            article="thông lệ",
            lowest=50,
        )
    )
    yield setting
    del registry._declared[setting.name]


def _set(house, setting, **changes):
    given = {
        "by": house.admin,
        "setting": setting,
        "authority": house.province,
        "value": 90,
        "valid_from": dt.date(2021, 3, 1),
        "legal_basis": BASIS,
    }
    return set_regulation(**{**given, **changes})


def test_default_holds_until_the_authority_sets_its_own(house, share):
    assert setting_of(house.province, share, DAY) == 80
    _set(house, share)
    assert setting_of(house.province, share, DAY) == 90
    assert setting_of(house.province.pk, share, dt.date(2021, 2, 28)) == 80
    assert setting_of(house.department, share, DAY) == 80


def test_new_value_ends_the_one_before_and_changes_nothing_of_its_day(house, share):
    first = _set(house, share)
    _set(house, share, value=70, valid_from=dt.date(2021, 9, 1))
    first.refresh_from_db()
    assert first.valid_to == dt.date(2021, 8, 31)
    assert setting_of(house.province, share, dt.date(2021, 8, 31)) == 90
    with pytest.raises(ValidationError):
        _set(house, share, valid_from=dt.date(2021, 9, 1))


@pytest.mark.parametrize("wrong", [{"value": 49}, {"value": 101}, {"legal_basis": " "}])
def test_what_is_out_of_range_or_rests_on_nothing_is_refused(house, share, wrong):
    with pytest.raises(ValidationError):
        _set(house, share, **wrong)
    assert not Regulation.objects.exists()


def test_only_the_administrator_sets(house, share):
    with pytest.raises(NotAllowed):
        _set(house, share, by=house.office)


def test_page_shows_defaults_and_enters_a_value(house, share):
    shown = page_of(house.admin, reverse("regulations:list"))
    assert "Tỷ lệ báo cáo" in shown
    assert "80 %" in shown
    address = reverse("regulations:set", args=[share.name])
    page_of(house.admin, reverse("regulations:set", args=["khong-co"]), status=404)
    form = {
        "authority": house.province.name,
        "value": "120",
        "valid_from": "22/11/2021",
        "legal_basis": BASIS,
    }
    refused = post(house.admin, address, **form)
    assert refused.status_code == 422
    assert "120" in refused.content.decode()
    assert post(house.admin, address, **{**form, "value": "75"}).status_code == 302
    assert setting_of(house.province, share, DAY) == 75
    assert "75 %" in page_of(house.admin, reverse("regulations:list"))
    assert share in declared_settings()
