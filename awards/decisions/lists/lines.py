"""The names on the list of a decision."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import SubjectKind
from awards.catalogue.lists import AwardFilter
from awards.decisions import services
from awards.decisions.enums import PARTS
from awards.decisions.forms import HoldBackForm, MoveForm, RevokeForm, StrikeForm
from awards.decisions.models import Decision, DecisionLine
from awards.decisions.selectors.lines import lines_listed, names_by_code, readable_nominees
from awards.ledger.subjects import in_order_of_names
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared
from emulation.units.lists import OfUnitFilter

DRAFT = "awards.draft_decision"
PUBLISH = "awards.publish_decision"
REVOKE = "awards.revoke_decision"
STRUCK = "da-gach"


class LineFilter(django_filters.FilterSet):
    """By name, award, kind of subject and unit; struck names only when asked for."""

    q = WordsFilter(label=_("Name"))
    award = AwardFilter()
    kind = django_filters.ChoiceFilter(
        label=_("Kind of subject"), choices=SubjectKind.choices, method="of_kind"
    )
    unit = OfUnitFilter(label=_("Unit"), field_name="nominee__subject_home")
    held = django_filters.ChoiceFilter(
        label=_("Publication"),
        field_name="hold_back",
        choices=[("True", _("not published")), ("False", _("published with the decision"))],
    )

    struck = django_filters.ChoiceFilter(
        label=_("Names"),
        empty_label=_("On the list"),
        choices=[(STRUCK, _("Struck names"))],
        method="as_they_are",
    )

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep to the names that stand unless the struck ones were asked for."""
        struck = self.form.cleaned_data.get("struck") == STRUCK
        return super().filter_queryset(queryset.filter(struck=struck))

    def as_they_are(self, lines: Any, name: str, word: str) -> Any:
        return lines

    def of_kind(self, lines: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        return lines.filter(part=PARTS[SubjectKind(kind)])


def _shown(lines: list[Any], mandate: Mandate) -> None:
    """Put on the rows of a page what their cells show: the award's name, whether a case opens."""
    if not lines:
        return
    names = names_by_code(lines[0].dated, {line.award_code for line in lines})
    open_cases = readable_nominees(mandate, [line.nominee_id for line in lines])
    for line in lines:
        line.award_name = names[line.award_code]
        line.case_opens = line.nominee_id in open_cases


def _case(line: Any) -> str:
    return reverse("nominations:nominee", args=[line.nominee_id]) if line.case_opens else ""


def _mark(line: DecisionLine) -> tuple[str, str] | None:
    if line.struck:
        return gettext("struck"), "waiting"
    if line.record and line.record.revoked_on:
        return gettext("revoked"), "late"
    return (gettext("not published"), "attention") if line.hold_back else None


def _paid_note(line: DecisionLine) -> str:
    if line.only_highest_is_paid:
        return gettext("only the highest title of the period is paid")
    return line.bonus_article


def _strike(*, by: Mandate, records: list[DecisionLine], scope: Any, **entered: Any) -> Decision:
    decision = records[0].decision
    return services.strike_lines(by=by, decision=decision, lines=records, **entered)


def _move(*, by: Mandate, record: DecisionLine, place: int) -> None:
    services.move_line(by=by, line=record, place=place)


def _hold_back(*, by: Mandate, records: list[DecisionLine], scope: Any, reason: str) -> Decision:
    decision = records[0].decision
    return services.hold_back_lines(by=by, decision=decision, lines=records, reason=reason)


def _let_in(*, by: Mandate, records: list[DecisionLine], scope: Any) -> Decision:
    return services.let_lines_in(by=by, decision=records[0].decision, lines=records)


def _revoke(*, by: Mandate, records: list[DecisionLine], scope: Any, **entered: Any) -> Decision:
    decision = records[0].decision
    return services.draft_revocation(by=by, decision=decision, lines=records, **entered)


def _proposal(mandate: Mandate, pk: int, **_also: Any) -> dict[str, Any]:
    """Begin with the proposal on which the names were honoured."""
    decisions = Decision.objects.visible_to(mandate).filter(pk=pk)
    return {"initial": {"proposal": decisions.values_list("proposal", flat=True).first()}}


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
            Column("mark", _("Mark"), _mark, Kind.STATE, note="strike_reason"),
            Column(
                "why", _("Struck, because"), "strike_reason", width=32, hidden_at_first=True
            ),
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
                "held", _("Not published, because"), "hold_back_reason", width=32,
                hidden_at_first=True, personal="awards.view_held_back_names",
            ),
            Column(
                "move", _("Place"), lambda line: "" if line.struck else gettext("Move"),
                press="move",
                page_only=True, personal=DRAFT,
            ),
            Column(
                "strike", _("Strike"), lambda line: "" if line.struck else gettext("Strike"),
                press="strike",
                page_only=True, personal=DRAFT,
            ),
        ],
        actions=[
            SelectionAction(
                name="strike", label=_("Strike the names"), perform=_strike, form=StrikeForm,
                together=True, permission=DRAFT, done=_("Struck: %(count)s"),
                goes_to=Decision.get_absolute_url,
            ),
            SelectionAction(
                name="move", label=_("Move to another place"), perform=_move, form=MoveForm,
                permission=DRAFT, done=_("Moved: %(count)s"), in_bar=False,
            ),
            SelectionAction(
                name="hold-back", label=_("Do not publish"), icon="eye-slash", perform=_hold_back,
                form=HoldBackForm, together=True, permission=PUBLISH,
                done=_("Not published: %(count)s"), goes_to=Decision.get_absolute_url,
            ),
            SelectionAction(
                name="let-in", label=_("Publish after all"), icon="eye", perform=_let_in,
                together=True, permission=PUBLISH, done=_("Published with the decision: %(count)s"),
                goes_to=Decision.get_absolute_url,
            ),
            SelectionAction(
                name="revoke", label=_("Draft a revocation"), icon="x-circle", perform=_revoke,
                form=RevokeForm, form_kwargs=_proposal, together=True, permission=REVOKE,
                done=_("Named in the revocation: %(count)s"), goes_to=Decision.get_absolute_url,
            ),
        ],
        name_of=lambda line: line.name,
        empty=Empty(
            title=_("The list is empty"),
            text=_("Add names of the round, or leave this draft as it is."),
        ),
    )
)  # fmt: skip
