"""The layout worker: same bytes, nothing from outside, limits, recovery."""

import base64
import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import override

from emulation.typesetting import drawing, render
from emulation.typesetting.paper import Chart, Column, Paragraph, Row, Span, Table
from emulation.typesetting.render import RECYCLE_ABOVE_MB, Renderer, RenderError, render_paper
from tests.emulation.typesetting import samples
from tests.emulation.typesetting.measure import Sheets

HOSTILE = (
    "{{7*7}} {% include 'x' %} {% load static %} <script>alert(1)</script> <w:p/> &lt;b&gt; "
    "<img src='file:///etc/passwd'> <link rel=attachment href='file:///etc/passwd'> "
    "url(file:///etc/hostname) \u202eđảo\u202c \u0000 \uffff ]]> <!-- --> <style>*{display:none}"
)


def test_the_same_text_gives_the_same_bytes_in_another_process():
    first = render_paper(samples.decision()).pdf
    script = (
        "import django; django.setup();"
        "from tests.emulation.typesetting import samples;"
        "from emulation.typesetting.render import render_paper; import hashlib;"
        "print(hashlib.sha256(render_paper(samples.decision()).pdf).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "config.settings_test"},
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert digests == {hashlib.sha256(first).hexdigest()}


def test_a_draft_looks_different_and_says_so():
    issued, draft = render_paper(samples.plan()), render_paper(samples.plan(), draft=True)
    assert issued.pdf != draft.pdf
    assert issued.pages == draft.pages
    marks = [line for line in Sheets(draft.pdf).lines if "DỰ THẢO" in line.text]
    assert {line.page for line in marks} == set(range(1, draft.pages + 1))
    assert "DỰ THẢO" not in Sheets(issued.pdf).text()


def test_hostile_text_is_printed_as_it_stands():
    paper = samples.plan(
        subject=HOSTILE,
        place="<b>x</b>",
        annexes=(),
        body=(
            Paragraph((Span(HOSTILE), Span(HOSTILE, bold=True))),
            Table((Column("<th>"),), (Row((HOSTILE,)),)),
        ),
    )
    result = render_paper(paper)
    text = Sheets(result.pdf).text().replace(" ", "")
    for piece in ("{{7*7}}", "{%include'x'%}", "<script>alert(1)</script>", "<w:p/>", "&lt;b&gt;"):
        assert text.count(piece) >= 3, piece
    assert "root:" not in text
    assert "đảo" in text
    assert b"EmbeddedFile" not in result.pdf
    assert not result.warnings


def test_pictures_and_drawings_open_nothing():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'width="10" height="10" onload="x()"><script>x</script><image href="file:///etc/passwd"/>'
        '<use xlink:href="http://127.0.0.1/x"/><style>@import "file:///x"</style>'
        '<rect width="5" height="5" fill="url(http://127.0.0.1/)" style="fill:url(x)"/></svg>'
    )
    safe = drawing.safe_svg(svg)
    for word in ("script", "image", "use", "style", "http://127", "onload", "file:"):
        assert word not in safe.replace("http://www.w3.org/2000/svg", "")
    chart = Chart(svg, "Biểu đồ")
    signature = replace(samples.plan().signatures[0], image="file:///etc/passwd")
    paper = replace(samples.plan(annexes=()), signatures=(signature,))
    assert not render_paper(replace(paper, body=(chart, *paper.body))).warnings


@pytest.mark.parametrize(
    "text",
    [
        "", "<html/>", "<svg", "x" * 2_000_001,
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ],
)  # fmt: skip
def test_what_is_no_drawing_is_refused(text):
    with pytest.raises(drawing.BadDrawing):
        drawing.safe_svg(text)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "http://127.0.0.1:9/x.png", "asset:../fonts/x", "asset:none.css",
        "data:text/html;base64,PGI+", "ftp://localhost/x",
    ],
)  # fmt: skip
def test_the_child_opens_packaged_files_only(address):
    html = f"<html lang=vi><title>x</title><img src='{address}' alt='x'><p>còn</p>"
    result = render.render_html(html, ["paper.css"])
    assert "Not part of the document" in " ".join(result.warnings) or not result.warnings
    assert Sheets(result.pdf).text() in ("còn", "x còn")


def test_a_picture_in_the_text_is_drawn():
    pixel = base64.b64encode(
        base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        )
    ).decode()
    block = replace(samples.plan().signatures[0], image=f"data:image/png;base64,{pixel}")
    paper = replace(samples.plan(annexes=()), signatures=(block,))
    result = render_paper(paper)
    assert not result.warnings
    assert b"/Image" in result.pdf


def test_the_child_has_no_rights_and_no_network():
    render_paper(samples.letter())
    layout_worker = render._renderer._process
    status = dict(
        line.split(":\t", 1)
        for line in Path(f"/proc/{layout_worker.pid}/status").read_text().splitlines()
    )
    if os.geteuid() == 0:
        assert set(status["Uid"].split()) == {"65534"}
        interfaces = Path(f"/proc/{layout_worker.pid}/net/dev").read_text()
        assert "eth0" not in interfaces
    limits = Path(f"/proc/{layout_worker.pid}/limits").read_text()
    memory = next(line for line in limits.splitlines() if "address space" in line).split()
    assert 1 << 30 <= int(memory[3]) < 1.1 * (1 << 30)  # what a letter needs
    assert int(memory[4]) == 4 << 30  # what no text may exceed
    assert status["NoNewPrivs"].strip() == "1"


def test_a_text_that_takes_too_long_is_given_up_and_the_next_one_works():
    renderer = Renderer(seconds=3, per_mb=0)
    try:
        renderer.render("<html lang=vi><title>x</title><p>x", ["paper.css"])
        endless = (
            "<html lang=vi><title>x</title><table><tr><td colspan=200000>x</table>" + "<p>x" * 90000
        )
        with override("en"), pytest.raises(RenderError, match="too long"):
            renderer.render(endless, ["paper.css"])
        assert renderer.render("<html lang=vi><title>x</title><p>x", ["paper.css"]).pages == 1
    finally:
        renderer.close()


def test_a_child_that_was_killed_is_replaced():
    renderer = Renderer()
    try:
        renderer.render("<html lang=vi><title>x</title><p>x", ["paper.css"])
        os.kill(renderer._process.pid, 9)
        renderer._process.wait()
        assert renderer.render("<html lang=vi><title>x</title><p>x", ["paper.css"]).pages == 1
    finally:
        renderer.close()


def test_the_scratch_folder_goes_with_the_child():
    renderer = Renderer()
    renderer.render("<html lang=vi><title>x</title><p>x", ["paper.css"])
    scratch = renderer._scratch
    assert scratch.exists()
    renderer.close()
    assert not scratch.exists()


def test_a_fat_parent_does_not_wear_its_child_out():
    ballast = bytearray(os.urandom(4096)) * ((RECYCLE_ABOVE_MB << 20) // 4096 + 1)
    renderer = Renderer()
    try:
        renderer.render("<html lang=vi><title>x</title><p>x", ["paper.css"])
        assert renderer._process is not None
    finally:
        renderer.close()
        del ballast


def test_nothing_is_imported_behind_the_cage():
    """A library that is loaded late may be unreadable for the unprivileged layout_worker."""
    script = """
import sys, tempfile, pathlib, django
django.setup()
sys.path.insert(0, "emulation/typesetting")
from tests.emulation.typesetting import samples
from emulation.typesetting.certificates import CertificateSheet, certificates_html
from emulation.typesetting.markup import paper_html
pages = [(paper_html(getattr(samples, n)()), ["paper.css", "draft.css"])
         for n in ("plan", "decision", "minutes", "letter")]
pages.append((certificates_html([samples.certificate()], CertificateSheet()), ["certificate.css"]))
import layout_worker
scratch = pathlib.Path(tempfile.mkdtemp())
layout_worker.prepare_fonts(pathlib.Path("static/fonts/tinos"), scratch)
layout = layout_worker.Layout(pathlib.Path("static/typesetting"))
layout_worker.warm_up(layout)
before = set(sys.modules)
for html, styles in pages:
    layout.render({"html": html, "styles": styles})
print(sorted(set(sys.modules) - before))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings_test"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
