"""Who writes, approves, accepts and reads reports, and who supplies or confirms figures."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from campaigns.plans.models import Campaign
from campaigns.reports.models import Evidence, Report
from campaigns.targets.models import Indicator
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import acts_for, has_role, is_signed_in


@rules.predicate
def is_of_unit(mandate: Mandate | None, report: Report | None) -> bool:
    """The reporting unit's officer or leader."""
    if mandate is None or report is None or mandate.role not in Role.OF_UNIT:
        return False
    return acts_for(mandate, report.participant.unit)


@rules.predicate
def collects(mandate: Mandate | None, report: Report | None) -> bool:
    """Who runs the campaign collects its reports, but never the own unit's.

    The launcher's office, or the standing agency of a thematic campaign.
    """
    if mandate is None or report is None or mandate.unit_id == report.participant.unit_id:
        return False
    return runs(mandate, report.participant.campaign)


def runs(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """Return whether the mandate runs the campaign, by the rule of the plan's room."""
    return bool(rules.has_perm("campaigns.run_campaign", mandate, campaign))


@rules.predicate
def edits(mandate: Mandate | None, report: Report | None) -> bool:
    """The unit edits its report; the office edits one that it has begun to enter for the unit."""
    if is_of_unit(mandate, report):
        return True
    return report is not None and report.entered_for_unit and collects(mandate, report)


@rules.predicate
def submits(mandate: Mandate | None, report: Report | None) -> bool:
    """The unit's officer."""
    return is_of_unit(mandate, report) and mandate.role == Role.OFFICER  # type: ignore[union-attr]


@rules.predicate
def approves(mandate: Mandate | None, report: Report | None) -> bool:
    """The unit's leader, never the person who submitted it."""
    if not is_of_unit(mandate, report) or mandate is None or report is None:
        return False
    submitter = report.submitted_by.account_id if report.submitted_by else None
    return mandate.role == Role.LEADER and mandate.account_id != submitter


@rules.predicate
def records_approval(mandate: Mandate | None, report: Report | None) -> bool:
    """The unit's officer or the collecting office: the signed paper is the proof."""
    return submits(mandate, report) or collects(mandate, report)


@rules.predicate
def confirms_entry(mandate: Mandate | None, report: Report | None) -> bool:
    """The unit, for a report that the office entered for it and that it has not confirmed yet."""
    return report is not None and report.waits_for_unit and is_of_unit(mandate, report)


@rules.predicate
def runs_campaign(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """The office that runs the campaign; without a campaign, anybody who could run one."""
    if campaign is None:
        return has_role(Role.OFFICE, Role.OFFICER)(mandate, None)
    return runs(mandate, campaign)


@rules.predicate
def sees_board(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """Those who run, sign, check or take part in the campaign see who is late."""
    return mandate is not None and mandate.role not in {Role.ADMIN, Role.CLERK}


@rules.predicate
def supplies(mandate: Mandate | None, indicator: Indicator | None) -> bool:
    """The indicator's monitoring agency, or the office that runs the campaign on its behalf."""
    if mandate is None or indicator is None:
        return False
    own = mandate.unit_id == indicator.monitoring_agency_id and mandate.role in Role.OF_UNIT
    return own or runs(mandate, indicator.campaign)


rules.add_perm("campaigns.view_report", is_signed_in)
rules.add_perm("campaigns.view_board", sees_board)
rules.add_perm("campaigns.list_reports", is_signed_in & ~has_role(Role.ADMIN, Role.CLERK))
rules.add_perm("campaigns.edit_report", edits)
rules.add_perm("campaigns.submit_report", submits)
rules.add_perm("campaigns.approve_report", approves)
rules.add_perm("campaigns.record_approval", records_approval)
rules.add_perm("campaigns.enter_for_unit", collects)
rules.add_perm("campaigns.accept_report", collects)
rules.add_perm("campaigns.confirm_entry", confirms_entry)
rules.add_perm("campaigns.extend_report", collects)
rules.add_perm("campaigns.manage_periods", runs_campaign)
rules.add_perm("campaigns.remind_units", runs_campaign)
rules.add_perm("campaigns.collect_reports", has_role(Role.OFFICE, Role.OFFICER))
rules.add_perm("campaigns.supply_figure", supplies)
rules.add_perm("campaigns.monitor_indicators", has_role(Role.OFFICE, Role.OFFICER, Role.LEADER))


def _reads_evidence(file: StoredFile, mandate: Mandate | None) -> bool:
    return Evidence.objects.visible_to(mandate).filter(file=file).exists()


def _reads_scan(file: StoredFile, mandate: Mandate | None) -> bool:
    visible: Any = Report.objects.visible_to(mandate)
    return visible.filter(Q(scan=file) | Q(approval_file=file)).exists()


file_reader("campaigns.Evidence", _reads_evidence)
file_reader("campaigns.Report", _reads_scan)
