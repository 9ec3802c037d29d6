"""Certificates: one sheet each, a whole batch in one PDF.

Decree 98/2023/NĐ-CP Art. 104 gives the lines of a certificate; sizes of sheets and places of lines
differ by award and year, so each is a setting of the `CertificateSheet`. A sheet is *full* (with
our frame) or an *overlay*: the text alone, for printing on numbered blanks.

    Certificate(authority="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", award="BẰNG KHEN",
                recipient="Ông Nguyễn Văn Đường", detail="Chuyên viên Sở Nội vụ",
                achievement="Đã có thành tích xuất sắc …", decision_code="05/QĐ-UBND",
                decision_date=date(…), place="Bạc Liêu", position=("CHỦ TỊCH",), signer="…",
                serial="12", verb="TẶNG", verification=Verification(url, code) | None)
    certificates_html(certificates, sheet) / render_certificates(certificates, sheet)
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from typing import Any, Final, Literal

import pikepdf
import segno
from django.template import Context

from emulation.typesetting import codec, drawing
from emulation.typesetting.blocks import Clean
from emulation.typesetting.frame import with_frame
from emulation.typesetting.markup import engine
from emulation.typesetting.metrics import MM_PER_POINT, balanced, largest_size, width_mm
from emulation.typesetting.paper import Verification
from emulation.typesetting.render import Rendered, render_html
from emulation.typesetting.typography import bind_all
from emulation.typesetting.wording import MOTTO, NATION
from emulation.ui.vietnamese import long_date

# What makes a file an archive file: its description, its colours, its language.
_KEPT_OF_BATCH: Final = ("/Metadata", "/OutputIntents", "/Lang", "/ViewerPreferences")
SMALLEST_SIZE: Final = 11.0  # points; what needs smaller letters is a finding before signing
ONE_LINE_DOWN_TO: Final = 0.64  # of the size of a name; a longer one stands on two lines
CODE_WORDS_HEIGHT: Final = 3.5  # mm, of one small line


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a line stands: millimetres from the sheet's left and top, its width, points."""

    top: float
    size: float
    left: float = 33.5
    width: float = 230.0
    shown: bool = True


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """The sheet and the place of each line; the defaults fit A4 landscape, 297 × 210 mm.

    `shift_x` and `shift_y` move the whole text (printers differ); `emblem` is a PNG or JPEG as
    `data:`, drawn at the top centre.
    """

    mode: Literal["full", "overlay"] = "full"
    width: float = 297.0
    height: float = 210.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    emblem: str = ""
    emblem_top: float = 24.0
    emblem_size: float = 20.0
    nation: Placing = field(default=Placing(46, 15))
    motto: Placing = field(default=Placing(53, 15))
    authority: Placing = field(default=Placing(66, 18))
    verb: Placing = field(default=Placing(77, 17))
    award: Placing = field(default=Placing(86, 40))
    recipient: Placing = field(default=Placing(106, 25))
    detail: Placing = field(default=Placing(119, 16))
    achievement: Placing = field(default=Placing(128, 16, 43.5, 210))
    decision: Placing = field(default=Placing(163, 13, 34, 100))
    serial: Placing = field(default=Placing(169.5, 13, 34, 100))
    place_date: Placing = field(default=Placing(148, 15, 158, 105))
    position: Placing = field(default=Placing(155.5, 15, 158, 105))
    signer: Placing = field(default=Placing(181, 15, 158, 105))
    code: Placing = field(default=Placing(142, 0, 34, 18))


@dataclass(frozen=True, slots=True)
class Certificate(Clean):
    """What one certificate says."""

    authority: str
    award: str
    recipient: str
    achievement: str
    decision_code: str
    decision_date: date
    place: str
    position: tuple[str, ...]
    signer: str
    serial: str
    detail: str = ""
    verb: str = "TẶNG"
    verification: Verification | None = None


codec.register(Certificate, CertificateSheet, Placing)


def render_certificates(
    certificates: Sequence[Certificate], sheet: CertificateSheet | None = None
) -> Rendered:
    """Return one PDF/A-2a with a page for each certificate; raises `render.RenderError`."""
    sheet = sheet or CertificateSheet()
    rendered = render_html(certificates_html(certificates, sheet), ["certificate.css"])
    if sheet.mode == "overlay":
        return rendered
    return replace(rendered, pdf=with_frame(rendered.pdf, sheet.width, sheet.height))


def one_sheet(pdf: bytes, place: int) -> bytes:
    """Return the sheet at ``place`` (0 is the first) of a batch as a PDF/A-2b of its own.

    The tags of the batch would bring its other sheets along, so that they stay behind.
    """
    with pikepdf.open(BytesIO(pdf)) as batch, pikepdf.new() as single:
        single.pages.append(batch.pages[place])
        if "/StructParents" in single.pages[0].obj:
            del single.pages[0].obj["/StructParents"]
        root = {name: batch.Root[name] for name in _KEPT_OF_BATCH if name in batch.Root}
        for name, value in root.items():
            single.Root[name] = single.copy_foreign(batch.make_indirect(value))
        if "/Metadata" in single.Root:
            xmp = single.Root.Metadata.read_bytes()
            single.Root.Metadata.write(
                xmp.replace(b"conformance>A<", b"conformance>B<").replace(
                    b'conformance="A"', b'conformance="B"'
                )
            )
        written = BytesIO()
        single.save(written, deterministic_id=True, preserve_pdfa=True)
    return written.getvalue()


def certificates_html(certificates: Sequence[Certificate], sheet: CertificateSheet) -> str:
    """Return the HTML of a batch."""
    if not certificates:
        raise ValueError("A batch needs at least one certificate.")
    context = {
        "title": f"{certificates[0].award}: {len(certificates)}",
        "width": f"{sheet.width:.2f}",
        "height": f"{sheet.height:.2f}",
        "emblem": _emblem(sheet),
        "sheets": [
            {"lines": _lines(certificate, sheet), "code": _code(certificate, sheet)}
            for certificate in certificates
        ],
    }
    return engine().get_template("certificates.html").render(Context(context))


def _lines(certificate: Certificate, sheet: CertificateSheet) -> list[dict[str, str]]:
    """Return the lines of layout: text, look, place. Printed lines of a blank are left out."""
    full = sheet.mode == "full"
    if full and not sheet.emblem:
        sheet = _without_emblem(sheet)
    decision = f"Quyết định số {certificate.decision_code}, {long_date(certificate.decision_date)}"
    place_date = f"{certificate.place}, {long_date(certificate.decision_date)}"
    recipient = _name(certificate.recipient, sheet.recipient)
    detail = _paragraph(certificate.detail, sheet.detail, 1)
    achievement = _achievement(certificate.achievement, sheet)
    lines = [
        _one(certificate.authority.upper(), sheet.authority, "red bold", sheet),
        _placed(recipient, "bold", sheet),
        _placed(detail, "", sheet),
        _placed(achievement, "", sheet),
        _one(decision, sheet.decision, "bold italic start", sheet),
        _one(f"Số sổ vàng: {certificate.serial}", sheet.serial, "bold italic start", sheet),
        _code_words(certificate, sheet),
        _one(place_date, sheet.place_date, "bold italic", sheet),
        _placed(("\n".join(certificate.position).upper(), sheet.position), "bold", sheet),
        _one(certificate.signer, sheet.signer, "bold", sheet),
    ]
    if full:
        lines[:0] = [
            _one(NATION, sheet.nation, "bold", sheet),
            _one(MOTTO, sheet.motto, "bold underlined", sheet),
            _one(certificate.verb.upper(), sheet.verb, "bold", sheet),
            _one(certificate.award.upper(), sheet.award, "red bold", sheet),
        ]
    return [line for line in lines if line is not None]


def _without_emblem(sheet: CertificateSheet) -> CertificateSheet:
    """Move the upper lines into the room of the emblem, the higher the farther."""
    raised = {"nation": 10, "motto": 10, "authority": 8, "verb": 7, "award": 6}
    raised |= {"recipient": 4, "detail": 3, "achievement": 2}
    placings = {name: getattr(sheet, name) for name in raised}
    moved = {name: replace(at, top=at.top - raised[name]) for name, at in placings.items()}
    return replace(sheet, emblem_size=0.0, **moved)


def _one(text: str, placing: Placing, look: str, sheet: CertificateSheet) -> dict[str, str] | None:
    """Place a text on one line, with smaller letters when it is long."""
    size = largest_size(text, placing.size, placing.width - 2, bold="bold" in look)
    # Smaller letters keep the baseline of the line, so that rows of certificates look alike.
    lowered = (placing.size - size) * MM_PER_POINT * 0.9
    moved = replace(placing, size=size, top=placing.top + lowered)
    return _placed((bind_all(text), moved), look, sheet)


def _name(text: str, placing: Placing) -> tuple[str, Placing]:
    """Place a name on one line, or in smaller letters on two that take no more room."""
    size = largest_size(text, placing.size, placing.width - 2, bold=True)
    if size >= placing.size * ONE_LINE_DOWN_TO:
        lowered = (placing.size - size) * MM_PER_POINT * 0.9
        return bind_all(text), replace(placing, size=size, top=placing.top + lowered)
    size = int(placing.size * ONE_LINE_DOWN_TO * 2) / 2
    while size > SMALLEST_SIZE and width_mm(text, size, bold=True) > (placing.width - 2) * 1.85:
        size -= 0.5
    lines = balanced(text, size, placing.width - 2, bold=True)
    return lines, replace(placing, size=size, top=placing.top - 1)


def _achievement(text: str, sheet: CertificateSheet) -> tuple[str, Placing]:
    """Place what was achieved; three lines stand between the code and its mirror image."""
    placing = sheet.achievement
    if len(_paragraph(text, placing, 2)[0].split("\n")) > 2 or _reach(text, placing, 2):
        edge = sheet.code.left + sheet.code.width + 2
        if placing.left < edge and sheet.code.shown:
            inset = edge - placing.left
            placing = replace(placing, left=edge, width=placing.width - 2 * inset)
        return _paragraph(text, placing, 3)
    return _paragraph(text, placing, 2)


def _reach(text: str, placing: Placing, lines: int) -> bool:
    """Tell whether `lines` lines would need letters much smaller than they should be."""
    return _paragraph(text, placing, lines)[1].size < placing.size * 0.8


def too_long(recipient: str, detail: str, achievement: str) -> bool:
    """Tell whether a certificate cannot hold these words even in its smallest letters."""
    sheet = CertificateSheet()
    placed = (
        (_name(recipient, sheet.recipient), 2, True),
        (_paragraph(detail, sheet.detail, 1), 1, False),
        (_achievement(achievement, sheet), 3, False),
    )
    return any(
        len(lines := text.split("\n")) > most
        or max(width_mm(line, at.size, bold=bold) for line in lines) > at.width
        for (text, at), most, bold in placed
    )


def _paragraph(text: str, placing: Placing, lines: int) -> tuple[str, Placing]:
    """Break a text into at most `lines` even lines, with smaller letters when it must."""
    size = placing.size
    while size > SMALLEST_SIZE and width_mm(text, size) > (placing.width - 2) * (lines - 0.15):
        size -= 0.5
    return balanced(text, size, placing.width - 2), replace(placing, size=size)


def _placed(line: tuple[str, Placing], look: str, sheet: CertificateSheet) -> dict[str, str] | None:
    text, placing = line
    if not placing.shown or not text:
        return None
    return {
        "text": text,
        "look": look,
        "left": f"{placing.left + sheet.shift_x:.2f}",
        "top": f"{placing.top + sheet.shift_y:.2f}",
        "width": f"{placing.width:.2f}",
        "size": f"{placing.size:g}",
    }


def _emblem(sheet: CertificateSheet) -> dict[str, str] | None:
    if sheet.mode == "overlay" or not drawing.is_picture(sheet.emblem):
        return None
    left = (sheet.width - sheet.emblem_size) / 2 + sheet.shift_x
    return _picture(
        sheet.emblem, "Quốc huy", left, sheet.emblem_top + sheet.shift_y, sheet.emblem_size
    )


def _code(certificate: Certificate, sheet: CertificateSheet) -> dict[str, str] | None:
    if certificate.verification is None or not sheet.code.shown:
        return None
    url = certificate.verification.url
    source = segno.make(url, error="m").png_data_uri(border=0, scale=6)
    left, top = sheet.code.left + sheet.shift_x, sheet.code.top + sheet.shift_y
    return _picture(source, url, left, top, sheet.code.width)


def _code_words(certificate: Certificate, sheet: CertificateSheet) -> dict[str, str] | None:
    """Print the code beside its picture, for who has no camera at hand."""
    if certificate.verification is None:
        return None
    picture = sheet.code
    left, lower_edge = picture.left + picture.width + 2, picture.top + picture.width
    beside = Placing(lower_edge - CODE_WORDS_HEIGHT, 8, left, 90, picture.shown)
    return _one(f"Mã xác minh: {certificate.verification.code}", beside, "start", sheet)


def _picture(source: str, alt: str, left: float, top: float, size: float) -> dict[str, Any]:
    places = {"left": left, "top": top, "size": size}
    return {"source": source, "alt": alt} | {name: f"{mm:.2f}" for name, mm in places.items()}
