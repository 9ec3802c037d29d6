"""The register of a book of numbers (sổ đăng ký văn bản đi), for print and for Excel.

Its columns are those of Decree 30/2020/NĐ-CP, Annex IV. A number of the portal's own book that
stands at no document has a row that says so; a book kept elsewhere has such numbers by nature.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from emulation.documents.enums import DocumentState
from emulation.documents.letterhead import letterhead_of
from emulation.documents.models import NumberBook
from emulation.documents.registry import kinds
from emulation.documents.selectors import holes
from emulation.typesetting.blocks import Column, Row, Table
from emulation.typesetting.paper import Annex, Paper
from emulation.ui.vietnamese import format_number, short_date

MOST_PRINTED: Final = 1000  # rows laid out while the reader waits; Excel has no such bound
UNUSED: Final = "Số không sử dụng"
UNISSUED: Final = "Chưa phát hành"
HEADS: Final = (
    ("Số, ký hiệu văn bản", 1.4),
    ("Ngày, tháng văn bản", 1.1),
    ("Tên loại và trích yếu nội dung văn bản", 3.6),
    ("Người ký", 1.5),
    ("Nơi nhận văn bản", 2.6),
    ("Đơn vị, người nhận bản lưu", 1.3),
    ("Số lượng bản", 0.7),
    ("Ghi chú", 1.2),
)


def register_rows(book: NumberBook) -> list[tuple[str, ...]]:
    """Return the lines of the register by number; as many queries for a long book as for one."""
    told = book.documents.filter(number__isnull=False).values_list(
        "number", "suffix", "code", "issued_on", "kind", "subject", "signer_name",
        "paper__recipients", "paper__archive_line", "state",
    )  # fmt: skip
    rows: dict[tuple[int, str], tuple[str, ...]] = {}
    for number, suffix, code, day, kind, subject, signer, recipients, archive, state in told:
        key = (number or 0, suffix)
        if state != DocumentState.ISSUED:  # its text is not everybody's to read yet
            rows[key] = (code, "", "", "", "", "", "", UNISSUED)
            continue
        rows[key] = (
            code,
            short_date(day) if day else "",
            f"{kinds[kind].name}: {subject}",
            signer,
            "; ".join(recipients or ()),
            archive or "",
            "",  # the number of copies is written by hand
            "",
        )
    for number in holes(book):
        rows[number, ""] = (str(number), "", "", "", "", "", "", UNUSED)
    return [rows[key] for key in sorted(rows)]


def register_paper(book: NumberBook, rows: Sequence[tuple[str, ...]]) -> Paper:
    """Return the register as a text: its cover, then the table on A4 landscape."""
    columns = tuple(Column(head, share) for head, share in HEADS)
    table = Table(columns, tuple(Row(row) for row in rows), size=11)
    title = f"Sổ đăng ký văn bản đi năm {book.year}"
    span = f"(Loại văn bản: {book.series}; {format_number(len(rows))} dòng)"
    return Paper(
        kind_code="SO",
        letterhead=letterhead_of(book.authority),
        type_name="Sổ đăng ký văn bản đi",
        subject=f"Năm {book.year}",
        body=(),
        signatures=(),
        annexes=(Annex(title, (table,), landscape=True, label=False, reference=span),),
        minutes=True,  # a cover bears no place and date of its own
    )
