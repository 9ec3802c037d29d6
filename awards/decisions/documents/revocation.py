"""The decision that revokes awards: what is cancelled, what is given back, why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from awards.catalogue.selectors import award as award_of
from awards.decisions.documents.wording import (
    KIND,
    archive_of,
    bases_of,
    counts_of,
    head_of,
    name_of,
    recipients_of,
    signature,
    subjects_named,
)
from awards.decisions.models import Decision, RevokedLine
from emulation.documents.letterhead import letterhead_of, number_of, place_of
from emulation.typesetting.paper import (
    Annex,
    Article,
    Column,
    Paper,
    Paragraph,
    Row,
    Table,
)
from emulation.ui.vietnamese import format_number, long_date, money, money_in_words


def revocation_paper(decision: Decision, revoked: Sequence[RevokedLine], day: dt.date) -> Paper:
    """Return the text of a revocation of ``revoked`` lines, by the law of ``day``."""
    authority = decision.authority
    lines = [each.line for each in revoked]
    total = sum(each.amount for each in revoked)
    return Paper(
        KIND,
        letterhead_of(authority),
        (
            Article(
                f"Hủy bỏ kết quả khen thưởng đối với {counts_of(lines)} tại "
                f"{cited(decision.revokes)} (có Danh sách kèm theo)."
            ),
            Paragraph(f"Lý do: {decision.reason.strip().rstrip('.')}."),
            Article(
                "Thu hồi bằng, giấy chứng nhận, hiện vật khen thưởng và số tiền thưởng đã nhận: "
                f"{money(total)} (Bằng chữ: {money_in_words(total)})"
                f"{', nộp về ' + decision.fund if decision.fund else ''}."
            ),
            Article(
                f"{decision.executors} và {subjects_named(lines)} có tên tại Điều 1 "
                "chịu trách nhiệm thi hành Quyết định này kể từ ngày ký."
            ),
        ),
        (signature(decision, day),),
        number=number_of(KIND, authority),
        place=place_of(authority),
        type_name="QUYẾT ĐỊNH",
        subject=decision.subject,
        issuer=head_of(authority),
        legal_bases=bases_of(decision, day),
        authority_heading=head_of(authority).upper(),
        enacting_line="QUYẾT ĐỊNH",
        recipients=recipients_of(authority),
        archive_line=archive_of(authority),
        annexes=(_list(revoked, total),),
    )


def cited(decision: Decision | None) -> str:
    """Return an issued decision as another text names it."""
    document = decision.document if decision is not None else None
    if decision is None or document is None or document.issued_on is None:
        return "Quyết định khen thưởng"
    return (
        f"Quyết định số {document.code} {long_date(document.issued_on)} "
        f"của {head_of(decision.authority)}"
    )


def _list(revoked: Sequence[RevokedLine], total: int) -> Annex:
    columns = (
        Column("STT", share=0.6, align="center"),
        Column("Họ và tên, tên tập thể", share=2.6),
        Column("Chức vụ, đơn vị, địa chỉ", share=2.8),
        Column("Danh hiệu, hình thức bị hủy bỏ", share=2.4),
        Column("Tiền thưởng thu hồi (đồng)", share=1.6, align="right"),
    )
    rows = [
        Row(
            (
                str(place),
                name_of(each.line),
                each.line.position,
                _award(each),
                format_number(each.amount),
            )
        )
        for place, each in enumerate(revoked, start=1)
    ]
    rows.append(Row(("TỔNG CỘNG", format_number(total)), kind="total", span=len(columns) - 1))
    return Annex(
        "Danh sách",
        (Table(columns, tuple(rows)),),
        subject="Hủy bỏ kết quả khen thưởng",
        label=False,
    )


def _award(each: RevokedLine) -> str:
    document = each.line.decision.document
    assert document is not None
    assert document.issued_on is not None
    return award_of(each.line.award_code, document.issued_on).name
