"""The text of decisions: what it says, and where it stands on the sheet."""

from __future__ import annotations

import datetime as dt

from awards.decisions import services
from awards.decisions.documents import award_paper, certificate_of
from awards.decisions.documents.wording import counts_of, with_number_word
from awards.decisions.models import Certificate
from awards.decisions.selectors import lines_of
from emulation.documents.selectors import paper_of
from emulation.typesetting.paper import Item, Paper, plain
from tests.builders.decisions import DAY, FIGHTER, WORKER, officer_of
from tests.builders.documents import previewed
from tests.emulation.typesetting.measure import Sheets


def text_of(decision) -> Paper:
    return paper_of(decision.document)


def sentences(paper: Paper) -> str:
    return " ".join(plain(getattr(block, "text", "")) for block in paper.body)


def rows(paper: Paper) -> list[tuple[str, ...]]:
    table = paper.annexes[0].body[0]
    return [row.cells for row in table.rows]


def test_heading_bases_and_signature_of_the_chairman(mixed):
    paper = text_of(mixed)
    assert paper.authority_heading == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU"
    assert paper.legal_bases == (
        "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
        "Theo đề nghị của Giám đốc Sở Nội vụ",
    )
    assert paper.signatures[0].lines == ("CHỦ TỊCH",)
    assert "TM." not in str(paper.to_json())
    assert paper.number.line.endswith("/QĐ-UBND")


def test_counts_are_padded_and_money_is_in_words(mixed):
    words = sentences(text_of(mixed))
    assert "01 tập thể, 01 cá nhân, 01 hộ gia đình" in words
    assert "(có Danh sách kèm theo)" in words
    assert "5.960.000 đồng" in words
    assert "Năm triệu chín trăm sáu mươi nghìn đồng" in words
    assert "2,0 lần mức lương cơ sở, bằng 2.980.000 đồng" in words
    assert "Quỹ thi đua, khen thưởng của tỉnh" in words
    assert "các tập thể, cá nhân, hộ gia đình có tên tại Điều 1" in words


def test_list_has_three_parts_and_a_total(mixed):
    assert rows(text_of(mixed)) == [
        ("I. TẬP THỂ",),
        ("1", "Sở Nội vụ", "Sở Nội vụ", "2.980.000"),
        ("II. CÁ NHÂN",),
        ("2", "Ông Nguyễn Văn An", "Chuyên viên Sở Nội vụ", "1.490.000"),
        ("III. HỘ GIA ĐÌNH",),
        ("3", "Hộ gia đình Trần Văn Tư", "Xã Ninh Quới", "1.490.000"),
        ("TỔNG CỘNG", "5.960.000"),
    ]


def test_a_director_decides_in_his_own_name(department, an):
    paper = text_of(department.drafted(department.passed(an, WORKER)))
    assert paper.authority_heading == "GIÁM ĐỐC SỞ NỘI VỤ"
    assert paper.signatures[0].lines == ("GIÁM ĐỐC",)
    assert paper.number.line.endswith("/QĐ-SNV")
    assert "danh hiệu “Lao động tiên tiến” cho 01 cá nhân" in sentences(paper)


def test_two_titles_show_what_is_not_paid(department, an):
    decision = department.drafted(department.passed(an, WORKER), department.passed(an, FIGHTER))
    paper = text_of(decision)
    assert [cells[-1] for cells in rows(paper)[1:]] == ["-", "1.490.000", "1.490.000"]
    assert "Chiến sĩ thi đua cơ sở" in str(rows(paper))
    notes = " ".join(plain(block.text) for block in paper.annexes[0].body[1:])
    assert "cùng thời gian" in notes


def test_legal_bases_follow_the_date(mixed):
    later = award_paper(mixed, list(lines_of(mixed)), dt.date(2023, 12, 31))
    assert "năm 2003" in later.legal_bases[0]
    assert len(later.legal_bases) == 2


def test_deputy_signs_for_the_head(province, an):
    decision = province.drafted(
        province.passed(an), deputy_title="Phó Chủ tịch", signer_name="Vương Phương Nam"
    )
    block = text_of(decision).signatures[0]
    assert block.lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert block.name == "Vương Phương Nam"


def test_the_issued_sheets(province, mixed):
    decision = province.issued(mixed)
    sheets = Sheets(decision.document.pdf.read())
    words = sheets.text()
    for expected in (
        "Số: 2057/QĐ-UBND",
        "Bạc Liêu, ngày 22 tháng 11 năm 2021",
        "Điều 1.",
        "DANH SÁCH",
        "I. TẬP THỂ",
        "TỔNG CỘNG",
        "Phạm Văn Thiều",
        "Như Điều 3",
    ):
        assert expected in words, expected


def test_long_lists_keep_their_columns(province, department):
    name = "Nguyễn Thị Thanh Huyền Trân Công Tằng Tôn Nữ"
    people = [officer_of(department.unit, f"{name} {n}", "female") for n in range(45)]
    document = province.submitted(province.drafted(*[province.passed(each) for each in people]))
    assert document.preview_findings == []
    assert document.preview_pdf.pages >= 3


def test_what_a_certificate_says(province, mixed):
    province.certified(mixed)
    sheet = certificate_of(Certificate.objects.get(line__name="Nguyễn Văn An"))
    assert sheet.authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU"
    assert (sheet.verb, sheet.award) == ("TẶNG", "BẰNG KHEN")
    assert (sheet.recipient, sheet.serial) == ("Ông Nguyễn Văn An", "2")
    assert (sheet.decision_code, sheet.decision_date) == ("2057/QĐ-UBND", DAY)
    groups = sheet.verification.code.split("-")
    assert [len(group) for group in groups] == [4] * 8
    assert sheet.verification.url.endswith(f"/xac-minh/{''.join(groups).lower()}/")


def test_text_of_a_revocation(province, mixed):
    decision = province.issued(mixed)
    revocation = services.draft_revocation(
        by=province.office, decision=decision, reason="Khai man thành tích.",
        lines=list(decision.lines.filter(name="Nguyễn Văn An")),
    )  # fmt: skip
    words = sentences(text_of(revocation))
    assert "Quyết định số 2057/QĐ-UBND ngày 22 tháng 11 năm 2021" in words
    assert "Lý do: Khai man thành tích." in words
    assert "1.490.000 đồng" in words
    assert rows(text_of(revocation))[0][1] == "Ông Nguyễn Văn An"


def test_the_last_of_the_rates_ends_the_sentence(mixed):
    ends = [plain(block.text)[-1] for block in text_of(mixed).body if isinstance(block, Item)]
    assert ends == [";", ";", "."]


def test_a_decree_is_cited_with_the_word_number():
    cited = with_number_word("điểm a khoản 1 Điều 69 Nghị định 91/2017/NĐ-CP")
    assert cited == "điểm a khoản 1 Điều 69 Nghị định số 91/2017/NĐ-CP"
    assert with_number_word(cited) == cited


def test_who_stands_on_two_lines_is_counted_once(mixed):
    lines = list(lines_of(mixed).standing())
    assert counts_of([*lines, *lines]) == "01 tập thể, 01 cá nhân, 01 hộ gia đình"


def test_ong_or_ba_is_asked_for_before_the_signature(province, department):
    somebody = officer_of(department.unit, "Trần Thanh Bình", "")
    decision = province.drafted(province.passed(somebody))
    assert rows(text_of(decision))[1][1] == "Ông/Bà Trần Thanh Bình"
    found = previewed(province.office, decision.document).preview_findings
    assert [each["code"] for each in found if each["blocking"]] == ["no_gender"]


def test_a_name_that_no_certificate_holds_is_a_finding(province, department, an):
    nominee = province.passed(an)
    nominee.position = "Chuyên viên " * 24
    nominee.save()
    decision = province.drafted(nominee)
    found = previewed(province.office, decision.document).preview_findings
    assert "certificate_too_long" in [each["code"] for each in found if each["blocking"]]
