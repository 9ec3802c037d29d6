"""The emulation titles that a registration may aim at, as the law itself names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class TitleChoice:
    """A title that a registration may name.

    ``subjects`` says who can aim at it: "person", "collective", "household".
    """

    code: str
    label: Any
    subjects: frozenset[str]


# Law 2003, Art 20-29; the award catalogue uses the same codes (a test holds them together).
_PERSON, _COLLECTIVE = frozenset({"person"}), frozenset({"collective"})
TITLES = {
    choice.code: choice
    for choice in (
        TitleChoice("ADVANCED_WORKER", _("Advanced Worker"), _PERSON),
        TitleChoice("ADVANCED_SOLDIER", _("Advanced Soldier"), _PERSON),
        TitleChoice("GRASSROOTS_FIGHTER", _("Grassroots Emulation Fighter"), _PERSON),
        TitleChoice("PROVINCIAL_FIGHTER", _("Provincial Emulation Fighter"), _PERSON),
        TitleChoice("ADVANCED_COLLECTIVE", _("Advanced Labor Collective"), _COLLECTIVE),
        TitleChoice("EXCELLENT_COLLECTIVE", _("Excellent Labor Collective"), _COLLECTIVE),
        TitleChoice("PROVINCIAL_FLAG", _("Provincial Emulation Flag"), _COLLECTIVE),
        TitleChoice("CULTURED_FAMILY", _("Cultured Family"), frozenset({"household"})),
    )
}


def title_label(code: str) -> str:
    """Return the words for a code; an unknown one stands for itself."""
    return str(TITLES[code].label) if code in TITLES else code
