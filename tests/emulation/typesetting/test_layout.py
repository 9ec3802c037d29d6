"""The PDF measured against Decree 30/2020/NĐ-CP, Annex I, in millimetres and points."""

import unicodedata
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from emulation.typesetting.findings import findings
from emulation.typesetting.paper import (
    Annex,
    Bullet,
    Column,
    DocumentNumber,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
)
from emulation.typesetting.render import Rendered, render_paper
from emulation.typesetting.widths import fit
from tests.emulation.typesetting import samples
from tests.emulation.typesetting.measure import Sheets

TEXT_CENTRE = 30 + 165 / 2


@cache
def rendered(name: str) -> Rendered:
    return render_paper(getattr(samples, name)())


@cache
def sheets(name: str) -> Sheets:
    return Sheets(rendered(name).pdf)


ALL = ["plan", "decision", "minutes", "letter"]


@pytest.mark.parametrize("name", ALL)
def test_paper_is_a4(name):
    for width, height in sheets(name).sizes:
        assert (width, height) == pytest.approx((210, 297), abs=0.5)


@pytest.mark.parametrize("name", ALL)
def test_text_keeps_the_margins(name):
    numbers = [line for line in sheets(name).lines if line.baseline < 18]
    body = [line for line in sheets(name).lines if line not in numbers]
    assert min(line.left for line in body) == pytest.approx(30, abs=0.3)
    assert max(line.right for line in body) <= 195.3
    assert min(line.top for line in body) >= 20
    assert max(line.baseline for line in body) <= 277
    assert not rendered(name).problems
    assert not rendered(name).warnings


@pytest.mark.parametrize("name", ALL)
def test_only_tinos_and_all_of_it_embedded(name):
    assert {font[7:] for font in sheets(name).fonts} <= {
        "Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-Bold-Italic",
    }  # fmt: skip
    with pikepdf.open(BytesIO(rendered(name).pdf)) as pdf:
        for page in pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


@pytest.mark.parametrize("name", ALL)
def test_it_is_a_tagged_archive_file_in_vietnamese(name):
    with pikepdf.open(BytesIO(rendered(name).pdf)) as pdf:
        about = pdf.Root.Metadata.read_bytes().decode()
        assert 'pdfaid:part="2"' in about
        assert 'pdfaid:conformance="A"' in about
        assert str(pdf.Root.Lang) == "vi"
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert "/OutputIntents" in pdf.Root
        assert str(pdf.docinfo["/Title"]).endswith(getattr(samples, name)().subject)


def test_nation_and_motto():
    page = sheets("decision")
    nation = page.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = page.find("Độc lập - Tự do - Hạnh phúc")
    assert (nation.size, nation.font) == (13, "Tinos-Bold")
    assert (motto.size, motto.font) == (14, "Tinos-Bold")
    assert nation.width == pytest.approx(95.7, abs=1)
    assert motto.centre == pytest.approx(nation.centre, abs=0.3)
    assert nation.left > 95
    rule = page.rule_under(motto)
    assert rule.width == pytest.approx(motto.width, rel=0.02)


def test_letterhead_number_and_date():
    page = sheets("decision")
    body, number = page.find("TỈNH BẠC LIÊU"), page.find("Số: 05/QĐ-UBND")
    place = page.find("Bạc Liêu, ngày 05 tháng 01 năm 2022")
    assert (body.size, body.font) == (13, "Tinos-Bold")
    widest = page.find("ỦY BAN NHÂN DÂN")
    assert 1 / 3 <= page.rule_under(body).width / widest.width <= 1 / 2
    assert (number.size, number.font) == (13, "Tinos")
    assert (place.size, place.font) == (14, "Tinos-Italic")
    assert number.baseline == pytest.approx(place.baseline, abs=0.1)
    assert number.centre == pytest.approx(body.centre, abs=0.3)
    assert place.centre == pytest.approx(page.find("Độc lập").centre, abs=0.3)


def test_the_parent_body_is_not_bold():
    page = sheets("letter")
    assert page.find("ỦY BAN NHÂN DÂN").font == "Tinos"
    assert page.find("SỞ NỘI VỤ").font == "Tinos-Bold"
    assert (
        1 / 3 <= page.rule_under(page.find("SỞ NỘI VỤ")).width / page.find("SỞ NỘI VỤ").width <= 0.5
    )


def test_title_subject_and_their_rule():
    page = sheets("plan")
    title, subject = page.find("KẾ HOẠCH"), page.find("phát triển kinh tế - xã hội, bảo đảm")
    for line in (title, subject, page.find("Phát động phong trào thi đua đẩy mạnh")):
        assert (line.size, line.font) == (14, "Tinos-Bold")
        assert line.centre == pytest.approx(TEXT_CENTRE, abs=0.5)
    assert 1 / 3 <= page.rule_under(subject).width / subject.width <= 1 / 2


def test_legal_bases_and_enacting_line():
    page = sheets("decision")
    basis, last = page.find("Căn cứ Luật Tổ chức"), page.find("ngày 03 tháng 01 năm 2022")
    assert (basis.size, basis.font) == (14, "Tinos-Italic")
    assert basis.left == pytest.approx(42.7, abs=0.2)
    assert basis.text.rstrip().endswith(";")
    assert last.text.rstrip().endswith(".")
    enacting = page.find("QUYẾT ĐỊNH:")
    assert (enacting.font, enacting.centre) == ("Tinos-Bold", pytest.approx(TEXT_CENTRE, abs=0.5))
    heading = page.find("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU")
    assert heading.font == "Tinos-Bold"


def test_body_text():
    page = sheets("plan")
    first = page.find("Tạo khí thế thi đua")
    assert (first.size, first.font) == (14, "Tinos")
    assert first.left == pytest.approx(42.7, abs=0.2)
    lines = [line for line in page.lines if line.page == 1 and first.baseline <= line.baseline]
    body = sorted({round(line.baseline, 2) for line in lines})[:3]
    for above, below in zip(body, body[1:], strict=False):
        assert 16.1 <= (below - above) / 25.4 * 72 <= 24.2
    assert page.find("I. MỤC ĐÍCH, YÊU CẦU").font == "Tinos-Bold"
    assert page.find("1. Mục đích").font == "Tinos-Bold"
    assert page.find("đ) Bảo đảm khen thưởng").left == pytest.approx(42.7, abs=0.2)
    right = [line.right for line in page.lines if line.text.startswith("tỉnh Bạc Liêu, góp phần")]
    assert right == [pytest.approx(195, abs=0.4)]


def test_paragraph_gap_is_at_least_six_points():
    page = sheets("decision")
    one = page.find("năm 2021 (có Danh sách").baseline
    two = page.find("Điều 2. Các").baseline
    assert (two - one) / 25.4 * 72 >= 17.5 + 6


def test_articles_are_bold_and_the_end_mark_closes_the_body():
    page = sheets("decision")
    assert "Điều 3. Chánh Văn phòng" in page.text(1)
    assert page.text(1).count("./.") == 1
    assert "thi hành Quyết định này./." in page.text(1)


def test_signature_and_recipients():
    page = sheets("plan")
    authority, post = page.find("TM. ỦY BAN NHÂN DÂN"), page.find("PHÓ CHỦ TỊCH")
    name, head = page.find("Nguyễn Thị Phương Uyên"), page.find("Nơi nhận:")
    for line in (authority, post, name):
        assert (line.size, line.font) == (14, "Tinos-Bold")
        assert line.centre == pytest.approx(30 + 165 * 3 / 4, abs=0.5)
    assert 25 <= name.baseline - post.baseline <= 40
    assert (head.size, head.font, head.left) == (
        12,
        "Tinos-Bold-Italic",
        pytest.approx(30, abs=0.2),
    )
    assert head.top == pytest.approx(authority.top, abs=2)
    recipient = page.find("- Lưu: VT, NC.")
    assert (recipient.size, recipient.font) == (11, "Tinos")


def test_page_numbers_stand_in_the_top_margin_from_page_two():
    page = sheets("plan")
    assert page.sizes[3]
    numbers = {line.page: line for line in page.lines if line.baseline < 18}
    # Page 3 begins the annex, whose own second page is 2.
    assert {number: line.text for number, line in numbers.items()} == {2: "2", 4: "2"}
    for line in numbers.values():
        assert (line.size, line.font) == (13, "Tinos")
        assert line.centre == pytest.approx(TEXT_CENTRE, abs=0.3)


def test_annex_heading():
    page = sheets("plan")
    label, title = page.find("Phụ lục", 3), page.find("BẢNG CHẤM ĐIỂM THI ĐUA NĂM 2021", 3)
    reference = page.find("(Kèm theo Kế hoạch số 18/KH-UBND", 3)
    assert (label.size, label.font, label.text.strip()) == (14, "Tinos-Bold", "Phụ lục")
    assert (title.size, title.font) == (14, "Tinos-Bold")
    assert (reference.size, reference.font) == (14, "Tinos-Italic")
    for line in (label, title, reference):
        assert line.centre == pytest.approx(TEXT_CENTRE, abs=0.5)
    assert label.baseline < title.baseline < reference.baseline


def test_several_annexes_count_their_own_pages_also_in_landscape():
    plan = samples.plan()
    wide = replace(plan.annexes[0], landscape=True)
    pages = Sheets(render_paper(replace(plan, annexes=(wide, plan.annexes[0], wide))).pdf)
    first = {name: pages.find(name).page for name in ("Phụ lục I", "Phụ lục II", "Phụ lục III")}
    labels = [
        pages.find(line.text).page for line in pages.lines if line.text.strip() == "Phụ lục II"
    ]
    assert labels
    assert pages.sizes[first["Phụ lục I"] - 1] == pytest.approx((297, 210), abs=0.5)
    assert pages.sizes[labels[0] - 1] == pytest.approx((210, 297), abs=0.5)
    numbers = {line.page: line.text for line in pages.lines if line.baseline < 18}
    for start in (first["Phụ lục I"], labels[0], first["Phụ lục III"]):
        assert start not in numbers
        assert numbers[start + 1] == "2"


def test_table_heads_are_repeated_on_every_page():
    page = sheets("plan")
    assert page.find("Điểm chuẩn", 3)
    assert page.find("Điểm chuẩn", 4)


def test_every_word_of_a_table_stays_in_its_cell():
    columns = (
        Column("STT", 0.1),
        Column("Họ và tên", 9),
        Column("Mức thưởng (đồng)", 0.1, "right"),
    )
    rows = tuple(
        Row((str(n), "Nguyễn Thị Thanh Nghiêng", "12.345.678.900 đồng")) for n in range(1, 999, 111)
    )
    table = Table(columns, rows)
    result = render_paper(samples.plan(annexes=(Annex("Danh sách", (table,)),)))
    assert not result.problems
    assert fit(table, 165).fits


def test_minutes_have_no_place_and_date_and_two_signatures():
    page = sheets("minutes")
    assert not any("tháng" in line.text and line.baseline < 60 for line in page.lines)
    left, right = page.find("THƯ KÝ"), page.find("CHỦ TỌA")
    assert left.centre < TEXT_CENTRE < right.centre
    assert left.baseline == pytest.approx(right.baseline, abs=0.1)
    assert page.find("CHỦ TỊCH HỘI ĐỒNG").baseline < page.find("Phạm Văn Thiều").baseline
    assert page.find("Nơi nhận:").baseline > page.find("Phạm Văn Thiều").baseline


def test_an_official_letter_has_its_subject_under_the_number():
    page = sheets("letter")
    subject = page.find("V/v đôn đốc")
    assert (subject.size, subject.font) == (12, "Tinos")
    assert subject.centre == pytest.approx(page.find("Số: 812/SNV-TĐKT").centre, abs=0.5)
    assert page.find("- Các sở, ban, ngành tỉnh;")
    assert page.find("Khốisở").font == "Tinos"


@pytest.mark.parametrize("lines", range(24, 37))
def test_the_signature_never_stands_alone(lines):
    body = tuple(Paragraph(f"Dòng thứ {n} của văn bản.") for n in range(lines))
    paper = samples.plan(annexes=(), subject="Trích yếu")
    result = render_paper(replace(paper, body=body))
    assert not result.problems
    pages = Sheets(result.pdf)
    closing = pages.find("TM. ỦY BAN NHÂN DÂN").page
    if closing > 1:
        assert sum("Dòng thứ" in line.text for line in pages.lines if line.page == closing) >= 2


@pytest.mark.parametrize("name", ALL)
def test_vietnamese_text_can_be_read_back(name):
    text = sheets(name).text()
    assert text == unicodedata.normalize("NFC", text)
    paper = getattr(samples, name)()
    for block in paper.body:
        if isinstance(block, Paragraph | Bullet):
            words = " ".join(str(block.text).split()[:5])
            assert words in text


def test_a_long_list_keeps_its_pages_and_numbers():
    result = render_paper(samples.decision(count=300))
    assert result.pages > 12
    assert not result.problems


def test_findings_name_empty_parts_in_sentences():
    bare = Paper(
        "plan", samples.PROVINCE, (), (SignatureBlock(("CHỦ TỊCH",)),), type_name="KẾ HOẠCH",
        number=DocumentNumber("KH-UBND"),
    )  # fmt: skip
    codes = {finding.code for finding in findings(render_paper(bare), bare)}
    assert codes == {
        "no_subject", "no_body", "no_place", "no_signer", "no_archive", "no_recipients",
    }  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_a_whole_text_has_no_findings(name):
    assert findings(rendered(name), getattr(samples, name)()) == []


def test_letters_that_cannot_be_printed_are_named():
    paper = samples.plan(subject="Phong trào 🎉 năm 2021")
    found = findings(render_paper(paper), paper)
    assert [finding.code for finding in found] == ["missing_letter"]
    assert "🎉" in found[0].sentence
