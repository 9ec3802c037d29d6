"""The steps of a report: written, submitted, approved, accepted; or given back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.reports.enums import ReportState as State
from emulation.workflow.transitions import Form, Stage, Transition, Workflow


def called(report: Any) -> str:
    """Return what a message calls it."""
    return gettext("the report of %(unit)s") % {"unit": report.participant.unit}


WORKFLOW = Workflow(
    "campaigns.Report",
    [
        Transition(
            "begin",
            sources=(State.WAITING,),
            target=State.DRAFT,
            permission="campaigns.edit_report",
            label=_("Begin the report"),
            past=pgettext_lazy("past", "began"),
            automatic=True,
        ),
        Transition(
            "submit",
            sources=(State.DRAFT, State.RETURNED),
            target=State.SUBMITTED,
            permission="campaigns.submit_report",
            label=_("Submit to the leader"),
            past=pgettext_lazy("past", "submitted to the leader"),
            address="trinh",
        ),
        Transition(
            "withdraw",
            sources=(State.SUBMITTED,),
            target=State.DRAFT,
            permission="campaigns.submit_report",
            label=_("Withdraw to correct"),
            past=pgettext_lazy("past", "withdrew, to correct it,"),
            address="rut-lai",
            confirm=_("The leader is told; the report is with the officer again."),
        ),
        Transition(
            "recall",
            sources=(State.APPROVED,),
            target=State.SUBMITTED,
            permission="campaigns.approve_report",
            label=_("Recall from the office"),
            past=pgettext_lazy("past", "recalled from the office"),
            address="thu-hoi",
            confirm=_(
                "The office is told; the report is with you again, to approve or to give back. "
                "It counts as arrived on the day on which you send it anew."
            ),
        ),
        Transition(
            "send_back",
            sources=(State.SUBMITTED,),
            target=State.RETURNED,
            permission="campaigns.approve_report",
            label=_("Give back to the officer"),
            past=pgettext_lazy("past", "gave back to the officer"),
            address="tra-lai-can-bo",
            form=Form.RETURN,
        ),
        Transition(
            "approve",
            sources=(State.SUBMITTED,),
            target=State.APPROVED,
            permission="campaigns.approve_report",
            label=_("Approve and send to the office"),
            past=pgettext_lazy("past", "approved and sent to the office"),
            address="duyet",
            another_than=("submit",),
        ),
        Transition(
            "record_approval",
            sources=(State.SUBMITTED,),
            target=State.APPROVED,
            permission="campaigns.record_approval",
            label=_("Record the signed report"),
            past=pgettext_lazy("past", "recorded the signed paper of"),
            address="van-ban-ky",
            form=Form.OWN,
        ),
        Transition(
            "receive",
            sources=(State.DRAFT, State.RETURNED),
            target=State.APPROVED,
            permission="campaigns.enter_for_unit",
            label=_("Finish the entry for the unit"),
            past=pgettext_lazy("past", "finished the entry for the unit of"),
            address="nhap-thay/xong",
        ),
        Transition(
            "accept",
            sources=(State.APPROVED,),
            target=State.ACCEPTED,
            permission="campaigns.accept_report",
            label=_("Accept"),
            past=pgettext_lazy("past", "accepted"),
            address="tiep-nhan",
            another_than=("submit", "approve"),
        ),
        Transition(
            "return",
            sources=(State.APPROVED,),
            target=State.RETURNED,
            permission="campaigns.accept_report",
            label=_("Return for completion"),
            past=pgettext_lazy("past", "returned for completion"),
            address="tra-lai",
            form=Form.RETURN,
        ),
        Transition(
            "reopen",
            sources=(State.ACCEPTED,),
            target=State.RETURNED,
            permission="campaigns.accept_report",
            label=_("Open again for official figures"),
            past=pgettext_lazy("past", "opened again for official figures"),
            address="mo-lai",
            form=Form.RETURN,
        ),
        Transition(
            "set_aside",
            sources=(State.SUBMITTED, State.APPROVED),
            target=State.LAPSED,
            permission="campaigns.accept_report",
            label=_("End without accepting"),
            past=pgettext_lazy("past", "ended, without accepting it,"),
            address="khong-tiep-nhan",
            form=Form.REASON,
            final=True,
        ),
        Transition(
            "lapse",
            sources=(State.WAITING, State.DRAFT, State.RETURNED),
            target=State.LAPSED,
            permission="campaigns.accept_report",
            label=_("End with the campaign"),
            past=pgettext_lazy("past", "ended, with the campaign,"),
            automatic=True,
        ),
        Transition(
            "correct",
            sources=(State.APPROVED, State.ACCEPTED),
            target=State.DRAFT,
            permission="campaigns.confirm_entry",
            label=_("Correct what was entered for us"),
            past=pgettext_lazy("past", "took back to correct"),
            address="nhap-thay/sua",
            form=Form.REASON,
        ),
    ],
    route="reports:",
    called=called,
    way=(
        Stage((State.WAITING, State.DRAFT, State.RETURNED), _("Writing")),
        Stage((State.SUBMITTED,), _("Submitted to the leader")),
        Stage((State.APPROVED,), _("Approved and sent")),
        Stage((State.ACCEPTED,), _("Accepted")),
    ),
    acts=(
        "reports.enter_for_unit",
        "reports.confirm_entry",
        "reports.extend",
        "reports.add_evidence",
        "reports.remove_evidence",
    ),
)
