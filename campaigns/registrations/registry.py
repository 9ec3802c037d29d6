"""What higher rooms add to registrations: the titles that can be aimed at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class TitleChoice:
    """A title or form of commendation that a registration may name.

    ``subjects`` says who can aim at it: "person", "collective", "household".
    """

    code: str
    label: Any
    subjects: frozenset[str]


TitleSource = Callable[[dt.date], Iterable[TitleChoice]]

_sources: list[TitleSource] = []

# The titles of the law itself (Law 2003 and Law 2022, Art 20-33); they stand while no catalogue
# above says what can be aimed at on a day.
_PERSON, _COLLECTIVE = frozenset({"person"}), frozenset({"collective"})
BASIC_TITLES = (
    TitleChoice("ADVANCED_WORKER", _("Advanced Worker"), _PERSON),
    TitleChoice("GRASSROOTS_FIGHTER", _("Grassroots Emulation Fighter"), _PERSON),
    TitleChoice("PROVINCIAL_FIGHTER", _("Provincial Emulation Fighter"), _PERSON),
    TitleChoice("ADVANCED_COLLECTIVE", _("Advanced Labor Collective"), _COLLECTIVE),
    TitleChoice("EXCELLENT_COLLECTIVE", _("Excellent Labor Collective"), _COLLECTIVE),
    TitleChoice("PROVINCIAL_FLAG", _("Provincial Emulation Flag"), _COLLECTIVE),
    TitleChoice("CULTURED_FAMILY", _("Cultured Family"), frozenset({"household"})),
)


def title_choices(source: TitleSource) -> TitleSource:
    """Let ``source(day)`` say which titles can be aimed at on a day (the award catalogue)."""
    _sources.append(source)
    return source


def titles_on(day: dt.date) -> list[TitleChoice]:
    """Return the titles that can be aimed at on ``day``."""
    found = [choice for source in _sources for choice in source(day)]
    return found or list(BASIC_TITLES)


def title_label(code: str, day: dt.date) -> str:
    """Return the words for a code; an unknown one stands for itself."""
    return next((str(choice.label) for choice in titles_on(day) if choice.code == code), code)
