"""The minutes (biên bản) of a session: who took part, the vote on each nominee, the conclusion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from awards.catalogue import selectors as catalogue
from awards.council.enums import Presence, Seat
from awards.council.models import AgendaItem, CouncilSession, Voter
from awards.council.selectors import attendance_of, ballots_back, voters_of
from emulation.clock import ZONE
from emulation.documents.registry import kinds
from emulation.typesetting.paper import (
    Block,
    Bullet,
    Column,
    DocumentNumber,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Section,
    SignatureBlock,
    Table,
    prose,
)
from emulation.ui.vietnamese import format_number, long_date, padded_count

KIND = "council_minutes"
COUNCIL = "HĐTĐKT"  # Hội đồng Thi đua - Khen thưởng, in the symbol of its own series


def minutes_of(session: CouncilSession, secretary: str) -> Paper:
    """Return the minutes of a closed session; ``secretary`` is who kept them."""
    authority = session.council.authority
    voters = list(voters_of(session))
    agenda = session.items.select_related("nominee").order_by("order")
    items = [item for item in agenda if item.passed is not None]
    chair = next((v.member for v in voters if v.member.seat == Seat.CHAIR), None)
    return Paper(
        KIND,
        Letterhead(session.council.name.upper(), parent=authority.name.upper()),
        (
            *_opening(session, voters, chair.account.full_name if chair else "", secretary),
            Section("Nội dung"),
            *_vote(session, items),
            Section("Kết luận"),
            *_conclusions(session, items),
            Paragraph(_ending(session)),
        ),
        (
            SignatureBlock(("THƯ KÝ",), secretary, side="left"),
            SignatureBlock(("CHỦ TỌA",), chair.account.full_name if chair else ""),
        ),
        number=DocumentNumber(f"{kinds[KIND].symbol}-{COUNCIL}"),
        type_name="BIÊN BẢN",
        subject=f"Họp {session.council.name}",
        issuer=session.council.name,
        archive_line="VT, Hồ sơ",
        minutes=True,
    )


def _opening(
    session: CouncilSession, voters: list[Voter], chair: str, secretary: str
) -> Iterable[Block]:
    attendance = attendance_of(voters)
    began = f"{_hour(session.starts_at)}, {long_date(session.held_on)}"
    yield Paragraph(f"Thời gian bắt đầu: {began}.")
    yield Paragraph(f"Địa điểm: {session.place}.")
    yield Paragraph(
        f"Thành phần: có mặt {attendance.present}/{attendance.members} thành viên; "
        f"vắng mặt có gửi ý kiến bằng văn bản {attendance.written}; "
        f"tổng số tham gia {attendance.taking_part}/{attendance.members} thành viên."
    )
    for voter in voters:
        yield Bullet(f"{_voter_line(voter)}{'.' if voter is voters[-1] else ';'}")
    yield Paragraph(f"Chủ tọa: {chair}.")
    yield Paragraph(f"Thư ký: {secretary}.")


def _voter_line(voter: Voter) -> str:
    member = voter.member
    place = ", ".join(filter(None, (member.position, member.get_seat_display())))
    line = f"{member.account.full_name}, {place}" if place else member.account.full_name
    if voter.presence == Presence.PRESENT:
        return line
    absent = "vắng mặt, gửi ý kiến bằng văn bản"
    absent = absent if voter.presence == Presence.WRITTEN else "vắng mặt"
    return f"{line} ({absent}{': ' + voter.reason if voter.reason else ''})"


def _vote(session: CouncilSession, items: list[AgendaItem]) -> Iterable[Block]:
    yield Paragraph(
        f"Hội đồng xem xét {padded_count(len(items))} trường hợp đã qua thẩm định của "
        f"đợt “{session.round.name}” và bỏ phiếu kín. Tỷ lệ phiếu tính trên tổng số thành viên "
        "Hội đồng."
    )
    yield Table(
        (
            Column("STT", share=0.6, align="center"),
            Column("Đối tượng", share=4.6),
            Column("Danh hiệu, hình thức", share=2.6),
            # in pairs: twelve columns left the names no room on a page that stands upright
            Column("Phiếu phát ra/ thu về", share=0.8, align="center"),
            Column("Hợp lệ/ không hợp lệ", share=0.8, align="center"),
            Column("Đồng ý", share=0.8, align="center"),
            Column("Không đồng ý", share=0.8, align="center"),
            Column("Trắng", share=0.8, align="center"),
            Column("Tỷ lệ %", share=0.9, align="center"),
            Column("Kết quả", share=1.1, align="center"),
        ),
        tuple(_row(session, item) for item in items),
        size=11,
    )


def _row(session: CouncilSession, item: AgendaItem) -> Row:
    award = catalogue.award(item.nominee.award_code, session.held_on)
    return Row(
        (
            str(item.order),
            ", ".join(filter(None, (item.nominee.name, item.nominee.position))),
            award.name,
            f"{'–' if item.issued is None else item.issued}/{ballots_back(item)}",
            f"{ballots_back(item) - item.votes_invalid}/{item.votes_invalid}",
            f"{item.votes_for}/{item.members}",
            str(item.votes_against),
            str(item.votes_blank),
            format_number(item.ratio or 0, 2),
            "Đạt" if item.passed else "Không đạt",
        )
    )


def _conclusions(session: CouncilSession, items: list[AgendaItem]) -> Iterable[Block]:
    passed = sum(1 for item in items if item.passed)
    yield Paragraph(
        f"Hội đồng thống nhất đề nghị khen thưởng {padded_count(passed)} trường hợp đạt tỷ lệ "
        f"phiếu theo quy định; {padded_count(len(items) - passed)} trường hợp không đạt."
    )
    yield from prose(session.conclusions)


def _ending(session: CouncilSession) -> str:
    closed = session.closed_at
    if closed is None:
        return "Biên bản được thông qua."
    return (
        f"Cuộc họp kết thúc vào {_hour(closed)}, {long_date(closed.astimezone(ZONE).date())}. "
        "Biên bản đã được đọc và thông qua."
    )


def _hour(moment: dt.datetime | dt.time) -> str:
    """Return the time of the clock on the wall of the room: "08 giờ 00"."""
    local = moment.astimezone(ZONE) if isinstance(moment, dt.datetime) else moment
    return f"{local:%H} giờ {local:%M}"
