"""Words that every decision shares: authority, counts, and the usual wording to be edited."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from awards.catalogue.enums import AwardKind, CertificateForm, SubjectKind
from awards.catalogue.law import Award
from awards.catalogue.selectors import award as award_of
from awards.decisions.models import Decision, DecisionLine
from awards.nominations.models import Round
from emulation.documents.letterhead import signature_of
from emulation.documents.selectors import legal_bases
from emulation.people.enums import Gender
from emulation.typesetting.paper import SignatureBlock
from emulation.ui.vietnamese import padded_count
from emulation.units.enums import UnitKind
from emulation.units.models import Unit

KIND = "award_decision"
NOUNS = {
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.INDIVIDUAL: "cá nhân",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}
PART_HEADS = {
    SubjectKind.COLLECTIVE: "TẬP THỂ",
    SubjectKind.INDIVIDUAL: "CÁ NHÂN",
    SubjectKind.HOUSEHOLD: "HỘ GIA ĐÌNH",
}
UNKNOWN_HONORIFIC = "Ông/Bà "  # asked for before the signature: `without_honorific`
HONORIFICS: dict[str, str] = {Gender.MALE: "Ông ", Gender.FEMALE: "Bà "}


_UNNUMBERED = re.compile(
    r"\b(Nghị định|Nghị quyết|Thông tư|Quyết định|Quy định|Hướng dẫn) (?=\d+/)"
)


def head_of(unit: Unit) -> str:
    """Return who decides for a unit, in words: "Chủ tịch Ủy ban nhân dân tỉnh Bạc Liêu"."""
    return f"{unit.leader_title or 'Thủ trưởng'} {unit.name}"


def kinds_in(lines: Iterable[DecisionLine]) -> list[SubjectKind]:
    """Return the kinds of subject on the list, in the order of the annex."""
    present = {line.nominee.subject_kind for line in lines}
    return [kind for kind in NOUNS if kind in present]


def counts_of(lines: Sequence[DecisionLine]) -> str:
    """Return "05 tập thể, 04 cá nhân"; counts under 10 are padded.

    Who stands on two lines, for a title and for a form of commendation, is one subject.
    """
    subjects = {(line.nominee.subject_kind, _subject_of(line)) for line in lines}
    kinds = [kind for kind, _key in subjects]
    return ", ".join(
        padded_count(kinds.count(kind), NOUNS[kind]) for kind in NOUNS if kind in kinds
    )


def _subject_of(line: DecisionLine) -> int | None:
    nominee = line.nominee
    return nominee.person_id or nominee.collective_id or nominee.household_id


def subjects_named(lines: Sequence[DecisionLine]) -> str:
    """Return "các tập thể, cá nhân" as far as they stand on the list."""
    return "các " + ", ".join(NOUNS[kind] for kind in kinds_in(lines))


def award_phrase(award: Award, authority: Unit) -> str:
    """Return the award as it is spoken of: “danh hiệu “…””, or the form with who gives it."""
    if award.kind == AwardKind.TITLE and award.certificate != CertificateForm.FLAG:
        return f"danh hiệu “{award.name}”"
    if award.certificate == CertificateForm.MERIT_CERTIFICATE:
        return f"{award.name} của {head_of(authority)}"
    return award.name


def name_of(line: DecisionLine) -> str:
    """Return the name as lists and certificates print it: "Ông …", "Hộ gia đình …"."""
    nominee = line.nominee
    if nominee.person is not None:
        return HONORIFICS.get(nominee.person.gender, UNKNOWN_HONORIFIC) + line.name
    if nominee.household_id is not None and not line.name.casefold().startswith("hộ "):
        return f"Hộ gia đình {line.name}"
    return line.name


def with_number_word(citation: str) -> str:
    """Return a citation as a text writes it: "Nghị định số 91/2017/NĐ-CP"."""
    return _UNNUMBERED.sub(r"\1 số ", citation)


def without_honorific(lines: Iterable[DecisionLine]) -> list[str]:
    """Return the names of persons of whom the list does not know whether to say Ông or Bà."""
    return [
        line.name
        for line in lines
        if line.nominee.person is not None and line.nominee.person.gender not in HONORIFICS
    ]


def bases_of(decision: Decision, day: dt.date) -> tuple[str, ...]:
    """Return the legal bases in force on ``day`` and, last, on whose proposal it is decided."""
    bases = legal_bases(KIND, day)
    if decision.proposal:
        bases.append(f"Theo đề nghị của {decision.proposal}")
    return tuple(bases)


def signature(decision: Decision, day: dt.date) -> SignatureBlock:
    """Return the signature of the head alone: awards are the head's own power, without TM."""
    return signature_of(
        decision.authority, day, deputy=decision.deputy_title, name=decision.signer_name
    )


def recipients_of(authority: Unit) -> tuple[str, ...]:
    """Return who gets the decision."""
    if authority.kind == UnitKind.PEOPLES_COMMITTEE:
        return ("Như Điều 3", "Ban Thi đua - Khen thưởng tỉnh")
    return ("Như Điều 3",)


def archive_of(authority: Unit) -> str:
    """Return where it is kept."""
    return "VT, NC" if authority.kind == UnitKind.PEOPLES_COMMITTEE else "VT"


@dataclass(frozen=True)
class Wording:
    """The parts of a decision's text that its drafter may edit."""

    subject: str
    reason: str
    proposal: str
    executors: str
    fund: str


def usual_wording(round_: Round, codes: Iterable[str], day: dt.date) -> Wording:
    """Return the usual wording of a decision that follows ``round_`` for the awards ``codes``."""
    authority = round_.authority
    awards = [award_of(code, day) for code in sorted(set(codes))]
    provincial = authority.kind == UnitKind.PEOPLES_COMMITTEE
    return Wording(
        subject=_subject(awards, authority),
        reason=_reason(round_),
        proposal="Giám đốc Sở Nội vụ"
        if provincial
        else f"Hội đồng Thi đua - Khen thưởng {authority.name}",
        executors=(
            "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, "
            "thủ trưởng các cơ quan, đơn vị có liên quan"
        )
        if provincial
        else "Thủ trưởng các phòng, đơn vị có liên quan",
        fund="Quỹ thi đua, khen thưởng của tỉnh"
        if provincial
        else f"Quỹ thi đua, khen thưởng của {authority.name}",
    )


def _subject(awards: list[Award], authority: Unit) -> str:
    if len(awards) == 1:
        return f"Về việc tặng {award_phrase(awards[0], authority)}"
    kinds = {award.kind for award in awards}
    if kinds == {AwardKind.TITLE}:
        return "Về việc tặng danh hiệu thi đua"
    return "Về việc khen thưởng"


def _reason(round_: Round) -> str:
    if round_.campaign is not None:
        return f"đã có thành tích xuất sắc trong phong trào thi đua “{round_.campaign.called}”"
    if round_.period_from.year == round_.period_to.year:
        return f"đã có thành tích xuất sắc năm {round_.period_to.year}"
    years = f"{round_.period_from.year} - {round_.period_to.year}"
    return f"đã có thành tích xuất sắc giai đoạn {years}"
