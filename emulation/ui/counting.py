"""How many rows belong to each row of a list, counted for the rows that a page shows.

A ``Count`` over a join groups the whole table before the page is cut out of it; a subquery in the
list of columns is worked out for the rows of the page alone.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet[Any], link: str) -> Coalesce:
    """Return how many of ``rows`` point with ``link`` to the row of the outer query."""
    return _of(rows, link, Count("pk"))


def sum_of(rows: QuerySet[Any], link: str, field: str) -> Coalesce:
    """Return the sum of an integer ``field`` over those of ``rows`` that point to the outer row."""
    return _of(rows, link, Sum(field))


def _of(rows: QuerySet[Any], link: str, measure: Any) -> Coalesce:
    own = rows.filter(**{link: OuterRef("pk")}).order_by().values(link)
    measured = own.annotate(measured=measure).values("measured")
    return Coalesce(Subquery(measured, output_field=BigIntegerField()), 0)
