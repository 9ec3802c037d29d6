"""The launch plan as an official text (KẾ HOẠCH, parts I–VI)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from campaigns.plans.enums import SectionKind
from campaigns.plans.models import Assignment, Campaign, PlanSection
from campaigns.plans.registry import annex_builders, content_blocks
from emulation.clock import today
from emulation.documents.letterhead import (
    collective_signature_of,
    letterhead_of,
    number_of,
    place_of,
)
from emulation.typesetting.paper import (
    Annex,
    Block,
    Bullet,
    Column,
    Heading,
    Paper,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    group_row,
    prose,
)
from emulation.typesetting.typography import lower_first
from emulation.typesetting.wording import annexes_mention
from emulation.ui.vietnamese import long_date, short_date

TITLES = {
    SectionKind.PURPOSE: "Mục đích, yêu cầu",
    SectionKind.SUBJECTS: "Đối tượng, phạm vi, thời gian",
    SectionKind.CONTENT: "Nội dung, chỉ tiêu thi đua",
    SectionKind.COMMENDATION: "Khen thưởng",
    SectionKind.PROCEDURE: "Thủ tục, hồ sơ, thời gian xét khen thưởng",
    SectionKind.ORGANISATION: "Tổ chức thực hiện",
}
KIND = "campaign_plan"
SHORT_TITLE_LIMIT = 120


def plan_paper(campaign: Campaign) -> Paper:
    """Return the plan of ``campaign`` as it stands, without number and date."""
    unit = campaign.launcher
    annexes = tuple(_annexes(campaign))
    return Paper(
        kind_code=KIND,
        letterhead=letterhead_of(unit),
        place=place_of(unit),
        number=number_of(KIND, unit),
        type_name="KẾ HOẠCH",
        subject=plan_subject(campaign),
        issuer=unit.name,
        legal_bases=tuple(f"Căn cứ {basis.citation}" for basis in campaign.legal_bases.all()),
        body=tuple(_body(campaign, annexes)),
        signatures=(collective_signature_of(unit, today()),),
        recipients=tuple(line.strip() for line in campaign.recipients.splitlines() if line.strip()),
        archive_line=campaign.archive_line or "VT",
        annexes=annexes,
    )


def plan_subject(campaign: Campaign) -> str:
    """Return the title without the words that the type name already says."""
    title = campaign.title
    if title.startswith("Kế hoạch "):
        title = title.removeprefix("Kế hoạch ")
    elif not title.startswith("Phát động"):
        title = f"phát động {lower_first(title)}"
    return f"{title[:1].upper()}{title[1:]}"


def _body(campaign: Campaign, annexes: Sequence[Annex]) -> Iterator[Block]:
    yield Paragraph(_opening(campaign))
    sections = sorted(campaign.sections.all(), key=lambda s: (_place(s.kind), s.order, s.pk))
    for kind, group in groupby(sections, key=lambda section: section.kind):
        yield from _part(kind, list(group))
        if kind == SectionKind.CONTENT:
            yield from _content_end(campaign)
        elif kind == SectionKind.ORGANISATION:
            yield from _organisation_end(campaign, numbered=_has_headings(sections, kind))
    if annexes:
        yield annexes_mention("Kế hoạch", annexes)
    yield Paragraph(
        f"Trên đây là {plan_title(campaign)}. Yêu cầu các cơ quan, đơn vị, địa phương nghiêm túc "
        "triển khai thực hiện; trong quá trình thực hiện, nếu có khó khăn, vướng mắc, kịp thời "
        "phản ánh về cơ quan thường trực để được hướng dẫn"
    )


def plan_title(campaign: Campaign) -> str:
    """Return "Kế hoạch …" as it stands inside a sentence."""
    subject = plan_subject(campaign)
    if len(subject) > SHORT_TITLE_LIMIT:
        return "Kế hoạch phát động phong trào thi đua"
    return f"Kế hoạch {lower_first(subject)}"


def _opening(campaign: Campaign) -> str:
    goal = campaign.objectives.strip().rstrip(".;")
    issuer = campaign.launcher.name
    above = ""
    document = campaign.parent.plan_document if campaign.parent else None
    if campaign.parent and document and document.issued_on:
        above = (
            f"Thực hiện Kế hoạch số {document.code} {long_date(document.issued_on)} của "
            f"{campaign.parent.launcher.name}, "
        )
    purpose = f" nhằm {lower_first(goal)}, cụ thể" if goal else ""
    text = f"{above}{issuer} ban hành {plan_title(campaign)}{purpose} như sau:"
    return f"{text[:1].upper()}{text[1:]}"


def _place(kind: str) -> int:
    return list(SectionKind).index(SectionKind(kind))


def _part(kind: str, sections: Sequence[PlanSection]) -> Iterator[Block]:
    """The first section of a kind opens the Roman part, further ones are headings in it."""
    for index, section in enumerate(sections):
        if index == 0:
            yield Section(section.heading or TITLES[SectionKind(kind)])
        elif section.heading:
            yield Heading(section.heading)
        yield from section_blocks(section.body, nested=index > 0)


def section_blocks(body: str, *, nested: bool = False) -> Iterator[Block]:
    """Return the blocks of a typed body: "# " headings, "- " items, each other line a paragraph."""
    for line in body.splitlines():
        text = line.strip()
        if text.startswith("# "):
            title = text.removeprefix("# ").strip()
            yield Paragraph((Span(title, bold=True),)) if nested else Heading(title)
        else:
            yield from prose(text)


def _content_end(campaign: Campaign) -> Iterator[Block]:
    days = list(campaign.commemorative_days.all())
    if days:
        yield Heading("Các đợt thi đua lập thành tích chào mừng các ngày lễ lớn")
        for day in days:
            mark = "." if day == days[-1] else ";"
            yield Bullet(f"{day.name} ({short_date(day.on)}){mark}")
    for builder in content_blocks:
        yield from builder(campaign)


def _has_headings(sections: Sequence[PlanSection], kind: str) -> bool:
    """Return whether the part has numbered headings, so that a further one goes on counting."""
    bodies = [section.body for section in sections if section.kind == kind]
    return len(bodies) > 1 or any("# " in body for body in bodies)


def _organisation_end(campaign: Campaign, *, numbered: bool) -> Iterator[Block]:
    assignments = list(campaign.assignments.all())
    if assignments:
        title = "Phân công nhiệm vụ"
        yield Heading(title) if numbered else Paragraph((Span(f"{title}:", bold=True),))
        for assignment in assignments:
            yield Bullet(_duty(assignment))


def _duty(assignment: Assignment) -> tuple[Span, ...]:
    lead = assignment.lead_unit.name if assignment.lead_unit else "Các cơ quan, đơn vị, địa phương"
    content = assignment.content.strip().rstrip(".;")
    text = f" {lower_first(content)}"
    joined = [unit.label for unit in assignment.cooperating_units.all()]
    if joined:
        text += f"; phối hợp: {', '.join(joined)}"
    if assignment.due_on:
        text += f"; hoàn thành trước {long_date(assignment.due_on)}"
    return (Span(f"{lead}:", bold=True), Span(f"{text}."))


def _annexes(campaign: Campaign) -> Iterator[Annex]:
    for builder in annex_builders:
        yield from builder(campaign)
    participants = list(
        campaign.participants.current()
        .select_related("unit", "cluster")
        .order_by("cluster__order", "unit__order")
    )
    if participants:
        yield Annex(
            title="Danh sách cơ quan, đơn vị, địa phương tham gia phong trào thi đua",
            body=(_participant_table(participants),),
        )


def _participant_table(participants: Iterable[object]) -> Table:
    columns = (
        Column("STT", share=1, align="center"),
        Column("Cơ quan, đơn vị, địa phương", share=9),
    )
    rows: list[Row] = []
    number = 0
    for cluster, members in groupby(participants, key=lambda one: one.cluster):  # type: ignore[attr-defined]
        if cluster:
            rows.append(group_row(cluster.name, len(columns)))
        for member in members:
            number += 1
            rows.append(Row((str(number), member.unit.name)))  # type: ignore[attr-defined]
    return Table(columns=columns, rows=tuple(rows))
