"""Writes of the plans: the campaign's parts, participants, signature, launch, units' plans."""

from campaigns.plans.services.drafting import (
    add_attachment,
    add_commemorative_day,
    change_campaign,
    change_notice,
    complete_assignment,
    create_campaign,
    remove_assignment,
    remove_attachment,
    remove_commemorative_day,
    remove_section,
    save_assignment,
    save_section,
)
from campaigns.plans.services.launching import (
    close_campaign,
    issue_campaign,
    launch_campaign,
    return_campaign,
    sign_campaign,
    submit_campaign,
)
from campaigns.plans.services.opening import begin_opening, continue_opening
from campaigns.plans.services.participants import add_participants, remove_participant
from campaigns.plans.services.unit_plans import record_unit_plan

__all__ = [
    "add_attachment",
    "add_commemorative_day",
    "add_participants",
    "begin_opening",
    "change_campaign",
    "change_notice",
    "close_campaign",
    "complete_assignment",
    "continue_opening",
    "create_campaign",
    "issue_campaign",
    "launch_campaign",
    "record_unit_plan",
    "remove_assignment",
    "remove_attachment",
    "remove_commemorative_day",
    "remove_participant",
    "remove_section",
    "return_campaign",
    "save_assignment",
    "save_section",
    "sign_campaign",
    "submit_campaign",
]
