"""Page, styles and small tools of Word documents."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from emulation.typesetting.blocks import Rich
from emulation.typesetting.typography import bind_for_word as bind

FONT: Final = "Times New Roman"
LANGUAGE: Final = "vi-VN"
INDENT: Final = Mm(12.7)
LINE_SPACING: Final = 1.09  # of the font's own 1,15: the 17,5 pt of the PDF
ALIGNMENTS: Final = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}

# name: (base, size, bold, italic, alignment, first line, space before, space after, keep with next)
_STYLES: Final = {
    "Body Text": (14, False, False, "justify", INDENT, 0, 6, False),
    "Heading 1": (14, True, False, "center", None, 0, 0, True),
    "Heading 2": (14, True, False, "justify", INDENT, 8, 6, True),
    "Heading 3": (14, True, False, "justify", INDENT, 2, 6, True),
    "Official Centred": (14, False, False, "center", None, 0, 0, False),
    "Official Letterhead": (13, False, False, "center", None, 0, 0, False),
    "Official Basis": (14, False, True, "justify", INDENT, 0, 6, False),
    "Official Bullet": (14, False, False, "justify", INDENT, 0, 6, False),
    "Official Point": (14, False, False, "justify", INDENT, 0, 6, False),
    "Official Article": (14, False, False, "justify", INDENT, 0, 6, False),
    "Official Reference": (14, False, True, "center", None, 0, 8, True),
    "Official Table Title": (14, True, False, "center", None, 8, 4, True),
    "Official Note": (12, False, True, "left", None, 0, 8, False),
    "Official Recipient": (11, False, False, "left", None, 0, 0, False),
    "Official Signature": (14, True, False, "center", None, 0, 0, True),
    "Official Small": (9, False, False, "left", None, 0, 0, False),
}


def prepare(document: WordDocument) -> None:
    """Give the document its language, fonts and styles."""
    normal = document.styles["Normal"]
    _set_font(normal, 14)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = LINE_SPACING
    normal.paragraph_format.widow_control = True
    for name, look in _STYLES.items():
        _style(document, name, *look)


def _style(
    document: WordDocument,
    name: str,
    size: float,
    bold: bool,
    italic: bool,
    align: str,
    first_line: Any,
    before: float,
    after: float,
    keep: bool,
) -> None:
    styles = document.styles
    known = name in [style.name for style in styles]
    style: Any = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    _set_font(style, size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    layout = style.paragraph_format
    layout.alignment = ALIGNMENTS[align]
    layout.first_line_indent = first_line
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.keep_with_next = keep
    layout.keep_together = False
    layout.line_spacing = LINE_SPACING


def _set_font(style: Any, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), LANGUAGE)


def write(paragraph: WordParagraph, text: Rich, *, bold: bool | None = None) -> None:
    """Add a text to a paragraph with its bold, italic and no-break spaces."""
    if isinstance(text, str):
        paragraph.add_run(bind(text)).bold = bold
        return
    for span in text:
        run = paragraph.add_run(bind(span.text))
        run.bold = True if span.bold else bold
        run.italic = True if span.italic else None


def rule_below(paragraph: WordParagraph, room_mm: float, rule_mm: float) -> None:
    """Draw a rule of `rule_mm` centred in `room_mm`, as the border of an empty paragraph."""
    side = Mm(max(0.0, (room_mm - rule_mm) / 2))
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = side
    layout.line_spacing = Pt(3)
    layout.keep_with_next = True
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
