"""Routes: from the law or the province; the check before a council."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from awards.appraisal import services
from awards.appraisal.enums import Verdict
from awards.appraisal.selectors import TURNS, standing_of, way_of
from awards.catalogue.enums import Route
from awards.catalogue.routes import set_route
from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee
from awards.nominations.services import receive_dossier
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed
from tests.awards.appraisal.turns import DAY, assign, single
from tests.builders.people import make_mandate
from tests.builders.rounds import make_dossier, make_round, only_nominee, submit


def test_routes_come_from_the_law_and_from_the_province(world):
    nominee = only_nominee(single(world))
    assert way_of(nominee).route == Route.SINGLE_RECHECK
    set_route(
        by=world.admin,
        authority=world.province,
        award_code="PROVINCIAL_DIPLOMA",
        commendation_type="",
        route=Route.FULL_SESSION,
        valid_from=dt.date(2021, 1, 1),
        legal_basis="Quy chế",
    )
    way = way_of(nominee)
    assert (way.route, way.council) == (Route.FULL_SESSION, True)


def test_council_route_charges_nobody_and_the_office_checks(world):
    set_route(
        by=world.admin,
        authority=world.province,
        award_code="PROVINCIAL_DIPLOMA",
        commendation_type="",
        route=Route.STANDING_MEMBERS,
        valid_from=dt.date(2021, 1, 1),
        legal_basis="Quy chế",
    )
    nominee = only_nominee(single(world))
    assert assign(world, nominee.dossier).given == 0
    nominee.refresh_from_db()
    assert standing_of(nominee).key == "check"
    with pytest.raises(NotAllowed):
        services.check_completeness(by=world.reviewer, nominee=nominee, verdict=Verdict.PASS)
    passed = services.check_completeness(by=world.office, nominee=nominee, verdict=Verdict.PASS)
    assert passed.state == NomineeState.PASSED
    assert passed.needs_council


def test_unit_without_reviewers_goes_to_its_council_after_the_officers_check(world):
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    dossier = submit(world, make_dossier(world, round_))
    receive_dossier(by=world.officer, dossier=dossier, incoming_on=DAY)
    services.assign_round(by=world.officer, round_=round_)
    nominee = only_nominee(dossier)
    assert nominee.route not in TURNS
    passed = services.check_completeness(by=world.officer, nominee=nominee, verdict=Verdict.PASS)
    assert (passed.state, passed.needs_council) == (NomineeState.PASSED, True)


def test_without_a_council_who_prepared_does_not_check(world):
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    dossier = submit(world, make_dossier(world, round_))
    receive_dossier(by=world.officer, dossier=dossier, incoming_on=DAY)
    services.assign_round(by=world.officer, round_=round_)
    Nominee.objects.filter(dossier=dossier).update(needs_council=False)
    nominee = only_nominee(dossier)
    for who in (world.officer, world.leader):
        with pytest.raises(NotAllowed):
            services.check_completeness(by=who, nominee=nominee, verdict=Verdict.PASS)
    colleague = make_mandate(Role.OFFICER, world.department, "canbo2")
    passed = services.check_completeness(by=colleague, nominee=nominee, verdict=Verdict.PASS)
    assert passed.state == NomineeState.PASSED


def test_refusing_at_the_check_needs_a_reason(world):
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    dossier = submit(world, make_dossier(world, round_))
    receive_dossier(by=world.officer, dossier=dossier, incoming_on=DAY)
    services.assign_round(by=world.officer, round_=round_)
    nominee = only_nominee(dossier)
    with pytest.raises(ValidationError):
        services.check_completeness(by=world.officer, nominee=nominee, verdict=Verdict.FAIL)
