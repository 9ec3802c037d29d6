"""What higher rooms know of an indicator: the results that units reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from campaigns.targets.models import Indicator
from emulation.units.models import Unit

Results = Callable[[Indicator, Iterable[Unit]], dict[int, Decimal]]
_sources: list[Results] = []


def result_source(source: Results) -> Results:
    """Let ``source(indicator, units)`` give unit -> its result; the room of the reports does."""
    _sources.append(source)
    return source


def results_of(indicator: Indicator, units: Iterable[Unit]) -> dict[int, Decimal]:
    """Return unit -> the last accepted result of an indicator."""
    wanted = list(units)
    return {unit: value for source in _sources for unit, value in source(indicator, wanted).items()}
