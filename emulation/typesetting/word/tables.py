"""Tables of Word documents: borderless ones for letterhead and signatures, ruled ones for lists."""

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from emulation.typesetting.blocks import Row, Table
from emulation.typesetting.typography import bind_for_word as bind
from emulation.typesetting.widths import fit, grouped_head
from emulation.typesetting.word.styles import ALIGNMENTS

CELL_PADDING: Final = Mm(1)


def add_columns(document: WordDocument, widths: tuple[float, ...], rows: int = 1) -> Any:
    """Add a borderless table of fixed widths (mm), for parts that stand side by side."""
    table = document.add_table(rows=rows, cols=len(widths))
    _fix(table, widths, padding=Mm(0))
    for row in table.rows:
        _keep_whole(row)
    return table


def add_grid(document: WordDocument, table: Table, width: float) -> None:
    """Add a ruled table with a repeated head."""
    laid = fit(table, width)
    if table.title:
        document.add_paragraph(bind(table.title), style="Official Table Title")
    groups = grouped_head(table.columns)
    deep = any(name for name, _span in groups)
    grid = document.add_table(rows=(2 if deep else 1) + len(table.rows), cols=len(table.columns))
    grid.style = "Table Grid"
    _fix(grid, laid.widths, padding=CELL_PADDING)
    rows = list(grid.rows)
    cells = [list(row.cells) for row in rows]
    _head(rows, cells, table, laid.size, groups if deep else [])
    for offset, row in enumerate(table.rows, start=2 if deep else 1):
        _keep_whole(rows[offset])
        _row(cells[offset], row, table, laid.size)
    if table.note:
        document.add_paragraph(bind(table.note), style="Official Note")
    else:
        document.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _head(
    rows: list[Any],
    cells: list[list[Any]],
    table: Table,
    size: float,
    groups: list[tuple[str, int]],
) -> None:
    for row in rows[: 2 if groups else 1]:
        _keep_whole(row)
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)
    if not groups:
        for cell, column in zip(cells[0], table.columns, strict=True):
            _fill(cell, column.title, "center", size, bold=True)
        return
    place = 0
    for name, span in groups:
        if name:
            cell = cells[0][place].merge(cells[0][place + span - 1])
            _fill(cell, name, "center", size, bold=True)
            for index in range(place, place + span):
                _fill(cells[1][index], table.columns[index].title, "center", size, bold=True)
        else:
            cell = cells[0][place].merge(cells[1][place])
            _fill(cell, table.columns[place].title, "center", size, bold=True)
        place += span


def _row(cells: list[Any], row: Row, table: Table, size: float) -> None:
    place = 0
    for index, text in enumerate(row.cells):
        span = row.span if index == 0 else 1
        align = table.columns[place].align
        if span > 1:
            align = "left" if row.kind == "group" else "center"
        cell = cells[place] if span == 1 else cells[place].merge(cells[place + span - 1])
        _fill(cell, text, align, size, bold=row.kind != "row")
        place += span


def _fill(cell: Any, text: str, align: str, size: float, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = ALIGNMENTS[align]
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(bind(text))
    run.font.size, run.bold = Pt(size), bold or None
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _fix(table: Any, widths: tuple[float, ...], padding: Any) -> None:
    """Fix layout, widths and padding, so that every program draws the same table."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    properties = table._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(padding.twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(padding.twips))
    indent.set(qn("w:type"), "dxa")
    properties.find(qn("w:tblLayout")).addprevious(indent)
    look = properties.find(qn("w:tblLook"))
    properties.insert(properties.index(look) if look is not None else len(properties), margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(width)


def _keep_whole(row: Any) -> None:
    mark = OxmlElement("w:cantSplit")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
