"""What is being looked into: the subjects on whom nobody decides until a hold is lifted."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

import django_filters
import rules
from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.ledger.enums import HoldReason
from awards.ledger.models import SUBJECTS, HoldRecord
from awards.ledger.subjects import (
    EntryKind,
    in_order_of_names,
    ledger_url,
    link_of_address,
    name_of,
    unit_of,
)
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, declared
from emulation.ui.vietnamese import fold

OPEN, LIFTED = "dang-xem-xet", "da-ket-thuc"


class HoldFilter(django_filters.FilterSet):
    """By name of the subject, reason, and whether it was lifted."""

    q = django_filters.CharFilter(label=_("Name"), method="by_name", max_length=200)
    reason = django_filters.ChoiceFilter(label=_("Reason"), choices=HoldReason)
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(OPEN, _("On hold")), (LIFTED, _("Lifted"))],
        method="by_state",
    )

    def by_name(self, rows: QuerySet[HoldRecord], name: str, words: str) -> QuerySet[HoldRecord]:
        """Leave those whose subject has all the words in its name."""
        for word in fold(words).split():
            terms = (Q(**{f"{subject}__search_text__contains": word}) for subject in SUBJECTS)
            rows = rows.filter(reduce(or_, terms))
        return rows

    def by_state(self, rows: QuerySet[HoldRecord], name: str, state: str) -> QuerySet[HoldRecord]:
        return rows.filter(lifted_on__isnull=state == OPEN)


def _holds(mandate: Mandate | None, kind: str = "", pk: int = 0) -> QuerySet[HoldRecord]:
    """Return the visible holds; with kind and number of the address those on one subject."""
    found = HoldRecord.objects.visible_to(mandate)
    if kind:
        found = found.filter(**link_of_address(kind, pk))
    return found.select_related(
        "person__unit", "collective", "household__unit", "placed_by__account", "lifted_by__account"
    )


def _with_rights(rows: list[Any], mandate: Mandate) -> None:
    """Put on the holds of a page what the office alone reads and does."""
    for row in rows:
        reads = rules.has_perm("awards.read_hold_note", mandate, row.subject)
        row.read_note, row.read_outcome = (row.note, row.outcome) if reads else ("", "")
        row.may_lift = row.lifted_on is None and rules.has_perm(
            "awards.place_hold", mandate, row.subject
        )


def _state(row: HoldRecord) -> tuple[str, str]:
    return (gettext("On hold"), "attention") if row.lifted_on is None else (
        gettext("Lifted"), "done"
    )  # fmt: skip


def _verb(row: Any) -> str:
    return gettext("Lift the hold") if row.may_lift else ""


def _lift_page(row: Any) -> str:
    return reverse("ledger:lift-hold", args=[row.pk]) if row.may_lift else ""


FACTS: list[Column[HoldRecord]] = [
    Column("state", _("State"), _state, Kind.STATE, sort="lifted_on"),
    Column("placed", _("Placed on"), "placed_on", Kind.DATE, sort="placed_on"),
    Column("lifted", _("Lifted on"), "lifted_on", Kind.DATE, sort="lifted_on"),
    Column("note", _("Note for the office"), "read_note", width=48),
    Column("outcome", _("Outcome"), "read_outcome", width=48),
    Column("by", _("Placed by"), "placed_by.account.full_name", width=28, hidden_at_first=True),
    Column("lift", _("Actions"), _verb, link=_lift_page, page_only=True),
]
REASON: Column[HoldRecord] = Column(
    "reason", _("Reason"), "get_reason_display", sort="reason", width=32
)

HOLDS: Listing[HoldRecord] = declared(
    Listing(
        name="ledger.holds",
        title=_("Subjects on hold"),
        rows=_holds,
        order=[
            Case(When(lifted_on__isnull=True, then=Value(0)), default=Value(1)),
            "-placed_on",
        ],
        filters=HoldFilter,
        fill=_with_rights,
        row_id=lambda row: f"{EntryKind.HOLD}-{row.pk}",
        columns=[
            Column(
                "name", _("Name"), lambda row: name_of(row.subject), sort=in_order_of_names(),
                link=lambda row: ledger_url(row.subject), width=32,
            ),
            Column("unit", _("Unit"), lambda row: unit_of(row.subject).label, width=32),
            REASON,
            *FACTS,
        ],
        empty=Empty(
            title=_("Nothing is being looked into."),
            text=_("A hold is placed on the page of a person, collective or household."),
        ),
    )
)  # fmt: skip

OF_SUBJECT: Listing[HoldRecord] = declared(
    replace(
        HOLDS,
        name="ledger.holds-of-subject",
        title=_("Holds"),
        filters=None,
        columns=[REASON, *FACTS],
        empty=Empty(title=_("Nothing is being looked into.")),
    )
)
