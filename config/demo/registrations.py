"""What units commit themselves to: signed in the portal, on paper, by the compact of a cluster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from campaigns.plans.models import Campaign
from campaigns.registrations.models import Registration
from campaigns.registrations.services import (
    accept_registration,
    add_title,
    hand_up_registration,
    record_compact,
    return_registration,
    save_commitments,
    sign_registration,
)
from campaigns.targets.models import Indicator
from config.demo.campaign import campaign_of
from config.demo.diary import Diary, hour
from config.demo.figures import INDICATORS, committed
from config.demo.luck import pick, whole
from config.demo.papers import scan
from config.demo.province import Province
from config.demo.sources import read
from emulation.people.enums import Role

TITLES = {
    "ADVANCED_WORKER",
    "GRASSROOTS_FIGHTER",
    "PROVINCIAL_FIGHTER",
    "ADVANCED_COLLECTIVE",
    "EXCELLENT_COLLECTIVE",
    "PROVINCIAL_FLAG",
}
BELOW = {
    "PROVINCIAL_FIGHTER": ["GRASSROOTS_FIGHTER", "ADVANCED_WORKER"],
    "PROVINCIAL_FLAG": ["EXCELLENT_COLLECTIVE"],
    "EXCELLENT_COLLECTIVE": ["ADVANCED_COLLECTIVE"],
}
MEASURES = (
    "Giao chỉ tiêu cho từng phòng, kiểm điểm hằng tháng.",
    "Phân công lãnh đạo phụ trách; báo cáo tiến độ hằng tuần.",
    "Phát động đợt thi đua ngắn chào mừng các ngày lễ lớn.",
)
ACCEPTED_AFTER = 4
RETURNED_AFTER = 3


def load_registrations(province: Province) -> None:
    """Let every unit fill in and most sign their commitments in the weeks after the launch."""
    data, diary = read("results")["registrations"], Diary()
    campaign = campaign_of(read("campaign")["provincial"]["key"])
    compact = data["compact"]
    members = {unit.code for unit in province.clusters[compact["cluster"]].units.all()}
    titles = _titles_by_unit(province)
    for place, row in enumerate(_registrations(campaign)):
        code = row.participant.unit.code
        day = _launched_on(campaign) + dt.timedelta(days=whole(*data["default_days"], code, "reg"))
        if code in members:
            day = min(day, compact["signed_on"] - dt.timedelta(days=1))
        diary.note(hour(day, place * 7), _fills(province, row, titles.get(code, [])))
        if code in members:
            accept_on = compact["signed_on"] + dt.timedelta(days=ACCEPTED_AFTER)
            diary.note(hour(accept_on, place), _accepts(province, row))
        elif code not in data["draft"]:
            signed_on = day + dt.timedelta(days=1)
            diary.note(hour(signed_on, place), _signs(province, row))
            _answer(province, diary, row, signed_on, place)
    diary.note(hour(compact["signed_on"], 400), _records_compact(province, campaign, compact))
    diary.happen()


def load_thematic_registrations(province: Province) -> None:
    """Let the localities sign what they commit themselves to in the thematic campaigns."""
    diary = Diary()
    for row in read("campaign")["thematic"]:
        if not row["load"]:
            continue
        campaign = campaign_of(row["key"])
        for place, one in enumerate(_registrations(campaign)):
            day = _launched_on(campaign) + dt.timedelta(days=5 + place)
            diary.note(hour(day), _signs(province, one))
            later = hour(day + dt.timedelta(days=2))
            diary.note(later, _accepts(province, one, row["standing_agency"]))
    diary.happen()


def _launched_on(campaign: Campaign) -> dt.date:
    assert campaign.launched_at is not None
    return campaign.launched_at.date()


def _registrations(campaign: Campaign) -> Iterator[Registration]:
    rows = Registration.objects.filter(participant__campaign=campaign)
    yield from rows.select_related("participant__unit", "participant__campaign").order_by(
        "participant__unit__order"
    )


def _titles_by_unit(province: Province) -> dict[str, list[tuple[str, Any]]]:
    """Return (title, subject) by the participant that registers: those of the year's rounds."""
    silent = set(read("results")["registrations"]["unregistered"])
    found: dict[str, list[tuple[str, Any]]] = {}
    for row in read("awards")["rounds"]:
        for dossier in row["dossiers"]:
            unit = row["authority"] if row["authority"] != "ubnd" else dossier["unit"]
            for nominee in dossier["nominees"]:
                wanted = TITLES & set(nominee["awards"])
                if nominee.get("person") in silent or "household" in nominee or not wanted:
                    continue
                subject = subject_of(province, nominee)
                for code in sorted(wanted | {one for top in wanted for one in BELOW.get(top, [])}):
                    found.setdefault(unit, []).append((code, subject))
    return found


def subject_of(province: Province, nominee: dict[str, Any]) -> Any:
    """Return whom a nominee of awards.yaml means."""
    if "person" in nominee:
        return province.person(nominee["person"])
    if "household" in nominee:
        return province.household(nominee["household"])
    return province.units[nominee["collective"]]


def _fills(
    province: Province, row: Registration, titles: list[tuple[str, Any]]
) -> Callable[[], None]:
    code = row.participant.unit.code

    def act() -> None:
        by = province.officer(code)
        by_code = {one["code"]: one for one in INDICATORS.values()}
        entries: dict[Indicator | int, tuple[Decimal | None, str]] = {}
        for commitment in row.commitments.select_related("indicator"):
            indicator = by_code[commitment.indicator.code]
            value = committed(indicator, code)
            if value is not None:
                entries[commitment.indicator_id] = (value, pick(MEASURES, code, indicator["key"]))
        save_commitments(by=by, registration=row, entries=entries)
        for title, subject in titles:
            add_title(by=by, registration=row, award_code=title, subject=subject)

    return act


def _signs(province: Province, row: Registration) -> Callable[[], Any]:
    code = row.participant.unit.code

    def act() -> None:
        ready = hand_up_registration(by=province.officer(code), registration=row)
        sign_registration(by=province.leader(code), registration=ready)

    return act


def _accepts(province: Province, row: Registration, agency: str = "") -> Callable[[], None]:
    def act() -> None:
        by = province.officer(agency) if agency else province.by("chuyenvien")
        accept_registration(by=by, registration=row)

    return act


def _answer(province: Province, diary: Diary, row: Registration, day: dt.date, place: int) -> None:
    """Let the office accept, return or leave what was signed."""
    data, code = read("results")["registrations"], row.participant.unit.code
    if code in data["returned"]:
        back_on = day + dt.timedelta(days=RETURNED_AFTER)

        def give_back() -> None:
            return_registration(
                by=province.by("chuyenvien"),
                registration=row,
                reason=data["returned"][code],
                due_on=back_on + dt.timedelta(days=7),
                items=["Chỉ tiêu chưa có mức đăng ký"],
            )

        diary.note(hour(back_on, place), give_back)
    elif code not in data["signed"]:
        accept_on = day + dt.timedelta(days=ACCEPTED_AFTER)
        diary.note(hour(accept_on, place), _accepts(province, row))


def _records_compact(
    province: Province, campaign: Campaign, data: dict[str, Any]
) -> Callable[[], None]:
    cluster = province.clusters[data["cluster"]]
    units = list(cluster.units.order_by("order"))
    signatories = [f"{unit.leader_name}, {unit.leader_title} {unit.name}" for unit in units]

    def act() -> None:
        head = next(row for row in read("clusters")["clusters"] if row["code"] == cluster.code)
        record_compact(
            by=province.by(f"canbo.{head['secretary']}", Role.CLUSTER_SECRETARY),
            campaign=campaign,
            cluster=cluster,
            signed_on=data["signed_on"],
            place=data["place"],
            signatories="\n".join(signatories),
            upload=scan(data["title"], [data["text"], "", *signatories], "giao-uoc-cum-1"),
        )

    return act
