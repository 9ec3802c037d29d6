"""The lists of workbooks that were read in, and of what one of them would do."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from emulation.imports.enums import Action, BatchState
from emulation.imports.models import ImportBatch, PreviewRow
from emulation.imports.sheets import SHEETS
from emulation.ui.lists import Column, Empty, Kind, Listing, declared

WRITING = [each for each in Action.choices if each[0] != Action.SAME]


class BatchFilter(django_filters.FilterSet):
    """By name of the file and state."""

    q = django_filters.CharFilter(
        label=_("Workbook"), field_name="file__name", lookup_expr="icontains", max_length=200
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=BatchState)


class PreviewFilter(django_filters.FilterSet):
    """By words of the entry, sheet and what happens."""

    q = django_filters.CharFilter(
        label=_("Entry"), field_name="label", lookup_expr="icontains", max_length=200
    )
    sheet = django_filters.ChoiceFilter(
        label=_("Sheet"), choices=[(sheet.name, sheet.name) for sheet in SHEETS]
    )
    action = django_filters.ChoiceFilter(label=_("What happens"), choices=WRITING)


def _batches(mandate: Any) -> QuerySet[ImportBatch]:
    """Return the visible imports without their rows, which may be thousands."""
    batches = ImportBatch.objects.visible_to(mandate).defer("rows", "made", "faults")
    return batches.select_related("file", "read_by__account")


def _preview(mandate: Any, batch: int) -> QuerySet[PreviewRow]:
    visible = ImportBatch.objects.visible_to(mandate).filter(pk=batch)
    return PreviewRow.objects.filter(batch__in=visible.values("pk"))


def _differences(row: PreviewRow) -> str:
    return "; ".join(f"{head}: {old or '—'} → {new or '—'}" for head, old, new in row.differences)


def _differences_shown(row: PreviewRow) -> SafeString:
    shown = ((head, old or "—", new or "—") for head, old, new in row.differences)
    line = '<div><small class="muted">{}: <s>{}</s> → {}</small></div>'
    return format_html_join("", line, shown)


BATCHES: Listing[ImportBatch] = declared(
    Listing(
        name="imports.batches",
        title=_("Import from a workbook"),
        rows=_batches,
        order=["-pk"],
        filters=BatchFilter,
        columns=[
            Column("name", _("Workbook"), "file.name", sort="file__name", link="imports:batch"),
            Column("state", _("State"), kind=Kind.STATE, sort="state"),
            Column("read_at", _("Read"), kind=Kind.MOMENT, sort="read_at"),
            Column("by", _("By"), "read_by.account", sort="read_by__account__sort_key", width=28),
            Column("new", _("New"), "to_create", Kind.NUMBER, sort="to_create"),
            Column("changed", _("Changed"), "to_change", Kind.NUMBER, sort="to_change"),
            Column("faults", _("Faults"), "fault_count", Kind.NUMBER, sort="fault_count"),
        ],
        empty=Empty(
            title=_("No workbook was read yet"),
            text=_(
                "Take the empty workbook, fill in units, clusters, persons, accounts and roles, "
                "and read it in. Nothing is entered before you have seen it."
            ),
            url_name="imports:batch-read",
            action=_("Read a workbook"),
            permission="emulation.import_workbooks",
        ),
    )
)

PREVIEW: Listing[PreviewRow] = declared(
    Listing(
        name="imports.preview",
        title=_("What the workbook enters"),
        rows=_preview,
        order=["pk"],
        filters=PreviewFilter,
        columns=[
            Column("label", _("Entry"), sort="label", width=40),
            Column("sheet", _("Sheet"), sort="sheet"),
            Column("number", _("Row"), kind=Kind.NUMBER, sort="number"),
            Column("action", _("What happens"), kind=Kind.STATE, sort="action"),
            Column(
                "differences", _("Differences"), _differences, cell=_differences_shown, width=60
            ),
        ],
        empty=Empty(
            title=_("Nothing would change"),
            text=_("Everything in this workbook is entered already."),
        ),
    )
)
