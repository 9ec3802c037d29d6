"""Rounds of commendation and the units' dossiers, up to the office's register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from awards.catalogue.enums import CommendationType, SubjectKind, YearKind
from awards.nominations.enums import IntakeChannel, RoundOrigin
from awards.nominations.models import Dossier, Nominee, Round
from awards.nominations.selectors import award_for
from awards.nominations.selectors.candidates import figures_for, initiatives_for
from awards.nominations.selectors.findings import asked_of
from awards.nominations.services import (
    add_evidence,
    add_nominee,
    begin_dossier,
    change_nominee,
    choose_sources,
    create_round,
    enter_dossier,
    hand_up,
    keep_papers,
    open_round,
    receive_dossier,
    record_letter,
    return_dossier,
    sign_dossier,
)
from config.demo.campaign import campaign_of
from config.demo.diary import Diary, hour
from config.demo.papers import scan
from config.demo.province import Province
from config.demo.registrations import subject_of
from config.demo.sources import read
from emulation.clock import at
from emulation.people.models import Mandate

ROUNDS = {one["key"]: one for one in read("awards")["rounds"]}
ORIGINS = {
    "SCHOOL_YEAR": RoundOrigin.YEAR_END,
    "CALENDAR_YEAR": RoundOrigin.YEAR_END,
    "FREE": RoundOrigin.SUDDEN,
}
SENT = {"submitted", "accepted", "in_appraisal", "appraised", "returned", "decided"}
RECEIVED = {"accepted", "in_appraisal", "appraised", "decided"}
ON_PAPER = {("covid2021", "bdbp")}
ENTERED_BY_OFFICE = {("covid2021", "tpbaclieu")}
MOST_FIGURES = 3
DRAFTED_ON = dt.date(2021, 11, 16)


def round_of(key: str) -> Round:
    """Return a round of the demo by its key in awards.yaml."""
    row = ROUNDS[key]
    return Round.objects.get(name=row["title"], authority__code=row["authority"])


def office_of(province: Province, key: str) -> Mandate:
    """Return who does the office's work for the round's authority."""
    code = ROUNDS[key]["authority"]
    return province.by("chuyenvien") if code == "ubnd" else province.officer(code)


def load_round(province: Province, key: str) -> None:
    """Open the round ``key`` and let the units' dossiers come in."""
    row, office = ROUNDS[key], office_of(province, key)
    with at(row["opened_on"]):
        round_ = create_round(by=office, **_facts(row))
        open_round(by=office, round_=round_)
    diary = Diary()
    for place, dossier in enumerate(row["dossiers"]):
        _Sending(province, key, dossier, place).tell(diary)
    diary.happen()


def _facts(row: dict[str, Any]) -> dict[str, Any]:
    period = row["period"]
    codes = {code for one in row["dossiers"] for each in one["nominees"] for code in each["awards"]}
    return {
        "name": row["title"],
        "origin": ORIGINS[period["kind"]],
        "campaign": campaign_of(row["campaign"]) if "campaign" in row else None,
        "commendation_type": CommendationType[row["type"]],
        "award_codes": sorted(codes),
        "year_kind": YearKind.SCHOOL if period["kind"] == "SCHOOL_YEAR" else YearKind.CALENDAR,
        "period_from": period["from"],
        "period_to": period["to"],
        "opens_on": row["opened_on"],
        "closes_on": row["due_on"],
    }


def stories() -> dict[tuple[str, str], str]:
    """Return the achievements by kind of subject and key."""
    people = read("people")
    found = {("person", one["key"]): one["story"] for one in people["persons"]}
    found |= {("household", one["key"]): one["story"] for one in people["households"]}
    collectives = read("awards")["collectives"]
    return found | {("collective", code): one["story"] for code, one in collectives.items()}


STORIES = stories()


class _Sending:
    """What happens with one unit's dossier until the office has it in its register."""

    def __init__(self, province: Province, key: str, row: dict[str, Any], place: int) -> None:
        self.province, self.row, self.place, self.code = province, row, place, row["unit"]
        self.round_row, self.key = ROUNDS[key], key
        self.office = office_of(province, key)
        self.for_unit = (key, self.code) in ENTERED_BY_OFFICE
        self.on_paper = self.for_unit or (key, self.code) in ON_PAPER

    @property
    def officer(self) -> Mandate:
        """Who prepares: the unit's officer, or the office that enters a paper dossier."""
        return self.office if self.for_unit else self.province.officer(self.code)

    @property
    def sent_on(self) -> dt.date:
        """The day on which the unit's head signs."""
        usual = self.round_row["due_on"] - dt.timedelta(days=2 + self.place % 4)
        day = self.row.get("submitted_on", usual)
        return min(day, DRAFTED_ON) if self.row["state"] in {"draft", "at_leader"} else day

    def tell(self, diary: Diary) -> None:
        """Note in ``diary`` what happens."""
        state, day = self.row["state"], self.sent_on
        self._note(diary, day - dt.timedelta(days=2), 0, self._prepare)
        if state == "draft":
            return
        if not self.on_paper:
            self._note(diary, day, 0, lambda: hand_up(by=self.officer, dossier=self._dossier()))
        if state not in SENT:
            return
        self._note(diary, day, 180, self._record if self.on_paper else self._sign)
        after = day + dt.timedelta(days=1)
        if state in RECEIVED:
            self._note(diary, after, 60, partial(self._receive, after))
        if state == "returned":
            self._note(diary, after, 60, self._return)

    def _note(self, diary: Diary, day: dt.date, minutes: int, act: Callable[[], Any]) -> None:
        diary.note(hour(day, minutes + self.place * 5), act)

    def _dossier(self) -> Dossier:
        return Dossier.objects.select_related("round__authority", "unit").get(
            round=round_of(self.key), unit__code=self.code
        )

    def _prepare(self) -> None:
        by, round_ = self.officer, round_of(self.key)
        if self.for_unit:
            unit = self.province.units[self.code]
            enter_dossier(by=by, round_=round_, unit=unit, channel=IntakeChannel.POST)
        else:
            begin_dossier(by=by, round_=round_)
        for row in self.row["nominees"]:
            for award in row["awards"]:
                self._nominate(by, row, award)
        title = f"Biên bản họp xét, {self.round_row['title'].lower()}"
        unit = self.province.units[self.code]
        minutes = scan(
            title, [unit.name, "Các thành viên dự họp nhất trí."], f"bien-ban-{unit.code}"
        )
        keep_papers(by=by, dossier=self._dossier(), minutes=minutes)

    def _nominate(self, by: Mandate, row: dict[str, Any], award: str) -> None:
        nominee = add_nominee(
            by=by,
            dossier=self._dossier(),
            award_code=award,
            subject=subject_of(self.province, row),
        )
        kind = next(one for one in ("person", "collective", "household") if one in row)
        change_nominee(
            by=by,
            nominee=nominee,
            achievement=STORIES[kind, row[kind]],
            facts=self._attested(nominee, row),
        )
        self._link(by, nominee)

    def _attested(self, nominee: Nominee, row: dict[str, Any]) -> dict[str, Any]:
        """Return what the head attests, because no record can show it."""
        kind = SubjectKind(nominee.subject_kind)
        asked = asked_of(award_for(nominee), kind)
        told: dict[str, Any] = {"attestations": {str(code): True for code in asked.criteria}}
        if asked.acclaimed:
            told["acclaimed"] = row.get("acclaimed")
        if asked.influence:
            sudden = self.key == "covid2021"
            small = kind == SubjectKind.HOUSEHOLD or not sudden
            told["influence"] = "commune" if small else "field"
            told["confirmed_by"] = self.province.units[self.code].name
        return told

    def _link(self, by: Mandate, nominee: Nominee) -> None:
        """Link figures of accepted reports and initiatives: each is entered once."""
        fresh = Nominee.objects.select_related("dossier__round", "dossier__unit").get(pk=nominee.pk)
        figures = (
            list(figures_for(fresh.dossier)[:MOST_FIGURES]) if fresh.dossier.round.campaign else []
        )
        initiatives = [
            one
            for one in initiatives_for(fresh)
            if one.recognised_on and one.recognised_on >= nominee.period_from
        ]
        choose_sources(by=by, nominee=fresh, figures=figures, initiatives=initiatives)
        if initiatives:
            lines = [f"{one.title} - số {one.number}" for one in initiatives]
            paper = scan("Quyết định công nhận sáng kiến", lines, f"sang-kien-{nominee.pk}")
            add_evidence(by=by, nominee=fresh, kind="initiative_recognition", upload=paper)

    def _sign(self) -> None:
        sign_dossier(by=self.province.leader(self.code), dossier=self._dossier())

    def _record(self) -> None:
        unit = self.province.units[self.code]
        number = f"{58 + self.place}/TTr-{unit.symbol}"
        record_letter(
            by=self.officer,
            dossier=self._dossier(),
            letter_number=number,
            letter_on=self.sent_on,
            letter=scan(f"Tờ trình số {number}", [unit.name, "Đề nghị khen thưởng."], "to-trinh"),
        )

    def _receive(self, day: dt.date) -> None:
        receive_dossier(
            by=self.office,
            dossier=self._dossier(),
            incoming_on=day,
            incoming_number=f"{41 + self.place}/Đ",
        )

    def _return(self) -> None:
        return_dossier(
            by=self.office,
            dossier=self._dossier(),
            reason=self.row["reason"],
            due_on=self.row["due_on"],
            items=["Quyết định công nhận sáng kiến còn thiếu"],
        )
