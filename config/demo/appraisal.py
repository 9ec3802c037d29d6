"""Appraisal on each route: one appraiser with re-check, two independent ones, the unit's office."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from awards.appraisal.enums import AppraisalState, Turn, Verdict
from awards.appraisal.models import Appraisal
from awards.appraisal.services import (
    assign_appraiser,
    assign_round,
    check_completeness,
    submit_verdict,
)
from awards.catalogue.enums import Route
from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee
from config.demo.diary import hour
from config.demo.luck import whole
from config.demo.province import Province
from config.demo.rounds import ROUNDS, office_of, round_of
from config.demo.sources import read
from emulation.clock import at

YEAR_END = "cuoinam2021"
SUDDEN = "covid2021"
SCHOOL = "sgdkhcn2021"
ASSIGNED_ON = dt.date(2021, 11, 15)
PASS_REASON = "Hồ sơ đủ, thành tích rõ, số liệu khớp với báo cáo của phong trào."  # noqa: S105
FIRST_SCORES = {Turn.FIRST: Decimal(91), Turn.SECOND: Decimal(88)}
MOST_TURNS = 3


def check_school_round(province: Province) -> None:
    """Let the department's officer check the dossiers that its own council will vote on."""
    dropped = {
        province.person(row["person"]).pk
        for dossier in ROUNDS[SCHOOL]["dossiers"]
        for row in dossier["nominees"]
        if row.get("outcome") == "dropped"
    }
    office, round_ = office_of(province, SCHOOL), round_of(SCHOOL)
    with at(ROUNDS[SCHOOL]["due_on"] + dt.timedelta(days=5)):
        assign_round(by=office, round_=round_)
        for nominee in _appraising(SCHOOL):
            story = _story_of(nominee)
            failed = nominee.person_id in dropped
            check_completeness(
                by=office,
                nominee=nominee,
                verdict=Verdict.FAIL if failed else Verdict.PASS,
                reason=story if failed else "",
            )


def appraise_sudden_round(province: Province) -> None:
    """Let everybody of the sudden round be appraised and re-checked within two days."""
    day = ROUNDS[SUDDEN]["appraised_on"]
    with at(day):
        assign_round(by=province.by("thuky"), round_=round_of(SUDDEN), due_on=day)
    with at(hour(day, 200)):
        _speak(province, list(_appraising(SUDDEN)))


def appraise_year_end(province: Province) -> None:
    """Let the first dossiers pass appraisal, others stand in the middle of it."""
    secretary, office = province.by("thuky"), province.by("chuyenvien")
    due_on = ROUNDS[YEAR_END]["due_on"]
    with at(ASSIGNED_ON):
        assigned = assign_round(by=secretary, round_=round_of(YEAR_END), due_on=due_on)
        for nominee in assigned.open:
            if nominee.route == Route.TWO_INDEPENDENT:
                assign_appraiser(
                    by=secretary, nominee=nominee, turn=Turn.SECOND, mandate=office, due_on=due_on
                )
    states = {one["unit"]: one["state"] for one in ROUNDS[YEAR_END]["dossiers"]}
    waiting = list(_appraising(YEAR_END))
    with at(ASSIGNED_ON + dt.timedelta(days=3)):
        done = [one for one in waiting if states[one.dossier.unit.code] == "appraised"]
        _speak(province, done)
        begun = [one for one in waiting if states[one.dossier.unit.code] == "in_appraisal"]
        for nominee in begun[::2]:
            first = nominee.appraisals.filter(turn=Turn.FIRST).first()
            if first is not None:
                _pass(province, first)


def _appraising(key: str) -> list[Nominee]:
    return list(
        Nominee.objects.filter(round=round_of(key), state=NomineeState.APPRAISING)
        .select_related("dossier__unit", "dossier__round__authority")
        .order_by("dossier__unit__order", "order")
    )


def _story_of(nominee: Nominee) -> str:
    return next(
        (one["story"] for one in read("people")["persons"] if one["name"] == nominee.name), ""
    )


def _speak(province: Province, nominees: list[Nominee]) -> None:
    """Let every turn of these nominees be spoken until all have passed."""
    for nominee in nominees:
        for _turn in range(MOST_TURNS):
            held = Appraisal.objects.filter(nominee=nominee, state=AppraisalState.ASSIGNED)
            for appraisal in held.order_by("pk"):
                _pass(province, appraisal)
            nominee.refresh_from_db()
            if nominee.state == NomineeState.PASSED:
                break
            _name_rechecker(province, nominee)


def _name_rechecker(province: Province, nominee: Nominee) -> None:
    """Let the secretary charge the office where no other reviewer may re-check."""
    turns = set(nominee.appraisals.values_list("turn", flat=True))
    if nominee.route == Route.SINGLE_RECHECK and Turn.RECHECK not in turns:
        assign_appraiser(
            by=province.by("thuky"),
            nominee=nominee,
            turn=Turn.RECHECK,
            mandate=province.by("chuyenvien"),
        )


def _pass(province: Province, appraisal: Appraisal) -> None:
    fresh = Appraisal.objects.select_related("nominee__dossier__round__authority").get(
        pk=appraisal.pk
    )
    independent = fresh.nominee.route == Route.TWO_INDEPENDENT
    wobble = whole(0, 4, fresh.nominee.name, fresh.turn)
    submit_verdict(
        by=province.by(appraisal.appraiser.username),
        appraisal=fresh,
        verdict=Verdict.PASS,
        reason=PASS_REASON,
        score=FIRST_SCORES[Turn(fresh.turn)] - wobble if independent else None,
    )
