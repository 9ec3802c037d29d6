"""The annex of a plan: targets stand with those to whom they were given."""

from decimal import Decimal

from campaigns.targets.documents import _annex_blocks
from campaigns.targets.models import Indicator
from emulation.typesetting.paper import Table
from emulation.units.models import Unit


def tables(values):
    units = [
        Unit(pk=1, name="Sở Y tế"),
        Unit(pk=2, name="Sở Nội vụ"),
        Unit(pk=3, name="Sở Tư pháp"),
    ]
    indicators = [Indicator(pk=7, name="Số mô hình", unit_of_measure="mô hình")]
    return [block for block in _annex_blocks(indicators, units, values) if isinstance(block, Table)]


def test_the_same_target_for_some_alone_is_not_given_to_all():
    (table,) = tables({(1, 7): Decimal(5), (2, 7): Decimal(5)})
    assert [row.cells[1] for row in table.rows] == ["Sở Y tế", "Sở Nội vụ"]


def test_the_same_target_for_all_is_one_line():
    (table,) = tables({(unit, 7): Decimal(5) for unit in (1, 2, 3)})
    assert [row.cells[-1] for row in table.rows] == ["5"]
