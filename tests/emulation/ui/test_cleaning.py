"""What comes in as text: one form of it, nothing invisible, old fonts in Unicode."""

import unicodedata

import pytest

from emulation.ui.cleaning import clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Nguyễn Thị Ưng"), "Nguyễn Thị Ưng"),
        ("  Lê\u200b  Văn\u00a0\u202eĐịnh\ufeff ", "Lê Văn Định"),
        ("một\r\nhai", "một\nhai"),
        ("'=1+2", "=1+2"),
        ("'-5", "-5"),
        ("'trong ngoặc", "'trong ngoặc"),
        ("NguyÔn V¨n Dòng", "Nguyễn Văn Dũng"),
        ("TrÇn ThÞ HuÖ", "Trần Thị Huệ"),
        ("§Æng V¨n S\u00ad¬ng", "Đặng Văn Sương"),
        ("®ång chÝ", "đồng chí"),
        ("Nguyeãn Vaên Duõng", "Nguyễn Văn Dũng"),
        ("Traàn Thò Hueä", "Trần Thị Huệ"),
        ("Ñaëng Thuøy Traâm", "Đặng Thùy Trâm"),
    ],
)
def test_a_text_is_kept_in_one_form(typed, kept):
    assert clean_text(typed) == kept
    assert clean_text(kept) == kept


@pytest.mark.parametrize(
    "text",
    ["Hoà Bình, hoãn, quả, khoẻ, thuỷ, giò, óng", "Müller", "Đồng Øyvind", "Lã Quý Đôn",
     "“Hội” – 5 %", "Zoë", "Hoàng Quốc Toàn", "© 2021", "Toà án, tuỳ, uý, uỷ"],
)  # fmt: skip
def test_other_texts_stay_as_they_are(text):
    assert clean_text(text) == text


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "Dũ\u0303ng"])
def test_what_cannot_be_kept_says_why(text):
    with pytest.raises(ValueError, match=r"\w+ \w+ \w+"):
        clean_text(text)
