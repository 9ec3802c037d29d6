"""The commitments of a registration that is read: as long as the plan, drawn as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.registrations.selectors import CommitmentRow
from emulation.ui.escaping import escaped
from emulation.ui.tags import number, state_mark

_ROW = (
    '<tr><th scope="row">{}</th><td data-label="{}">{}</td><td data-label="{}" class="num">{}</td>'
    '<td data-label="{}" class="num"><span>{}{}</span></td><td data-label="{}">{}</td></tr>'
)


def read_heads() -> list[str]:
    """Return the headings after that of the indicator."""
    return [_("Unit of measure"), _("Allocated"), _("Committed"), _("Measures")]


def read_rows(rows: Sequence[CommitmentRow]) -> SafeString:
    """Return a row for each indicator."""
    heads, below = read_heads(), state_mark(_("less than allocated"), "attention")
    cells = (map(escaped, _cells(row, heads, below)) for row in rows)
    return SafeString("".join(_ROW.format(*each) for each in cells))  # nosec B703


def _cells(row: CommitmentRow, heads: Sequence[str], below: SafeString) -> tuple[Any, ...]:
    measure, allocated, committed, how = heads
    indicator, commitment = row.indicator, row.commitment
    return (
        indicator.name, measure, indicator.unit_of_measure, allocated, number(row.allocated),
        committed, number(commitment and commitment.value), below if row.is_below else "",
        how, commitment.measures if commitment else "",
    )  # fmt: skip
