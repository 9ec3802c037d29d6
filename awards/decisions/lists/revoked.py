"""The names that a revocation takes back."""

from __future__ import annotations

from typing import Any

import django_filters
import rules
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.catalogue.lists import AwardFilter
from awards.decisions import services
from awards.decisions.models import RevokedLine
from awards.decisions.selectors.lines import names_by_code, revoked_listed
from awards.ledger.subjects import in_order_of_names
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared


class RevokedFilter(django_filters.FilterSet):
    """By name and award."""

    q = WordsFilter(label=_("Name"), field_name="line")
    award = AwardFilter(field_name="line__award_code")


def _name_awards(rows: list[Any], mandate: Mandate) -> None:
    """Put on the rows of a page the names of the awards; they take back one decision's lines."""
    if not rows:
        return
    codes = {row.line.award_code for row in rows}
    names = names_by_code(rows[0].dated, codes)
    for row in rows:
        row.award_name = names[row.line.award_code]


def _given_by(revoked: RevokedLine) -> str:
    return reverse("decisions:decision", args=[revoked.line.decision_id])


def _spare(*, by: Mandate, record: RevokedLine) -> None:
    services.spare_line(by=by, revoked=record)


REVOKED: Listing[RevokedLine] = declared(
    Listing(
        name="decisions.revoked",
        title=_("Names revoked"),
        rows=revoked_listed,
        order=["line__order"],
        filters=RevokedFilter,
        fill=_name_awards,
        columns=[
            Column(
                "name", _("Name"), "line.name", note="line.position",
                sort=in_order_of_names("line__nominee__"), width=32,
            ),
            Column("award", _("Award"), "award_name", sort="line__award_code", width=40),
            Column(
                "decision", _("Decision"), "code", link=_given_by,
                sort="line__decision__document__code",
            ),
            Column("amount", _("To be recovered (đồng)"), kind=Kind.NUMBER, sort="amount"),
            Column(
                "position", _("Position, unit"), "line.position", width=48, hidden_at_first=True
            ),
        ],
        actions=[
            SelectionAction(
                name="spare", label=_("Take off the list"), perform=_spare,
                offered=lambda mandate: bool(
                    rules.has_perm("awards.draft_decision", mandate, None)
                ),
                done=_("Names taken off the list: %(count)s"),
            )
        ],
        name_of=lambda revoked: revoked.line.name,
        empty=Empty(title=_("The list is empty")),
    )
)  # fmt: skip
