"""What the house's fields take for a date and for a whole number."""

import datetime as dt

import pytest
from django import forms

from emulation.documents.forms import ExternalNumberForm
from emulation.documents.models import Document
from emulation.ui.forms import PortalForm, VietnameseDateField


class YearForm(PortalForm):
    year = forms.IntegerField(min_value=1900, max_value=2100, label="Năm")


@pytest.mark.parametrize("typed", ["2021", " 2021 ", "+2021"])
def test_a_whole_number_is_written_in_the_ten_digits(typed):
    form = YearForm({"year": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["year"] == 2021


@pytest.mark.parametrize("typed", ["２０２１", "2_021", "٢٠٢١", "2021.0", "2e3", "hai", "²"])
def test_other_digits_and_signs_are_no_whole_number(typed):
    form = YearForm({"year": typed})
    assert "year" in form.errors
    assert "số nguyên" in str(form.errors["year"])


@pytest.mark.parametrize("typed", ["1899", "2101"])
def test_the_limits_of_the_field_stay(typed):
    form = YearForm({"year": typed})
    assert "1900 trở lên" in str(form.errors) or "không quá 2100" in str(form.errors)


def test_the_number_of_a_document_is_written_in_the_ten_digits():
    for typed in ("１２", "1_2"):
        assert "number" in ExternalNumberForm({"number": typed}, document=Document()).errors
    assert "number" not in ExternalNumberForm({"number": "12"}, document=Document()).errors


@pytest.mark.parametrize("typed", ["01/02/2022", "1/2/2022", "1-2-2022", "1.2.2022", "2022-02-01"])
def test_a_date_is_read_as_people_write_it(typed):
    assert VietnameseDateField().clean(typed) == dt.date(2022, 2, 1)


@pytest.mark.parametrize("typed", ["31/02/2022", "1/2/22", "2/2022", "hôm nay", "01/02/0022"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(forms.ValidationError, match="ngày/tháng/năm"):
        VietnameseDateField().clean(typed)
