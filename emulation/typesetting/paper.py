"""An official text as data: the one structure from which PDF and Word are made.

A room that issues a document builds a `Paper` and hands it to `documents.services`. Nothing here
touches the database, HTML or Word. Texts are plain Vietnamese: they are cleaned (NFC, no control
or bidirectional characters) when a part is made, and no-break spaces are added when rendering, so
write ordinary spaces. Capitals of type names, sections and annex titles are made by the layout.

    Paper(kind_code, letterhead, body, signatures, *,       kind_code "plan", "award_decision", …
          number=DocumentNumber(symbol="KH-UBND"),          None: a text without number
          place="Bạc Liêu", date=None,                      both filled when it is numbered
          type_name="KẾ HOẠCH",                             "" makes an official letter (công văn)
          subject="Phát động phong trào …",                 letters: "V/v …"
          issuer="Ủy ban nhân dân tỉnh Bạc Liêu",           as named in "(Kèm theo … của …)"
          addressees=("Sở Nội vụ",), opening="Kính gửi",
          legal_bases=("Căn cứ Luật …", …),                 without ";" or ".": they are added
          authority_heading="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU",
          enacting_line="QUYẾT ĐỊNH",
          recipients=("Như Điều 3", …), archive_line="VT, NC",
          annexes=(Annex(title, body, subject="", landscape=False, label=True),),
          minutes=False,                                    True: no place and date, two signatures
          verification=Verification(url, code))

    Letterhead(body="SỞ NỘI VỤ", parent="ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU"); the body of a text of the
        province itself is "ỦY BAN NHÂN DÂN\\nTỈNH BẠC LIÊU" without parent.
    DocumentNumber(symbol, number=None, suffix="", year=None) → "05/QĐ-UBND", "123a/QĐ-UBND"
    SignatureBlock(lines=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name="…",
                   side="right", other_position="", image="data:image/png;base64,…", note="")
    Annex: `label` False leaves out "Phụ lục n" (a DANH SÁCH); `title` in capitals by itself.

Blocks (`emulation.typesetting.blocks`, importable from here), numbers given in order when left out:
    Section("Mục đích, yêu cầu")                 I. MỤC ĐÍCH, YÊU CẦU
    Heading("Mục đích")                          1. Mục đích (bold)
    Article("Tặng … cho …")                      Điều 1. Tặng … ; Article(title="…") bold title
    Clause("…")  Item("…")  Bullet("…", level=1|2)  Paragraph("…", align="justify", indent=True)
    Table(columns=(Column("STT", share=1, align="center"), …), rows=(Row(("1", "…")), …,
          group_row("I. TẬP THỂ", 5), Row(("TỔNG CỘNG", "…"), kind="total", span=4)),
          title="", note="", size=12)
    Chart(svg, alt="…", title="Biểu đồ 1. …", data=Table(…))     PageBreak()
    prose(text) → blocks of a typed text area (lines; "- " and "+ " become enumerations)
A text (`Rich`) is a str or a tuple of Span(text, bold=False, italic=False). The end mark "./." is
put by the layout after the last words of the body: leave it out. Tables keep ready strings: format
figures with `emulation.ui.vietnamese`.

    paper.to_json() / Paper.from_json(data)      round trip; defaults are left out
    paper.digest()                               SHA-256 of the canonical JSON
    paper.wording_digest()                       same without what numbering adds
    paper.with_number(number, date=…, place=…, verification=…)   the numbered text
"""

from dataclasses import dataclass, replace
from datetime import date as Date
from typing import Any, Literal

from emulation.typesetting import codec
from emulation.typesetting.blocks import (
    Article,
    Block,
    Bullet,
    Chart,
    Clause,
    Clean,
    Column,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Rich,
    Row,
    Section,
    Span,
    Table,
    group_row,
    numbered,
    plain,
    prose,
)
from emulation.typesetting.typography import roman, sentence_case

__all__ = [
    "Annex",
    "Article",
    "Block",
    "Bullet",
    "Chart",
    "Clause",
    "Column",
    "DocumentNumber",
    "Heading",
    "Item",
    "Letterhead",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Rich",
    "Row",
    "Section",
    "SignatureBlock",
    "Span",
    "Table",
    "Verification",
    "group_row",
    "numbered",
    "plain",
    "prose",
]

BLANK_NUMBER = "       "


@dataclass(frozen=True, slots=True)
class Letterhead(Clean):
    """Top left of page 1: the issuing body in bold under its parent body, if it has one."""

    body: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class DocumentNumber(Clean):
    """Number and symbol: 05/QĐ-UBND. `year` stands between them in normative texts only."""

    symbol: str
    number: int | None = None
    suffix: str = ""
    year: int | None = None

    @property
    def code(self) -> str:
        """The full code, number padded to two digits; "" while it has no number."""
        if self.number is None:
            return ""
        year = f"{self.year}/" if self.year else ""
        return f"{self.number:02d}{self.suffix}/{year}{self.symbol}"

    @property
    def line(self) -> str:
        """The line under the letterhead: "Số: 05/QĐ-UBND", with room to write while unnumbered."""
        return f"Số: {self.code or BLANK_NUMBER + '/' + self.symbol}"


@dataclass(frozen=True, slots=True)
class SignatureBlock(Clean):
    """Who signs: lines of authority and position, room for the signature, full name.

    `other_position` stands above the name (a council's chairman); `image` is a PNG as `data:`;
    `note` is printed in the place of the signature ("(Đã ký)").
    """

    lines: tuple[str, ...]
    name: str = ""
    side: Literal["left", "right"] = "right"
    other_position: str = ""
    image: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annex(Clean):
    """An annex with its own page numbers. `reference` defaults to "(Kèm theo …)"."""

    title: str
    body: tuple[Block, ...]
    subject: str = ""
    landscape: bool = False
    label: bool = True
    reference: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", numbered(self.body))
        Clean.__post_init__(self)


@dataclass(frozen=True, slots=True)
class Verification(Clean):
    """Where a reader checks the document: printed small at its end with a QR code."""

    url: str
    code: str


@dataclass(frozen=True, slots=True)
class Paper(Clean):
    """A whole official text; see the top of this module."""

    kind_code: str
    letterhead: Letterhead
    body: tuple[Block, ...]
    signatures: tuple[SignatureBlock, ...]
    number: DocumentNumber | None = None
    place: str = ""
    date: Date | None = None
    type_name: str = ""
    subject: str = ""
    issuer: str = ""
    addressees: tuple[str, ...] = ()
    opening: str = "Kính gửi"
    legal_bases: tuple[str, ...] = ()
    authority_heading: str = ""
    enacting_line: str = ""
    recipients: tuple[str, ...] = ()
    archive_line: str = ""
    annexes: tuple[Annex, ...] = ()
    minutes: bool = False
    verification: Verification | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "body", numbered(self.body))
        Clean.__post_init__(self)

    @property
    def is_letter(self) -> bool:
        """Whether it is an official letter (công văn), which has no type name."""
        return not self.type_name

    @property
    def title(self) -> str:
        """Type and subject in one line, for lists and for the title of the file."""
        return " ".join(filter(None, (sentence_case(self.type_name), self.subject)))

    def annex_label(self, index: int) -> str:
        """Return "Phụ lục", or "Phụ lục II" when there are several; "" for unlabelled annexes."""
        if not self.annexes[index].label:
            return ""
        labelled = [place for place, annex in enumerate(self.annexes) if annex.label]
        if len(labelled) == 1:
            return "Phụ lục"
        return f"Phụ lục {roman(labelled.index(index) + 1)}"

    def to_json(self) -> dict[str, Any]:
        """Return the text as JSON data from which `from_json` makes an equal one."""
        return codec.encode(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Paper":
        """Return the text held in `data`; raises `codec.CodecError` when it is not one."""
        paper = codec.decode(data)
        if not isinstance(paper, cls):
            raise codec.CodecError("The data hold no official text.")
        return paper

    def digest(self) -> str:
        """Return the SHA-256 (hex) of the canonical JSON."""
        return codec.digest(self.to_json())

    def wording_digest(self) -> str:
        """Return the SHA-256 (hex) of what is signed: all but what numbering adds."""
        symbol = DocumentNumber(self.number.symbol) if self.number else None
        bare = replace(self, number=symbol, date=None, place="", verification=None)
        return bare.digest()

    def with_number(
        self,
        number: DocumentNumber,
        *,
        date: Date,
        place: str,
        verification: Verification | None = None,
    ) -> "Paper":
        """Return the same text numbered and dated."""
        return replace(self, number=number, date=date, place=place, verification=verification)


codec.register(
    Paper, Letterhead, DocumentNumber, SignatureBlock, Annex, Verification, Span, Section, Heading,
    Article, Clause, Item, Bullet, Paragraph, Column, Row, Table, Chart, PageBreak,
)  # fmt: skip
