"""The steps of a campaign. Signature, number and issue happen to its document and arrive here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.plans.enums import CampaignState as State
from emulation.workflow.transitions import Transition, Workflow

WORKFLOW = Workflow(
    "campaigns.Campaign",
    [
        Transition(
            "submit",
            sources=(State.DRAFT,),
            target=State.SUBMITTED,
            permission="campaigns.submit_campaign",
            label=_("Submit for signature"),
        ),
        Transition(
            "return",
            sources=(State.SUBMITTED, State.SIGNED),
            target=State.DRAFT,
            permission="campaigns.follow_document",
            label=_("Return for completion"),
            needs_reason=True,
            automatic=True,
        ),
        Transition(
            "sign",
            sources=(State.SUBMITTED,),
            target=State.SIGNED,
            permission="campaigns.follow_document",
            label=_("Sign the plan"),
            automatic=True,
        ),
        Transition(
            "issue",
            sources=(State.SUBMITTED, State.SIGNED),
            target=State.ISSUED,
            permission="campaigns.follow_document",
            label=_("Issue the plan"),
            automatic=True,
        ),
        Transition(
            "launch",
            sources=(State.ISSUED,),
            target=State.LAUNCHED,
            permission="campaigns.launch_campaign",
            label=_("Launch"),
        ),
        Transition(
            "close",
            sources=(State.LAUNCHED,),
            target=State.CLOSED,
            permission="campaigns.close_campaign",
            label=_("Close the campaign"),
            automatic=True,
        ),
    ],
)
