"""The list of decisions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.decisions.enums import DecisionState
from awards.decisions.forms import DecisionFilter
from awards.decisions.models import Decision
from awards.decisions.selectors import decisions_for
from emulation.ui.lists import Column, Empty, Kind, Listing, declared
from emulation.ui.tags import tone_of


def _code(decision: Decision) -> str:
    return (decision.document and decision.document.code) or gettext("not numbered")


def _state(decision: Decision) -> tuple[str, str]:
    """Return the state; between submission and issue that of the text, which says more."""
    carrier: Any = decision
    if decision.state == DecisionState.SUBMITTED and decision.document:
        carrier = decision.document
    return str(carrier.get_state_display()), tone_of(carrier)


DECISIONS: Listing[Decision] = declared(
    Listing(
        name="decisions.decisions",
        title=_("Decisions"),
        rows=decisions_for,
        order=["-pk"],
        filters=DecisionFilter,
        columns=[
            Column(
                "code", _("Decision"), _code, note="subject",
                sort="document__code", link="decisions:decision", width=24,
            ),
            Column(
                "authority", _("Authority"), "authority.label",
                sort="authority__sort_key", width=32,
            ),
            Column("state", _("State"), _state, Kind.STATE, sort="state", width=24),
            Column(
                "dated", _("Dated"), "document.issued_on", Kind.DATE, sort="document__issued_on"
            ),
            Column("honoured", _("Honoured"), kind=Kind.NUMBER, sort="honoured"),
            Column("bonus", _("Bonus (đồng)"), kind=Kind.NUMBER, sort="bonus"),
            Column("subject", _("Subject"), sort="subject", width=60, hidden_at_first=True),
            Column("round", _("Round"), "round.name", width=40, hidden_at_first=True),
            Column("fund", _("Paid from"), width=32, hidden_at_first=True),
        ],
        empty=Empty(
            title=_("No decision yet"),
            text=_(
                "A decision is drafted when nominees of a round have passed appraisal and, where "
                "the law asks for it, the council."
            ),
        ),
    )
)  # fmt: skip
