"""What the table of rights cannot say of campaigns, and who reads their files."""

from __future__ import annotations

from django.db.models import Q

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Attachment, Campaign, Participant
from emulation.documents.enums import DocumentState
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.models import Mandate
from emulation.people.rules import refine


def may_launch_below(mandate: Mandate, campaign: Campaign) -> bool:
    """A participant launches its own campaign under a running one; so does the standing agency."""
    if campaign.state != CampaignState.LAUNCHED:
        return False
    if mandate.unit_id == campaign.standing_agency_id:
        return True
    present = campaign.participants.current()
    return present.filter(unit=mandate.unit_id).exists()


refine("campaigns.launch_below", record=may_launch_below, within_scope=False)


def _reads_attachment(file: StoredFile, mandate: Mandate | None) -> bool:
    visible = Campaign.objects.visible_to(mandate).values("pk")
    return Attachment.objects.filter(file=file, campaign__in=visible).exists()


def _reads_unit_plan(file: StoredFile, mandate: Mandate | None) -> bool:
    """A unit's plan is read by the unit, by who runs the campaign, and by who checks it."""
    readable = Participant.objects.with_readable_plan(mandate)
    return readable.filter(unit_plan__file=file).exists()


def _reads_published_plan(file: StoredFile, mandate: Mandate | None) -> bool:
    """The plan as issued belongs to the public once its campaign is launched."""
    issued = Q(plan_document__state=DocumentState.ISSUED)
    plan = Q(plan_document__pdf=file) | Q(plan_document__docx=file)
    plan |= issued & Q(plan_document__signed_file=file)
    return Campaign.objects.public().filter(plan).exists()


file_reader("campaigns.Attachment", _reads_attachment)
file_reader("campaigns.UnitPlan", _reads_unit_plan)
file_reader("campaigns.Campaign", _reads_published_plan, owner="emulation.Document")
