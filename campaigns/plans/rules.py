"""Who may write, sign, launch and read a campaign, and who reads its files."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Assignment, Attachment, Campaign, Participant, UnitPlan
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import acts_for, has_role, is_office_of, is_signed_in, is_signer_of
from emulation.units.models import Unit


@rules.predicate
def may_begin(mandate: Mandate | None, obj: Any = None) -> bool:
    """The office begins a campaign of the province, an officer or leader one of the own unit."""
    return mandate is not None and mandate.role in {Role.OFFICE, *Role.OF_UNIT}


@rules.predicate
def writes_plan(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """The launcher's office or leader writes; so do officer and leader of the standing agency."""
    if mandate is None or campaign is None:
        return False
    if is_office_of(mandate, campaign.launcher):
        return True
    own = mandate.unit_id in {campaign.launcher_id, campaign.standing_agency_id}
    return own and mandate.role in Role.OF_UNIT


@rules.predicate
def submits_plan(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """Who submits is never who signs: the launcher's office, or the unit's officer."""
    return campaign is not None and is_office_of(mandate, campaign.launcher)


@rules.predicate
def signs_plan(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """The launcher's signer or head."""
    return campaign is not None and is_signer_of(mandate, campaign.launcher)


@rules.predicate
def follows_document(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """Whoever signs, numbers or returns the plan's document acts for the launcher."""
    return campaign is not None and acts_for(mandate, campaign.launcher)


@rules.predicate
def runs_campaign(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """The launcher's office; the standing agency of a thematic campaign leads it alike."""
    if campaign is None or mandate is None:
        return False
    if is_office_of(mandate, campaign.launcher):
        return True
    return mandate.unit_id == campaign.standing_agency_id and mandate.role == Role.OFFICER


@rules.predicate
def launches(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """The signed and issued plan is launched by the launcher's office or by who signed it."""
    return submits_plan(mandate, campaign) or signs_plan(mandate, campaign)


@rules.predicate
def records_unit_plan(mandate: Mandate | None, participant: Participant | None) -> bool:
    """The participant's officer or leader, or the office that runs the campaign on its behalf."""
    if mandate is None or participant is None:
        return False
    if acts_for(mandate, participant.unit) and mandate.role in Role.OF_UNIT:
        return True
    return bool(runs_campaign(mandate, participant.campaign))


@rules.predicate
def completes_assignment(mandate: Mandate | None, assignment: Assignment | None) -> bool:
    """The unit that leads the duty, or the office that runs the campaign."""
    if mandate is None or assignment is None:
        return False
    leads = assignment.lead_unit_id is not None and assignment.lead_unit_id == mandate.unit_id
    if leads and mandate.role in Role.OF_UNIT:
        return True
    return bool(runs_campaign(mandate, assignment.campaign))


@rules.predicate
def may_launch_below(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """A participant launches its own campaign under a running one; so does the standing agency."""
    if mandate is None or campaign is None or mandate.role not in Role.OF_UNIT:
        return False
    if campaign.state != CampaignState.LAUNCHED:
        return False
    return takes_part(campaign, mandate.unit) or mandate.unit_id == campaign.standing_agency_id


def takes_part(campaign: Campaign, unit: Unit) -> bool:
    """Return whether ``unit`` is a present participant."""
    return campaign.participants.current().filter(unit=unit).exists()  # type: ignore[attr-defined,no-any-return]


rules.add_perm("campaigns.view_campaign", is_signed_in)
rules.add_perm("campaigns.list_campaigns", is_signed_in & ~has_role(Role.ADMIN))
rules.add_perm("campaigns.add_campaign", may_begin)
rules.add_perm("campaigns.change_campaign", writes_plan)
rules.add_perm("campaigns.change_notice", runs_campaign)
rules.add_perm("campaigns.change_participants", runs_campaign)
rules.add_perm("campaigns.submit_campaign", submits_plan)
rules.add_perm("campaigns.sign_campaign", signs_plan)
rules.add_perm("campaigns.follow_document", follows_document)
rules.add_perm("campaigns.launch_campaign", launches)
rules.add_perm("campaigns.close_campaign", runs_campaign)
rules.add_perm("campaigns.run_campaign", runs_campaign)
rules.add_perm("campaigns.launch_below", may_launch_below)
rules.add_perm("campaigns.record_unit_plan", records_unit_plan)
rules.add_perm("campaigns.complete_assignment", completes_assignment)


def _reads_attachment(file: StoredFile, mandate: Mandate | None) -> bool:
    visible = Campaign.objects.visible_to(mandate).values("pk")
    return Attachment.objects.filter(file=file, campaign__in=visible).exists()


def _reads_unit_plan(file: StoredFile, mandate: Mandate | None) -> bool:
    visible = Participant.objects.visible_to(mandate).values("pk")
    return (
        mandate is not None and UnitPlan.objects.filter(file=file, participant__in=visible).exists()
    )


def _reads_published_plan(file: StoredFile, mandate: Mandate | None) -> bool:
    """The plan as issued belongs to the public once its campaign is launched."""
    plan = Q(plan_document__pdf=file) | Q(plan_document__docx=file)
    return Campaign.objects.public().filter(plan).exists()


file_reader("campaigns.Attachment", _reads_attachment)
file_reader("campaigns.UnitPlan", _reads_unit_plan)
file_reader("campaigns.Campaign", _reads_published_plan, owner="emulation.Document")
