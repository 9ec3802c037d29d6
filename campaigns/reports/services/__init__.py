"""Writes on reports: opening, entry, steps, figures of monitoring agencies, reminders."""

from campaigns.reports.services.agency import confirm_figures, supply_figure
from campaigns.reports.services.entry import (
    LineEntry,
    LineRefused,
    check_entry,
    save_field,
    save_report,
)
from campaigns.reports.services.evidence import add_evidence, remove_evidence
from campaigns.reports.services.for_unit import begin_for_unit, why_not_for_unit
from campaigns.reports.services.opening import open_reports, remove_period, save_period
from campaigns.reports.services.reminders import (
    record_reminder,
    remind_of_report,
    send_reminders,
)
from campaigns.reports.services.returning import (
    extend_deadline,
    recall_report,
    reopen_report,
    return_report,
    send_back_report,
    withdraw_report,
)
from campaigns.reports.services.settling import left_open, set_aside_report, settle_reports
from campaigns.reports.services.steps import (
    accept_checked_report,
    accept_report,
    approve_report,
    confirm_entry,
    correct_entry,
    receive_report,
    record_approval,
    submit_report,
)

__all__ = [
    "check_entry",
    "LineEntry",
    "LineRefused",
    "accept_checked_report",
    "accept_report",
    "add_evidence",
    "approve_report",
    "begin_for_unit",
    "confirm_entry",
    "confirm_figures",
    "correct_entry",
    "extend_deadline",
    "left_open",
    "open_reports",
    "recall_report",
    "receive_report",
    "record_approval",
    "record_reminder",
    "remind_of_report",
    "remove_evidence",
    "remove_period",
    "reopen_report",
    "return_report",
    "save_field",
    "save_period",
    "save_report",
    "send_back_report",
    "send_reminders",
    "set_aside_report",
    "settle_reports",
    "submit_report",
    "supply_figure",
    "why_not_for_unit",
    "withdraw_report",
]
