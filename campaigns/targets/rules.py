"""Who sets indicators and allocates them; every reader of a campaign reads its indicators."""

from __future__ import annotations

import rules

from campaigns.plans.models import Campaign
from campaigns.plans.rules import runs_campaign, writes_plan
from campaigns.targets.models import Indicator
from emulation.people.models import Mandate
from emulation.people.rules import is_signed_in


@rules.predicate
def sets_indicator(mandate: Mandate | None, obj: Campaign | Indicator | None) -> bool:
    """Who writes the plan writes its indicators and allocations."""
    campaign = obj.campaign if isinstance(obj, Indicator) else obj
    return bool(writes_plan(mandate, campaign))


@rules.predicate
def amends_indicator(mandate: Mandate | None, obj: Campaign | Indicator | None) -> bool:
    """After the launch only who runs the campaign makes a named change."""
    campaign = obj.campaign if isinstance(obj, Indicator) else obj
    return bool(runs_campaign(mandate, campaign))


rules.add_perm("campaigns.view_indicators", is_signed_in)
rules.add_perm("campaigns.change_indicators", sets_indicator)
rules.add_perm("campaigns.amend_indicator", amends_indicator)
