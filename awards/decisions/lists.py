"""The lists of decisions, their lines and certificates, and what the public reads of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import SubjectKind
from awards.catalogue.selectors import award_names
from awards.decisions import services
from awards.decisions.enums import CertificateState, DecisionState
from awards.decisions.forms import DecisionFilter, HonouredFilter, ReceiverForm
from awards.decisions.models import Certificate, Decision, DecisionLine, HonouredName
from awards.decisions.selectors import certificates_of, decisions_for, honoured_names
from awards.decisions.selectors.lines import lines_listed, names_by_code, readable_nominees
from awards.ledger.subjects import FIELDS, in_order_of_names
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared
from emulation.ui.tags import tone_of
from emulation.units.lists import OfUnitFilter

KEEP = "awards.keep_certificates"


class LineFilter(django_filters.FilterSet):
    """By name, award, kind of subject and unit."""

    q = WordsFilter(label=_("Name"))
    award = django_filters.ChoiceFilter(
        label=_("Award"), field_name="award_code", choices=lambda: list(award_names().items())
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind of subject"), choices=SubjectKind.choices, method="of_kind"
    )
    unit = OfUnitFilter(label=_("Unit"), field_name="nominee__subject_home")

    def of_kind(self, lines: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        return lines.filter(**{f"nominee__{FIELDS[SubjectKind(kind)]}__isnull": False})


class CertificateFilter(django_filters.FilterSet):
    """By name, unit and state."""

    q = django_filters.CharFilter(label=_("Name"), method="by_name", max_length=200)
    unit = OfUnitFilter(label=_("Unit"), field_name="line__nominee__dossier__unit")
    state = django_filters.ChoiceFilter(label=_("State"), choices=CertificateState)

    def by_name(self, rows: QuerySet[Certificate], name: str, words: str) -> QuerySet[Certificate]:
        return rows.filter(line__in=DecisionLine.objects.search(words).values("pk"))


class NamesFilter(django_filters.FilterSet):
    """By name."""

    q = WordsFilter(label=_("Name"))


def _code(decision: Decision) -> str:
    return (decision.document and decision.document.code) or gettext("not numbered")


def _state(decision: Decision) -> tuple[str, str]:
    """Return the state; between submission and issue that of the text, which says more."""
    carrier: Any = decision
    if decision.state == DecisionState.SUBMITTED and decision.document:
        carrier = decision.document
    return str(carrier.get_state_display()), tone_of(carrier)


def _shown(lines: list[Any], mandate: Mandate) -> None:
    """Put on the rows of a page what their cells show: the award's name, whether a case opens."""
    if not lines:
        return
    names = names_by_code(lines[0].decision_id, {line.award_code for line in lines})
    open_cases = readable_nominees(mandate, [line.nominee_id for line in lines])
    for line in lines:
        line.award_name = names[line.award_code]
        line.case_opens = line.nominee_id in open_cases


def _case(line: Any) -> str:
    return reverse("nominations:nominee", args=[line.nominee_id]) if line.case_opens else ""


def _mark(line: DecisionLine) -> tuple[str, str] | None:
    if line.record and line.record.revoked_on:
        return gettext("revoked"), "late"
    return (gettext("not published"), "attention") if line.hold_back else None


def _paid_note(line: DecisionLine) -> str:
    if line.only_highest_is_paid:
        return gettext("only the highest title of the period is paid")
    return line.bonus_article


def _strike(line: DecisionLine) -> str:
    return reverse("decisions:name-strike", args=[line.decision_id, line.pk])


def _sheet(certificate: Certificate) -> str:
    return reverse("decisions:certificate", args=[certificate.pk]) if certificate.batch_id else ""


def _spoil(certificate: Certificate) -> str:
    if certificate.state != CertificateState.PRINTED:
        return ""
    return reverse("decisions:certificate-spoil", args=[certificate.pk])


def _spoil_word(certificate: Certificate) -> str:
    return gettext("Sheet spoiled") if certificate.state == CertificateState.PRINTED else ""


def _print(*, by: Mandate, record: Certificate) -> None:
    services.mark_printed(by=by, certificates=[record])


def _hand_over(*, by: Mandate, record: Certificate, **entered: Any) -> None:
    services.hand_over(by=by, certificates=[record], **entered)


def _public_decision(name: HonouredName) -> str:
    return reverse("public_awards:decision", args=[name.decision_id])


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

LINES: Listing[DecisionLine] = declared(
    Listing(
        name="decisions.lines",
        title=_("List"),
        rows=lines_listed,
        order=["part", "order"],
        filters=LineFilter,
        fill=_shown,
        columns=[
            Column(
                "name", _("Name"), note="position",
                sort=in_order_of_names("nominee__"), link=_case, width=32,
            ),
            Column("order", _("No."), kind=Kind.NUMBER, sort="order", width=8),
            Column("award", _("Award"), "award_name", sort="award_code", width=40),
            Column("mark", _("Mark"), _mark, Kind.STATE),
            Column("coefficient", _("Coefficient"), kind=Kind.NUMBER, sort="coefficient"),
            Column("base_salary", _("Base salary"), kind=Kind.NUMBER, sort="base_salary"),
            Column(
                "paid", _("Paid (đồng)"), "paid_amount", Kind.NUMBER,
                sort="paid_amount", note=_paid_note,
            ),
            Column(
                "raw", _("Computed (đồng)"), "raw_amount", Kind.NUMBER,
                sort="raw_amount", hidden_at_first=True,
            ),
            Column("position", _("Position, unit"), width=48, hidden_at_first=True),
            Column("article", _("Article"), "bonus_article", width=32, hidden_at_first=True),
            Column(
                "strike", _("Strike"), lambda line: gettext("Strike"), link=_strike,
                page_only=True, personal="awards.draft_decision",
            ),
        ],
        name_of=lambda line: line.name,
        empty=Empty(
            title=_("The list is empty"),
            text=_("Add names of the round, or leave this draft as it is."),
        ),
    )
)  # fmt: skip

CERTIFICATES: Listing[Certificate] = declared(
    Listing(
        name="decisions.certificates",
        title=_("Certificates"),
        rows=certificates_of,
        order=["year", "serial"],
        filters=CertificateFilter,
        columns=[
            Column(
                "name", _("Name"), "line.name",
                sort=in_order_of_names("line__nominee__"), link=_sheet, width=32,
            ),
            Column("serial", _("Gold book"), str, sort=("year", "serial")),
            Column(
                "unit", _("Unit"), "line.nominee.dossier.unit.label",
                sort="line__nominee__dossier__unit__sort_key", width=32,
            ),
            Column("state", _("State"), kind=Kind.STATE, sort="state"),
            Column(
                "received_by", _("Handed over to"), sort="received_by", width=28
            ),
            Column(
                "handed_over_on", _("Handed over on"), kind=Kind.DATE, sort="handed_over_on"
            ),
            Column(
                "spoil", _("Sheet spoiled"), _spoil_word, link=_spoil,
                page_only=True, personal=KEEP,
            ),
        ],
        actions=[
            SelectionAction(
                name="print", label=_("Mark as printed"), icon="printer", permission=KEEP,
                perform=_print, done=_("Marked as printed: %(count)s"),
            ),
            SelectionAction(
                name="hand-over", label=_("Hand over"), permission=KEEP, tone="brand",
                perform=_hand_over, form=ReceiverForm, done=_("Handed over: %(count)s"),
            ),
        ],
        name_of=lambda one: f"{one}. {one.line.name}",
        empty=Empty(
            title=_("No certificate yet"),
            text=_("Certificates are made when the decision is issued."),
        ),
    )
)  # fmt: skip

HONOURED: Listing[HonouredName] = declared(
    Listing(
        name="decisions.honoured",
        title=_("Honoured"),
        rows=honoured_names,
        order=["-issued_on", "-decision", "place"],
        filters=HonouredFilter,
        columns=[
            Column("name", _("Name"), sort="sort_key", width=32),
            Column("position", _("Position, unit"), width=48),
            Column("award", _("Award"), "award_name", sort="award_code", width=40),
            Column("decision", _("Decision"), "decision.document.code", link=_public_decision),
            Column("dated", _("Dated"), "issued_on", Kind.DATE, sort="issued_on"),
        ],
        empty=Empty(
            title=_("Nobody is found"),
            text=_(
                "Try another name, year or unit. Names appear here when a decision is published."
            ),
        ),
    )
)

OF_DECISION: Listing[HonouredName] = declared(
    replace(
        HONOURED,
        name="decisions.of-decision",
        order=["place"],
        filters=NamesFilter,
        columns=HONOURED.columns[:3],
        empty=Empty(title=_("No name of this decision is shown.")),
    )
)
