"""The Word document: opens elsewhere with the same text, styles and pages."""

import os
import re
import shutil
import subprocess
from functools import cache
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from emulation.typesetting.metrics import FONT_DIR
from emulation.typesetting.render import render_paper
from emulation.typesetting.word import render_word
from tests.emulation.typesetting import samples
from tests.emulation.typesetting.measure import Sheets

ALL = ["plan", "decision", "minutes", "letter"]
HOSTILE = "{{7*7}} <w:p/> <script>alert(1)</script> &amp; ]]> \u202e\x0b"


@cache
def word(name: str) -> bytes:
    return render_word(getattr(samples, name)())


@pytest.mark.parametrize("name", ALL)
def test_equal_texts_give_equal_bytes(name):
    assert render_word(getattr(samples, name)()) == word(name)


@pytest.mark.parametrize("name", ALL)
def test_times_new_roman_and_real_styles(name):
    document = Document(BytesIO(word(name)))
    assert document.styles["Normal"].font.name == "Times New Roman"
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert "Body Text" in used or "Official Article" in used
    if name == "plan":
        assert {"Heading 1", "Heading 2", "Heading 3", "Official Point"} <= used
    xml = document.element.xml
    assert set(re.findall(r'w:ascii="([^"]+)"', xml)) <= {"Times New Roman"}


def test_pages_margins_and_sections():
    document = Document(BytesIO(word("plan")))
    assert len(document.sections) == 2
    for section in document.sections:
        assert section.page_width.mm == pytest.approx(210, abs=0.5)
        margins = [section.left_margin.mm, section.right_margin.mm, section.top_margin.mm]
        assert margins == pytest.approx([30, 15, 20], abs=0.2)
        assert section.different_first_page_header_footer
    assert "PAGE" in document.sections[0].header._element.xml
    assert document.sections[1]._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_heads_of_tables_are_repeated():
    table = Document(BytesIO(word("plan"))).tables[-1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_hostile_text_is_only_text():
    document = Document(BytesIO(render_word(samples.plan(subject=HOSTILE, annexes=()))))
    text = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "{{7*7}} <w:p/>" in text.replace("\n", " ").replace("\u00a0", " ")


def test_a_draft_says_so_at_the_head():
    section = Document(BytesIO(render_word(samples.plan(), draft=True))).sections[0]
    assert "DỰ THẢO" in section.first_page_header.paragraphs[0].text
    assert "DỰ THẢO" in section.header.paragraphs[0].text


FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias>
</fontconfig>
"""


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """The four texts opened and printed by LibreOffice, with the metrics of Times New Roman."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.fail("LibreOffice is not installed; tools/setup test says how.")
    folder = tmp_path_factory.mktemp("word")
    for name in ALL:
        (folder / f"{name}.docx").write_bytes(word(name))
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(fonts=FONT_DIR, cache=folder / "cache"))
    subprocess.run(
        [soffice, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
         "pdf", "--outdir", str(folder), *[str(folder / f"{name}.docx") for name in ALL]],
        check=True, capture_output=True, timeout=180,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
    )  # fmt: skip
    return {name: (folder / f"{name}.pdf").read_bytes() for name in ALL}


@pytest.mark.parametrize("name", ALL)
def test_libreoffice_shows_the_same_text_on_as_many_pages(converted, name):
    ours, theirs = Sheets(render_paper(getattr(samples, name)()).pdf), Sheets(converted[name])
    assert len(ours.sizes) == len(theirs.sizes)
    words = re.findall(r"\w{2,}", ours.text())
    seen = set(re.findall(r"\w{2,}", theirs.text()))
    drawn = {
        "Khốisở",
        "Cụmhuyện",
        "ngành",
    }  # inside the chart, which LibreOffice 7 replaces by its words
    assert {word for word in words if word not in seen} <= drawn
