"""Putting an official text together as a Word document."""

import zipfile
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any, Final

import segno
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from emulation.typesetting import wording
from emulation.typesetting.markup import ISSUER_MM, LETTER_SUBJECT_MM, TITLE_MM
from emulation.typesetting.metrics import balanced, width_mm
from emulation.typesetting.paper import Annex, Paper, SignatureBlock
from emulation.typesetting.typography import bind_all
from emulation.typesetting.typography import bind_for_word as bind
from emulation.typesetting.widths import LANDSCAPE_MM, PORTRAIT_MM
from emulation.typesetting.word.body import add_block, picture_bytes
from emulation.typesetting.word.styles import prepare, rule_below
from emulation.typesetting.word.tables import add_columns

HEAD_MM: Final = (66.0, 99.0)
CLOSING_MM: Final = (82.5, 82.5)
RULE_SHARE: Final = 0.4
EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


def assemble(paper: Paper, *, draft: bool = False) -> bytes:
    """Return the DOCX of an official text; `draft` puts "DỰ THẢO" at the head of every page."""
    document = Document()
    prepare(document)
    _properties(document, paper)
    _page(document.sections[0], landscape=False)
    _header(document.sections[0], draft)
    _letterhead(document, paper)
    _title(document, paper)
    for block in wording.with_end_mark(paper.body):
        add_block(document, block, PORTRAIT_MM)
    _keep_with_signature(document, paper)
    _closing(document, paper)
    _verification(document, paper)
    for index, annex in enumerate(paper.annexes):
        _annex(document, paper, annex, paper.annex_label(index))
    return _fixed_bytes(document)


def _keep_with_signature(document: WordDocument, paper: Paper) -> None:
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    body = wording.with_end_mark(paper.body)
    if body and wording.stays_with_signature(body[-1], PORTRAIT_MM):
        document.paragraphs[-2].paragraph_format.keep_with_next = True


def _properties(document: WordDocument, paper: Paper) -> None:
    moment = datetime.combine(paper.date, time(), tzinfo=UTC) if paper.date else EPOCH
    properties = document.core_properties
    properties.title, properties.author = (
        paper.title[:250],
        paper.letterhead.body.replace("\n", " "),
    )
    properties.language, properties.comments = "vi", ""
    properties.created = properties.modified = moment.replace(tzinfo=None)


def _page(section: Any, *, landscape: bool) -> None:
    short, long = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(8)
    section.different_first_page_header_footer = True


def _header(section: Any, draft: bool) -> None:
    """Page number from page 2 on, centred; drafts say so on every page."""
    for header, numbered in ((section.first_page_header, False), (section.header, True)):
        paragraph = header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if draft:
            run = paragraph.add_run("DỰ THẢO" + ("   " if numbered else ""))
            run.bold, run.font.size, run.font.color.rgb = True, Pt(13), RGBColor(0xA4, 0x16, 0x1A)
        if numbered:
            run = paragraph.add_run()
            run.font.size = Pt(13)
            for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
                run._r.append(_field(kind, text))


def _field(kind: str, text: str) -> Any:
    if text:
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = text
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def _letterhead(document: WordDocument, paper: Paper) -> None:
    table = add_columns(document, HEAD_MM, rows=2)
    left, right = table.rows[0].cells
    body = balanced(paper.letterhead.body.upper(), 13, ISSUER_MM, bold=True)
    if paper.letterhead.parent:
        _line(left, balanced(paper.letterhead.parent.upper(), 13, ISSUER_MM), size=13)
    _line(left, body, size=13, bold=True)
    _rule(left, HEAD_MM[0], RULE_SHARE * _widest(body, 13, bold=True))
    _line(right, wording.NATION, size=13, bold=True)
    _line(right, wording.MOTTO, size=14, bold=True)
    _rule(right, HEAD_MM[1], width_mm(wording.MOTTO, 14, bold=True))
    left, right = table.rows[1].cells
    if paper.number:
        _line(left, bind_all(paper.number.line), size=13, before=6)
    if paper.is_letter:
        _line(left, balanced(bind(paper.subject), 12, LETTER_SUBJECT_MM), size=12, before=6)
    if not paper.minutes:
        _line(right, bind_all(wording.place_and_date(paper)), size=14, italic=True, before=6)


def _line(
    cell: Any,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
) -> None:
    """Add a centred line to a cell, in its first paragraph while that is empty."""
    first = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.style = "Official Letterhead"
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.line_spacing = 1.0
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None


def _rule(cell: Any, room: float, width: float) -> None:
    paragraph = cell.add_paragraph(style="Official Letterhead")
    rule_below(paragraph, room, width)


def _widest(text: str, size: float, *, bold: bool) -> float:
    return max(width_mm(line, size, bold=bold) for line in text.split("\n"))


def _title(document: WordDocument, paper: Paper) -> None:
    gap = document.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(10)
    if paper.type_name:
        document.add_paragraph(paper.type_name.upper(), style="Heading 1")
        if paper.subject:
            subject = balanced(bind(paper.subject), 14, TITLE_MM, bold=True)
            document.add_paragraph(subject, style="Official Centred").runs[0].bold = True
            rule = document.add_paragraph(style="Official Centred")
            rule_below(rule, PORTRAIT_MM, RULE_SHARE * _widest(subject, 14, bold=True))
        _gap(document, 8)
    if paper.authority_heading:
        _bold_line(document, bind(paper.authority_heading.upper()))
    _addressees(document, paper)
    for line in wording.legal_basis_lines(paper):
        document.add_paragraph(bind(line), style="Official Basis")
    if line := wording.enacting_line(paper):
        _bold_line(document, line)


def _gap(document: WordDocument, points: float) -> None:
    document.add_paragraph().paragraph_format.line_spacing = Pt(points)


def _bold_line(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph(text, style="Official Centred")
    paragraph.runs[0].bold = True
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(4), Pt(8)
    paragraph.paragraph_format.keep_with_next = True


def _addressees(document: WordDocument, paper: Paper) -> None:
    lines = wording.addressee_lines(paper)
    if len(lines) == 1:
        document.add_paragraph(f"{paper.opening}: {lines[0]}", style="Official Centred")
    for index, line in enumerate(lines if len(lines) > 1 else []):
        if index == 0:
            opening = document.add_paragraph(f"{paper.opening}:")
            opening.paragraph_format.left_indent = Mm(32)
        document.add_paragraph(line).paragraph_format.left_indent = Mm(45)
    if lines:
        _gap(document, 10)


def _closing(document: WordDocument, paper: Paper) -> None:
    table = add_columns(document, CLOSING_MM)
    left, right = table.rows[0].cells
    for side, cell in (("left", left), ("right", right)):
        if side == "left" and not paper.minutes:
            _recipients(cell, paper)
        for block in (block for block in paper.signatures if block.side == side):
            _signature(cell, block)
    if paper.minutes:
        _gap(document, 12)
        _recipients(document, paper)


def _paragraph(place: Any, style: str) -> Any:
    """Add a paragraph to a cell (its first one while empty) or to the document."""
    if not hasattr(place, "sections") and len(place.paragraphs) == 1 and not place.text:
        first = place.paragraphs[0]
        if not first.runs:
            first.style = style
            return first
    return place.add_paragraph(style=style)


def _recipients(place: Any, paper: Paper) -> None:
    lines = wording.recipient_lines(paper)
    if not lines:
        return
    run = _paragraph(place, "Official Recipient").add_run("Nơi nhận:")
    run.bold = run.italic = True
    run.font.size = Pt(12)
    for line in lines:
        _paragraph(place, "Official Recipient").add_run(bind(line))


def _signature(cell: Any, block: SignatureBlock) -> None:
    for line in block.lines:
        _paragraph(cell, "Official Signature").add_run(bind(line.upper()))
    room = cell.add_paragraph(style="Official Signature")
    if image := picture_bytes(block.image):
        room.add_run().add_picture(BytesIO(image), height=Mm(22))
    else:
        room.paragraph_format.line_spacing = Mm(24)
        room.add_run(block.note).italic = True
    if block.other_position:
        cell.add_paragraph(style="Official Signature").add_run(bind(block.other_position))
    name = cell.add_paragraph(style="Official Signature")
    name.add_run(bind_all(block.name))
    name.paragraph_format.keep_with_next = False


def _verification(document: WordDocument, paper: Paper) -> None:
    if paper.verification is None:
        return
    _gap(document, 12)
    table = add_columns(document, (20.0, 145.0))
    left, right = table.rows[0].cells
    drawn = BytesIO()
    segno.make(paper.verification.url, error="m").save(drawn, kind="png", border=0, scale=6)
    left.paragraphs[0].add_run().add_picture(BytesIO(drawn.getvalue()), width=Mm(16))
    for text in (f"Mã xác minh: {paper.verification.code}", paper.verification.url):
        _paragraph(right, "Official Small").add_run(text)


def _annex(document: WordDocument, paper: Paper, annex: Annex, label: str) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _page(section, landscape=annex.landscape)
    _restart_numbers(section)
    if label:
        document.add_paragraph(bind_all(label), style="Heading 1")
    title = balanced(bind(annex.title.upper()), 14, TITLE_MM, bold=True)
    document.add_paragraph(title, style="Heading 1" if not label else "Official Centred")
    document.paragraphs[-1].runs[0].bold = True
    if annex.subject:
        subject = balanced(bind(annex.subject), 14, TITLE_MM, bold=True)
        document.add_paragraph(subject, style="Official Centred").runs[0].bold = True
    reference = balanced(bind(wording.annex_reference(paper, annex)), 14, TITLE_MM)
    document.add_paragraph(reference, style="Official Reference")
    width = LANDSCAPE_MM if annex.landscape else PORTRAIT_MM
    for block in annex.body:
        add_block(document, block, width)


def _restart_numbers(section: Any) -> None:
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    margins = properties.find(qn("w:pgMar"))
    margins.addnext(numbers)


def _fixed_bytes(document: WordDocument) -> bytes:
    """Return the package with fixed times, so that equal texts give equal bytes."""
    written = BytesIO()
    document.save(written)
    fixed = BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
