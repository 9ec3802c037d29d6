"""The fixed wording around an official text, the same in PDF and in Word.

Endings of lists, the date line, recipients, the annex reference and the end mark: what Decree
30/2020/NĐ-CP prescribes and an author should not have to type.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from emulation.typesetting.blocks import (
    Article,
    Block,
    Bullet,
    Clause,
    Item,
    Paragraph,
    Rich,
    Span,
    plain,
)
from emulation.typesetting.metrics import width_mm
from emulation.typesetting.paper import BLANK_NUMBER, Annex, Paper
from emulation.typesetting.typography import lower_first, roman, sentence_case
from emulation.ui.vietnamese import long_date

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
END_MARK: Final = "./."
_ENDINGS: Final = " .;:,/"


def place_and_date(paper: Paper) -> str:
    """Return "Bạc Liêu, ngày 05 tháng 01 năm 2026"; with room to write while undated."""
    if paper.date is None:
        return f"{paper.place or '…………'}, ngày      tháng      năm        "
    return f"{paper.place}, {_words_of_date(paper)}"


def _words_of_date(paper: Paper) -> str:
    if paper.date is None:
        return "ngày … tháng … năm …"
    return long_date(paper.date)


def legal_basis_lines(paper: Paper) -> list[str]:
    """Return one line per basis: each ends with ";" and the last with "."."""
    lines = [basis.rstrip(_ENDINGS) for basis in paper.legal_bases]
    return [f"{line};" for line in lines[:-1]] + [f"{line}." for line in lines[-1:]]


def addressee_lines(paper: Paper) -> list[str]:
    """Return the addressees: one stands alone; several begin with "- " and end ";" … "."."""
    names = [name.rstrip(_ENDINGS) for name in paper.addressees]
    if len(names) < 2:
        return names
    return [f"- {name};" for name in names[:-1]] + [f"- {names[-1]}."]


def enacting_line(paper: Paper) -> str:
    """Return "QUYẾT ĐỊNH:" with its colon, or ""."""
    line = paper.enacting_line.rstrip(" :").upper()
    return f"{line}:" if line else ""


def recipient_lines(paper: Paper) -> list[str]:
    """Return the lines under "Nơi nhận:", the archive last: "- Lưu: VT, NC."."""
    lines = [f"- {name.lstrip('-– ').rstrip(_ENDINGS)};" for name in paper.recipients]
    if paper.archive_line:
        lines.append(f"- Lưu: {paper.archive_line.rstrip(_ENDINGS)}.")
    elif lines:
        lines[-1] = lines[-1][:-1] + "."
    return lines


def annex_reference(paper: Paper, annex: Annex) -> str:
    """Return "(Kèm theo Quyết định số 05/QĐ-UBND ngày … của …)" under an annex's title."""
    if annex.reference:
        return annex.reference
    type_name = sentence_case(paper.type_name) or "Công văn"
    number = ""
    if paper.number:
        number = f" số {paper.number.code or BLANK_NUMBER + '/' + paper.number.symbol}"
    issuer = f" của {paper.issuer}" if paper.issuer else ""
    return f"(Kèm theo {type_name}{number} {_words_of_date(paper)}{issuer})"


def annexes_mention(type_name: str, annexes: Sequence[Annex]) -> Paragraph:
    """Return "(Kèm theo Kế hoạch này: Phụ lục I - …; Phụ lục II - …)": a text names its annexes.

    Decree 30/2020/NĐ-CP, Annex I, III.1. A single annex has no number.
    """
    if len(annexes) == 1:
        named = f"Phụ lục {lower_first(annexes[0].title)}"
    else:
        numbered = enumerate(annexes, start=1)
        named = "; ".join(f"Phụ lục {roman(number)} - {annex.title}" for number, annex in numbered)
    return Paragraph(f"(Kèm theo {type_name} này: {named}.)")


def with_end_mark(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the body with "./." closing its last words."""
    if not body:
        return body
    last = body[-1]
    if isinstance(last, Paragraph | Clause | Item | Bullet | Article) and last.text:
        return (*body[:-1], replace(last, text=_closed(last.text)))
    return (*body, Paragraph(END_MARK, align="right"))


def stays_with_signature(block: Block, width: float) -> bool:
    """Tell whether `block` fills a single line, so that the block before it must stay too.

    The signature never stands on a page with less than two lines of the text.
    """
    if not isinstance(block, Paragraph | Clause | Item | Bullet | Article):
        return False
    return width_mm(plain(block.text), 14, bold=True) < width - 25


def _closed(text: Rich) -> Rich:
    if isinstance(text, str):
        return text.rstrip(_ENDINGS) + END_MARK
    last = text[-1]
    ended = last.text.rstrip(_ENDINGS)
    if last.bold or last.italic:
        return (*text[:-1], replace(last, text=ended), Span(END_MARK))
    return (*text[:-1], replace(last, text=ended + END_MARK))
