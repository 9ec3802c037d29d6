"""The list of the audit trail."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.audit.models import AuditEntry
from emulation.people.models import Mandate
from emulation.registries.acts import action_choices
from emulation.ui.lists import Column, DayFilter, Empty, Kind, Listing, WordsFilter, declared

LONGEST_VALUE = 120


class AuditFilter(django_filters.FilterSet):
    """By act, record, who acted, and day."""

    action = django_filters.ChoiceFilter(label=_("Action"), choices=action_choices)
    object_label = django_filters.CharFilter(
        label=_("Record"), lookup_expr="icontains", max_length=200
    )
    by = WordsFilter(label=_("By"), field_name="account")
    day_from = DayFilter(label=_("From"), field_name="province_time", lookup_expr="date__gte")
    day_to = DayFilter(label=_("To"), field_name="province_time", lookup_expr="date__lte")


def _entries(mandate: Any) -> QuerySet[AuditEntry]:
    """Return the visible entries; those who acted are few, and read once for a page."""
    acting = Mandate.objects.select_related("account", "unit", "cluster", "delegated_from__account")
    entries = AuditEntry.objects.visible_to(mandate).select_related("account", "seal")
    return entries.prefetch_related(Prefetch("mandate", acting))


def _by(entry: AuditEntry) -> str:
    if entry.mandate:
        return entry.mandate.label
    return str(entry.account) if entry.account else gettext("The system")


def _details(entry: AuditEntry) -> str:
    return "; ".join(f"{name}: {value}" for name, value in entry.details)


def _cut(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1]}…"


def _details_shown(entry: AuditEntry) -> SafeString:
    shown = ((name, _cut(value)) for name, value in entry.details)
    return format_html(
        "<div>{}</div>", format_html_join("; ", '<span class="muted">{}:</span> {}', shown)
    )


def _seal(entry: AuditEntry) -> int | None:
    seal = getattr(entry, "seal", None)
    return seal.number if seal else None


ENTRIES: Listing[AuditEntry] = declared(
    Listing(
        name="audit.entries",
        title=_("Audit trail"),
        rows=_entries,
        order=["-pk"],
        filters=AuditFilter,
        columns=[
            Column("at", _("At"), "province_time", Kind.MOMENT, sort="pk"),
            Column("action", _("Action"), "action_name", sort="action", note="action", width=32),
            Column("record", _("Record"), "object_label", sort="object_label", width=40),
            Column("by", _("By"), _by, sort="account__sort_key", width=48),
            Column("details", _("Details"), _details, cell=_details_shown, width=60),
            Column("seal", _("Seal"), _seal, Kind.NUMBER, sort="seal__number"),
        ],
        empty=Empty(title=_("No entries")),
    )
)
