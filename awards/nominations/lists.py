"""The lists of rounds, dossiers, nominees and ways of submission."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import django_filters
import rules
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.catalogue.lists import AwardFilter
from awards.catalogue.selectors import award_names
from awards.ledger.subjects import in_order_of_names
from awards.nominations import services
from awards.nominations.enums import DossierState, NomineeState, RoundOrigin, RoundState
from awards.nominations.forms import DossierFilter, OfRoundFilter, ReceiveManyForm
from awards.nominations.models import Dossier, Nominee, Round, RoutingRule
from awards.nominations.selectors.lists import (
    all_of_round,
    dossiers_in_sight,
    nominees_of_dossier,
    nominees_of_round,
    rounds_in_sight,
)
from awards.nominations.selectors.routing import all_rules, named_twice
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared
from emulation.ui.vietnamese import short_date
from emulation.units.lists import OfUnitFilter

VERDICTS = {
    "eligible": (_("may be considered"), "done"),
    "not_eligible": (_("not met"), "late"),
    "cannot_tell": (_("cannot tell yet"), "attention"),
}


class RoundFilter(django_filters.FilterSet):
    """By words, occasion and state."""

    q = django_filters.CharFilter(
        label=_("Words"), field_name="name", lookup_expr="icontains", max_length=200
    )
    origin = django_filters.ChoiceFilter(label=_("Occasion"), choices=RoundOrigin)
    state = django_filters.ChoiceFilter(label=_("State"), choices=RoundState)


class NomineeFilter(django_filters.FilterSet):
    """By name or position, nominating unit, award, findings and state."""

    q = WordsFilter(label=_("Name"))
    unit = OfUnitFilter(label=_("Nominated by"), field_name="dossier__unit")
    award = AwardFilter()
    verdict = django_filters.ChoiceFilter(
        label=_("Findings of the law"),
        choices=[(value, word) for value, (word, _tone) in VERDICTS.items()],
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=NomineeState)


class RoutingFilter(django_filters.FilterSet):
    """By authority and award; earlier ways only when asked for."""

    authority = OfUnitFilter(label=_("Authority"))
    award = AwardFilter()


def _dossiers(mandate: Mandate, pk: int | None = None) -> QuerySet[Dossier]:
    rows = dossiers_in_sight(mandate)
    return rows if pk is None else rows.filter(round=pk)


def _submission(dossier: Dossier) -> str:
    if dossier.letter_number:
        return dossier.letter_number
    return gettext("signed in the portal") if dossier.submitted_at else ""


def _way(dossier: Dossier) -> str:
    words = [gettext("entered for the unit")] if dossier.entered_for_unit else []
    if dossier.collector:
        words.append(gettext("through %(unit)s") % {"unit": dossier.collector.label})
    return ", ".join(words)


def _answer_due(dossier: Dossier) -> tuple[dt.date | None, bool]:
    return dossier.return_due_on, dossier.state != DossierState.RETURNED


def _receive(*, by: Mandate, record: Dossier, **entered: Any) -> None:
    services.receive_complete(by=by, dossier=record, **entered)


def name_awards(nominees: list[Any], mandate: Mandate | None = None) -> None:
    """Put the name of the award on the rows of a page."""
    names = award_names()
    for nominee in nominees:
        nominee.award_name = names.get(nominee.award_code, nominee.award_code)


def verdict_of(nominee: Nominee) -> tuple[str, str] | None:
    """Return what the rules said of a nominee, as a word and its tone."""
    word, tone = VERDICTS.get(nominee.verdict, ("", ""))
    return (str(word), tone) if word else None


def _with_others(nominees: list[Any], mandate: Mandate) -> None:
    name_awards(nominees)
    twice = named_twice(nominees)
    for nominee in nominees:
        nominee.named_twice = nominee.pk in twice


def _named_twice(nominee: Any) -> tuple[str, str] | None:
    return (gettext("named twice"), "attention") if nominee.named_twice else None


def state_of(nominee: Nominee) -> tuple[str, str]:
    """Return the state in words: nobody is nominated while the dossier is being drawn up."""
    state = NomineeState(nominee.state)
    drawn_up = nominee.dossier.state in DossierState.DRAWN_UP
    word = _("In a dossier being drawn up") if drawn_up and state == "nominated" else state.label
    return str(word), NomineeState.tones.get(state.value, "waiting")


def _asked_or_outcome(nominee: Nominee) -> str:
    return "; ".join(filter(None, [*nominee.supplement.splitlines(), nominee.outcome_reason]))


def _award_of_rule(rule: Any) -> str:
    return rule.award_name or gettext("All awards")


def _case_of_rule(rule: RoutingRule) -> str:
    parts = []
    if rule.commendation_type:
        parts.append(rule.get_commendation_type_display())
    if rule.subject_kind:
        parts.append(rule.get_subject_kind_display())
    return ", ".join(map(str, parts))


def _units_of_rule(rule: RoutingRule) -> str:
    return str(rule.get_unit_kind_display()) if rule.unit_kind else gettext("All units")


def _agencies(rule: Any) -> str:
    return ", ".join(agency.label for agency in rule.agencies)


def validity(row: Any) -> str:
    """Return from when to when a dated row holds; an open end is left out."""
    end = f" – {short_date(row.valid_to)}" if row.valid_to else ""
    return f"{short_date(row.valid_from)}{end}"


ROUNDS: Listing[Round] = declared(
    Listing(
        name="nominations.rounds",
        title=_("Rounds of commendation"),
        rows=rounds_in_sight,
        order=["-opens_on", "-pk"],
        filters=RoundFilter,
        columns=[
            Column("name", _("Round"), link="nominations:round", sort="name", width=48),
            Column(
                "authority", _("Deciding authority"), "authority.label",
                sort="authority__sort_key", width=32,
            ),
            Column("origin", _("Occasion"), "get_origin_display", sort="origin", width=24),
            Column("state", _("State"), kind=Kind.STATE, sort="state", width=24),
            Column(
                "closes_on", _("Dossiers until"),
                lambda one: (one.closes_on, one.state != RoundState.OPEN),
                Kind.DUE, sort="closes_on",
            ),
            Column("dossiers", _("Dossiers"), "dossier_count", Kind.NUMBER, sort="dossier_count"),
            Column(
                "campaign", _("Campaign"), "campaign.called",
                sort="campaign__title", width=40, hidden_at_first=True,
            ),
            Column(
                "opens_on", _("Opens on"), kind=Kind.DATE, sort="opens_on", hidden_at_first=True
            ),
        ],
        empty=Empty(
            title=_("No round is open"),
            text=_(
                "A round appears here as soon as the office of a deciding authority opens one."
            ),
        ),
    )
)  # fmt: skip

DOSSIERS: Listing[Dossier] = declared(
    Listing(
        name="nominations.dossiers",
        title=_("Register of dossiers"),
        rows=_dossiers,
        order=["-pk"],
        filters=DossierFilter,
        columns=[
            Column(
                "unit", _("Unit"), "unit.label",
                sort="unit__sort_key", link="nominations:dossier", note=_way, width=32,
            ),
            Column("round", _("Round"), "round.name", sort="round__name", width=40),
            Column("state", _("State"), kind=Kind.STATE, sort="state", width=24),
            Column("submission", _("Submission"), _submission, sort="letter_number"),
            Column("number", _("Incoming number"), "incoming_number", sort="incoming_number"),
            Column("incoming_on", _("Came in on"), kind=Kind.DATE, sort="incoming_on"),
            Column(
                "nominees", _("Number of nominees"), "nominee_count",
                Kind.NUMBER, sort="nominee_count",
            ),
            Column(
                "answer", _("To be answered by"), _answer_due, Kind.DUE, sort="return_due_on"
            ),
            Column("channel", _("Came by"), "get_channel_display", hidden_at_first=True),
            Column("submitted", _("Submitted at"), "submitted_at", Kind.MOMENT,
                   sort="submitted_at", hidden_at_first=True),
        ],
        actions=[
            SelectionAction(
                name="receive", label=_("Receive"), perform=_receive, form=ReceiveManyForm,
                permission="awards.receive_dossier", done=_("Received: %(count)s"),
                offered=lambda mandate: rules.has_perm("awards.add_round", mandate, None),
            ),
        ],
        empty=Empty(
            title=_("No dossier yet"),
            text=_(
                "Dossiers appear here when they are submitted, your own from its beginning."
            ),
        ),
    )
)  # fmt: skip

OF_ROUND: Listing[Dossier] = declared(
    replace(
        DOSSIERS,
        name="nominations.of-round",
        title=_("Dossiers"),
        filters=OfRoundFilter,
        columns=[column for column in DOSSIERS.columns if column.key != "round"],
    )
)

_SUBJECT_COLUMNS: tuple[Column[Nominee], ...] = (
    Column("award", _("Award"), "award_name", sort="award_code", width=40),
    Column("findings", _("Findings of the law"), verdict_of, Kind.STATE, sort="verdict"),
)

NOMINEES: Listing[Nominee] = declared(
    Listing(
        name="nominations.nominees",
        title=_("Nominees of the round"),
        rows=nominees_of_round,
        counted=all_of_round,
        order=["award_code", "dossier", "order"],  # as they came in; the index is in this order
        filters=NomineeFilter,
        fill=name_awards,
        columns=[
            Column(
                "name", _("Name"), note="position",
                sort=in_order_of_names(), link="nominations:nominee", width=32,
            ),
            Column(
                "unit", _("Nominated by"), "dossier.unit.label",
                sort="dossier__unit__sort_key", width=32,
            ),
            *_SUBJECT_COLUMNS,
            Column("state", _("State"), state_of, Kind.STATE, sort="state", width=24),
            Column("position", _("Position, unit"), width=40, hidden_at_first=True),
            Column("kind", _("Kind of subject"), "subject_kind.label", hidden_at_first=True),
            Column("reason", _("Reason of the outcome"), "outcome_reason",
                   width=40, hidden_at_first=True),
        ],
        empty=Empty(
            title=_("Nobody is named yet"),
            text=_(
                "Dossiers appear here when they are submitted, your own from its beginning."
            ),
        ),
    )
)  # fmt: skip

OF_DOSSIER: Listing[Nominee] = declared(
    Listing(
        name="nominations.of-dossier",
        title=_("Nominees of the dossier"),
        rows=nominees_of_dossier,
        order=["dossier__unit__order", "dossier", "order"],
        filters=NomineeFilter,
        fill=_with_others,
        columns=[
            Column(
                "name", _("Name"), note="position",
                sort=in_order_of_names(), link="nominations:nominee", width=32,
            ),
            *_SUBJECT_COLUMNS,
            Column("twice", _("Also elsewhere"), _named_twice, Kind.STATE),
            Column("state", _("State"), state_of, Kind.STATE, sort="state",
                   note=_asked_or_outcome, width=24),
            Column("unit", _("Nominated by"), "dossier.unit.label",
                   sort="dossier__unit__sort_key", width=32, hidden_at_first=True),
            Column("position", _("Position, unit"), width=40, hidden_at_first=True),
        ],
        empty=Empty(
            title=_("Nobody is named yet"),
            text=_(
                "Add persons, collectives and households one by one, or paste a list of names."
            ),
        ),
    )
)  # fmt: skip

ROUTING: Listing[RoutingRule] = declared(
    Listing(
        name="nominations.routing",
        title=_("Ways of submission"),
        rows=lambda mandate: all_rules(),
        order=["authority__order", "authority", "award_code", "unit_kind", "-valid_from", "-pk"],
        filters=RoutingFilter,
        fill=name_awards,
        columns=[
            Column(
                "authority", _("Authority"), "authority.label",
                sort="authority__sort_key", width=32,
            ),
            Column("award", _("Award"), _award_of_rule, sort="award_code",
                   note=_case_of_rule, width=32),
            Column("units", _("Units of the kind"), _units_of_rule, sort="unit_kind", width=24),
            Column("way", _("Dossiers come"), "way.label", note="via.label", width=32),
            Column("agencies", _("Agencies to be heard"), _agencies, width=32),
            Column("valid", _("Valid"), validity, sort=("valid_from", "valid_to"), width=24),
            Column("basis", _("Legal basis"), "legal_basis", width=32),
        ],
        empty=Empty(
            title=_("Every unit submits directly"),
            text=_(
                "Set a way where a unit collects for others, or an agency must be heard."
            ),
        ),
    )
)  # fmt: skip
