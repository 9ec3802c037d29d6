"""The lists of sessions and members, and the agenda of a session; no single vote stands in any."""

from __future__ import annotations

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.catalogue.lists import AwardFilter
from awards.council.enums import SessionState
from awards.council.models import AgendaItem, CouncilMember, CouncilSession
from awards.council.selectors import agenda_listed, ballots_back, members_listed, sessions_listed
from awards.ledger.subjects import in_order_of_names
from awards.nominations.selectors import award_for
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, WordsFilter, declared
from emulation.ui.vietnamese import format_number
from emulation.units.lists import OfUnitFilter

KEEP = "awards.keep_council_members"
BEFORE_CLOSING = frozenset({"voted"})
AFTER_CLOSING = frozenset({"agree", "against", "blank", "invalid", "ballots", "ratio", "result"})


class SessionFilter(django_filters.FilterSet):
    """By state and year."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=SessionState)
    year = django_filters.NumberFilter(
        label=_("Year"), field_name="held_on__year", min_value=1990, max_value=2100
    )


class AgendaFilter(django_filters.FilterSet):
    """By name, unit and award."""

    q = WordsFilter(label=_("Name"), field_name="nominee")
    unit = OfUnitFilter(label=_("Unit"), field_name="nominee__subject_home")
    award = AwardFilter(field_name="nominee__award_code")


def _name_awards(items: list[Any], mandate: Mandate) -> None:
    for item in items:
        item.award_name = award_for(item.nominee).name


def threshold_of(item: AgendaItem) -> str:
    """Return the threshold of an item as people read it."""
    return f"{'>' if item.more_than else '≥'} {format_number(item.threshold)} %"


def _agree(item: AgendaItem) -> str:
    return f"{item.votes_for} / {item.members}" if item.members else ""


def _counted(field: str) -> Any:
    """Show a number of votes only where the item was counted."""
    return lambda item: getattr(item, field) if item.members else None


def _ballots(item: AgendaItem) -> str:
    if not item.members:
        return ""
    issued = "–" if item.issued is None else item.issued
    return f"{issued} / {ballots_back(item)}"


def _result(item: AgendaItem) -> tuple[str, str] | None:
    if item.left_out:
        return item.get_left_out_display(), "attention"
    if item.passed is None:
        return None
    return (gettext("Passed"), "done") if item.passed else (gettext("Not passed"), "late")


def _own(item: Any) -> str:
    return gettext("you too") if item.done else ""


def _end_seat(member: CouncilMember) -> str:
    return reverse("council:member-end", args=[member.pk])


SESSIONS: Listing[CouncilSession] = declared(
    Listing(
        name="council.sessions",
        title=_("Council sessions"),
        rows=sessions_listed,
        order=["-held_on", "-pk"],
        filters=SessionFilter,
        columns=[
            Column("council", _("Session"), "council.name", link="council:session", width=40),
            Column("round", _("Round"), "round.name", sort="round__name", width=40),
            Column("state", _("State"), kind=Kind.STATE, sort="state"),
            Column("held_on", _("Day"), kind=Kind.DATE, sort="held_on"),
            Column("size", _("Nominees"), kind=Kind.NUMBER, sort="size"),
            Column("place", _("Place"), width=32, hidden_at_first=True),
        ],
        empty=Empty(
            title=_("No session yet"),
            text=_("A session is convened when nominees of a round have passed appraisal."),
        ),
    )
)

AGENDA: Listing[AgendaItem] = declared(
    Listing(
        name="council.agenda",
        title=_("Agenda"),
        rows=agenda_listed,
        order=["order"],
        filters=AgendaFilter,
        fill=_name_awards,
        columns=[
            Column(
                "name", _("Nominee"), "nominee.name", note="nominee.subject_home.label",
                sort=in_order_of_names("nominee__"), width=32,
            ),
            Column("order", _("No."), kind=Kind.NUMBER, sort="order", width=8),
            Column("award", _("Award"), "award_name", sort="nominee__award_code", width=40),
            Column("threshold", _("Threshold"), threshold_of, note="article", sort="threshold"),
            Column("voted", _("Have voted"), kind=Kind.NUMBER, sort="voted", note=_own),
            Column("agree", _("Agree"), _agree, sort="votes_for"),
            Column("against", _("Do not agree"), _counted("votes_against"), Kind.NUMBER),
            Column("blank", _("Blank"), _counted("votes_blank"), Kind.NUMBER),
            Column("invalid", _("Invalid"), _counted("votes_invalid"), Kind.NUMBER),
            Column("ballots", _("Given out / came back"), _ballots),
            Column("ratio", _("% of all members"), kind=Kind.PERCENT, sort="ratio"),
            Column("result", _("Result"), _result, Kind.STATE, sort="passed"),
        ],
        name_of=lambda item: item.nominee.name,
        empty=Empty(title=_("The agenda is empty")),
    )
)  # fmt: skip

MEMBERS: Listing[CouncilMember] = declared(
    Listing(
        name="council.members",
        title=_("Emulation and commendation council"),
        rows=members_listed,
        order=["order"],
        columns=[
            Column(
                "name", _("Member"), "account.full_name", sort="account__sort_key", width=28
            ),
            Column("seat", _("Seat"), "get_seat_display", sort="seat", width=24),
            Column("position", _("Position"), sort="position", width=32),
            Column("from", _("From"), "valid_from", Kind.DATE, sort="valid_from"),
            Column(
                "end", _("End a seat"), lambda member: gettext("End a seat"), link=_end_seat,
                personal=KEEP, page_only=True,
            ),
        ],
        empty=Empty(
            title=_("No council is in office"),
            text=_("Record the decision that sets it up, then its members."),
        ),
    )
)  # fmt: skip
