"""Reads of campaigns: the list, one campaign, who could take part, who has issued a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState, SectionKind
from campaigns.plans.models import Assignment, Campaign, Participant, UnitPlan
from campaigns.plans.registry import Missing, submit_checks
from emulation.clock import today
from emulation.documents.models import LegalBasis
from emulation.documents.selectors import TEXTS
from emulation.people.models import Mandate
from emulation.registries.places import asked_once
from emulation.ui.counting import count_of
from emulation.units.enums import UnitKind
from emulation.units.models import Cluster, ClusterMember, Unit

DOCUMENT_KIND = "campaign_plan"
MOST_CHILDREN = 20
UNIT_FACTS = ("search_text", "sort_key", "address", "letterhead_parent", "leader_title", "email")
UNSEEN = (  # long, and on no list
    "search_text", "recipients", "archive_line",
    *(f"launcher__{fact}" for fact in UNIT_FACTS),
)  # fmt: skip
DOCUMENT_TEXTS = tuple(f"plan_document__{text}" for text in TEXTS)
UNIT_NAMES = ("name", "short_name", "code", "kind")


def campaigns_for(mandate: Mandate | None) -> QuerySet[Campaign]:
    """Return the visible campaigns with what a list shows, the newest first."""
    return (
        Campaign.objects.visible_to(mandate)
        .select_related("launcher", "plan_document")
        .defer(*UNSEEN, *DOCUMENT_TEXTS, "objectives", "summary")
        .annotate(participant_count=count_of(Participant.objects.current(), "campaign"))
        .order_by("-starts_on", "-pk")
    )


def campaigns_named(mandate: Mandate | None) -> QuerySet[Campaign]:
    """Return the visible campaigns with their name, their state and whose they are.

    A page about a part of a campaign (its board, its registrations) asks no more of it.
    """
    shown = ("title", "state", "standing_agency", *(f"launcher__{name}" for name in UNIT_NAMES))
    found = Campaign.objects.visible_to(mandate).select_related("launcher")
    return found.only(*shown, "launcher__parent", "launcher__lineage")


def campaigns_around(mandate: Mandate | None) -> QuerySet[Campaign]:
    """Return the visible campaigns with what the forms and lists about one ask: its facts."""
    return Campaign.objects.visible_to(mandate).select_related("launcher").defer(*UNSEEN)


def campaign_records(mandate: Mandate | None) -> QuerySet[Campaign]:
    """Return the visible campaigns with everything that the record page shows."""
    return (
        Campaign.objects.visible_to(mandate)
        .select_related("launcher", "standing_agency", "parent", "plan_document", "opening_job")
        .defer(
            *UNSEEN, *DOCUMENT_TEXTS,
            *(f"standing_agency__{fact}" for fact in UNIT_FACTS),
            *(f"parent__{text}" for text in ("search_text", "objectives", "summary", "recipients")),
        )
        .prefetch_related(
            "sections",
            "commemorative_days",
            "legal_bases",
            Prefetch("attachments", queryset=_attachments()),
            Prefetch("assignments", queryset=_duties()),
        )
    )  # fmt: skip


def _duties() -> QuerySet[Assignment]:
    units = Prefetch("cooperating_units", queryset=Unit.objects.only(*UNIT_NAMES))
    duties = Assignment.objects.select_related("lead_unit").prefetch_related(units)
    return duties.defer(*(f"lead_unit__{fact}" for fact in UNIT_FACTS))


def published_record() -> QuerySet[Campaign]:
    """Return the published campaigns with everything that the public page shows."""
    return (
        Campaign.objects.public()
        .select_related("parent", "plan_document__pdf__blob", "plan_document__signed_file__blob")
        .defer(*DOCUMENT_TEXTS, "search_text", "recipients")
        .prefetch_related(
            "sections",
            Prefetch("attachments", queryset=_attachments()),
            Prefetch("assignments", queryset=_duties()),
        )
    )


def _attachments() -> QuerySet[Campaign]:
    return Campaign.attachments.rel.related_model.objects.select_related("file__blob")  # type: ignore[attr-defined]


def first_children(campaign: Campaign, mandate: Mandate | None) -> dict[str, Any]:
    """Return the first campaigns under this one that the mandate may see, and how many there are.

    Two thousand units may each have launched their own; the list of campaigns shows them all.
    """
    below = Campaign.objects.visible_to(mandate).filter(parent=campaign)
    found = below.select_related("launcher").only(
        "title", "name", "slug", "state", "launcher__name", "launcher__short_name"
    )
    found = found.order_by("launcher__order", "pk")
    children = list(found[:MOST_CHILDREN])
    short = len(children) < MOST_CHILDREN
    return {"children": children, "child_count": len(children) if short else found.count()}


def proposed_bases(day: dt.date) -> QuerySet[LegalBasis]:
    """Return the legal bases in force on ``day`` that a plan may cite."""
    bases = LegalBasis.objects.as_of(day)
    fitting = [basis.pk for basis in bases if not basis.kinds or DOCUMENT_KIND in basis.kinds]
    return bases.filter(pk__in=fitting)


# --- participants ----------------------------------------------------------------------------


def candidate_units(campaign: Campaign) -> QuerySet[Unit]:
    """Return the units that could take part on this day.

    The province's Committee may call upon every unit, a standing agency upon the participants of
    the campaign above, any other launcher upon the units below it.
    """
    launcher = campaign.launcher
    units = Unit.objects.as_of(today()).exclude(pk=launcher.pk)
    if launcher.kind == UnitKind.PEOPLES_COMMITTEE:
        return units
    below = Q(pk__in=Unit.objects.below(launcher).values("pk"))
    if campaign.parent_id and campaign.standing_agency_id == launcher.pk:
        above = Participant.objects.current().filter(campaign=campaign.parent_id)
        below |= Q(pk__in=above.values("unit"))
    return units.filter(below)


def chosen_units(
    campaign: Campaign,
    *,
    kinds: Iterable[str] = (),
    clusters: Iterable[Cluster] = (),
    units: Iterable[Unit] = (),
) -> QuerySet[Unit]:
    """Return the candidates of these kinds, clusters or names that do not yet take part."""
    wanted = Q(kind__in=list(kinds)) | Q(memberships__cluster__in=list(clusters))
    wanted |= Q(pk__in=[unit.pk for unit in units])
    present = Participant.objects.current().filter(campaign=campaign).values("unit")
    return candidate_units(campaign).filter(wanted).exclude(pk__in=present).distinct()


def clusters_of(campaign: Campaign) -> QuerySet[Cluster]:
    """Return the clusters and blocks of the campaign's year with their number of members."""
    return (
        Cluster.objects.filter(year=campaign.starts_on.year)
        .annotate(member_count=count_of(ClusterMember.objects.all(), "cluster"))
        .order_by("order", "name")
    )


def cluster_of_unit(campaign: Campaign) -> dict[int, int]:
    """Return the cluster of the campaign's year in which each unit is ranked."""
    members = ClusterMember.objects.filter(year=campaign.starts_on.year)
    return dict(members.values_list("unit", "cluster"))


def kinds_of_candidates(campaign: Campaign) -> list[tuple[str, str, int]]:
    """Return (kind, word, how many) for the kinds among the candidates."""
    counts = dict(
        candidate_units(campaign).order_by().values_list("kind").annotate(number=Count("pk"))
    )
    return [(kind.value, str(kind.label), counts[kind]) for kind in UnitKind if kind in counts]


# --- units' own plans ------------------------------------------------------------------------


@dataclass(frozen=True)
class UnitPlanRow:
    """Who has issued a plan of its own, who has not, and after how many days."""

    participant: Participant
    plan: UnitPlan | None
    child: Campaign | None
    days: int | None
    due_on: dt.date | None

    @property
    def tone(self) -> str:
        """Return the tone of the mark."""
        if self.plan:
            late = self.due_on and self.plan.issued_on > self.due_on
            return "attention" if late else "done"
        if self.due_on and self.due_on < today():
            return "late"
        return "underway" if self.child else "waiting"

    @property
    def word(self) -> str:
        """Return the state in words."""
        if self.plan:
            late = self.due_on and self.plan.issued_on > self.due_on
            return _("Issued late") if late else _("Issued")
        return _("Being written") if self.child else _("Not issued")


def participants_of(mandate: Mandate | None, pk: int) -> QuerySet[Participant]:
    """Return the present participants of a visible campaign with what a list shows of them."""
    return (
        Participant.objects.visible_to(mandate)
        .current()
        .filter(campaign=pk)
        .select_related("unit", "cluster")
        .only("campaign", "joined_on", "cluster__name", *(f"unit__{name}" for name in UNIT_NAMES))
    )


def with_plans(participants: QuerySet[Participant]) -> QuerySet[Participant]:
    """Return them with their own plans and the files of these."""
    return participants.select_related("unit_plan__file", "unit_plan__child").only(
        "campaign", "cluster__name", *(f"unit__{name}" for name in UNIT_NAMES),
        "unit_plan__number", "unit_plan__issued_on", "unit_plan__participant", "unit_plan__file",
        "unit_plan__file__name", "unit_plan__child__title",
    )  # fmt: skip


def children_by_launcher(rows: Sequence[Participant]) -> dict[int, Campaign]:
    """Return the campaigns that units launched below those of ``rows``, by the unit."""
    children = Campaign.objects.filter(
        parent__in={row.campaign_id for row in rows}, launcher__in={row.unit_id for row in rows}
    )
    return {child.launcher_id: child for child in children.only("title", "launcher")}


def unit_plan_row(participant: Participant, child: Campaign | None) -> UnitPlanRow:
    """Return what is to be said of a participant's own plan; days count from the launch."""
    campaign = participant.campaign
    plan = getattr(participant, "unit_plan", None)
    launched = campaign.launched_at.date() if campaign.launched_at else None
    day = plan.issued_on if plan else today()
    days = max((day - launched).days, 0) if launched else None
    return UnitPlanRow(participant, plan, child, days, campaign.unit_plans_due_on)


def unit_plan_counts(campaign: Campaign) -> dict[str, int]:
    """Return how many participants there are and how many issued a plan, in time and late."""
    due = campaign.unit_plans_due_on
    in_time = Q(unit_plan__isnull=False)
    late = Q(unit_plan__isnull=False)
    if due:
        in_time &= Q(unit_plan__issued_on__lte=due)
        late &= Q(unit_plan__issued_on__gt=due)
    else:
        late = Q(pk__isnull=True)
    counts = campaign.participants.current().aggregate(
        total=Count("pk"),
        issued=Count("pk", filter=Q(unit_plan__isnull=False)),
        in_time=Count("pk", filter=in_time),
        late=Count("pk", filter=late),
    )
    return {**counts, "missing": counts["total"] - counts["issued"]}


# --- what is missing -------------------------------------------------------------------------


def missing_for_submission(campaign: Campaign) -> list[Missing]:
    """Return everything that still stands against submitting the plan, with where to mend it."""
    missing = []
    facts = reverse("plans:campaign-edit", args=[campaign.pk])
    present = {section.kind for section in campaign.sections.all()}
    for kind in SectionKind.REQUIRED:
        if kind not in present:
            sentence = _("The part “%(part)s” is not written yet.")
            page = reverse("plans:section-add", args=[campaign.pk])
            part = SectionKind(kind).label
            missing.append(Missing(sentence % {"part": part}, f"{page}?phan={kind}"))
    if not campaign.participants.current().exists():
        page = reverse("plans:participants", args=[campaign.pk])
        missing.append(Missing(_("No participants are chosen yet."), page))
    if not campaign.legal_bases.exists():
        missing.append(Missing(_("No legal basis is chosen yet."), facts))
    if not campaign.recipients.strip():
        missing.append(Missing(_("The recipients of the plan are not written yet."), facts))
    for check in submit_checks:
        missing.extend(check(campaign))
    return missing


@asked_once
def runs_campaigns(mandate: Mandate) -> bool:
    """Return whether the mandate's unit launched a campaign or carries one as standing agency."""
    own = Q(launcher=mandate.unit_id) | Q(standing_agency=mandate.unit_id)
    return mandate.unit.covers_province or Campaign.objects.filter(own).exists()


def public_campaigns(mandate: Mandate | None = None) -> QuerySet[Campaign]:
    """Return the published campaigns, for everybody."""
    return Campaign.objects.public().select_related("launcher")


def standing_alone(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Return those that are not under another campaign that runs."""
    return campaigns.filter(Q(parent__isnull=True) | ~Q(parent__state__in=CampaignState.RUNNING))


def with_children(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Return those under which units launched their own."""
    under = Campaign.objects.filter(parent__isnull=False).order_by().values("parent")
    return campaigns.filter(pk__in=under).order_by("-starts_on", "-pk")
