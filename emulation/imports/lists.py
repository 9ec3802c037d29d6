"""The list of workbooks that were read in."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import IntegerField, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from emulation.imports.enums import BatchState
from emulation.imports.models import ImportBatch
from emulation.ui.lists import Column, Empty, Kind, Listing, declared


class BatchFilter(django_filters.FilterSet):
    """By name of the file and state."""

    q = django_filters.CharFilter(
        label=_("Workbook"), field_name="file__name", lookup_expr="icontains", max_length=200
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=BatchState)


def _batches(mandate: Any) -> QuerySet[ImportBatch]:
    """Return the visible imports without their rows, which may be thousands."""
    batches = ImportBatch.objects.visible_to(mandate).defer("rows", "made", "plan")
    return batches.select_related("file", "read_by__account").annotate(
        **{
            name: Cast(KT(f"plan__{path}"), IntegerField())
            for name, path in (
                ("created", "counts__create"),
                ("changed", "counts__change"),
                ("fault_count", "fault_count"),
            )
        }
    )


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
            Column("new", _("New"), "created", Kind.NUMBER, sort="created"),
            Column("changed", _("Changed"), kind=Kind.NUMBER, sort="changed"),
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
