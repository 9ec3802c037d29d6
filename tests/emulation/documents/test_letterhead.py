"""What a unit gives to its texts."""

from __future__ import annotations

from emulation.documents.letterhead import (
    collective_signature_of,
    letterhead_of,
    number_of,
    place_of,
    signature_of,
)
from tests.builders.documents import DAY, House


def test_the_province(house: House):
    assert letterhead_of(house.unit).body == "ỦY BAN NHÂN DÂN\nTỈNH BẠC LIÊU"
    assert letterhead_of(house.unit).parent == ""
    assert number_of("test_plan", house.unit).symbol == "KH-UBND"
    block = collective_signature_of(house.unit, DAY)
    assert block.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert block.name == "Phạm Văn Thiều"
    deputy = signature_of(house.unit, DAY, deputy="Phó Chủ tịch", name="A")
    assert deputy.lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_a_department(house: House):
    unit = house.stranger.unit
    head = letterhead_of(unit)
    assert (head.body, head.parent) == ("SỞ Y TẾ", "ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU")
    assert place_of(unit) == "Bạc Liêu"
    assert collective_signature_of(unit, DAY).lines == ("GIÁM ĐỐC",)
