"""Who of a round waits for a decision: a new one is drafted on them, or they join an open one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import SubjectKind
from awards.catalogue.lists import AwardFilter
from awards.decisions import services
from awards.decisions.documents import usual_wording
from awards.decisions.forms import CreateForm, PaperDecisionForm
from awards.decisions.models import Decision
from awards.decisions.selectors import refusals
from awards.decisions.selectors.waiting import addable_listed, waiting_listed
from awards.ledger.subjects import FIELDS, in_order_of_names
from awards.nominations.models import Nominee, Round
from awards.nominations.selectors import award_for
from emulation.clock import today
from emulation.files.services import store_upload
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Listing, SelectionAction, WordsFilter, declared
from emulation.units.lists import OfUnitFilter

DRAFT = "awards.draft_decision"


class WaitingFilter(django_filters.FilterSet):
    """By name, award, kind of subject and unit."""

    q = WordsFilter(label=_("Name"))
    award = AwardFilter()
    kind = django_filters.ChoiceFilter(
        label=_("Kind of subject"), choices=SubjectKind.choices, method="of_kind"
    )
    unit = OfUnitFilter(label=_("Nominated by"), field_name="dossier__unit")

    def of_kind(self, nominees: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        return nominees.filter(**{f"{FIELDS[SubjectKind(kind)]}__isnull": False})


def _kind(nominee: Nominee) -> str:
    return str(nominee.subject_kind.label)


def _told(nominees: list[Any], mandate: Mandate) -> None:
    """Put on the rows of a page the award's name, and why nobody decides on it today."""
    reasons = _hindered(records=nominees)
    for nominee in nominees:
        nominee.award_name = award_for(nominee).name
        nominee.hindrance = reasons.get(nominee.pk, "")


def _round_of(nominees: list[Nominee]) -> Round:
    """Return the one round of all rows, read once and not with each of them."""
    return Round.objects.select_related("authority", "campaign").get(pk=nominees[0].round_id)


def _hindered(*, records: list[Nominee], **entered: Any) -> Mapping[int, str]:
    """Return whom the authority may not decide on, and why, by the law of the decision's day."""
    if not records:
        return {}
    return refusals(_round_of(records).authority, records, entered.get("issued_on") or today())


def _usual(mandate: Mandate, *, pks: list[int], **_scope: int) -> dict[str, Any]:
    """Begin with the usual wording for the awards of those who were chosen."""
    chosen = Nominee.objects.visible_to(mandate).filter(pk__in=pks)
    one = chosen.select_related("dossier__round__authority", "dossier__round__campaign").first()
    if one is None:
        return {}
    codes = chosen.order_by().values_list("award_code", flat=True).distinct()
    usual = usual_wording(one.dossier.round, codes, today())
    return {"initial": {"subject": usual.subject, "reason": usual.reason, "fund": usual.fund}}


def _draft(*, by: Mandate, records: list[Nominee], scope: Any, **entered: Any) -> Decision:
    return services.create_decision(by=by, round_=_round_of(records), nominees=records, **entered)


def _record_paper(
    *, by: Mandate, records: list[Nominee], scope: Any, signed_file: Any, **entered: Any
) -> Decision:
    return services.record_paper_decision(
        by=by,
        round_=_round_of(records),
        nominees=records,
        signed_file=store_upload(by=by, upload=signed_file, kinds=("pdf",)),
        **entered,
    )


def _add(*, by: Mandate, records: list[Nominee], scope: Mapping[str, int]) -> Decision:
    decision = Decision.objects.visible_to(by).get(pk=scope["pk"])
    return services.add_nominees(by=by, decision=decision, nominees=records)


WAITING: Listing[Nominee] = declared(
    Listing(
        name="decisions.waiting",
        title=_("Names that wait for a decision"),
        rows=waiting_listed,
        order=["award_code", "dossier__unit__order", "dossier_id", "order"],
        filters=WaitingFilter,
        fill=_told,
        columns=[
            Column("name", _("Name"), note="position", sort=in_order_of_names(), width=32),
            Column("award", _("Award"), "award_name", sort="award_code", width=40),
            Column("kind", _("Kind of subject"), _kind, width=16),
            Column(
                "unit", _("Nominated by"), "dossier.unit.label",
                sort="dossier__unit__sort_key", width=32,
            ),
            Column("hindrance", _("Cannot be decided, because"), width=48),
        ],
        actions=[
            SelectionAction(
                name="draft", label=_("Draft a decision"), tone="brand", perform=_draft,
                form=CreateForm, form_kwargs=_usual, hindered=_hindered, together=True,
                permission=DRAFT, done=_("On the list of the decision: %(count)s"),
                goes_to=Decision.get_absolute_url,
            ),
            SelectionAction(
                name="paper", label=_("Record a decision issued on paper"), perform=_record_paper,
                form=PaperDecisionForm, form_kwargs=_usual, hindered=_hindered, together=True,
                permission=DRAFT, done=_("On the list of the decision: %(count)s"),
                goes_to=Decision.get_absolute_url,
            ),
        ],
        name_of=lambda nominee: nominee.name,
        empty=Empty(
            title=_("Nobody waits here for a decision"),
            text=_("Names appear here when they have passed appraisal and, where asked, the vote."),
        ),
    )
)  # fmt: skip

ADDABLE: Listing[Nominee] = declared(
    replace(
        WAITING,
        name="decisions.addable",
        title=_("Add names"),
        rows=addable_listed,
        actions=[
            SelectionAction(
                name="add", label=_("Add to the list"), tone="brand", perform=_add,
                hindered=_hindered, together=True, permission=DRAFT,
                done=_("Added to the list: %(count)s"), goes_to=Decision.get_absolute_url,
            ),
        ],
    )
)  # fmt: skip
