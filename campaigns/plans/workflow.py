"""The steps of a campaign. Signature, number and issue happen to its document and arrive here."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.plans.enums import CampaignState as State
from emulation.workflow.transitions import Form, Stage, Transition, Workflow


def called(campaign: Any) -> str:
    """Return what a message calls it."""
    return gettext("the campaign “%(title)s”") % {"title": campaign}


WORKFLOW = Workflow(
    "campaigns.Campaign",
    [
        Transition(
            "submit",
            sources=(State.DRAFT,),
            target=State.SUBMITTED,
            permission="campaigns.submit_campaign",
            label=_("Submit for signature"),
            past=pgettext_lazy("past", "submitted for signature"),
            address="trinh",
            confirm=_("The document goes on its signing route; the signer is told."),
        ),
        Transition(
            "return",
            sources=(State.SUBMITTED, State.SIGNED),
            target=State.DRAFT,
            permission="campaigns.follow_document",
            label=_("Return for completion"),
            past=pgettext_lazy("past", "returned for completion"),
            form=Form.REASON,
            gives_back=True,
            automatic=True,
        ),
        Transition(
            "sign",
            sources=(State.SUBMITTED,),
            target=State.SIGNED,
            permission="campaigns.follow_document",
            label=_("Sign the plan"),
            past=pgettext_lazy("past", "signed"),
            automatic=True,
        ),
        Transition(
            "issue",
            sources=(State.SUBMITTED, State.SIGNED),
            target=State.ISSUED,
            permission="campaigns.follow_document",
            label=_("Issue the plan"),
            past=pgettext_lazy("past", "issued"),
            automatic=True,
        ),
        Transition(
            "launch",
            sources=(State.ISSUED,),
            target=State.LAUNCHED,
            permission="campaigns.launch_campaign",
            label=_("Launch"),
            past=pgettext_lazy("past", "launched"),
            address="phat-dong",
            form=Form.OWN,
            final=True,
        ),
        Transition(
            "close",
            sources=(State.LAUNCHED,),
            target=State.CLOSED,
            permission="campaigns.close_campaign",
            label=_("Close the campaign"),
            past=pgettext_lazy("past", "closed"),
            automatic=True,
        ),
    ],
    route="plans:",
    called=called,
    way=(
        Stage((State.DRAFT,), _("Draft")),
        Stage((State.SUBMITTED,), _("For signature")),
        Stage((State.SIGNED,), _("Signed")),
        Stage((State.ISSUED,), _("Issued")),
        Stage((State.LAUNCHED,), _("Launched")),
        Stage((State.CLOSED,), _("Campaign closed")),
    ),
    acts=(
        "plans.create",
        "plans.change",
        "plans.change_notice",
        "plans.save_section",
        "plans.remove_section",
        "plans.add_participants",
    ),
)
