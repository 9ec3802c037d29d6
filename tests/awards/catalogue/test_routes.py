"""Routes of appraisal: the authority's own of the date, otherwise the default."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from awards.catalogue.enums import CommendationType, Route
from awards.catalogue.errors import UnknownAward
from awards.catalogue.models import AwardRoute
from awards.catalogue.routes import route_for, set_route
from awards.catalogue.selectors import award
from emulation.ui.errors import NotAllowed

DAY = dt.date(2021, 11, 22)
MERIT, SUDDEN = CommendationType.MERIT, CommendationType.IRREGULAR


def _set(house, **changes):
    given = {
        "by": house.admin,
        "authority": house.province,
        "award_code": "PROVINCIAL_DIPLOMA",
        "commendation_type": "",
        "route": Route.TWO_INDEPENDENT,
        "valid_from": dt.date(2021, 3, 1),
        "legal_basis": "Điều 5 Quy chế thi đua, khen thưởng của tỉnh",
    }
    return set_route(**{**given, **changes})


def _route(house, kind, on=DAY, code="PROVINCIAL_DIPLOMA"):
    return route_for(award(code, on), kind, house.province, on)


def test_default_applies_until_the_authority_sets_its_own(house):
    assert _route(house, MERIT) == Route.SINGLE_RECHECK
    _set(house)
    assert _route(house, MERIT) == Route.TWO_INDEPENDENT
    assert _route(house, MERIT, dt.date(2021, 2, 28)) == Route.SINGLE_RECHECK


def test_route_for_one_type_goes_before_the_one_for_all(house):
    _set(house)
    _set(house, commendation_type=SUDDEN, route=Route.WRITTEN_OPINIONS)
    assert _route(house, SUDDEN) == Route.WRITTEN_OPINIONS
    assert _route(house, MERIT) == Route.TWO_INDEPENDENT


def test_route_of_another_authority_changes_nothing(house):
    _set(house, authority=house.department)
    assert _route(house, MERIT) == Route.SINGLE_RECHECK


def test_new_route_ends_the_one_before(house):
    first = _set(house)
    _set(house, valid_from=dt.date(2021, 9, 1), route=Route.FULL_SESSION)
    first.refresh_from_db()
    assert first.valid_to == dt.date(2021, 8, 31)
    assert _route(house, MERIT, dt.date(2021, 8, 31)) == Route.TWO_INDEPENDENT
    assert _route(house, MERIT, dt.date(2021, 9, 1)) == Route.FULL_SESSION


def test_route_before_an_existing_one_is_refused(house):
    _set(house)
    with pytest.raises(ValidationError) as caught:
        _set(house, valid_from=dt.date(2021, 2, 1))
    assert "valid_from" in caught.value.message_dict


def test_route_without_basis_or_award_is_refused(house):
    with pytest.raises(ValidationError):
        _set(house, legal_basis=" ")
    with pytest.raises(UnknownAward):
        _set(house, award_code="BEST_WORKER")
    assert not AwardRoute.objects.exists()


@pytest.mark.parametrize("who", ["office", "officer", "auditor"])
def test_only_the_administrator_sets_routes(house, who):
    with pytest.raises(NotAllowed):
        _set(house, by=getattr(house, who))
