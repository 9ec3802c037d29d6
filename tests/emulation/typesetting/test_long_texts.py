"""What is long: symbols, addresses, rows, recipients, numbers, titles, annexes."""

import os
import re
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.utils.translation import override

from emulation.jobs.enums import JobState
from emulation.jobs.services import enqueue, heartbeat, run_now
from emulation.registries.work import job_kind, registry
from emulation.typesetting import render
from emulation.typesetting.blocks import Bullet, Column, Paragraph, Row, Section, Table
from emulation.typesetting.findings import findings
from emulation.typesetting.justified import justify
from emulation.typesetting.markup import paper_html
from emulation.typesetting.metrics import balanced
from emulation.typesetting.paper import Annex, DocumentNumber
from emulation.typesetting.render import Renderer, RenderError, Watch, render_paper
from emulation.typesetting.typography import bind
from emulation.typesetting.widths import fit
from tests.emulation.typesetting import samples
from tests.emulation.typesetting.measure import Sheets

MAIL = "phongnoivu.thiduakhenthuong.huyenhongdan@baclieu.gov.vn"


def _codes(paper, rendered):
    return [finding.code for finding in findings(rendered, paper)]


def _table(*titles, row, shares=(1, 3, 4, 3)):
    columns = tuple(Column(title, share=share) for title, share in zip(titles, shares, strict=True))
    return Table(columns, (Row(row),))


@pytest.mark.parametrize("filler", range(0, 44, 2))
def test_a_symbol_is_never_broken_wherever_the_line_ends(filler):
    text = (
        "a " * filler + "theo Nghị định số 91/2017/NĐ-CP và Tờ trình số 1849/TTr-SNV-TĐKT của tỉnh"
    )
    lines = Sheets(render_paper(samples.plan(annexes=(), body=(Paragraph(text),))).pdf).lines
    for symbol in ("91/2017/NĐ-CP", "1849/TTr-SNV-TĐKT"):
        assert any(symbol in line.text for line in lines), (symbol, [line.text for line in lines])


def test_a_symbol_is_copied_and_searched_as_it_was_typed():
    assert "91/2017/NĐ-CP ngày" in Sheets(render_paper(samples.decision()).pdf).text()


@pytest.mark.parametrize("word", ["2.340.000.000.000.000.000", "kinh tế - xã hội", "Covid-19"])
def test_what_is_no_symbol_and_no_address_stays_as_it_is(word):
    assert "\u2060" not in bind(word)
    assert "\u200b" not in bind(word)


def test_bindings_give_way_before_a_line_is_torn():
    text = bind(
        "Thực hiện các nhiệm vụ của năm theo Quyết định của tỉnh tại văn bản số 91/2017/NĐ-CP"
    )
    for cut in range(0, 60, 3):
        for tail in (text[cut:], text[cut:] + " " + text):
            assert not justify(tail, 165).torn
    unbroken = "Xem " + "m" * 19 + "\u00a0" + "m" * 19
    loosened = justify(unbroken, 165)
    assert "\u00a0" not in loosened.text or not loosened.torn


def test_a_line_that_cannot_be_filled_stands_flush_left_instead_of_torn():
    text = (
        "Các đơn vị xem số "
        + "8" * 70
        + " đồng, tiếp tục thực hiện các nhiệm vụ còn lại của năm nay."
    )
    paper = samples.plan(annexes=(), body=(Paragraph(text),))
    assert justify(bind(text), 165).torn
    assert 'class="torn paragraph' in paper_html(paper)
    assert "torn_line" not in _codes(paper, render_paper(paper))


def test_a_torn_line_is_found_in_the_layout_itself():
    html = (
        "<html lang=vi><title>x</title><p class=paragraph>hai chữ "
        f"{'m' * 30} {'m' * 30} rồi đến các chữ còn lại của đoạn văn này"
    )
    problems = render.render_html(html, ["paper.css"]).problems
    assert [problem.code for problem in problems] == ["torn_line"]


def test_a_title_is_not_cut_inside_a_word():
    for subject in (
        "Về việc ban hành Quy chế phối hợp giữa các cơ quan tham gia thi đua và Quyết định khen thưởng",
        "Phát động phong trào thi đua đẩy mạnh thực hiện các nhiệm vụ phát triển kinh tế - xã hội năm 2021",
    ):
        for width in range(90, 146, 3):
            lines = balanced(subject, 14, width, bold=True).replace("\u00a0", " ").split("\n")
            ends = [
                f"{a.split()[-1]} {b.split()[0]}" for a, b in zip(lines, lines[1:], strict=False)
            ]
            cut = {"Quyết định", "khen thưởng", "thi đua", "nhiệm vụ", "phát triển", "phong trào"}
            assert not cut & set(ends), (width, lines)


@pytest.mark.parametrize("filler", range(19, 27))
def test_a_line_that_leads_in_stays_with_what_it_leads_to(filler):
    body = (
        *(Paragraph("Nội dung") for _ in range(filler)),
        Paragraph("Các cơ quan, đơn vị thực hiện các nhiệm vụ sau:"),
        Bullet("Tuyên truyền;"), Bullet("Triển khai;"), Bullet("Tổng kết"),
    )  # fmt: skip
    paper = samples.plan(annexes=(), body=body)
    assert "lonely_lead_in" not in _codes(paper, render_paper(paper))


def test_a_lead_in_left_alone_is_found():
    html = (
        "<html lang=vi><title>x</title><p>Các đơn vị thực hiện như sau:"
        "<p style='break-before:page'>- Một"
    )
    problems = render.render_html(html, ["paper.css"]).problems
    assert [problem.code for problem in problems] == ["lonely_lead_in"]


def test_a_long_number_takes_room_from_the_date_and_never_runs_over_it():
    number = DocumentNumber("QĐ-UBND-VPĐKTĐKT-HĐ", 1234)
    paper = samples.decision(number=number)
    rendered = render_paper(paper)
    sheets = Sheets(rendered.pdf)
    number_line, date_line = sheets.find("1234/", page=1), sheets.find("ngày 05 tháng", page=1)
    assert number_line.width > 66
    assert number_line.right < date_line.left
    assert not rendered.problems
    longer = samples.decision(number=DocumentNumber("QĐ-UBND-VPĐKTĐKT-HĐTĐKT-VP", 1234))
    assert {"outside_column", "outside_margin"} & set(_codes(longer, render_paper(longer)))


@pytest.mark.parametrize("count", [10, 29, 31, 45, 60, 300])
def test_recipients_go_on_over_the_pages_and_the_signature_does_not_stand_alone(count):
    names = tuple(f"Ủy ban nhân dân huyện số {number}" for number in range(1, count + 1))
    paper = samples.plan(recipients=names, annexes=())
    rendered = render_paper(paper)
    text = re.sub(r"\s+", " ", Sheets(rendered.pdf).text())
    assert not _codes(paper, rendered)
    assert all(f"{name};" in text for name in names)
    signer, first = (Sheets(rendered.pdf).find(words) for words in ("CHỦ TỊCH", "huyện số 1;"))
    assert signer.page == first.page


def test_a_high_row_begins_under_its_heading_and_goes_on_over_the_page():
    words = " ".join(f"nội dung {number}" for number in range(150))
    table = _table("STT", "Họ và tên", "Đơn vị", "Nội dung", row=("1", "Nguyễn Văn A", "Sở", words))
    end = Paragraph(
        "Các cơ quan, đơn vị nghiêm túc thực hiện các nội dung trên theo quy định. " * 3
    )
    paper = samples.plan(annexes=(), body=(Section("Nội dung"), table, end))
    rendered = render_paper(paper)
    sheets = Sheets(rendered.pdf)
    assert sheets.find("Nguyễn Văn A").page == 1
    assert "149" in sheets.text(2)
    assert not _codes(paper, rendered)


def test_rows_below_a_third_of_a_page_stay_whole():
    table = _table("STT", "Họ và tên", "Đơn vị", "Nội dung", row=("1", "A", "Sở", "nội dung " * 30))
    assert " tall" not in paper_html(samples.plan(annexes=(), body=(table,)))


def test_an_address_is_broken_after_its_marks_and_takes_no_column():
    table = _table("STT", "Họ và tên", "Đơn vị", "E-mail", row=("1", "Nguyễn Văn A", "Sở", MAIL))
    laid = fit(table, 165)
    assert laid.fits
    assert laid.size == table.size
    assert laid.widths[3] <= 1.5 * 45
    link = f"https://{'thidua' * 18}.vn/?x=1"
    wide = fit(_table("STT", "Họ và tên", "Đơn vị", "E-mail", row=("1", "A", "B", link)), 165)
    assert wide.fits
    assert wide.widths[3] <= 1.5 * 45


def test_a_table_too_wide_for_its_words_and_numbers_is_a_finding_and_nothing_is_cut():
    columns = tuple(Column(f"C{number}") for number in range(14))
    row = Row(("1.234.567.890.123",) * 14)
    paper = samples.plan(annexes=(), body=(Table(columns, (row,), title="Số liệu"),))
    rendered = render_paper(paper)
    found = [each for each in findings(rendered, paper) if each.code == "wide_table"]
    assert found
    assert found[0].blocking
    assert "outside_cell" in _codes(paper, rendered)
    wide = samples.plan(
        annexes=(Annex("Biểu", (Table(columns[:9], (Row(row.cells[:9]),)),), landscape=True),)
    )
    assert "wide_table" not in _codes(wide, render_paper(wide))


def test_what_a_text_may_take_grows_with_it_and_it_is_tried_once(monkeypatch):
    asked = []
    renderer = Renderer(seconds=2, per_mb=0)
    begin = render._begin
    monkeypatch.setattr(render, "_begin", lambda *args: asked.append(args[1]) or begin(*args))
    endless = "<html lang=vi><title>x</title>" + "<p>x" * 200_000
    try:
        with override("en"), pytest.raises(RenderError, match="too long"):
            renderer.render(endless, ["paper.css"])
    finally:
        renderer.close()
    assert len(asked) == 1
    assert asked[0]["memory_mb"] > render.MEMORY_MB + 400
    renderer = Renderer()
    try:
        renderer.render("<html lang=vi><title>x</title><p>x", ["paper.css"])
    finally:
        renderer.close()
    assert asked[1]["seconds"] == 60


def test_a_child_without_progress_is_ended_and_a_working_one_is_not():
    sleeping = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    working = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        time.sleep(0.5)
        with Watch(sleeping, 1.0), Watch(working, 1.0):
            assert sleeping.wait(20) == -signal.SIGKILL
            assert working.poll() is None
    finally:
        working.kill()
        working.wait()


@pytest.mark.django_db
def test_a_text_that_cannot_be_laid_out_fails_its_job_at_once():
    @job_kind("tests.unrenderable", label="x")
    def step(_job):
        raise RenderError("Văn bản quá dài.")

    try:
        job = run_now(enqueue("tests.unrenderable", {}, by=None))
    finally:
        registry.pop("tests.unrenderable")
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 1, "Văn bản quá dài.")


@pytest.mark.django_db(transaction=True)
def test_a_slow_step_keeps_its_claim_fresh(monkeypatch):
    monkeypatch.setattr(heartbeat, "EVERY", heartbeat.dt.timedelta(seconds=0.05))

    @job_kind("tests.slow", label="x")
    def step(_job):
        raise AssertionError("only its claim is looked at")

    job = enqueue("tests.slow", {}, by=None)
    before = job.heartbeat_at
    with heartbeat.signs_of_life(job):
        for _turn in range(100):
            threading.Event().wait(0.05)
            job.refresh_from_db()
            if job.heartbeat_at != before:
                break
    registry.pop("tests.slow")
    assert job.heartbeat_at != before


def test_nothing_is_opened_behind_the_sandbox():
    """Whoever starts it and wherever it lies: files of the portal may be closed to the child."""
    script = """
import sys, tempfile, pathlib, django
django.setup()
sys.path.insert(0, "emulation/typesetting")
from tests.emulation.typesetting import samples
from emulation.typesetting.markup import paper_html
html = paper_html(samples.plan())
import layout_worker
scratch = pathlib.Path(tempfile.mkdtemp())
layout_worker.prepare_fonts(pathlib.Path("static/fonts/tinos"), scratch)
layout = layout_worker.Layout(pathlib.Path("static/typesetting"))
layout_worker.warm_up(layout)
opened = []
def hook(event, args):
    if event == "open" and not str(args[0]).startswith((str(scratch), "/proc/", "/tmp/")):
        opened.append(str(args[0]))
sys.addaudithook(hook)
answer, pdf = layout.render({"html": html, "styles": ["paper.css", "draft.css"]})
print(opened, answer["ok"], pdf[:5])
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings_test"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[] True b'%PDF-'"
