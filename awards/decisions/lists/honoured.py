"""What the public reads: the names of all decisions, and those of one."""

from __future__ import annotations

from dataclasses import replace

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.decisions.forms import HonouredFilter
from awards.decisions.models import HonouredName
from awards.decisions.selectors import honoured_names
from emulation.ui.lists import Column, Empty, Kind, Listing, WordsFilter, declared


class NamesFilter(django_filters.FilterSet):
    """By name."""

    q = WordsFilter(label=_("Name"))


def _public_decision(name: HonouredName) -> str:
    return reverse("public_awards:decision", args=[name.decision_id])


HONOURED: Listing[HonouredName] = declared(
    Listing(
        name="decisions.honoured",
        title=_("Honoured"),
        rows=honoured_names,
        order=["-issued_on", "-decision", "place"],
        filters=HonouredFilter,
        columns=[
            Column("name", _("Name"), sort="sort_key", width=32),
            Column("position", _("Position, unit"), width=48),
            Column("award", _("Award"), "award_name", sort="award_code", width=40),
            Column("decision", _("Decision"), "code", link=_public_decision),
            Column("dated", _("Dated"), "issued_on", Kind.DATE, sort="issued_on"),
        ],
        empty=Empty(
            title=_("Nobody is found"),
            text=_(
                "Try another name, year or unit. Names appear here when a decision is published."
            ),
        ),
    )
)

OF_DECISION: Listing[HonouredName] = declared(
    replace(
        HONOURED,
        name="decisions.of-decision",
        order=["place"],
        filters=NamesFilter,
        columns=HONOURED.columns[:3],
        empty=Empty(title=_("No name of this decision is shown.")),
    )
)
