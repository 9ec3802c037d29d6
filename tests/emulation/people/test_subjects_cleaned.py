"""Names of persons are kept in one form, whichever way they come in."""

import pytest
from django.core.exceptions import ValidationError

from emulation.people import services
from tests.builders.province import build_house


@pytest.fixture
def house(db):
    return build_house()


def test_a_name_is_cleaned_before_it_is_kept(house):
    typed = "  Nguyễn\u00a0 Văn\u200b Dũng "
    kept = services.save_person(by=house.officer, full_name=typed, unit=house.department)
    assert kept.full_name == "Nguyễn Văn Dũng"
    services.save_person(by=house.officer, person=kept, full_name="TrÇn ThÞ HuÖ")
    assert kept.full_name == "Trần Thị Huệ"


def test_a_name_that_cannot_be_kept_is_refused_beside_its_field(house):
    with pytest.raises(ValidationError) as error:
        services.save_person(by=house.officer, full_name="#N/A", unit=house.department)
    assert "full_name" in error.value.message_dict
