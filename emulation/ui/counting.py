"""How many rows belong to each row of a list, counted for the rows that a page shows.

A ``Count`` over a join groups the whole table before the page is cut out of it; a subquery in the
list of columns is worked out for the rows of the page alone.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet[Any], link: str) -> Coalesce:
    """Return how many of ``rows`` point with ``link`` to the row of the outer query.

    Rows are counted, not their keys: an index over what is asked for is then enough.
    """
    own = rows.filter(**{link: OuterRef("pk")}).order_by().values(link)
    counted = own.annotate(counted=Count("*")).values("counted")
    return Coalesce(Subquery(counted, output_field=BigIntegerField()), 0)
