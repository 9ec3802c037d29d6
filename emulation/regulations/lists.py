"""The list of what authorities have regulated for themselves."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

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
