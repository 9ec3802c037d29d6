"""Records found by what is typed: one or several, proposed while one types, few as boxes."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError

from emulation.files.models import StoredFile
from emulation.people.forms.search import PersonSearchField
from emulation.people.models import Person
from emulation.ui.search_fields import FewSearchField, SearchManyField, choose_one, choose_some
from emulation.units.forms import UnitSearchField, UnitsSearchField
from tests.builders.clients import signed_in
from tests.builders.files import PDF, store_pdf
from tests.builders.people import make_person
from tests.builders.province import build_house

PERSONS = "/tai-khoan/ca-nhan/"


@pytest.fixture
def house(db):
    return build_house()


def people(house, count):
    return [make_person(house.department, f"Trần Văn {n:03}") for n in range(count)]


def test_a_record_is_named_by_its_key_its_whole_name_or_words(house):
    an, bình = people(house, 2)
    field = PersonSearchField(queryset=Person.objects.all())
    for typed in (f"Trần Văn 000 (#{an.pk})", "tran van 000", "000"):
        assert field.clean(typed) == an
    assert field.prepare_value(an.pk) == f"Trần Văn 000 (#{an.pk})"
    with pytest.raises(ValidationError, match=rf"#{bình.pk}"):
        field.clean("trần văn")
    with pytest.raises(ValidationError, match="Không tìm thấy ai"):
        field.clean(f"#{10**17}")


def test_a_name_with_other_marks_is_offered_and_never_taken(house):
    dũng = make_person(house.department, "Nguyễn Văn Dũng")
    field = PersonSearchField(queryset=Person.objects.all())
    for typed in ("nguyen van dung", "NGUYỄN VĂN DŨNG", "Dũng"):
        assert field.clean(typed) == dũng
    for typed in ("Nguyễn Văn Dung", "Nguyễn Văn Dụng", "Dứng"):
        with pytest.raises(ValidationError, match="Có phải Nguyễn Văn Dũng"):
            field.clean(typed)
    dung = make_person(house.department, "Nguyễn Văn Dung")
    assert field.clean("Nguyễn Văn Dung") == dung
    assert field.clean("Nguyễn Văn Dũng") == dũng
    with pytest.raises(ValidationError, match="nhiều"):
        field.clean("nguyen van dung")


def test_what_has_no_text_to_search_by_is_found_with_and_without_marks(house):
    minutes = store_pdf(house.officer, "Biên bản họp xét.pdf")
    store_pdf(house.officer, "tờ trình.pdf", content=PDF + b"2")
    field = FewSearchField(queryset=StoredFile.objects.all())
    for typed in ("bien ban", "BIÊN BẢN họp", "xét biên"):
        assert field.clean(typed) == minutes
    assert field.suggested("trinh") == [field.written(StoredFile.objects.exclude(pk=minutes.pk)[0])]


def test_what_the_field_does_not_offer_is_not_found_even_by_its_key(house):
    an, bình = people(house, 2)
    field = PersonSearchField(queryset=Person.objects.exclude(pk=an.pk))
    with pytest.raises(ValidationError):
        field.clean(f"#{an.pk}")
    assert field.clean(f"#{bình.pk}") == bình


def test_several_are_given_one_a_line_and_every_unknown_one_is_named(house):
    field = UnitsSearchField(required=False)
    typed = f"Sở Nội vụ\n{house.other.code}; so-noi-vu"
    assert field.clean(typed) == [house.department, house.other]
    assert field.clean("") == []
    with pytest.raises(ValidationError) as refused:
        field.clean("abc\nSở Nội vụ;xyz")
    assert ["abc" in m or "xyz" in m for m in refused.value.messages] == [True, True]
    shown = field.prepare_value([house.department.pk, house.other])
    assert shown.splitlines() == ["Sở Nội vụ (so-noi-vu)", f"Sở Y tế ({house.other.code})"]
    with pytest.raises(ValidationError, match="500"):
        field.clean("\n".join("a" * 501))


def test_a_few_are_boxes_and_many_are_typed(house):
    people(house, 50)
    rows = Person.objects.filter(full_name__startswith="Trần Văn")
    few = choose_some(PersonSearchField(queryset=rows))
    assert isinstance(few.widget, forms.CheckboxSelectMultiple)
    assert isinstance(choose_one(PersonSearchField(queryset=rows)).widget, forms.Select)
    people(house, 1)
    many = choose_some(PersonSearchField(queryset=rows), required=False, label="Ai")
    assert isinstance(many, SearchManyField)
    assert many.label == "Ai"
    one = choose_one(PersonSearchField(queryset=rows), required=False, label="Ai")
    assert (one.required, one.label) == (False, "Ai")


def test_the_page_of_a_form_proposes_what_its_field_offers(house):
    client = signed_in(house.officer)
    asked = client.get(f"{PERSONS}them/?goi-y=unit&unit=so").content.decode()
    assert asked == '<option value="Sở Nội vụ (so-noi-vu)"></option>'
    assert client.get(f"{PERSONS}them/?goi-y=unit&unit=").content == b""
    assert client.get(f"{PERSONS}them/?goi-y=position&position=so").content == b""
    assert client.get(f"{PERSONS}them/?goi-y=nothing").content == b""
    assert signed_in(house.auditor).get(f"{PERSONS}them/?goi-y=unit&unit=so").status_code == 403


def test_a_unit_that_no_longer_exists_is_not_offered(house):
    house.other.valid_to = house.other.valid_from
    house.other.save()
    with pytest.raises(ValidationError):
        UnitSearchField().clean(house.other.code)
