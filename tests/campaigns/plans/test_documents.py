"""The plan's text: parts in order, duties by unit, annexes named, the unit's own letterhead."""

from __future__ import annotations

import datetime as dt

from campaigns.plans import services
from campaigns.plans.documents import plan_paper, plan_subject
from campaigns.plans.models import Campaign
from emulation.typesetting.paper import Heading, Paper, Section, plain
from tests.builders.campaigns import House


def heads(paper: Paper) -> list[str]:
    return [f"{b.number}. {b.title}" for b in paper.body if isinstance(b, Section | Heading)]


def test_parts_stand_in_the_order_of_the_form_whenever_they_were_written(house: House) -> None:
    campaign = house.draft()
    services.save_section(by=house.office, campaign=campaign, kind="commendation", body="Kịp thời.")
    services.save_section(
        by=house.office,
        campaign=campaign,
        kind="content",
        heading="Mục tiêu kép",
        body="Vừa phòng dịch.",
    )
    services.add_commemorative_day(
        by=house.office, campaign=campaign, name="Quốc khánh", on=dt.date(2021, 9, 2)
    )
    paper = plan_paper(campaign)
    assert heads(paper) == [
        "I. Mục đích, yêu cầu", "1. Mục đích", "2. Yêu cầu", "II. Nội dung, chỉ tiêu thi đua",
        "1. Mục tiêu kép", "2. Các đợt thi đua lập thành tích chào mừng các ngày lễ lớn",
        "III. Khen thưởng", "IV. Tổ chức thực hiện",
    ]  # fmt: skip
    assert paper.number is not None
    assert paper.number.symbol == "KH-UBND"
    assert paper.signatures[0].lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert paper.legal_bases == ("Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",)


def test_duties_name_leader_partners_and_day(house: House) -> None:
    campaign = house.draft()
    services.save_assignment(
        by=house.office, campaign=campaign, content="Hướng dẫn, đôn đốc.", lead_unit=house.snv,
        cooperating_units=[house.syt], due_on=dt.date(2021, 12, 1),
    )  # fmt: skip
    services.save_assignment(by=house.office, campaign=campaign, content="Ban hành kế hoạch")
    lines = [plain(block.text) for block in plan_paper(campaign).body if hasattr(block, "text")]
    assert (
        "Sở Nội vụ: hướng dẫn, đôn đốc; phối hợp: Sở Y tế; hoàn thành trước ngày 01 tháng 12 năm 2021."
        in lines
    )
    assert "Các cơ quan, đơn vị, địa phương: ban hành kế hoạch." in lines


def test_annexes_are_named_in_the_text(house: House) -> None:
    paper = plan_paper(house.draft())
    assert [annex.title for annex in paper.annexes] == [
        "Danh sách cơ quan, đơn vị, địa phương tham gia phong trào thi đua"
    ]
    assert any(
        "Kèm theo Kế hoạch này: Phụ lục" in plain(b.text) for b in paper.body if hasattr(b, "text")
    )


def test_the_subject_says_launch_once(house: House) -> None:
    cases = {
        "Kế hoạch phát động phong trào X": "Phát động phong trào X",
        "Phong trào thi đua X": "Phát động phong trào thi đua X",
        "Phát động phong trào X": "Phát động phong trào X",
    }
    assert {title: plan_subject(Campaign(title=title)) for title in cases} == cases


def test_a_childs_plan_refers_to_the_plan_above(house: House) -> None:
    parent = house.launched()
    assert parent.plan_document is not None
    type(parent.plan_document).objects.filter(pk=parent.plan_document.pk).update(
        code="30/KH-UBND", issued_on=dt.date(2021, 3, 5)
    )
    child = house.draft(by=house.by["officer.syt"], parent=Campaign.objects.get(pk=parent.pk))
    opening = plain(plan_paper(child).body[0].text)  # type: ignore[union-attr]
    assert opening.startswith(
        "Thực hiện Kế hoạch số 30/KH-UBND ngày 05 tháng 3 năm 2021 của Ủy ban nhân dân tỉnh Bạc Liêu"
    )
