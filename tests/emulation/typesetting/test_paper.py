"""Texts as data: cleaning, numbers in order, round trip, digests."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.typesetting import codec
from emulation.typesetting.paper import (
    Annex,
    Article,
    Bullet,
    Clause,
    Column,
    DocumentNumber,
    Heading,
    Item,
    Paper,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    numbered,
    prose,
)
from emulation.typesetting.typography import bind, clean, point_letter, roman
from emulation.typesetting.widths import fit
from emulation.typesetting.wording import recipient_lines, with_end_mark
from tests.emulation.typesetting import samples


@pytest.mark.parametrize("make", [samples.plan, samples.decision, samples.minutes, samples.letter])
def test_a_text_survives_json(make):
    paper = make()
    assert Paper.from_json(paper.to_json()) == paper
    assert Paper.from_json(paper.to_json()).digest() == paper.digest()


def test_a_wrong_context_is_refused():
    for data in ({}, {"_": "Paper"}, {"_": "Unknown"}, {"_": "Paper", "x": 1}, [], {"_": "date"}):
        with pytest.raises(codec.CodecError):
            Paper.from_json(data)


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (DocumentNumber("QĐ-UBND", 5), "Số: 05/QĐ-UBND"),
        (DocumentNumber("QĐ-UBND", 123, "a"), "Số: 123a/QĐ-UBND"),
        (DocumentNumber("QĐ-UBND", 86, year=2025), "Số: 86/2025/QĐ-UBND"),
        (DocumentNumber("KH-UBND"), "Số:        /KH-UBND"),
    ],
)
def test_number_and_symbol(number, line):
    assert number.line == line


def test_numbers_and_letters_are_given_in_order():
    body = numbered(
        [
            Section("A"),
            Heading("a"),
            Item("x"),
            Bullet("in x"),
            Item("y"),
            Paragraph("z"),
            Item("again"),
            Heading("b"),
            Clause("c"),
            Section("B"),
            Heading("c"),
            Heading("d", number="9"),
        ]
    )
    marks = [getattr(block, "number", getattr(block, "mark", "")) for block in body]
    assert marks == ["I", "1", "a", "", "b", "", "a", "2", "1", "II", "1", "9"]


def test_points_follow_the_vietnamese_alphabet():
    assert "".join(point_letter(n) for n in range(10)) == "abcdđeghik"
    assert len({point_letter(n) for n in range(60)}) == 60
    assert [roman(n) for n in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]


def test_what_people_paste_is_cleaned():
    assert clean("Tha\u0302\u0301t\u202e bại\x00\u200b") == "Thất bại"
    assert clean("  a \t b\r\nc  ") == "a b\nc"


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


def test_pairs_that_no_line_may_break():
    bound = bind(
        "KT. CHỦ TỊCH, Điều 1, 2.340.000 đồng, 2021 - 2025, 12 triệu đồng, ngày 05 tháng 01"
    )
    assert "KT.\u00a0CHỦ" in bound
    assert "Điều\u00a01" in bound
    assert "2.340.000\u00a0đồng" in bound
    assert "2021\u00a0-\u00a02025" in bound
    assert "12\u00a0triệu\u00a0đồng" in bound
    assert "ngày\u00a005\u00a0tháng\u00a001" in bound


def test_typed_lines_become_blocks():
    pasted = prose("•\tmột\n+\thai\n-ba")  # without a space it is no item: "-3 °C"
    assert pasted == (Bullet("một"), Bullet("hai", level=2), Paragraph("-ba"))
    assert prose("Mở đầu\n- một\n+ hai\n\n• ba") == (
        Paragraph("Mở đầu"),
        Bullet("một"),
        Bullet("hai", level=2),
        Bullet("ba"),
    )


def test_the_end_mark_closes_the_last_words():
    assert with_end_mark((Paragraph("Xong."),))[-1] == Paragraph("Xong./.")
    italic = with_end_mark((Article((Span("a "), Span("(kèm theo).", italic=True))),))[-1]
    assert italic.text == (Span("a "), Span("(kèm theo)", italic=True), Span("./."))
    table = Table((Column("A"),), (Row(("1",)),))
    assert with_end_mark((table,))[-1] == Paragraph("./.", align="right")


def test_recipients_end_with_the_archive():
    assert recipient_lines(samples.decision())[-1] == "- Lưu: VT, NC."
    assert recipient_lines(samples.decision(archive_line=""))[-1].endswith("tỉnh.")
    dashed = samples.decision(recipients=("- Như Điều 3;", "– Sở Nội vụ"))
    assert recipient_lines(dashed)[:2] == ["- Như Điều 3;", "- Sở Nội vụ;"]


def test_annexes_are_numbered_in_roman_when_there_are_several():
    one = samples.plan()
    assert one.annex_label(0) == "Phụ lục"
    two = replace(one, annexes=(*one.annexes, Annex("Danh sách", (), label=False), one.annexes[0]))
    assert [two.annex_label(n) for n in range(3)] == ["Phụ lục I", "", "Phụ lục II"]


def test_a_table_refuses_rows_of_another_width():
    with pytest.raises(ValueError, match="2 columns"):
        Table((Column("A"), Column("B")), (Row(("1",)),))


@given(st.lists(st.floats(0.2, 9), min_size=1, max_size=9), st.integers(1, 12))
def test_columns_share_the_whole_width_and_hold_their_words(shares, length):
    columns = tuple(Column("W" * length, share) for share in shares)
    laid = fit(Table(columns, ()), 165)
    assert sum(laid.widths) == pytest.approx(165)
    if laid.fits:
        assert min(laid.widths) >= fit(Table((columns[0],), (), size=laid.size), 0.1).widths[0]
