"""Commitments, titles, signatures, compacts, acceptance."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from campaigns.plans.models import Campaign
from campaigns.registrations import services
from campaigns.registrations.models import Registration
from campaigns.registrations.selectors import comparison, progress, registrations_for
from campaigns.targets.models import Indicator
from campaigns.targets.services import save_indicator, set_allocations
from emulation.notices.models import Notice
from emulation.registries.proof import violations
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from emulation.units.models import Unit
from emulation.workflow.selectors import last_return
from tests.builders.campaigns import DAY, House
from tests.builders.files import upload
from tests.builders.people import make_household, make_person
from tests.builders.registrations import handed_up, signed_by

D = Decimal


@pytest.fixture
def campaign(house: House) -> Campaign:
    """A launched campaign with one allocated and one free indicator."""
    draft = house.draft()
    facts = {"name": "Thu ngân sách", "unit_of_measure": "tỷ đồng", "direction": "higher"}
    one = save_indicator(
        by=house.office, campaign=draft, code="CT1", aggregation="sum", floor=D(100), **facts
    )
    save_indicator(
        by=house.office, campaign=draft, code="CT2", aggregation="mean", allocated=False, **facts
    )
    values = {house.syt: D(40), house.snv: D(35), house.district: D(25)}
    set_allocations(by=house.office, indicator=one, values=values)
    return house.launched(draft)


def of(campaign: Campaign, unit: Unit) -> Registration:
    return Registration.objects.select_related("participant__campaign", "participant__unit").get(
        participant__campaign=campaign, participant__unit=unit
    )


def test_a_registration_opens_with_what_was_allocated(house: House, campaign: Campaign) -> None:
    registration = of(campaign, house.syt)
    assert {(c.indicator.code, c.value) for c in registration.commitments.all()} == {("CT1", D(40))}
    assert services.open_registrations(campaign, house.office) == 0


def test_officer_fills_in_and_leader_signs(house: House, campaign: Campaign) -> None:
    registration = of(campaign, house.syt)
    one = Indicator.objects.get(code="CT1")
    registration = services.save_commitments(
        by=house.by["officer.syt"], registration=registration,
        entries={one: (D("42.5"), "Đẩy mạnh thu")}, version=registration.version,
    )  # fmt: skip
    with pytest.raises(WrongState):
        services.sign_registration(by=house.by["leader.syt"], registration=registration)
    signed = signed_by(house, registration)
    assert (signed.state, signed.signing_form, signed.signed_on) == ("signed", "portal", DAY)
    assert Notice.objects.filter(event="registrations.signed").exists()
    with pytest.raises(WrongState):
        services.save_commitments(by=house.by["officer.syt"], registration=signed, entries={})
    with pytest.raises(WrongState):
        services.sign_registration(by=house.by["leader.syt"], registration=signed)


def test_what_was_handed_up_or_signed_is_taken_back_while_the_next_has_not_acted(
    house: House, campaign: Campaign
) -> None:
    officer, leader = house.by["officer.syt"], house.by["leader.syt"]
    ready = handed_up(house, of(campaign, house.syt))
    for wrong in (officer, house.office, house.by["leader.snv"]):
        with pytest.raises(NotAllowed):
            services.sign_registration(by=wrong, registration=ready)
    with pytest.raises(WrongState, match="rút lại"):
        services.save_commitments(by=officer, registration=ready, entries={})
    back = services.withdraw_registration(by=officer, registration=ready)
    assert back.state == "draft"
    assert Notice.objects.filter(account=leader.account, subject__contains="rút lại").exists()
    ready = handed_up(house, back)
    returned = services.send_back_registration(by=leader, registration=ready, reason="Cao hơn")
    assert returned.state == "draft"
    signed = signed_by(house, returned)
    with pytest.raises(NotAllowed):
        services.recall_registration(by=officer, registration=signed)
    recalled = services.recall_registration(by=leader, registration=signed)
    assert (recalled.state, recalled.signing_form, recalled.signed_by) == ("ready", "", None)
    signed = services.sign_registration(by=leader, registration=recalled)
    accepted = services.accept_registration(by=house.office, registration=signed)
    with pytest.raises(WrongState):
        services.recall_registration(by=leader, registration=accepted)


def test_an_empty_registration_is_not_handed_up(house: House, campaign: Campaign) -> None:
    registration = of(campaign, house.syt)
    registration.commitments.all().delete()
    Indicator.objects.get(code="CT1").allocations.all().delete()
    with pytest.raises(Refused, match="còn trống"):
        handed_up(house, registration)


def test_after_the_closing_a_signed_registration_goes_forward_only(
    house: House, campaign: Campaign
) -> None:
    signed = signed_by(house, of(campaign, house.syt))
    house.placed(campaign, "closed")
    signed = of(campaign, house.syt)
    with pytest.raises(WrongState):
        services.return_registration(
            by=house.office, registration=signed, reason="Sai", due_on=dt.date(2021, 12, 30)
        )
    assert services.accept_registration(by=house.office, registration=signed).state == "accepted"


def test_an_allocated_indicator_without_a_value_cannot_be_signed(
    house: House, campaign: Campaign
) -> None:
    registration = of(campaign, house.syt)
    one = Indicator.objects.get(code="CT1")
    services.save_commitments(
        by=house.by["officer.syt"], registration=registration, entries={one: (None, "")}
    )
    with pytest.raises(Refused) as refusal:
        signed_by(house, registration)
    assert "Thu ngân sách" in refusal.value.message


def test_measures_need_a_value_and_strangers_stay_out(house: House, campaign: Campaign) -> None:
    registration = of(campaign, house.syt)
    two = Indicator.objects.get(code="CT2")
    with pytest.raises(Refused):
        services.save_commitments(
            by=house.by["officer.syt"], registration=registration, entries={two: (None, "x")}
        )
    for name in ("officer.snv", "signer", "auditor", "cluster_head", "reviewer"):
        with pytest.raises(NotAllowed):
            services.save_commitments(by=house.by[name], registration=registration, entries={})


def test_two_people_at_once_lose_nothing(house: House, campaign: Campaign) -> None:
    registration = of(campaign, house.syt)
    by, version = house.by["officer.syt"], registration.version
    services.save_commitments(by=by, registration=registration, entries={}, version=version)
    with pytest.raises(StaleVersion):
        services.save_commitments(by=by, registration=registration, entries={}, version=version)


def test_the_signed_paper_is_recorded_by_officer_or_office(
    house: House, campaign: Campaign
) -> None:
    for unit, by in ((house.syt, house.by["officer.syt"]), (house.snv, house.office)):
        signed = services.record_signed_paper(
            by=by, registration=of(campaign, unit), number="05/ĐK", signed_on=dt.date(2021, 3, 2),
            file=upload("dang-ky"),
        )  # fmt: skip
        assert (signed.state, signed.signing_form, signed.paper_number) == (
            "signed",
            "paper",
            "05/ĐK",
        )
    with pytest.raises(Refused):
        services.record_signed_paper(
            by=house.office, registration=of(campaign, house.district), number="1",
            signed_on=dt.date(2021, 3, 9), file=upload("x"),
        )  # fmt: skip


def test_a_compact_commits_every_member_that_has_not_signed(
    house: House, campaign: Campaign
) -> None:
    signed_by(house, of(campaign, house.syt))
    facts: dict[str, Any] = {
        "campaign": campaign, "cluster": house.block, "signed_on": DAY, "place": "Bạc Liêu",
        "signatories": "Nguyễn Văn A, Giám đốc, Sở Y tế", "upload": upload("giao-uoc"),
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        services.record_compact(by=house.by["officer.syt"], **facts)
    with pytest.raises(NotAllowed):
        services.record_compact(by=house.by["cluster_head"], **{**facts, "cluster": house.cluster})
    compact = services.record_compact(by=house.by["cluster_secretary"], **facts)
    forms = {r.participant.unit.code: r.signing_form for r in Registration.objects.all()}
    assert forms == {"syt": "portal", "snv": "compact", "phuoclong": ""}
    assert of(campaign, house.snv).compact == compact
    with pytest.raises(Refused):
        services.record_compact(by=house.office, **facts)
    assert not [line for line in violations() if "registration" in line or "commitment" in line]


def test_the_office_returns_with_reason_items_and_day_and_the_unit_signs_anew(
    house: House, campaign: Campaign
) -> None:
    registration = of(campaign, house.syt)
    signed = signed_by(house, registration)
    with pytest.raises(Refused):
        services.return_registration(
            by=house.office, registration=signed, reason=" ", due_on=DAY, items=[]
        )
    returned = services.return_registration(
        by=house.office, registration=signed, reason="Thiếu giải pháp",
        due_on=dt.date(2021, 3, 15), items=["Chỉ tiêu CT1"],
    )  # fmt: skip
    step = last_return(returned)
    assert step is not None
    assert (returned.state, returned.signing_form, step.items) == ("returned", "", ["Chỉ tiêu CT1"])
    again = signed_by(house, returned)
    assert services.accept_registration(by=house.office, registration=again).state == "accepted"


STATES = {
    "draft": {"hand_up": {"officer.syt"}, "record_paper": {"officer.syt", "office"}},
    "ready": {
        "sign": {"leader.syt"},
        "send_back": {"leader.syt"},
        "withdraw": {"officer.syt"},
        "record_paper": {"officer.syt", "office"},
    },
    "signed": {"accept": {"office"}, "return": {"office"}, "recall": {"leader.syt"}},
    "accepted": {},
}


@pytest.mark.parametrize("state", sorted(STATES))
def test_every_step_by_every_role_in_every_state(
    house: House, campaign: Campaign, state: str
) -> None:
    from emulation.workflow.selectors import available

    registration = of(campaign, house.syt)
    if state == "ready":
        registration = handed_up(house, registration)
    elif state != "draft":
        registration = signed_by(house, registration)
    if state == "accepted":
        registration = services.accept_registration(by=house.office, registration=registration)
    found: dict[str, set[str]] = {}
    for name, mandate in house.by.items():
        for step in available(registration, mandate):
            found.setdefault(step.name, set()).add(name)
    assert found == STATES[state]


def test_who_sees_which_registration(house: House, campaign: Campaign) -> None:
    seen = {
        name: {r.participant.unit.code for r in registrations_for(mandate)}
        for name, mandate in house.by.items()
    }
    everybody = {"syt", "snv", "phuoclong"}
    assert all(seen[name] == everybody for name in ("office", "auditor", "reviewer", "signer"))
    assert seen["officer.syt"] == seen["leader.syt"] == {"syt"}
    assert seen["cluster_head"] == {"syt", "snv"}
    assert all(seen[name] == set() for name in ("admin", "clerk", "officer.x-hungphu"))
    assert not registrations_for(None).exists()


def test_titles_are_registered_for_the_units_own_people(house: House, campaign: Campaign) -> None:
    registration, by = of(campaign, house.syt), house.by["officer.syt"]
    own = make_person(house.syt, "Trần Thị Lan")
    stranger = make_person(house.snv, "Lê Văn Xa")
    home = make_household(house.district, "Danh Sơn")
    title = services.add_title(
        by=by, registration=registration, award_code="GRASSROOTS_FIGHTER", subject=own
    )
    services.add_title(
        by=by, registration=registration, award_code="EXCELLENT_COLLECTIVE", subject=house.syt
    )
    for code, subject in (
        ("GRASSROOTS_FIGHTER", own), ("GRASSROOTS_FIGHTER", stranger), ("CULTURED_FAMILY", home),
        ("GRASSROOTS_FIGHTER", house.syt), ("NO_SUCH_TITLE", own),
    ):  # fmt: skip
        with pytest.raises(Refused):
            services.add_title(by=by, registration=registration, award_code=code, subject=subject)
    services.remove_title(by=by, title=title)
    assert registration.titles.count() == 1


def test_only_binding_commitments_count_together(house: House, campaign: Campaign) -> None:
    signed_by(house, of(campaign, house.syt))
    row = comparison(campaign)[0]
    assert (row.allocated, row.committed, row.committed_units, row.units) == (D(100), D(40), 1, 3)
    counts = progress(registrations_for(house.office))
    assert (counts["total"], counts["signed"], counts["draft"]) == (3, 1, 2)
