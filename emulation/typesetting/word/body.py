"""The blocks of a text in Word."""

import base64
import textwrap
from io import BytesIO
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
from PIL import Image, ImageDraw, ImageFont

from emulation.typesetting import drawing
from emulation.typesetting.blocks import (
    Article,
    Block,
    Bullet,
    Chart,
    Clause,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Section,
    Table,
    plain,
)
from emulation.typesetting.metrics import FONT_DIR
from emulation.typesetting.typography import bind_for_word as bind
from emulation.typesetting.word.styles import ALIGNMENTS, write
from emulation.typesetting.word.tables import add_grid

_SVG_BLIP = (
    '<a:ext xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="{relation}"/></a:ext>'
)


def add_block(document: WordDocument, block: Block, width: float) -> None:
    """Add one block; `width` is the room for tables and charts in millimetres."""
    match block:
        case Section():
            _add(document, "Heading 2", f"{block.number}. {block.title.upper()}")
        case Heading():
            _add(document, "Heading 3", f"{block.number}. {block.title}")
        case Article():
            _article(document, block)
        case Clause():
            _marked(document, "Official Point", f"{block.number}. ", block.text)
        case Item():
            _marked(document, "Official Point", f"{block.mark}) ", block.text)
        case Bullet():
            mark = "- " if block.level == 1 else "+ "
            _marked(document, "Official Bullet", mark, block.text)
        case Paragraph():
            _paragraph(document, block)
        case Table():
            add_grid(document, block, width)
        case Chart():
            _chart(document, block, width)
        case PageBreak():
            document.add_page_break()


def _add(document: WordDocument, style: str, text: str) -> None:
    document.add_paragraph(bind(text), style=style)


def _marked(document: WordDocument, style: str, mark: str, text: Any) -> None:
    paragraph = document.add_paragraph(mark, style=style)
    write(paragraph, text)


def _article(document: WordDocument, article: Article) -> None:
    if article.title:
        _add(document, "Heading 2", f"Điều {article.number}. {article.title}")
        if plain(article.text):
            write(document.add_paragraph(style="Body Text"), article.text)
        return
    paragraph = document.add_paragraph(style="Official Article")
    paragraph.add_run(bind(f"Điều {article.number}.")).bold = True
    paragraph.add_run(" ")
    write(paragraph, article.text)


def _paragraph(document: WordDocument, block: Paragraph) -> None:
    paragraph = document.add_paragraph(style="Body Text")
    paragraph.alignment = ALIGNMENTS[block.align]
    if not block.indent or block.align != "justify":
        paragraph.paragraph_format.first_line_indent = Mm(0)
    write(paragraph, block.text)


def picture_bytes(source: str) -> bytes:
    """Return the bytes of a PNG or JPEG given as `data:`; b"" for anything else."""
    if not drawing.is_picture(source):
        return b""
    return base64.b64decode(source.partition(",")[2])


def _chart(document: WordDocument, chart: Chart, width: float) -> None:
    """Put the drawing itself, its words for programs that cannot draw it, and its figures."""
    if chart.title:
        _add(document, "Official Table Title", chart.title)
    paragraph = document.add_paragraph(style="Official Centred")
    wide = min(chart.width_mm, width)
    picture = paragraph.add_run().add_picture(
        BytesIO(_substitute(chart)), width=Mm(wide), height=Mm(chart.height_mm)
    )
    picture._inline.docPr.set("descr", chart.alt)
    svg = drawing.safe_svg(chart.svg).encode()
    name = PackURI(f"/word/media/chart{len(document.inline_shapes)}.svg")
    part = Part(name, "image/svg+xml", svg, document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = picture._inline.graphic.graphicData.pic.blipFill.blip
    listed = parse_xml(
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        + _SVG_BLIP.format(relation=relation)
        + "</a:extLst>"
    )
    blip.append(listed)
    if chart.data:
        add_grid(document, chart.data, width)


def _substitute(chart: Chart) -> bytes:
    """Return a picture of the chart's words, shown where SVG is not understood."""
    image = Image.new("L", (1200, max(200, int(1200 * chart.height_mm / chart.width_mm))), 255)
    font = ImageFont.truetype(str(FONT_DIR / "Tinos-Regular.ttf"), 40)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, image.width - 1, image.height - 1), outline=160, width=3)
    pen.multiline_text((40, 40), "\n".join(textwrap.wrap(chart.alt, 60)), font=font, fill=0)
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
