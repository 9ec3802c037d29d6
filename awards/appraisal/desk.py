"""What appraisal puts on the desk, and how it goes along when somebody leaves."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.appraisal.selectors import my_queue, rounds_in_hand, unready
from awards.appraisal.services import hand_over_appraisals, in_hand_of
from emulation.people.models import Account, Mandate
from emulation.people.registry import open_work
from emulation.people.roles import roles_with
from emulation.registries.places import TurnItem, place, turn_source

place(
    gettext_lazy("Appraisal"),
    "appraisal:queue",
    permission="awards.view_appraisals",
    icon="clipboard-check",
    key="t",
    order=610,
)


def _hand_over(by: Mandate, leaving: Account, successor: Mandate) -> int:
    return hand_over_appraisals(by=by, leaving=leaving, successor=successor)


open_work(gettext_lazy("Appraisals in hand"), count=in_hand_of, move=_hand_over)
OFFICE_DOES = {
    "unassigned": gettext_lazy("Assign appraisers"),
    "disagree": gettext_lazy("Settle the disagreement"),
    "no_recheck": gettext_lazy("Give the re-check"),
    "check": gettext_lazy("Check completeness"),
}


@turn_source
def my_appraisals(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield the queue round by round, each due on its own first day: a new one is not late."""
    if mandate.role not in roles_with("awards.appraise"):
        return
    rounds = (
        my_queue(mandate)
        .order_by("nominee__round")
        .values_list("nominee__round", "nominee__round__name")
        .annotate(waiting=Count("pk"), due_on=Min("due_on"))
    )
    for _pk, name, waiting, due_on in rounds:
        title = _("Nominees to appraise: %(round)s") % {"round": name}
        yield TurnItem(title, reverse("appraisal:queue"), _("Appraise"), due_on, count=waiting)


@turn_source
def office_of_the_round(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield, for each round, what only the office or the secretary can move on."""
    charges = mandate.role in roles_with("awards.assign_appraisals")
    if not charges or not mandate.unit.decides_awards:
        return
    rounds = rounds_in_hand(mandate)[:10]
    counts = unready(rounds)
    for round_ in rounds:
        url = reverse("appraisal:round", args=[round_.pk])
        for key, count in counts[round_.pk].items():
            yield TurnItem(round_.name, url, str(OFFICE_DOES[key]), count=count)
