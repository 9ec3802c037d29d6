"""Vietnamese text, numbers, dates and names."""

import datetime
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.ui import vietnamese as vi

SYLLABLES = st.text(alphabet="aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêghiìỉklmnoòôồơờpqrstuùưừvxyỳABĐÊƠƯ ")


# --- folding and order ---


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Đặng  Thị Hường ", "dang thi huong"),
        ("Uỷ ban", "uy ban"),
        ("Ủy ban", "uy ban"),
        (unicodedata.normalize("NFD", "Bạc Liêu"), "bac lieu"),
        ("HOÀ BÌNH", "hoa binh"),
        ("QĐ-UBND", "qd-ubnd"),
    ],
)
def test_fold_drops_marks_case_and_spaces(text, folded):
    assert vi.fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Văn Dũng", "NGUYỄN  VĂN DŨNG", True),
        ("Hòa", "Hoà", True),
        ("Thủy", "Thuỷ", True),
        (unicodedata.normalize("NFD", "Bạc Liêu"), "Bạc Liêu", True),
        ("Dung", "Dũng", False),
        ("Dung", "Đung", False),
        ("An", "Ân", False),
        ("Tâm", "Tám", False),
    ],
)
def test_names_are_the_same_when_they_are_spelled_alike(one, other, same):
    assert (vi.spelled(one) == vi.spelled(other)) is same


@given(SYLLABLES)
def test_fold_is_idempotent_and_same_for_both_unicode_forms(text):
    folded = vi.fold(text)
    assert vi.fold(folded) == folded
    assert vi.fold(unicodedata.normalize("NFD", text)) == folded
    assert vi.fold(unicodedata.normalize("NFC", text)) == folded


@given(st.text())
def test_fold_takes_any_text(text):
    assert vi.fold(vi.fold(text)) == vi.fold(text)


def test_sort_key_orders_people_by_given_name_then_the_rest():
    people = [
        "Nguyễn Văn Bình",
        "Trần Thị Ân",
        "Lê Văn Ăn",
        "Phạm Văn An",
        "Lê Thị An",
        "Đỗ Văn Đức",
        "Dương Văn Dũng",
        "Hồ Thị Ơn",
        "Hồ Thị Ôn",
        "Hồ Thị On",
    ]
    assert sorted(people, key=vi.sort_key) == [
        "Lê Thị An",
        "Phạm Văn An",
        "Lê Văn Ăn",
        "Trần Thị Ân",
        "Nguyễn Văn Bình",
        "Dương Văn Dũng",
        "Đỗ Văn Đức",
        "Hồ Thị On",
        "Hồ Thị Ôn",
        "Hồ Thị Ơn",
    ]


def test_sort_key_orders_tones_after_letters():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ", "man"]
    assert sorted(reversed(tones), key=vi.sort_key) == tones


def test_sort_key_places_a_surname_before_a_longer_one():
    assert vi.sort_key("Lê Văn An") < vi.sort_key("Lê Văn Anh An")
    assert vi.sort_key("An") < vi.sort_key("Lê An") < vi.sort_key("Lê Ánh")


def test_sort_key_is_equal_for_both_places_of_a_tone_and_both_unicode_forms():
    assert vi.sort_key("Nguyễn Hoà") == vi.sort_key("Nguyễn Hòa")
    assert vi.sort_key(unicodedata.normalize("NFD", "Đỗ Thuỷ")) == vi.sort_key("đỗ thủy")


@given(st.text())
def test_sort_key_is_digits_only(text):
    assert all(char in "0123456789" for char in vi.sort_key(text))


# --- numbers ---


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234567, None, "1.234.567"),
        (Decimal("1234567.80"), None, "1.234.567,8"),
        (Decimal("95.5000"), None, "95,5"),
        (Decimal("9.005"), 2, "9,01"),
        (Decimal("-1234.5"), 1, "-1.234,5"),
        (Decimal("-0.001"), 1, "0,0"),
        (12, 1, "12,0"),
        (0.1, None, "0,1"),
        (Decimal("1E+3"), None, "1.000"),
    ],
)
def test_format_number(value, decimals, written):
    assert vi.format_number(value, decimals) == written


def test_format_number_refuses_what_is_no_number():
    with pytest.raises(ValueError, match="finite"):
        vi.format_number(Decimal("NaN"))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        (" 12\u00a0", "12"),
        ("-0,5", "-0.5"),
        ("−3", "-3"),
        ("0", "0"),
    ],
)
def test_parse_number_reads_what_offices_write(typed, value):
    assert vi.parse_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["1234.5", "1.5", "0.500", "1,234.5", "1,234,567", "1.23.456", "1234.567", "12,", ",5", "1..2"],
)
def test_parse_number_refuses_what_could_mean_two_things(typed):
    with pytest.raises(ValueError, match=r"1\.234,5"):
        vi.parse_number(typed)


@pytest.mark.parametrize("typed", ["", "  ", "abc", "1e5", "12 %", "NaN", "١٢", "9" * 60])
def test_parse_number_refuses_what_is_no_number(typed):
    with pytest.raises(ValueError, match=r"\w"):
        vi.parse_number(typed)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4
    )
)
def test_a_written_number_reads_back(value):
    assert vi.parse_number(vi.format_number(value)) == value


def test_counts_and_money():
    assert vi.padded_count(5, "tập thể") == "05 tập thể"
    assert vi.padded_count(12) == "12"
    assert vi.padded_count(0) == "0"
    assert vi.padded_count(1250, "cá nhân") == "1.250 cá nhân"
    assert vi.money(2340000) == "2.340.000 đồng"
    assert vi.money(Decimal("2340000.00")) == "2.340.000 đồng"
    with pytest.raises(ValueError, match="whole"):
        vi.money(Decimal("0.5"))


# --- dates ---


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (datetime.date(2026, 1, 5), "05/01/2026", "ngày 05 tháng 01 năm 2026"),
        (datetime.date(2021, 3, 15), "15/03/2021", "ngày 15 tháng 3 năm 2021"),
        (datetime.date(2021, 12, 9), "09/12/2021", "ngày 09 tháng 12 năm 2021"),
    ],
)
def test_dates(day, short, long):
    assert vi.short_date(day) == short
    assert vi.long_date(day) == long


# --- words ---


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (11, "mười một"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (1010, "một nghìn không trăm mười"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (2_340_000, "hai triệu ba trăm bốn mươi nghìn"),
        (10**9, "một tỷ"),
        (10**12, "một nghìn tỷ"),
        (10**15, "một triệu tỷ"),
        (1_005 * 10**9 + 5, "một nghìn không trăm linh năm tỷ không trăm linh năm"),
        (-5, "âm năm"),
    ],
)
def test_number_in_words(number, words):
    assert vi.number_in_words(number) == words


def test_the_southern_word_for_an_empty_ten():
    assert vi.number_in_words(104, linh="lẻ") == "một trăm lẻ bốn"


def test_money_in_words():
    assert vi.money_in_words(2_340_000) == "Hai triệu ba trăm bốn mươi nghìn đồng"
    with pytest.raises(ValueError, match="whole"):
        vi.money_in_words(Decimal("1.5"))


_SPOKEN_DIGITS = {
    word: digit
    for digit, word in enumerate(
        ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    )
}
_SPOKEN_DIGITS |= {"mốt": 1, "tư": 4, "lăm": 5}
_SPOKEN_SCALES = {"nghìn": 10**3, "triệu": 10**6}


def heard(words: str) -> int:
    """Read words back the way a listener does, without knowing how they were made."""
    billions = below = group = digit = 0
    for word in words.split():
        if word in _SPOKEN_DIGITS:
            digit = _SPOKEN_DIGITS[word]
        elif word in ("trăm", "mươi"):
            group, digit = group + digit * {"trăm": 100, "mươi": 10}[word], 0
        elif word == "mười":
            group += 10
        elif word in _SPOKEN_SCALES:
            below, group, digit = below + (group + digit) * _SPOKEN_SCALES[word], 0, 0
        elif word == "tỷ":
            billions, below, group, digit = below + group + digit, 0, 0, 0
        else:
            assert word == "linh"
    return billions * 10**9 + below + group + digit


@given(st.integers(min_value=0, max_value=10**15))
def test_every_number_in_words_is_heard_as_the_same_number(number):
    assert heard(vi.number_in_words(number)) == number


@given(st.integers(min_value=0, max_value=999), st.sampled_from([1, 10**3, 10**6, 10**9, 10**12]))
def test_round_numbers_are_heard_too(group, scale):
    assert heard(vi.number_in_words(group * scale)) == group * scale


# --- official text ---


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Theo Điều 1 và khoản 2", "Theo Điều~1 và khoản~2"),
        ("điểm a khoản 3 Điều 74", "điểm~a khoản~3 Điều~74"),
        ("thưởng 2.340.000 đồng", "thưởng 2.340.000~đồng"),
        ("ngày 05 tháng 01 năm 2026", "ngày~05~tháng~01~năm~2026"),
        ("cho 05 tập thể", "cho 05~tập thể"),
        ("Phụ lục II kèm theo", "Phụ lục~II kèm theo"),
        ("tăng 9,5 % so với", "tăng 9,5~% so với"),
        ("điểm đến của tỉnh", "điểm đến của tỉnh"),
        ("theo biểu xuất khẩu", "theo biểu xuất khẩu"),
        ("giảm số vụ vi phạm", "giảm số vụ vi phạm"),
        ("phần Việt hóa, mục Xã hội", "phần Việt hóa, mục Xã hội"),
        ("QUÝ IV, Mục XII", "QUÝ~IV, Mục~XII"),
    ],
)
def test_nonbreaking_keeps_together_what_a_line_must_not_break(text, kept):
    assert vi.nonbreaking(text) == kept.replace("~", vi.NBSP)
