"""What units put on the desk: their places and their search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.registries.places import HITS_OF_A_SOURCE, SearchHit, place, search_source
from emulation.units.models import Unit

place(
    _("Units"),
    "units:unit-list",
    permission="emulation.view_units",
    icon="diagram-3",
    key="u",
    order=800,
)
place(
    _("Clusters and blocks"),
    "units:cluster-list",
    permission="emulation.view_units",
    icon="collection",
    key="o",
    order=810,
)


@search_source(_("Units"))
def find_units(mandate: Any, words: str) -> Iterable[SearchHit]:
    """Yield units of today by name and code."""
    found = Unit.objects.visible_to(mandate).as_of(today()).search(words)
    shown = found.select_related("parent").only("name", "parent__name", "parent__short_name")
    for unit in shown[:HITS_OF_A_SOURCE]:
        above = unit.parent.label if unit.parent else ""
        yield SearchHit(unit.name, reverse("units:unit", args=[unit.pk]), above)
