"""The list of a campaign's indicators with the check of what was allocated."""

from __future__ import annotations

from typing import Any

import django_filters
import rules
from django.db.models import QuerySet, TextChoices
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.plans.enums import CampaignState
from campaigns.targets.enums import Aggregation, Direction
from campaigns.targets.models import Indicator
from campaigns.targets.selectors import checked, indicators_for
from campaigns.targets.services import remove_indicator
from emulation.people.models import Mandate
from emulation.ui import tags
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, declared
from emulation.units.models import Unit


def monitoring_agencies(request: Any) -> QuerySet[Unit]:
    """Return the agencies that monitor an indicator of the page's campaign."""
    match = getattr(request, "resolver_match", None)
    monitored = Indicator.objects.filter(campaign=match.kwargs["pk"] if match else None)
    return (
        Unit.objects.filter(pk__in=monitored.values("monitoring_agency"))
        .order_by("sort_key")
        .only("name")
    )


class IndicatorFilter(django_filters.FilterSet):
    """By who monitors."""

    monitoring_agency = django_filters.ModelChoiceFilter(
        label=_("Monitoring agency"), queryset=monitoring_agencies
    )


def _with_checks(rows: list[Any], mandate: Mandate | None) -> None:
    """Put on the indicators of a page the check of their sum, and what may be done with them."""
    if not rows:
        return
    campaign = rows[0].campaign
    may_change, may_amend = (
        campaign.state == state and rules.has_perm(permission, mandate, campaign)
        for state, permission in (
            (CampaignState.DRAFT, "campaigns.change_indicators"),
            (CampaignState.LAUNCHED, "campaigns.amend_indicator"),
        )
    )
    directions, ways = _words(Direction), _words(Aggregation)
    for row, check in zip(rows, checked(rows, campaign), strict=True):
        row.sum_check = check
        row.told = f"{row.code} · {directions[row.direction]} · {ways[row.aggregation]}"
        row.is_shared_out = row.allocated and row.is_reported_by_units
        row.may_change, row.may_amend = may_change, may_amend


def _remove(*, by: Mandate, record: Indicator) -> None:
    remove_indicator(by=by, indicator=record)


def _may_remove(mandate: Mandate) -> bool:
    return bool(rules.has_perm("campaigns.change_indicators", mandate, None))


def _name(row: Indicator) -> str:
    return f"{row.order}. {row.name}"


def _words(choices: type[TextChoices]) -> dict[str, str]:
    """Return the words of choices, translated once for all rows."""
    return {value: str(label) for value, label in choices.choices}


def _note(row: Any) -> str:
    return f"{row.told} · {gettext('sample data')}" if row.is_sample else row.told


def _edit_page(row: Any) -> str:
    return reverse("targets:indicator-edit", args=[row.pk]) if row.may_change else ""


def _province_value(row: Indicator) -> SafeString | str:
    if row.ceiling is None:
        return tags.number(row.floor)
    return format_html("{} – {}", tags.number(row.floor), tags.number(row.ceiling))


def _allocated(row: Any) -> Any:
    return row.sum_check.allocated if row.is_shared_out else None


def _allocated_cell(row: Any) -> SafeString | str:
    if not row.is_shared_out:
        return ""
    number, source = tags.number(row.sum_check.allocated), row.sum_check.source
    return format_html('<span>{}<small class="muted">{}</small></span>', number, source)


def _check(row: Any) -> tuple[str, str]:
    return row.sum_check.words, row.sum_check.tone


def _verb(row: Any) -> str:
    if row.may_amend:
        return gettext("Named change")
    return gettext("Allocate") if row.may_change and row.is_shared_out else ""


def _verb_page(row: Any) -> str:
    if row.may_amend:
        return reverse("targets:indicator-amend", args=[row.pk])
    if row.may_change and row.is_shared_out:
        return reverse("targets:allocate", args=[row.pk])
    return ""


INDICATORS: Listing[Indicator] = declared(
    Listing(
        name="targets.indicators",
        title=_("Indicators"),
        rows=indicators_for,
        order=["order", "pk"],
        filters=IndicatorFilter,
        fill=_with_checks,
        columns=[
            Column(
                "indicator", _("Indicator"), _name, note=_note, link=_edit_page, sort="order",
                width=48,
            ),
            Column("measure", _("Unit of measure"), "unit_of_measure", sort="unit_of_measure"),
            Column("baseline", _("Last year"), kind=Kind.NUMBER, sort="baseline"),
            Column(
                "value", _("Province's value"), "floor", Kind.NUMBER, sort="floor",
                cell=_province_value,
            ),
            Column(
                "allocated", _("Allocated together"), _allocated, Kind.NUMBER,
                cell=_allocated_cell,
            ),
            Column("check", _("Sum check"), _check, Kind.STATE, width=32),
            Column("weight", _("Weight"), kind=Kind.NUMBER, sort="weight"),
            Column(
                "agency", _("Monitoring agency"), "monitoring_agency.label",
                sort="monitoring_agency__sort_key", width=32,
            ),
            Column("act", _("Actions"), _verb, link=_verb_page, page_only=True),
            Column("ceiling", _("At most"), kind=Kind.NUMBER, sort="ceiling", hidden_at_first=True),
            Column("code", _("Code"), sort="code", hidden_at_first=True),
        ],
        actions=[
            SelectionAction(
                name="remove",
                label=_("Remove"),
                offered=_may_remove,  # the service asks for the right on the campaign
                perform=_remove,
                done=_("Indicators removed: %(count)s."),
                confirm=_("What was allocated to units for them goes with them."),
            )
        ],
        empty=Empty(
            title=_("No indicators yet"),
            text=_(
                "Add what the campaign aims at: unit of measure, direction, province's value, and "
                "who monitors it."
            ),
        ),
    )
)  # fmt: skip
