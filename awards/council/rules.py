"""Who reads the files of a council, and what an authority may regulate for its council."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from django.utils.translation import gettext_lazy as _

from awards.council.models import CouncilSession
from emulation.files.registry import file_reader
from emulation.regulations.registry import Setting, ValueKind, declare_setting

file_reader(
    "awards.CouncilSession",
    lambda file, mandate: CouncilSession.objects.visible_to(mandate).filter(paper=file).exists(),
)

QUORUM = declare_setting(
    Setting(
        name="council.quorum",
        label=_("Quorum of the council, percent of all members"),
        help=_(
            "Members who are present or vote in writing count. Below it no session opens and no "
            "item is counted. 66 or 67 stands for two thirds."
        ),
        kind=ValueKind.PERCENT,
        default=67,
        article=_(
            "Art 45(4) Decree 152/2025/NĐ-CP (Central Council: two thirds); working rules of the "
            "council"
        ),
        lowest=1,
    )
)
CORRECTION = declare_setting(
    Setting(
        name="council.correct_votes",
        label=_("A member may correct the own vote until the session is closed"),
        help=_("Without it a ballot that was cast stays as it is, as in a ballot box."),
        kind=ValueKind.YES_NO,
        default=0,
        article=_("working rules of the council; no article says so"),
        highest=1,
    )
)
TWO_THIRDS = frozenset({66, 67})


def needed_for_quorum(members: int, percent: int) -> int:
    """Return how many of ``members`` must take part."""
    share = Fraction(2, 3) if percent in TWO_THIRDS else Fraction(percent, 100)
    return max(1, ceil(members * share))
