"""What a certificate says (Decree 98/2023/NĐ-CP Art. 104)."""

from __future__ import annotations

from awards.catalogue.enums import AwardKind, CertificateForm
from awards.catalogue.selectors import award as award_of
from awards.decisions.documents.wording import head_of, name_of
from awards.decisions.models import Certificate
from emulation.documents.selectors import paper_of, verification_of
from emulation.typesetting import certificates as sheets


def certificate_of(certificate: Certificate) -> sheets.Certificate:
    """Return the lines of the certificate, from the issued decision."""
    line = certificate.line
    decision = line.decision
    document = decision.document
    assert document is not None
    assert document.issued_on is not None
    award = award_of(line.award_code, document.issued_on)
    paper = paper_of(document)
    block = paper.signatures[0]
    is_title = award.kind == AwardKind.TITLE and award.certificate != CertificateForm.FLAG
    achievement = (line.achievement.strip() or decision.reason).strip()
    return sheets.Certificate(
        authority=head_of(certificate.authority).upper(),
        award=_short(award.name).upper(),
        recipient=name_of(line),
        detail=line.position,
        achievement=achievement[:1].upper() + achievement[1:],
        decision_code=document.code,
        decision_date=document.issued_on,
        place=paper.place,
        position=block.lines,
        signer=block.name,
        serial=str(certificate.serial),
        verb="TẶNG DANH HIỆU" if is_title else "TẶNG",
        verification=verification_of(certificate.code),
    )


def _short(name: str) -> str:
    """Return the award without who gives it, who stands above: "Bằng khen"."""
    return name.partition(" của ")[0]
