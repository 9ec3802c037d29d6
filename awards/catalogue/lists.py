"""The list of routes that authorities set instead of the defaults of the law."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import Route
from awards.catalogue.models import AwardRoute
from awards.catalogue.routes import routes_in_sight
from awards.catalogue.selectors import award_names
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, declared
from emulation.units.lists import OfUnitFilter


class AwardFilter(django_filters.ChoiceFilter):
    """Filters by an award of the catalogue; for the lists of all rooms above."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Award"))
        kwargs.setdefault("field_name", "award_code")
        super().__init__(choices=lambda: list(award_names().items()), **kwargs)


class RouteFilter(django_filters.FilterSet):
    """By award, authority and route."""

    award = AwardFilter()
    authority = OfUnitFilter(label=_("Authority"))
    route = django_filters.ChoiceFilter(label=_("Route"), choices=Route)


def _name_awards(rows: list[Any], mandate: Mandate) -> None:
    names = award_names()
    for row in rows:
        row.award_name = names.get(row.award_code, row.award_code)


def _type(row: AwardRoute) -> str:
    return row.get_commendation_type_display() if row.commendation_type else gettext("All types")


ROUTES: Listing[AwardRoute] = declared(
    Listing(
        name="catalogue.routes",
        title=_("Routes of appraisal"),
        rows=routes_in_sight,
        filters=RouteFilter,
        fill=_name_awards,
        columns=[
            Column("award", _("Award"), "award_name", sort="award_code", width=40),
            Column(
                "authority", _("Authority"), "authority.label", sort="authority__sort_key",
                width=32,
            ),
            Column("type", _("Type of commendation"), _type, sort="commendation_type", width=24),
            Column("route", _("Route"), "get_route_display", sort="route", width=32),
            Column("from", _("Valid from"), "valid_from", Kind.DATE, sort="valid_from"),
            Column("to", _("Valid to"), "valid_to", Kind.DATE, sort="valid_to"),
            Column("basis", _("Legal basis"), "legal_basis", sort="legal_basis", width=40),
            Column("by", _("Set by"), "set_by.account.full_name", width=28, hidden_at_first=True),
        ],
        empty=Empty(
            title=_("No authority has set a route; the defaults below apply."),
            url_name="catalogue:set-route",
            action=_("Set a route of appraisal"),
            permission="awards.set_route",
        ),
    )
)  # fmt: skip
