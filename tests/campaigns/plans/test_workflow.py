"""Every step of a campaign by every role in every state."""

from __future__ import annotations

import pytest

from campaigns.plans.enums import CampaignState
from campaigns.plans.workflow import WORKFLOW
from emulation.ui.errors import NotAllowed, WrongState
from emulation.workflow.selectors import available
from emulation.workflow.services import apply
from tests.builders.campaigns import House

OFFERED = {
    "draft": {"submit": {"office"}},
    "issued": {"launch": {"office", "signer"}},
}


@pytest.mark.parametrize("state", CampaignState.values)
def test_who_is_offered_which_step(house: House, state: str) -> None:
    campaign = house.draft()
    campaign = house.placed(campaign, state) if state != "draft" else campaign
    found: dict[str, set[str]] = {}
    for name, mandate in house.by.items():
        for step in available(campaign, mandate):
            found.setdefault(step.name, set()).add(name)
    assert found == OFFERED.get(state, {})


@pytest.mark.parametrize("state", CampaignState.values)
@pytest.mark.parametrize("name", sorted(WORKFLOW.transitions))
def test_a_step_from_another_state_is_refused_with_a_sentence(
    house: House, state: str, name: str
) -> None:
    campaign = house.placed(house.draft(), state)
    if state in WORKFLOW[name].sources:
        with pytest.raises(NotAllowed):
            apply(campaign, name, by=house.by["officer.x-hungphu"], reason="x")
        return
    with pytest.raises(WrongState) as refusal:
        apply(campaign, name, by=house.office, reason="x")
    assert "trạng thái" in refusal.value.message


def test_a_unit_signs_and_launches_its_own(house: House) -> None:
    campaign = house.placed(house.draft(by=house.by["officer.phuoclong"]), "issued")
    may = {name for name, m in house.by.items() if available(campaign, m)}
    assert may == {"officer.phuoclong", "leader.phuoclong"}
