"""The lists of regulations of authorities and of the calendar."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.clock.enums import DayKind
from emulation.clock.models import Holiday
from emulation.people.models import Mandate
from emulation.regulations.models import Regulation
from emulation.regulations.registry import declared_settings
from emulation.regulations.selectors import regulations_in_sight
from emulation.ui.lists import Column, Empty, Kind, Listing, declared
from emulation.units.lists import OfUnitFilter


class RegulationFilter(django_filters.FilterSet):
    """By setting and authority."""

    setting = django_filters.ChoiceFilter(
        label=_("Setting"),
        choices=lambda: [(each.name, each.label) for each in declared_settings()],
    )
    authority = OfUnitFilter(label=_("Authority"))


REGULATIONS: Listing[Regulation] = declared(
    Listing(
        name="regulations",
        title=_("Regulations of authorities"),
        rows=regulations_in_sight,
        filters=RegulationFilter,
        columns=[
            Column("setting", _("Setting"), "label", sort="setting", width=44),
            Column(
                "authority", _("Authority"), "authority.label", sort="authority__sort_key", width=32
            ),
            Column("value", _("Value"), "shown", sort="value", width=12),
            Column("from", _("Valid from"), "valid_from", Kind.DATE, sort="valid_from"),
            Column("to", _("Valid to"), "valid_to", Kind.DATE, sort="valid_to"),
            Column(
                "basis", _("Legal basis or reason"), "legal_basis", sort="legal_basis", width=40
            ),
            Column("by", _("Set by"), "set_by.account.full_name", width=28, hidden_at_first=True),
        ],
        empty=Empty(title=_("No authority has set anything; the defaults below apply.")),
    )
)  # fmt: skip


class HolidayFilter(django_filters.FilterSet):
    """By year and kind."""

    year = django_filters.ChoiceFilter(
        label=_("Year"), field_name="day", lookup_expr="year", choices=lambda: _years()
    )
    kind = django_filters.ChoiceFilter(label=_("Kind of day"), choices=DayKind)


def _years() -> list[tuple[int, str]]:
    return [(day.year, str(day.year)) for day in Holiday.objects.dates("day", "year", "DESC")]


def _announced(row: Holiday) -> str:
    return gettext("Expected") if row.expected else gettext("Announced")


def _holidays(_mandate: Mandate) -> QuerySet[Holiday]:
    return Holiday.objects.all()


HOLIDAYS: Listing[Holiday] = declared(
    Listing(
        name="regulations.calendar",
        title=_("Days off"),
        rows=_holidays,
        order=["-day"],
        filters=HolidayFilter,
        columns=[
            Column(
                "day", _("Day"), kind=Kind.DATE, sort="day",
                link="regulations:holiday-change", link_for="emulation.set_regulation",
            ),
            Column("occasion", _("Holiday"), "name", sort="name", width=36),
            Column("kind", _("Kind of day"), "get_kind_display", sort="kind", width=24),
            Column("state", _("Announcement"), _announced, sort="expected", width=24),
            Column("source", _("Legal basis"), "source", sort="source", width=60),
        ],
        empty=Empty(
            title=_("No day off is entered."),
            url_name="regulations:holiday-add",
            action=_("Add a day off"),
            permission="emulation.set_regulation",
        ),
    )
)  # fmt: skip
