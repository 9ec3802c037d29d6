"""Reports in the API: read-only, what the acting mandate sees on the pages."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema
from ninja.pagination import paginate
from pydantic import create_model

from campaigns.plans.api import Pages
from campaigns.reports.enums import ReportState
from campaigns.reports.fields import FIELDS, Kind
from campaigns.reports.models import Report, ReportLine
from campaigns.reports.selectors import reports_for

PAGE_SIZE = 50
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
router = Router(tags=["reports"])


class ReportFilters(FilterSchema):
    """Filters: campaign and period by number, state by its name."""

    campaign: Annotated[Number | None, FilterLookup("participant__campaign_id")] = None
    period: Annotated[Number | None, FilterLookup("period_id")] = None
    state: ReportState | None = None


class Indicated(Schema):
    indicator: str = Field(alias="indicator.code")
    name: str = Field(alias="indicator.name")
    unit_of_measure: str = Field(alias="indicator.unit_of_measure")
    confirmed: Decimal | None = None


TYPES: dict[Kind, Any] = {
    Kind.FIGURE: Decimal | None,
    Kind.DAY: dt.date | None,
    Kind.CHOICE: str,
    Kind.TEXT: str,
}
# What the unit fills in, as it is declared; its figure stands beside the confirmed one.
FILLED_IN: dict[str, Any] = {
    "reported" if field.name == "value" else field.name: (
        TYPES[field.kind],
        Field(alias=field.name),
    )
    for field in FIELDS
}
Declared: Any = create_model("Declared", __base__=Indicated, **FILLED_IN)


class LineOut(Declared):
    """One figure; ``null`` is missing, not zero."""


class ReportOut(Schema):
    """A report in a list."""

    id: int
    campaign: int = Field(alias="participant.campaign_id")
    period: int = Field(alias="period_id")
    period_name: str = Field(alias="period.name")
    unit: str = Field(alias="participant.unit.code")
    unit_name: str = Field(alias="participant.unit.name")
    state: str
    due_on: dt.date
    arrived_on: dt.date | None = None
    entered_for_unit: bool


class ReportDetail(ReportOut):
    """A report with its figures and text."""

    lines: list[LineOut]
    results: str
    difficulties: str
    solutions: str
    proposals: str

    @staticmethod
    def resolve_lines(report: Report) -> QuerySet[ReportLine]:
        """Return the figures in the plan's order."""
        return report.lines.select_related("indicator").order_by("indicator__order", "pk")


@router.get("", response=list[ReportOut], summary="Reports", url_name="reports")
@paginate(Pages, page_size=PAGE_SIZE)
def list_reports(request: HttpRequest, filters: Query[ReportFilters]) -> QuerySet[Report]:
    """Return the visible reports, the latest due day first."""
    found = reports_for(getattr(request, "mandate", None))
    return filters.filter(found).order_by("-due_on", "pk")


@router.get("/{report_id}", response=ReportDetail, summary="One report", url_name="report")
def get_report(request: HttpRequest, report_id: int) -> Report:
    """Return one visible report with its figures; another one is not there."""
    visible = reports_for(getattr(request, "mandate", None))
    report = visible.filter(pk=report_id).first() if 0 < report_id < 2**63 else None
    if report is None:
        raise Http404
    return report
