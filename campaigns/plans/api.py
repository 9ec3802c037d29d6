"""Campaigns in the API: read-only, what the acting mandate sees on the pages."""

import datetime as dt
from typing import Annotated

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, FilterLookup, FilterSchema, Path, Query, Router, Schema
from ninja.pagination import PageNumberPagination, paginate

from campaigns.plans.enums import CampaignKind, CampaignState
from campaigns.plans.models import Assignment, Campaign
from campaigns.plans.selectors import campaign_records, campaigns_for

PAGE_SIZE = 50
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
LAST_PAGE = 1_000_000


class Pages(PageNumberPagination):
    """Pages by number, none so high that the database could not count up to it."""

    class Input(PageNumberPagination.Input):
        """What the address asks for."""

        page: int = Field(1, ge=1, le=LAST_PAGE)


router = Router(tags=["campaigns"])


class CampaignFilters(FilterSchema):
    """Filters: kind and state by their names, the campaign above by its number."""

    kind: CampaignKind | None = None
    state: CampaignState | None = None
    parent: Annotated[Number | None, FilterLookup("parent_id")] = None


class CampaignOut(Schema):
    """A campaign in a list."""

    id: int
    title: str
    slug: str
    kind: str
    state: str
    launcher: str = Field(alias="launcher.code")
    launcher_name: str = Field(alias="launcher.name")
    standing_agency: str | None = Field(None, alias="standing_agency.code")
    parent: int | None = Field(None, alias="parent_id")
    starts_on: dt.date
    ends_on: dt.date
    launched_at: dt.datetime | None = None


class SectionOut(Schema):
    """A part of the plan's text."""

    kind: str
    heading: str
    body: str


class DutyOut(Schema):
    """A duty of the plan; without ``lead`` every participant has it."""

    content: str
    lead: str | None = Field(None, alias="lead_unit.code")
    with_units: list[str]
    due_on: dt.date | None = None
    done_on: dt.date | None = None
    result: str

    @staticmethod
    def resolve_with_units(duty: Assignment) -> list[str]:
        """Return the codes of the units that take part."""
        return [unit.code for unit in duty.cooperating_units.all()]


class CampaignDetail(CampaignOut):
    """A campaign with its plan."""

    objectives: str
    summary: str
    author: str
    plan_number: str
    plan_dated: dt.date | None = None
    legal_bases: list[str]
    sections: list[SectionOut]
    duties: list[DutyOut] = Field(alias="assignments")
    participants: list[str]

    @staticmethod
    def resolve_plan_number(campaign: Campaign) -> str:
        """Return number and symbol of the plan; empty until it is numbered."""
        return campaign.plan_document.code if campaign.plan_document else ""

    @staticmethod
    def resolve_plan_dated(campaign: Campaign) -> dt.date | None:
        """Return the day of the plan."""
        return campaign.plan_document.issued_on if campaign.plan_document else None

    @staticmethod
    def resolve_legal_bases(campaign: Campaign) -> list[str]:
        """Return the citations."""
        return [basis.citation for basis in campaign.legal_bases.all()]

    @staticmethod
    def resolve_participants(campaign: Campaign) -> list[str]:
        """Return the codes of the units that take part now."""
        present = campaign.participants.current()
        return list(present.order_by("unit__order").values_list("unit__code", flat=True))


@router.get("", response=list[CampaignOut], summary="Campaigns", url_name="campaigns")
@paginate(Pages, page_size=PAGE_SIZE)
def list_campaigns(request: HttpRequest, filters: Query[CampaignFilters]) -> QuerySet[Campaign]:
    """Return the visible campaigns, the newest first."""
    found = campaigns_for(getattr(request, "mandate", None))
    found = found.select_related("standing_agency")
    return filters.filter(found).order_by("-starts_on", "-pk")


@router.get("/{campaign_id}", response=CampaignDetail, summary="One campaign", url_name="campaign")
def show_campaign(request: HttpRequest, campaign_id: Path[Number]) -> Campaign:
    """Return one visible campaign with its plan; a hidden one is not there."""
    found = campaign_records(getattr(request, "mandate", None)).filter(pk=campaign_id).first()
    if found is None:
        raise Http404
    return found
