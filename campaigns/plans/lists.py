"""The lists of campaigns, of who takes part in one, and of the units' own plans."""

from __future__ import annotations

from typing import Any

import django_filters
import rules
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.plans.enums import CampaignKind, CampaignState
from campaigns.plans.models import Campaign, Participant
from campaigns.plans.selectors import (
    campaigns_around,
    campaigns_for,
    children_by_launcher,
    participants_of,
    public_campaigns,
    standing_alone,
    unit_plan_row,
    with_children,
    with_plans,
)
from campaigns.plans.services import remove_participant
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared
from emulation.ui.lists.rendering import linker
from emulation.units.enums import UnitKind
from emulation.units.lists import OfClusterFilter


def parents(request: Any) -> QuerySet[Campaign]:
    """Return the visible campaigns under which there are others."""
    return with_children(Campaign.objects.visible_to(getattr(request, "mandate", None))).only(
        "title"
    )


class CampaignFilter(django_filters.FilterSet):
    """Finds campaigns by words, kind, state and the campaign above."""

    q = WordsFilter(label=_("Words"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=CampaignKind)
    state = django_filters.ChoiceFilter(label=_("State"), choices=CampaignState)
    parent = django_filters.ModelChoiceFilter(label=_("Under the campaign"), queryset=parents)


class PublishedFilter(CampaignFilter):
    """The same, of what is published; what is under another campaign only when asked for."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(one.value, one.label) for one in CampaignState if one in CampaignState.RUNNING],
    )

    def filter_queryset(self, queryset: QuerySet[Campaign]) -> QuerySet[Campaign]:
        """Keep to the campaigns that stand alone unless those under one were asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("parent") else standing_alone(found)


class ParticipantFilter(django_filters.FilterSet):
    """Finds participants by the words, kind and cluster of the unit."""

    q = WordsFilter(label=_("Unit"), field_name="unit")
    kind = django_filters.ChoiceFilter(
        label=_("Kind of unit"), field_name="unit__kind", choices=UnitKind
    )
    cluster = OfClusterFilter()


class UnitPlanFilter(ParticipantFilter):
    """And by whether the unit has issued its plan."""

    state = django_filters.ChoiceFilter(
        label=_("Own plan"),
        choices=[("co", _("Issued")), ("thieu", _("Not issued")), ("tre", _("Issued late"))],
        method="by_state",
    )

    def by_state(self, rows: QuerySet[Participant], name: str, state: str) -> Any:
        """Return the units that have issued a plan, have not, or did so after the day asked for."""
        late = Q(unit_plan__issued_on__gt=F("campaign__unit_plans_due_on"))
        return rows.filter(late if state == "tre" else Q(unit_plan__isnull=state == "thieu"))


def _remove(*, by: Mandate, record: Participant) -> None:
    remove_participant(by=by, participant=record)


def _seen_from(rows: list[Any], mandate: Mandate | None) -> None:
    """Put on the rows of a page what is being written, and what one may read and record."""
    of_rows = campaigns_around(mandate).in_bulk({row.campaign_id for row in rows})
    children = children_by_launcher(rows)
    to_record = linker("plans:unit-plan-record")
    of_page = Participant.objects.filter(pk__in=[row.pk for row in rows])
    readable = set(of_page.with_readable_plan(mandate).values_list("pk", flat=True))
    for row in rows:
        row.campaign = of_rows[row.campaign_id]
        row.reads_plan = row.pk in readable
        row.plan_row = unit_plan_row(row, children.get(row.unit_id))
        may_record = bool(
            row.campaign.state in CampaignState.RUNNING
            and not (row.plan_row.plan and row.plan_row.plan.child_id)
            and rules.has_perm("campaigns.record_unit_plan", mandate, row)
        )
        row.record_page = to_record(row) if may_record else ""


def _planning(mandate: Mandate | None, pk: int) -> QuerySet[Participant]:
    return with_plans(participants_of(mandate, pk))


def _plan_state(row: Any) -> tuple[str, str]:
    return row.plan_row.word, row.plan_row.tone


def _verb(row: Any) -> str:
    if not row.record_page:
        return ""
    return gettext("Correct") if row.plan_row.plan else gettext("Record it")


def _record_page(row: Any) -> str:
    page: str = row.record_page
    return page


def _plan_page(row: Any) -> str:
    plan = row.plan_row.plan
    if plan is None:
        return ""
    if plan.child_id:
        return reverse("plans:campaign", args=[plan.child_id])
    return plan.file.url if plan.file and row.reads_plan else ""


UNIT = Column[Participant]("unit", _("Unit"), "unit.name", sort="unit__sort_key", width=40)
KIND = Column[Participant]("kind", _("Kind"), "unit.get_kind_display", sort="unit__kind", width=24)
CLUSTER = Column[Participant](
    "cluster", _("Cluster"), "cluster.name", sort=("cluster__order", "cluster__name"), width=32
)
CODE = Column[Participant]("code", _("Code"), "unit.code", sort="unit__code", hidden_at_first=True)

CAMPAIGNS: Listing[Campaign] = declared(
    Listing(
        name="plans.campaigns",
        title=_("Emulation campaigns"),
        rows=campaigns_for,
        order=["-starts_on", "-pk"],
        filters=CampaignFilter,
        columns=[
            Column(
                "title", _("Campaign"), sort="title", width=60,
                link=lambda campaign: campaign.get_absolute_url(),
            ),
            Column("called", _("Name of the campaign"), width=40, hidden_at_first=True),
            Column("kind", _("Kind"), "get_kind_display", sort="kind", width=24),
            Column(
                "launcher", _("Launched by"), "launcher.label", sort="launcher__sort_key", width=32
            ),
            Column("starts", _("From"), "starts_on", Kind.DATE, sort="starts_on"),
            Column("ends", _("To"), "ends_on", Kind.DATE, sort="ends_on"),
            Column(
                "participants", _("Participants"), "participant_count", Kind.NUMBER,
                sort="participant_count",
            ),
            Column("state", _("State"), kind=Kind.STATE, sort="state"),
            Column("number", _("Number and symbol"), "plan_document.code", hidden_at_first=True),
        ],
        empty=Empty(
            title=_("No campaign fits the filter"),
            text=_("Drafts of other units are not shown; launched campaigns are."),
            url_name="plans:campaign-add",
            action=_("New campaign"),
            permission="campaigns.add_campaign",
        ),
    )
)  # fmt: skip
PUBLISHED: Listing[Campaign] = declared(
    Listing(
        name="plans.published",
        title=_("Emulation campaigns"),
        rows=public_campaigns,
        order=["-launched_at", "-pk"],
        filters=PublishedFilter,
        columns=[
            Column(
                "called", _("Campaign"), sort="title", width=60,
                link=lambda campaign: reverse("public:campaign", args=[campaign.slug]),
            ),
            Column("launched", _("Published"), "launched_at", Kind.MOMENT, sort="launched_at"),
            Column(
                "launcher", _("Launched by"), "launcher.name", sort="launcher__sort_key", width=32
            ),
            Column("kind", _("Kind"), "get_kind_display", sort="kind", width=24),
            Column("state", _("State"), kind=Kind.STATE, sort="state"),
        ],
        empty=Empty(
            title=_("No campaign is published yet"),
            text=_("A campaign stands here from its launch on."),
        ),
    )
)  # fmt: skip
PARTICIPANTS: Listing[Participant] = declared(
    Listing(
        name="plans.participants",
        title=_("Participants"),
        rows=participants_of,
        order=["cluster__order", "unit__order", "pk"],
        filters=ParticipantFilter,
        name_of=lambda participant: participant.unit.name,
        columns=[
            UNIT,
            KIND,
            CLUSTER,
            Column("since", _("Since"), "joined_on", Kind.DATE, sort="joined_on"),
            CODE,
        ],
        actions=[
            SelectionAction(
                name="remove",
                label=_("Take out"),
                permission="campaigns.change_participants",
                offered=lambda mandate: bool(
                    rules.has_perm("campaigns.add_campaign", mandate, None)
                ),
                perform=_remove,
                done=_("Participants taken out: %(count)s."),
                confirm=_("They no longer take part; what they reported stays."),
            )
        ],
        empty=Empty(
            title=_("Nobody takes part yet"),
            text=_("Add kinds of unit, clusters or single units; a preview shows who that is."),
        ),
    )
)
UNIT_PLANS: Listing[Participant] = declared(
    Listing(
        name="plans.unit_plans",
        title=_("Units' own plans"),
        rows=_planning,
        order=["cluster__order", "unit__order", "pk"],
        filters=UnitPlanFilter,
        fill=_seen_from,
        name_of=lambda participant: participant.unit.name,
        columns=[
            UNIT,
            CLUSTER,
            Column(
                "state", _("State"), _plan_state, Kind.STATE,
                sort="unit_plan__issued_on",
            ),
            Column(
                "number", _("Number and symbol"), "plan_row.plan.number", link=_plan_page,
                sort="unit_plan__number",
            ),
            Column(
                "issued", _("Issued on"), "plan_row.plan.issued_on", Kind.DATE,
                sort="unit_plan__issued_on",
            ),
            Column("days", _("Days since the launch"), "plan_row.days", Kind.NUMBER),
            Column(
                "record", _("Actions"), _verb, page_only=True,
                link=_record_page,
            ),
            KIND,
            CODE,
        ],
        empty=Empty(title=_("No unit here"), text=_("Nobody fits this view.")),
    )
)  # fmt: skip
