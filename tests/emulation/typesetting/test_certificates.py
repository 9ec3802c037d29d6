"""Certificates measured: sheet, places, colours, batches, blanks."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from emulation.typesetting.certificates import (
    CertificateSheet,
    one_sheet,
    render_certificates,
    too_long,
)
from tests.emulation.typesetting import samples
from tests.emulation.typesetting.measure import Sheets


@pytest.fixture(scope="module")
def full():
    return render_certificates([samples.certificate()])


def test_the_sheet_is_a4_landscape_and_the_lines_are_in_order(full):
    page = Sheets(full.pdf)
    assert page.sizes == [pytest.approx((297, 210), abs=0.5)]
    order = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "TẶNG", "BẰNG KHEN", "Ông Nguyễn Văn Đường",
        "Chuyên viên", "Đã có thành tích",
    ]  # fmt: skip
    lines = [page.find(text) for text in order]
    tops = [line.baseline for line in lines]
    assert tops == sorted(tops)
    for line in lines:
        assert line.centre == pytest.approx(148.5, abs=0.6)
    assert page.rule_under(lines[1]).width == pytest.approx(lines[1].width, rel=0.02)
    decision, serial = page.find("Quyết định số 05/QĐ-UBND, ngày 05"), page.find("Số sổ vàng: 1")
    assert decision.left == pytest.approx(serial.left, abs=0.3)
    assert decision.font == serial.font == "Tinos-Bold-Italic"
    code = page.find("Mã xác minh: ")
    assert code.left > decision.left
    assert code.baseline < decision.baseline
    assert page.find("Bạc Liêu, ngày 05").left > 148.5
    assert page.find("Phạm Văn Thiều").baseline > page.find("CHỦ TỊCH", 1).baseline
    assert {font[7:] for font in page.fonts} <= {"Tinos", "Tinos-Bold", "Tinos-Bold-Italic"}
    assert not full.problems
    assert not full.warnings


def test_an_overlay_has_the_changing_text_only_and_can_be_moved():
    sheet = CertificateSheet(mode="overlay", shift_x=3, shift_y=-2)
    still = Sheets(
        render_certificates([samples.certificate()], replace(sheet, shift_x=0, shift_y=0)).pdf
    )
    moved = Sheets(render_certificates([samples.certificate()], sheet).pdf)
    assert "CỘNG HÒA" not in still.text()
    assert "BẰNG KHEN" not in still.text()
    one, other = still.find("Ông Nguyễn Văn Đường"), moved.find("Ông Nguyễn Văn Đường")
    assert other.left - one.left == pytest.approx(3, abs=0.1)
    assert other.baseline - one.baseline == pytest.approx(-2, abs=0.1)


def test_long_names_and_deeds_stay_inside_the_frame():
    certificate = replace(
        samples.certificate(),
        recipient="Tập thể lãnh đạo, cán bộ và nhân dân " + "xã Vĩnh Hậu A " * 6,
        achievement="Đã có thành tích đặc biệt xuất sắc " * 9,
    )
    page = Sheets(render_certificates([certificate]).pdf)
    for line in page.lines:
        assert line.left > 22
        assert line.right < 275
    deeds = [line for line in page.lines if "thành tích" in line.text]
    assert len(deeds) <= 3
    assert max(line.baseline for line in deeds) < page.find("Bạc Liêu, ngày").top


def test_a_batch_is_one_file_that_draws_the_frame_once():
    batch = [samples.certificate(n, f"Ông Nguyễn Văn {n}") for n in range(1, 31)]
    result = render_certificates(batch)
    assert result.pages == 30
    assert len(result.pdf) < 400_000
    assert render_certificates(batch).pdf == result.pdf
    pages = Sheets(result.pdf)
    assert {pages.find(f"Số sổ vàng: {n}", n).page for n in range(1, 31)} == set(range(1, 31))
    with pikepdf.open(BytesIO(result.pdf)) as pdf:
        frames = {page.resources.XObject.Frame.objgen for page in pdf.pages}
        assert len(frames) == 1
        assert pdf.Root.MarkInfo.Marked
        assert 'pdfaid:part="2"' in pdf.Root.Metadata.read_bytes().decode()


def test_hostile_names_are_only_text():
    page = Sheets(render_certificates([samples.certificate(1, "<b>{{7*7}}</b> \u202eX")]).pdf)
    assert page.find("<b>{{7*7}}</b> X")


def test_an_empty_batch_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        render_certificates([])


def test_a_long_name_stands_on_two_lines_and_not_in_tiny_letters():
    name = "Tập thể lãnh đạo, cán bộ, công chức, viên chức và người lao động Ban Quản lý dự án đầu tư xây dựng tỉnh"
    page = Sheets(render_certificates([replace(samples.certificate(), recipient=name)]).pdf)
    lines = [line for line in page.lines if line.text.strip() and line.text.strip() in name]
    assert len(lines) == 2
    assert min(line.size for line in page.lines if "Mã xác minh" not in line.text) >= 11
    assert lines[-1].baseline < page.find("Chuyên viên").top


def test_three_lines_of_deeds_keep_clear_of_the_code():
    deeds = "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước của tỉnh " * 4
    page = Sheets(render_certificates([replace(samples.certificate(), achievement=deeds)]).pdf)
    beside = [line for line in page.lines if "thi đua yêu nước" in line.text]
    assert len(beside) == 3
    assert min(line.left for line in beside) >= 52
    assert not too_long("Ông A", "", deeds)


def test_words_that_no_certificate_holds_are_known_before_signing():
    assert too_long("Tập thể " * 60, "", "")
    assert too_long("Ông A", "Chuyên viên " * 40, "")
    assert too_long("Ông A", "", "Đã có thành tích " * 60)
    assert not too_long("Ông Nguyễn Văn Đường", "Chuyên viên Sở Nội vụ", "Đã có thành tích")


def test_one_sheet_alone_is_an_archive_file_too():
    batch = render_certificates([samples.certificate(n) for n in (1, 2, 3)]).pdf
    alone = one_sheet(batch, 1)
    assert alone == one_sheet(batch, 1)
    assert "Số sổ vàng: 2" in Sheets(alone).text()
    with pikepdf.open(BytesIO(alone)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        described = pdf.Root.Metadata.read_bytes().decode()
        assert 'pdfaid:part="2"' in described
        assert 'pdfaid:conformance="B"' in described
        assert "/StructParents" not in pdf.pages[0].obj
