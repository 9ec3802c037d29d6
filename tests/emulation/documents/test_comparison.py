"""How a signed file differs from the draft: words, not lines; names; a blank sheet."""

from __future__ import annotations

import pytest

from emulation.documents.comparison import differences, is_another_text, times_named, words_of


def told(ours: str, theirs: str, symbol: str = "QĐ-UBND") -> list[tuple[str, str, str]]:
    found = differences(words_of([ours], symbol), words_of([theirs], symbol))
    return [(each.kind, each.drafted, each.signed) for each in found]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Tặng Bằng khen\ncho 05 tập thể", "Tặng Bằng khen cho\r\n05 tập thể"),
        ("kinh tế - xã hội", "kinh\u00a0tế – xã hội"),
        ("phong trào “Chung sức”", 'phong trào "Chung sức"'),
        ("chống Covid-19 tại tỉnh", "chống Covid-\n19 tại tỉnh"),
        ("phòng, chống Covid-19", "phòng, chống Covid\x0219"),
        ("Lê Thị Hòa", "Lê Thị Hoà"),
        ("Lê Thị Hòa", "Lê Thị Hòa"),
        ("Số:      /QĐ-UBND Bạc Liêu, ngày      tháng      năm     \nQUYẾT ĐỊNH",
         "Số: 2057a/QĐ-UBND\nBạc Liêu, ngày 22 tháng 11 năm 2021\nQUYẾT ĐỊNH"),
        ("(Kèm theo Quyết định số /QĐ-UBND ngày … tháng … năm … của Chủ tịch)",
         "(Kèm theo Quyết định số 2057/QĐ-UBND ngày 22 tháng 11 năm 2021 của Chủ tịch)"),
        ("DỰ THẢO\nĐiều 1. Tặng Bằng khen", "2\nĐiều 1. Tặng Bằng khen"),
    ],
)  # fmt: skip
def test_what_is_no_difference(ours: str, theirs: str):
    assert told(ours, theirs) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("cho 05 tập thể, 04 cá nhân", "cho 05 tập thể, 03 cá nhân", ("changed", "04", "03")),
        ("Điều 1. Tặng Bằng khen", "Điều 1. Tặng thưởng Bằng khen", ("added", "", "thưởng")),
        ("ông An và bà Hoa đã đạt", "ông An đã đạt", ("missing", "và bà Hoa", "")),
        ("Sở Nội vụ trình", "Sở nội vụ trình", ("changed", "Nội", "nội")),
        ("hạn ngày 31 tháng 3 năm 2021", "hạn ngày 15 tháng 3 năm 2021", ("changed", "31", "15")),
    ],
)  # fmt: skip
def test_what_is_one(ours: str, theirs: str, found: tuple[str, str, str]):
    assert told(ours, theirs) == [found]


def test_a_list_of_thousands_is_compared_at_once():
    rows = [
        f"{place} Ông Nguyễn Văn {place} Chuyên viên Sở Nội vụ 1.490.000" for place in range(6000)
    ]
    signed = [*rows[:3000], *rows[3001:]]
    found = told("\n".join(rows), " ".join(signed))
    assert [kind for kind, _ours, _theirs in found] == ["missing"]
    assert "3000" in found[0][1]


def test_another_text_and_names():
    assert is_another_text("Kế hoạch phát động phong trào".split(), "Giấy mời họp".split())
    assert not is_another_text("Điều 1 Tặng Bằng khen".split(), "Điều 1 Tặng Giấy khen".split())
    words = "1 Ông NGUYỄN VĂN AN, Chuyên viên 2 Bà Lê Thị Hoà; 3 Nguyễn Văn Anh".split()
    assert times_named(["Nguyễn Văn An", "Lê Thị Hòa", "Trần Tư"], words) == {
        "Nguyễn Văn An": 1, "Lê Thị Hòa": 1, "Trần Tư": 0,
    }  # fmt: skip
