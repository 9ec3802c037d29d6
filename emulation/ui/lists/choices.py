"""The remembered choice of columns, per account and list."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from emulation.ui.lists.columns import Column
from emulation.ui.models import ColumnChoice


def chosen_columns(account_id: int, listing: str) -> dict[str, bool]:
    """Return what an account chose for a list: key of the column -> shown."""
    choices = ColumnChoice.objects.filter(account_id=account_id, listing=listing)
    return choices.values_list("columns", flat=True).first() or {}


def choose_columns(
    *, account_id: int, listing: str, offered: list[Column[Any]], shown: Collection[str]
) -> None:
    """Remember which of the offered columns are shown; columns to come keep their own beginning."""
    ColumnChoice.objects.update_or_create(
        account_id=account_id,
        listing=listing,
        defaults={"columns": {column.key: column.key in shown for column in offered}},
    )
