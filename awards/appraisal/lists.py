"""The lists of appraisal: one's own queue, and the nominees of a round with who appraises them."""

from __future__ import annotations

from typing import Any

import django_filters
import rules
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.appraisal import services
from awards.appraisal.enums import Turn
from awards.appraisal.forms import ChargeForm, ShareForm
from awards.appraisal.models import Appraisal
from awards.appraisal.selectors import (
    CAME,
    OFFICE_HAS_TO_ACT,
    appraised_in,
    callable_mandates,
    my_queue,
    said_in_lists,
    standing_of,
    with_turns,
)
from awards.catalogue.lists import AwardFilter
from awards.ledger.subjects import in_order_of_names
from awards.nominations.lists import NomineeFilter, name_awards, verdict_of
from awards.nominations.models import Nominee
from awards.nominations.selectors.lists import all_of_round
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared
from emulation.ui.vietnamese import format_number
from emulation.units.lists import OfUnitFilter

WORDS = {
    "unassigned": (_("Nobody charged"), "attention"),
    "check": (_("Completeness to be checked"), "attention"),
    "disagree": (_("Appraisers disagree"), "late"),
    "no_recheck": (_("Re-check to be given"), "attention"),
    "underway": (_("Being appraised"), "underway"),
    "supplement": (_("Supplement asked for"), "waiting"),
    "passed": (_("Passed appraisal"), "done"),
    "refused": (_("Not proposed"), "late"),
}


class QueueFilter(django_filters.FilterSet):
    """By name, unit, award and turn."""

    q = WordsFilter(label=_("Name"), field_name="nominee")
    unit = OfUnitFilter(label=_("Nominated by"), field_name="nominee__dossier__unit")
    award = AwardFilter(field_name="nominee__award_code")
    turn = django_filters.ChoiceFilter(label=_("Turn"), choices=Turn)


class AppraisedFilter(NomineeFilter):
    """Also by what the office has to do."""

    standing = django_filters.ChoiceFilter(
        label=_("To be done"),
        choices=[(key, WORDS[key][0]) for key in OFFICE_HAS_TO_ACT],
        method="by_standing",
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[(each.value, each.label) for each in CAME]
    )

    def by_standing(self, rows: QuerySet[Nominee], name: str, key: str) -> QuerySet[Nominee]:
        return with_turns(rows).filter(OFFICE_HAS_TO_ACT[key])


def _name_awards(rows: list[Any], mandate: Mandate) -> None:
    name_awards([row.nominee for row in rows])


def _sent_back(row: Appraisal) -> tuple[str, str] | None:
    return (gettext("sent back"), "attention") if row.remark else None


def _with_appraisals(rows: list[Any], mandate: Mandate) -> None:
    """Put on the nominees of a page where they stand, and the appraisals that may be seen."""
    name_awards(rows)
    prefetch_related_objects(rows, Prefetch("appraisals", said_in_lists()))
    keys = [row.pk for row in rows]
    visible = Appraisal.objects.visible_to(mandate).filter(nominee__in=keys)
    seen = set(visible.order_by().values_list("pk", flat=True))
    said: dict[tuple[str, str, str], tuple[str, str]] = {}
    for row in rows:
        standing = standing_of(row)
        row.standing = standing.key
        shown = [each for each in standing.appraisals if each.pk in seen]
        row.appraisers = "; ".join(_said(each, said) for each in shown)


def _standing(row: Any) -> tuple[str, str]:
    word, tone = WORDS[row.standing]
    return str(word), tone


def _said(row: Any, known: dict[tuple[str, str, str], tuple[str, str]]) -> str:
    """Return who said what; the few words of a page are translated once and kept in ``known``."""
    key = (row.turn, row.verdict, row.state)
    if key not in known:
        said = row.get_verdict_display() if row.verdict else row.get_state_display()
        known[key] = str(row.get_turn_display()), str(said)
    turn, said = known[key]
    score = "" if row.score is None else f", {format_number(row.score)}"
    return f"{row.appraiser.full_name} ({turn}: {said}{score})"


def _charge(*, by: Mandate, record: Nominee, **entered: Any) -> None:
    services.assign_appraiser(by=by, nominee=record, **entered)


def _share(*, by: Mandate, record: Nominee, among: Any, due_on: Any) -> None:
    services.share_nominee(by=by, nominee=record, among=list(among), due_on=due_on)


def _assigns(mandate: Mandate) -> bool:
    return bool(rules.has_perm("awards.assign_appraisals", mandate, None))


def _callable(mandate: Mandate, pk: int) -> dict[str, Any]:
    return {"mandates": callable_mandates(mandate.unit)}


QUEUE: Listing[Appraisal] = declared(
    Listing(
        name="appraisal.queue",
        title=_("Appraisal"),
        rows=my_queue,
        order=["pk"],  # as it was given
        filters=QueueFilter,
        fill=_name_awards,
        columns=[
            Column(
                "name", _("Nominee"), "nominee.name",
                sort=in_order_of_names("nominee__"), link="appraisal:appraisal", width=32,
            ),
            Column("award", _("Award"), "nominee.award_name", sort="nominee__award_code", width=40),
            Column(
                "unit", _("Unit"), "nominee.dossier.unit.label",
                sort="nominee__dossier__unit__sort_key", width=32,
            ),
            Column("turn", _("Turn"), "get_turn_display", sort="turn"),
            Column("due_on", _("Due on"), kind=Kind.DUE, sort="due_on"),
            Column("mark", _("Mark"), _sent_back, Kind.STATE),
            Column(
                "round", _("Round"), "nominee.round.name",
                sort="nominee__round__name", width=40, hidden_at_first=True,
            ),
        ],
        name_of=lambda row: row.nominee.name,
        empty=Empty(
            title=_("Nothing waits for your appraisal"),
            text=_("Nominees appear here when the office charges you with them."),
        ),
    )
)  # fmt: skip

APPRAISED: Listing[Nominee] = declared(
    Listing(
        name="appraisal.round",
        title=_("Appraisal of the round"),
        rows=appraised_in,
        counted=all_of_round,
        order=["award_code", "dossier", "order"],  # as they came in; the index is in this order
        filters=AppraisedFilter,
        fill=_with_appraisals,
        columns=[
            Column(
                "name", _("Nominee"), sort=in_order_of_names(), note="dossier.unit.label",
                link=lambda row: reverse("appraisal:nominee", args=[row.pk]), width=32,
            ),
            Column("award", _("Award"), "award_name", sort="award_code", width=40),
            Column("findings", _("Findings of the law"), verdict_of, Kind.STATE, sort="verdict"),
            Column("standing", _("Standing"), _standing, Kind.STATE, sort="state", width=24),
            Column("appraisers", _("Appraisers"), width=48),
            Column(
                "unit", _("Nominated by"), "dossier.unit.label",
                sort="dossier__unit__sort_key", width=32, hidden_at_first=True,
            ),
        ],
        actions=[
            SelectionAction(
                name="share", label=_("Share evenly"), perform=_share, form=ShareForm,
                form_kwargs=_callable, offered=_assigns, tone="brand",
                done=_("Nominees shared out: %(count)s"),
            ),
            SelectionAction(
                name="charge", label=_("Charge an appraiser"), perform=_charge, form=ChargeForm,
                form_kwargs=_callable, offered=_assigns, done=_("Charged: %(count)s"),
            ),
        ],
        empty=Empty(
            title=_("No nominee waits for appraisal"),
            text=_("Nominees come to appraisal when their dossier is received."),
        ),
    )
)  # fmt: skip
