"""What every write to a campaign asks first."""

from __future__ import annotations

from typing import Any

import rules
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, WrongState
from emulation.workflow.services import lock


def require(permission: str, by: Mandate, obj: Any = None) -> None:
    """Raise ``NotAllowed`` when the acting mandate lacks ``permission`` on ``obj``."""
    if not rules.has_perm(permission, by, obj):
        raise NotAllowed(_("Your present role may not take this step."))


def lock_draft(campaign: Campaign, by: Mandate, version: int | None = None) -> Campaign:
    """Return the campaign locked for a change of its plan.

    Raises ``NotAllowed``, ``WrongState`` once the plan is submitted, ``StaleVersion``.
    """
    fresh = lock(campaign, version=version)
    require("campaigns.change_campaign", by, fresh)
    if fresh.state not in CampaignState.EDITABLE:
        raise WrongState(
            _("The plan is no longer a draft. It can be changed after a return, or by a new plan.")
        )
    return fresh


def lock_open(campaign: Campaign, by: Mandate, permission: str) -> Campaign:
    """Return the campaign locked for a change that is possible until it is closed."""
    fresh = lock(campaign)
    require(permission, by, fresh)
    if fresh.state == CampaignState.CLOSED:
        raise WrongState(_("The campaign is closed."))
    return fresh
