"""The steps of a report: written, submitted, approved, accepted; or given back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.reports.enums import ReportState as State
from emulation.workflow.transitions import Transition, Workflow

WORKFLOW = Workflow(
    "campaigns.Report",
    [
        Transition(
            "begin",
            sources=(State.WAITING,),
            target=State.DRAFT,
            permission="campaigns.edit_report",
            label=_("Begin the report"),
            automatic=True,
        ),
        Transition(
            "submit",
            sources=(State.DRAFT, State.RETURNED),
            target=State.SUBMITTED,
            permission="campaigns.submit_report",
            label=_("Submit to the leader"),
        ),
        Transition(
            "send_back",
            sources=(State.SUBMITTED,),
            target=State.RETURNED,
            permission="campaigns.approve_report",
            label=_("Give back to the officer"),
            needs_reason=True,
            needs_due_date=True,
        ),
        Transition(
            "approve",
            sources=(State.SUBMITTED,),
            target=State.APPROVED,
            permission="campaigns.approve_report",
            label=_("Approve and send to the office"),
        ),
        Transition(
            "record_approval",
            sources=(State.SUBMITTED,),
            target=State.APPROVED,
            permission="campaigns.record_approval",
            label=_("Record the signed report"),
        ),
        Transition(
            "receive",
            sources=(State.DRAFT, State.RETURNED),
            target=State.APPROVED,
            permission="campaigns.enter_for_unit",
            label=_("Finish the entry for the unit"),
        ),
        Transition(
            "accept",
            sources=(State.APPROVED,),
            target=State.ACCEPTED,
            permission="campaigns.accept_report",
            label=_("Accept"),
        ),
        Transition(
            "return",
            sources=(State.APPROVED,),
            target=State.RETURNED,
            permission="campaigns.accept_report",
            label=_("Return for completion"),
            needs_reason=True,
            needs_due_date=True,
        ),
        Transition(
            "reopen",
            sources=(State.ACCEPTED,),
            target=State.RETURNED,
            permission="campaigns.accept_report",
            label=_("Open again for official figures"),
            needs_reason=True,
            needs_due_date=True,
        ),
        Transition(
            "correct",
            sources=(State.APPROVED, State.ACCEPTED),
            target=State.DRAFT,
            permission="campaigns.confirm_entry",
            label=_("Correct what was entered for us"),
            needs_reason=True,
        ),
    ],
)
