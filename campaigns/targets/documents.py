"""The targets in the plan's document: the table of part III and the annex of allocations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from campaigns.plans.models import Campaign
from campaigns.targets.figures import province_value
from campaigns.targets.models import Indicator
from campaigns.targets.selectors import allocations_by_unit, participating_units
from emulation.typesetting.paper import (
    Annex,
    Block,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
)
from emulation.ui.vietnamese import format_number
from emulation.units.models import Unit

COLUMNS_A_TABLE = 7
Values = dict[tuple[int, int], Decimal]


def targets_table(campaign: Campaign) -> list[Block]:
    """Return the heading and table of the province's targets; nothing without indicators."""
    indicators = list(campaign.indicators.select_related("monitoring_agency"))
    if not indicators:
        return []
    columns = (
        Column("STT", share=1, align="center"),
        Column("Chỉ tiêu", share=6),
        Column("Đơn vị tính", share=2, align="center"),
        Column("Thực hiện năm trước", share=2, align="right"),
        Column("Kế hoạch", share=2, align="right"),
        Column("Cơ quan theo dõi", share=3),
    )
    rows = tuple(_target_row(number, one) for number, one in enumerate(indicators, start=1))
    return [
        Heading("Chỉ tiêu thi đua"),
        Paragraph("Các cơ quan, đơn vị, địa phương phấn đấu hoàn thành các chỉ tiêu chủ yếu sau:"),
        Table(columns=columns, rows=rows),
    ]


def _target_row(number: int, indicator: Indicator) -> Row:
    agency = indicator.monitoring_agency
    before = "" if indicator.baseline is None else format_number(indicator.baseline)
    return Row(
        (
            str(number),
            indicator.name,
            indicator.unit_of_measure,
            before,
            province_value(indicator),
            agency.label if agency else "",
        )
    )


def allocation_annex(campaign: Campaign) -> list[Annex]:
    """Return the annex of what each unit is asked for; nothing when nothing is allocated."""
    values = allocations_by_unit(campaign)
    if not values:
        return []
    indicators = [one for one in campaign.indicators.all() if one.allocated]
    units = participating_units(campaign)
    body = tuple(_annex_blocks(indicators, units, values))
    return [Annex(title="Chỉ tiêu giao các cơ quan, đơn vị, địa phương", body=body, landscape=True)]


def _annex_blocks(
    indicators: Sequence[Indicator], units: Sequence[Unit], values: Values
) -> Iterator[Block]:
    """The same value for all is one line; else units × indicators, a few indicators a table.

    What was given to some units alone stands with those, also when they got the same.
    """
    common: list[tuple[Indicator, Decimal]] = []
    single: list[Indicator] = []
    for indicator in indicators:
        given = [values[key] for unit in units if (key := (unit.pk, indicator.pk)) in values]
        if len(given) == len(units) and len(set(given)) == 1:
            common.append((indicator, given[0]))
        elif given:
            single.append(indicator)
    if common:
        yield Paragraph("Chỉ tiêu giao chung cho từng đơn vị:", indent=False)
        yield _common_table(common)
    for part in _alike(single, units, values):
        yield Paragraph("Chỉ tiêu giao riêng từng đơn vị:", indent=False)
        yield _unit_table(part, units, values)


def _alike(
    indicators: Sequence[Indicator], units: Sequence[Unit], values: Values
) -> Iterator[list[Indicator]]:
    """Put indicators of the same units together, so that a table has no empty cells."""
    groups: dict[tuple[int, ...], list[Indicator]] = {}
    for indicator in indicators:
        concerned = tuple(unit.pk for unit in units if (unit.pk, indicator.pk) in values)
        groups.setdefault(concerned, []).append(indicator)
    for group in groups.values():
        for start in range(0, len(group), COLUMNS_A_TABLE):
            yield group[start : start + COLUMNS_A_TABLE]


def _common_table(common: Sequence[tuple[Indicator, Decimal]]) -> Table:
    columns = (
        Column("STT", share=1, align="center"),
        Column("Chỉ tiêu", share=8),
        Column("Đơn vị tính", share=2, align="center"),
        Column("Giao mỗi đơn vị", share=2, align="right"),
    )
    rows = tuple(
        Row((str(number), one.name, one.unit_of_measure, format_number(value)))
        for number, (one, value) in enumerate(common, start=1)
    )
    return Table(columns=columns, rows=rows)


def _unit_table(indicators: Sequence[Indicator], units: Sequence[Unit], values: Values) -> Table:
    columns = (
        Column("STT", share=1, align="center"),
        Column("Đơn vị", share=4),
        *(
            Column(f"{one.name} ({one.unit_of_measure})", share=3, align="right")
            for one in indicators
        ),
    )
    concerned = [unit for unit in units if any((unit.pk, one.pk) in values for one in indicators)]
    rows = tuple(
        Row((str(number), unit.label, *(_cell(values, unit, one) for one in indicators)))
        for number, unit in enumerate(concerned, start=1)
    )
    return Table(columns=columns, rows=rows, size=11)


def _cell(values: Values, unit: Unit, indicator: Indicator) -> str:
    value = values.get((unit.pk, indicator.pk))
    return "" if value is None else format_number(value)
