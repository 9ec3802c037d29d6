"""Counting working days by the calendar of the year."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from emulation.clock.enums import DayKind
from emulation.clock.models import Holiday
from emulation.clock.workdays import bring_known_days, forget_calendar, working_days
from emulation.regulations.services import remove_holiday, save_holiday
from emulation.ui.errors import NotAllowed
from tests.builders.clients import page_of, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def calendar():
    """Read the calendar anew before and after: what a test enters is rolled back."""
    forget_calendar()
    yield
    forget_calendar()


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (dt.date(2021, 11, 22), dt.date(2021, 11, 22), 0),
        (dt.date(2021, 11, 22), dt.date(2021, 11, 25), 3),
        (dt.date(2021, 11, 26), dt.date(2021, 11, 29), 1),  # over a weekend
        (dt.date(2021, 11, 26), dt.date(2021, 11, 28), 0),
        (dt.date(2021, 11, 25), dt.date(2021, 11, 22), -3),
        (dt.date(2021, 4, 29), dt.date(2021, 5, 4), 1),  # 30/4, and Monday for the Saturday 1/5
        (dt.date(2021, 2, 9), dt.date(2021, 2, 17), 1),  # Tết Tân Sửu
        (dt.date(2023, 4, 28), dt.date(2023, 5, 4), 1),  # Giỗ Tổ, 30/4 and 1/5 together
        (dt.date(2024, 4, 26), dt.date(2024, 5, 6), 4),  # 29/4 off, Saturday 4/5 worked for it
        (dt.date(2025, 1, 24), dt.date(2025, 2, 3), 1),  # Tết Ất Tỵ
        (dt.date(2026, 8, 21), dt.date(2026, 9, 3), 7),  # Saturday 22/8 worked, 31/8 to 2/9 off
    ],
)
def test_working_days(start, end, days):
    assert working_days(start, end) == days


def test_a_long_span_counts_each_day_that_is_free():
    kinds = dict(Holiday.objects.values_list("day", "kind"))
    start, counted = dt.date(2019, 12, 28), 0
    for step in range(1, 1200):
        day = start + dt.timedelta(days=step)
        usual = DayKind.WORKED if day.weekday() < 5 else DayKind.FREE
        counted += kinds.get(day, usual) == DayKind.WORKED
        assert working_days(start, day) == counted


def test_every_year_from_2020_to_2027_is_known_with_its_source_and_brought_once():
    years = {day.year for day in Holiday.objects.values_list("day", flat=True)}
    assert years == set(range(2020, 2028))
    assert not Holiday.objects.filter(source="").exists()
    assert set(Holiday.objects.filter(expected=True).dates("day", "year")) == {dt.date(2027, 1, 1)}
    Holiday.objects.filter(day__year=2022).delete()
    kept = Holiday.objects.count()
    Holiday.objects.filter(day=dt.date(2021, 1, 1)).delete()
    bring_known_days()
    assert Holiday.objects.count() == kept - 1 + 11  # 2022 comes back, what was taken out stays out


def _values(day, kind=DayKind.FREE):
    return {
        "day": day,
        "kind": kind,
        "name": "Quốc tang",
        "source": "Thông báo số 1/TB-VPCP",
        "expected": False,
    }


def test_the_administrator_keeps_the_calendar(house, django_capture_on_commit_callbacks):
    monday, friday = dt.date(2021, 11, 22), dt.date(2021, 11, 26)
    assert working_days(monday, friday) == 4
    with django_capture_on_commit_callbacks(execute=True):
        day = save_holiday(by=house.admin, values=_values(dt.date(2021, 11, 24)), holiday=None)
    assert working_days(monday, friday) == 3
    with django_capture_on_commit_callbacks(execute=True):
        remove_holiday(by=house.admin, holiday=day)
    assert working_days(monday, friday) == 4
    with pytest.raises(NotAllowed):
        save_holiday(by=house.office, values=_values(dt.date(2021, 11, 24)), holiday=None)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (dt.date(2021, 11, 24), DayKind.WORKED),  # a Wednesday is worked anyhow
        (dt.date(2021, 11, 27), DayKind.FREE),  # a Saturday is free anyhow
        (dt.date(2021, 9, 2), DayKind.FREE),  # entered already
    ],
)
def test_what_the_calendar_says_already_is_refused(house, day, kind):
    with pytest.raises(ValidationError):
        save_holiday(by=house.admin, values=_values(day, kind), holiday=None)


def test_pages_show_add_correct_and_take_out(house):
    assert "Tết Nguyên đán" in page_of(house.office, reverse("regulations:calendar"))
    sent = {"day": "24/11/2021", "kind": "free", "name": "Quốc tang", "source": "Thông báo"}
    answer = post(house.admin, reverse("regulations:holiday-add"), **sent)
    assert answer.status_code == 302
    row = Holiday.objects.get(day=dt.date(2021, 11, 24))
    change = reverse("regulations:holiday-change", args=[row.pk])
    assert post(house.admin, change, **{**sent, "day": "27/11/2021"}).status_code == 422
    assert post(house.admin, change, **{**sent, "day": "25/11/2021"}).status_code == 302
    row.refresh_from_db()
    assert row.day == dt.date(2021, 11, 25)
    post(house.admin, reverse("regulations:holiday-remove", args=[row.pk]))
    assert not Holiday.objects.filter(pk=row.pk).exists()
