"""News of nominations for the rooms above: they register here, from their ``kinds.py``."""

from __future__ import annotations

from collections.abc import Callable

from awards.nominations.models import Nominee

Listener = Callable[[Nominee], None]
_on_supplement: list[Listener] = []


def on_supplement(listener: Listener) -> Listener:
    """Call ``listener`` inside the transaction that asks a nominee's unit for a supplement."""
    _on_supplement.append(listener)
    return listener


def tell_supplement(nominee: Nominee) -> None:
    """Tell the rooms above that ``nominee`` will have to be looked at again."""
    for listener in _on_supplement:
        listener(nominee)
