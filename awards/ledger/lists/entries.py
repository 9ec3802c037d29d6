"""What one subject holds: awards, yearly ratings, initiatives, discipline, time away.

Entries are never changed: one made by mistake is struck out with its reason, and stays in the list.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import django_filters
import rules
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import YearKind
from awards.ledger.enums import RecordSource
from awards.ledger.forms import StrikeForm
from awards.ledger.models import (
    AwardRecord,
    DisciplineRecord,
    Initiative,
    LeaveSpell,
    YearRating,
)
from awards.ledger.services import strike_entry
from awards.ledger.subjects import EntryKind, link_of_address
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, declared
from emulation.ui.vietnamese import short_date


class EntryFilter(django_filters.FilterSet):
    """By whether an entry stands."""

    struck = django_filters.ChoiceFilter(
        label=_("Entries"),
        choices=[("khong", _("Those that count")), ("co", _("Struck out"))],
        method="by_struck",
    )

    def by_struck(self, rows: QuerySet[Any], name: str, struck: str) -> QuerySet[Any]:
        return rows.filter(struck_at__isnull=struck == "khong")


class OfYearFilter(EntryFilter):
    """And by year."""

    year = django_filters.NumberFilter(label=_("Year"), min_value=1900, max_value=2100)


def _rows(
    mandate: Mandate | None, *, model: Any, related: tuple[str, ...], kind: str, pk: int
) -> QuerySet[Any]:
    found = model.objects.visible_to(mandate).filter(**link_of_address(kind, pk))
    return found.select_related(*related) if related else found


def _with_rights(rows: list[Any], mandate: Mandate) -> None:
    """Put on the entries of a page whether they may be struck out; they are of one subject."""
    if not rows:
        return
    may = rules.has_perm("awards.record_ledger", mandate, rows[0].subject)
    for row in rows:
        row.may_strike = may and not row.struck_at and not getattr(row, "document_id", None)


def _records(mandate: Mandate) -> bool:
    return bool(rules.has_perm("awards.record_ledger", mandate, None))


def _strike(*, by: Mandate, record: Any, reason: str) -> None:
    strike_entry(by=by, entry=record, reason=reason)


def _verb(row: Any) -> str:
    return gettext("Strike out") if row.may_strike else ""


def _head(path: str, row: Any) -> SafeString:
    """Draw what an entry is called; one that was struck out, struck through."""
    said = getattr(row, path)
    said = said() if callable(said) else said
    return format_html("<s>{}</s>" if row.struck_at else "{}", said)


def _state(row: Any) -> tuple[str, str] | None:
    if row.struck_at:
        return gettext("Struck out"), "waiting"
    if getattr(row, "revoked_on", None):
        return gettext("Revoked"), "late"
    if isinstance(row, Initiative) and not (row.number and row.recognised_on):
        return gettext("Not recognised yet"), "attention"
    return None


def _why(row: Any) -> str:
    if row.struck_at:
        return str(row.strike_reason)
    if getattr(row, "revoked_on", None):
        return f"{row.revocation_number}, {short_date(row.revoked_on)}"
    return ""


def _year(row: Any) -> str:
    if row.year is None:
        return ""
    school = row.year_kind == YearKind.SCHOOL
    return f"{row.year} ({row.get_year_kind_display()})" if school else str(row.year)


def _source(row: Any) -> str:
    if row.file:
        return str(row.file.name)
    return str(RecordSource(row.source).label) if hasattr(row, "source") else ""


def _file(row: Any) -> str:
    return str(row.file.url) if row.file else ""


def _used_for(row: Initiative) -> str:
    used = row.consumed_by
    return f"{used.award_name} {used.year or ''}".strip() if used else ""


def _still_away(row: LeaveSpell) -> str:
    return "" if row.end else gettext("still away")


def _entries(
    name: str,
    title: Any,
    model: Any,
    columns: list[Column[Any]],
    *,
    kind: EntryKind,
    related: tuple[str, ...] = ("file",),
    filters: Any = EntryFilter,
    empty: Empty,
) -> Listing[Any]:
    """Declare one kind of entry: its own columns, then its state and the way to strike it out."""
    return declared(
        Listing(
            name=name,
            title=title,
            rows=partial(_rows, model=model, related=related),
            filters=filters,
            fill=_with_rights,
            row_id=lambda row: f"{kind}-{row.pk}",
            columns=[
                *columns,
                Column("state", _("State"), _state, Kind.STATE, sort="struck_at", note=_why),
                Column("why", _("Reason"), _why, width=40, hidden_at_first=True),
                Column("strike", _("Strike out"), _verb, press="strike", page_only=True),
            ],
            actions=[
                SelectionAction(
                    name="strike",
                    label=_("Strike out"),
                    offered=_records,
                    perform=_strike,
                    form=StrikeForm,
                    confirm=_("The entry stays readable, struck through, with your reason."),
                    done=_("Entries struck out: %(count)s. They no longer count."),
                    in_bar=False,
                )
            ],
            empty=empty,
        )
    )


YEAR: Column[Any] = Column("year", _("Year"), _year, sort="year")
NUMBER: Column[Any] = Column("number", _("Number and symbol"), sort="number", width=20)
FILE: Column[Any] = Column("file", _("File"), _source, link=_file, width=28)

AWARDS: Listing[AwardRecord] = _entries(
    "ledger.awards",
    _("Awards"),
    AwardRecord,
    [
        Column(
            "award", _("Award"), "award_name", sort="award_name", width=40,
            cell=partial(_head, "award_name"), note="achievement",
        ),
        YEAR,
        Column("number", _("Decision"), "decision_number", sort="decision_number", width=20),
        Column("decided", _("Dated"), "decided_on", Kind.DATE, sort="decided_on"),
        Column("authority", _("Decided by"), "authority_name", sort="authority_name", width=32),
        Column("source", _("Source"), _source, link=_file, sort="source", width=28),
        Column(
            "type", _("Type of commendation"), "get_commendation_type_display",
            sort="commendation_type", hidden_at_first=True,
        ),
        Column("achievement", _("Achievement"), width=48, hidden_at_first=True),
    ],
    kind=EntryKind.AWARD,
    filters=OfYearFilter,
    empty=Empty(
        title=_("No award is recorded"),
        text=_(
            "Past awards are recorded from their decisions; those of the portal enter by "
            "themselves."
        ),
    ),
)  # fmt: skip

RATINGS: Listing[YearRating] = _entries(
    "ledger.ratings",
    _("Yearly ratings"),
    YearRating,
    [
        YEAR,
        Column(
            "rating", _("Rating"), "get_rating_display", sort="rating", width=32,
            cell=partial(_head, "get_rating_display"),
        ),
        NUMBER,
        Column("decided", _("Dated"), "decided_on", Kind.DATE, sort="decided_on"),
        FILE,
    ],
    kind=EntryKind.RATING,
    filters=OfYearFilter,
    empty=Empty(title=_("No rating is recorded; titles can't be checked without one.")),
)  # fmt: skip

INITIATIVES: Listing[Initiative] = _entries(
    "ledger.initiatives",
    _("Initiatives and topics"),
    Initiative,
    [
        Column(
            "title", _("Title of the initiative or topic"), sort="title", width=60,
            cell=partial(_head, "title"),
        ),
        Column("scope", _("Scope"), "get_scope_display", sort="scope", width=24),
        NUMBER,
        Column("recognised", _("Recognised"), "recognised_on", Kind.DATE, sort="recognised_on"),
        Column("authority", _("Recognised by"), "authority_name", sort="authority_name", width=32),
        Column("used", _("Used for"), _used_for, sort="consumed_by__award_name", width=32),
        FILE,
    ],
    kind=EntryKind.INITIATIVE,
    related=("file", "consumed_by"),
    empty=Empty(title=_("No initiative is recorded.")),
)  # fmt: skip

DISCIPLINE: Listing[DisciplineRecord] = _entries(
    "ledger.discipline",
    _("Discipline"),
    DisciplineRecord,
    [
        Column(
            "level", _("Measure"), "get_level_display", sort="level", width=28,
            cell=partial(_head, "get_level_display"),
        ),
        Column("number", _("Decision"), "number", sort="number", width=20),
        Column("decided", _("Dated"), "decided_on", Kind.DATE, sort="decided_on"),
        Column("authority", _("Decided by"), "authority_name", sort="authority_name", width=32),
        FILE,
    ],
    kind=EntryKind.DISCIPLINE,
    empty=Empty(title=_("Nothing is recorded.")),
)  # fmt: skip

LEAVES: Listing[LeaveSpell] = _entries(
    "ledger.leaves",
    _("Time away"),
    LeaveSpell,
    [
        Column(
            "kind", _("Kind"), "get_kind_display", sort="kind", width=32,
            cell=partial(_head, "get_kind_display"),
        ),
        Column("start", _("From"), kind=Kind.DATE, sort="start"),
        Column("end", _("To"), kind=Kind.DATE, sort="end", note=_still_away),
        Column("grade", _("Grade of the course"), "get_grade_display", sort="grade"),
    ],
    kind=EntryKind.LEAVE,
    related=(),
    empty=Empty(title=_("Nothing is recorded.")),
)  # fmt: skip
