"""The province's campaign of 2021 and the thematic one below it: from draft to launch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from campaigns.plans.enums import CampaignKind, SectionKind
from campaigns.plans.models import Campaign
from campaigns.plans.services import (
    add_commemorative_day,
    add_participants,
    complete_assignment,
    create_campaign,
    launch_campaign,
    record_unit_plan,
    save_assignment,
    save_section,
    submit_campaign,
)
from campaigns.reports.services import save_period
from campaigns.targets.enums import Aggregation, Direction
from campaigns.targets.services import save_indicator, set_allocations
from config.demo.diary import Diary, hour
from config.demo.documents import number_outside, sign_here, sign_outside, take_route
from config.demo.figures import target_of
from config.demo.luck import whole
from config.demo.papers import scan
from config.demo.province import Province, moment
from config.demo.sources import read
from emulation.clock import at
from emulation.desk.services import record_earlier_visits
from emulation.jobs.models import Job
from emulation.jobs.services import run_now
from emulation.people.models import Mandate
from emulation.units.models import Unit

THEMATIC = [one for one in read("campaign")["thematic"] if one["load"]]
DONE = {"unit_plans": "Đã phát động, các đơn vị gửi kế hoạch về Sở Nội vụ.",
        "funding": "Đã bố trí kinh phí tổ chức phong trào và Quỹ thi đua, khen thưởng.",
        "self_assessment": "Các đơn vị đã đánh giá trong báo cáo 6 tháng."}  # fmt: skip


def campaign_of(key: str) -> Campaign:
    """Return a campaign of the demo by its key in campaign.yaml."""
    rows = [read("campaign")["provincial"], *THEMATIC]
    return Campaign.objects.get(slug=next(one["slug"] for one in rows if one["key"] == key))


def load_plan(province: Province) -> None:
    """Write the province's plan, sign, number and launch it on 8 March 2021 at 15:21."""
    row = read("campaign")["provincial"]
    office = province.by("chuyenvien")
    with at(row["drafted_on"]):
        campaign = _draft(office, row)
        clusters = [province.clusters[code] for code in row["participants"]["clusters"]]
        add_participants(by=office, campaign=campaign, clusters=clusters)
        _write_plan(province, office, campaign, row)
        _set_targets(province, office, campaign, read("indicators")["indicators"])
    with at(row["submitted_on"]):
        document = submit_campaign(by=office, campaign=campaign).plan_document
        assert document is not None
    with at(row["signed_on"]):
        take_route(document, office, row["submitted_on"])
        sign_here(document, province.by("chutich"))
    _number_and_launch(province, campaign, row, office, row["notice"]["author"])
    notice = row["notice"]
    path = f"/phong-trao/{row['slug']}/"
    published_at = moment(notice["published_at"])
    assert isinstance(published_at, dt.datetime)
    record_earlier_visits(path=path, day=published_at.date(), count=notice["views"])


def _draft(by: Mandate, row: dict[str, Any], **more: Any) -> Campaign:
    notice = row.get("notice", {})
    return create_campaign(
        by=by,
        title=row["title"],
        kind=CampaignKind[row.get("kind", "THEMATIC")],
        slug=row["slug"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        objectives=row["objective"],
        summary=notice.get("lead", row["objective"]),
        unit_plans_due_on=row.get("unit_plans_due_on"),
        recipients="\n".join(row.get("recipients", ["Như phần Tổ chức thực hiện"])),
        archive_line=row.get("file_mark", "VT"),
        **more,
    )


def _write_plan(province: Province, by: Mandate, campaign: Campaign, row: dict[str, Any]) -> None:
    for section in row["sections"]:
        for day in section.get("days", []):
            add_commemorative_day(by=by, campaign=campaign, name=day["text"], on=day["on"])
        if "days" not in section:
            save_section(
                by=by,
                campaign=campaign,
                kind=SectionKind[section["kind"]],
                heading=section["title"],
                body="\n".join(_body(section)),
            )
    for duty in row.get("assignments", []):
        save_assignment(
            by=by,
            campaign=campaign,
            content=duty["text"],
            lead_unit=None if duty["lead"] == "all" else province.units[duty["lead"]],
            cooperating_units=[province.units[code] for code in duty["with"]],
            due_on=duty["due_on"],
        )
    for period in row["periods"]:
        save_period(
            by=by,
            campaign=campaign,
            name=period["name"],
            starts_on=period["starts_on"],
            ends_on=period["ends_on"],
            cutoff_on=period["cutoff_on"],
            due_on=period["due_on"],
            expected_percent=round(period["expected"] * 100),
        )


def _body(section: dict[str, Any]) -> Iterable[str]:
    yield from section.get("paragraphs", [])
    for part in section.get("subsections", []):
        yield f"# {part['title']}"
        yield from part["paragraphs"]


def _set_targets(
    province: Province, by: Mandate, campaign: Campaign, indicators: list[dict[str, Any]]
) -> None:
    units = [row.unit for row in campaign.participants.select_related("unit")]
    for row in indicators:
        added_up = Aggregation[row["aggregation"]] != Aggregation.NONE
        aim = row["province"]
        indicator = save_indicator(
            by=by,
            campaign=campaign,
            code=row["code"],
            name=row["name"],
            unit_of_measure=row["unit"],
            direction=Direction[row["direction"]],
            aggregation=Aggregation[row["aggregation"]],
            weight=row["weight"],
            baseline=_figure(row["baseline"]),
            floor=_figure(aim.get("value", aim.get("floor"))),
            ceiling=_figure(aim.get("ceiling")),
            allocated=added_up,
            unit_kinds=row["applies_to"],
            monitoring_agency=province.units[row["monitor"]],
            is_sample=row["sample"],
        )
        if added_up:
            values: dict[Unit, Decimal | None] = {
                unit: value for unit in units if (value := target_of(row, unit.code)) is not None
            }
            set_allocations(by=by, indicator=indicator, values=values)


def _figure(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _number_and_launch(
    province: Province, campaign: Campaign, row: dict[str, Any], by: Mandate, author: str = ""
) -> None:
    number = row["plan_number"]
    document = Campaign.objects.select_related("plan_document").get(pk=campaign.pk).plan_document
    assert document is not None
    with at(hour(number["on"], 420)):
        clerk = province.clerk(campaign.launcher.code)
        number_outside(document, clerk, number["number"], number["on"])
    with at(moment(row["launched_at"])):
        launched = launch_campaign(by=by, campaign=campaign, author=author)
        assert launched.opening_job_id is not None
        run_now(Job.objects.get(pk=launched.opening_job_id))


def load_thematic(province: Province) -> None:
    """Let the standing agencies launch their thematic campaigns under the province's."""
    parent = campaign_of(read("campaign")["provincial"]["key"])
    for row in THEMATIC:
        agency = row["standing_agency"]
        by = province.officer(agency)
        with at(row["drafted_on"]):
            campaign = _draft(by, row, parent=parent, standing_agency=province.units[agency])
            members = [province.units[code] for code in row["participants"]]
            add_participants(by=by, campaign=campaign, units=members)
            _write_plan(province, by, campaign, row)
            chosen = set(row["indicators"])
            rows = read("indicators")["thematic_indicators"]
            _set_targets(province, by, campaign, [one for one in rows if one["key"] in chosen])
            document = submit_campaign(by=by, campaign=campaign).plan_document
            assert document is not None
        with at(hour(row["signed_on"])):
            sign_outside(document, by, row["signed_on"])
        _number_and_launch(province, campaign, row, by)


def load_unit_plans(province: Province) -> None:
    """Record most units' own plans under the province's, each some days after the launch."""
    data, diary = read("results")["unit_plans"], Diary()
    campaign = campaign_of(read("campaign")["provincial"]["key"])
    launched_on = campaign.launched_at.date()  # type: ignore[union-attr]
    children = {child.launcher_id for child in campaign.children.all()}
    for place, participant in enumerate(campaign.participants.select_related("unit", "campaign")):
        unit = participant.unit
        if unit.code in data["none"] or unit.pk in children:
            continue
        days = data["days"].get(unit.code) or whole(*data["default"], unit.code, "plan")
        day = launched_on + dt.timedelta(days=days)
        diary.note(hour(day, place * 7), _records_plan(province, participant, day))
    diary.happen()


def _records_plan(province: Province, participant: Any, day: dt.date) -> Any:
    unit = participant.unit
    number = f"{whole(4, 60, unit.code, 'plan number')}/KH-{unit.symbol}"

    def act() -> None:
        record_unit_plan(
            by=province.officer(unit.code),
            participant=participant,
            number=number,
            issued_on=day,
            upload=scan(
                f"Kế hoạch số {number}",
                [
                    f"Phát động phong trào thi đua năm 2021 tại {unit.name}",
                    f"Ngày {day:%d/%m/%Y}. Người ký: {unit.leader_title} {unit.leader_name}",
                ],
                f"ke-hoach-{unit.code}",
            ),
        )

    return act


def finish_duties(province: Province) -> None:
    """Record what is done of the plan's duties."""
    row = read("campaign")["provincial"]
    office, campaign = province.by("chuyenvien"), campaign_of(row["key"])
    duties = zip(row["assignments"], campaign.assignments.order_by("order"), strict=True)
    for duty, assignment in duties:
        if duty["key"] in DONE:
            with at(duty["due_on"] + dt.timedelta(days=12)):
                complete_assignment(
                    by=office,
                    assignment=assignment,
                    done_on=duty["due_on"],
                    result=DONE[duty["key"]],
                )
