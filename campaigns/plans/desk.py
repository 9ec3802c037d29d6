"""What plans put on the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Assignment, Campaign, Participant
from campaigns.plans.selectors import runs_campaigns
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.registries.places import SearchHit, TurnItem, place, search_source, turn_source
from emulation.workflow.models import TransitionLog

MOST = 20
OFFICE_ROLES = roles_with("campaigns.submit_campaign")
SIGNING_ROLES = roles_with("campaigns.sign_campaign")

place(
    pgettext_lazy("section", "Emulation campaigns"),
    "plans:campaign-list",
    permission="campaigns.list_campaigns",
    icon="megaphone",
    key="p",
    order=10,
)


@turn_source
def campaigns_on_their_way(mandate: Mandate) -> Iterable[TurnItem]:
    """Return the own unit's campaigns between draft and launch: mine, or waiting on whom."""
    if mandate.role not in OFFICE_ROLES | SIGNING_ROLES or not runs_campaigns(mandate):
        return
    rows = Campaign.objects.filter(launcher=mandate.unit_id).exclude(
        state__in=CampaignState.RUNNING
    )
    campaigns = list(rows.order_by("pk")[:MOST])
    returns = _latest_returns(campaigns)
    for campaign in campaigns:
        yield from _item(campaign, mandate, returns.get(campaign.pk))


def _latest_returns(campaigns: list[Campaign]) -> dict[int, TransitionLog]:
    """Return the latest return of each campaign that came back from signature."""
    rows = TransitionLog.objects.filter(
        object_type=Campaign._meta.label, object_id__in=[c.pk for c in campaigns], name="return"
    )
    return {row.object_id: row for row in rows.order_by("pk")}


def _item(campaign: Campaign, mandate: Mandate, back: TransitionLog | None) -> Iterator[TurnItem]:
    url, title = reverse("plans:campaign", args=[campaign.pk]), campaign.title
    office = mandate.role in OFFICE_ROLES
    match campaign.state:
        case CampaignState.DRAFT if office:
            verb = _("Complete the returned plan") if back else _("Finish the plan")
            yield TurnItem(title, url, verb, back.due_on if back else None)
        case CampaignState.SUBMITTED if office:
            yield TurnItem(title, url, lane="waiting", with_whom=_("the signer"))
        case CampaignState.SIGNED:
            yield TurnItem(title, url, lane="waiting", with_whom=_("the records clerk"))
        case CampaignState.ISSUED:
            yield TurnItem(title, url, _("Launch the campaign"), campaign.starts_on)


@turn_source
def unit_plans_to_record(mandate: Mandate) -> Iterable[TurnItem]:
    """Return the running campaigns for which the own unit has not issued a plan."""
    if mandate.role not in roles_with("campaigns.record_unit_plan", Scope.UNIT):
        return
    rows = (
        Participant.objects.current()
        .filter(
            unit=mandate.unit_id, campaign__state=CampaignState.LAUNCHED, unit_plan__isnull=True
        )
        .select_related("campaign")
    )
    for participant in rows.order_by("campaign__unit_plans_due_on", "pk")[:MOST]:
        campaign = participant.campaign
        title = _("Own plan under: %(campaign)s") % {"campaign": campaign.title}
        url = reverse("plans:unit-plan-record", args=[participant.pk])
        yield TurnItem(title, url, _("Record our own plan"), campaign.unit_plans_due_on)


@turn_source
def unit_plans_missing(mandate: Mandate) -> Iterable[TurnItem]:
    """Tell who runs a campaign how many units have not issued their plans."""
    if mandate.role not in OFFICE_ROLES or not runs_campaigns(mandate):
        return
    rows = (
        Campaign.objects.filter(
            Q(launcher=mandate.unit_id) | Q(standing_agency=mandate.unit_id),
            state=CampaignState.LAUNCHED,
            participants__left_on__isnull=True,
            participants__unit_plan__isnull=True,
        )
        .annotate(missing=Count("participants"))
        .order_by("pk")
    )
    for campaign in rows[:MOST]:
        url = f"{reverse('plans:unit-plans', args=[campaign.pk])}?state=thieu"
        title = _("Units without an own plan: %(campaign)s") % {"campaign": campaign.title}
        whom = _("%(count)s units") % {"count": campaign.missing}
        due = campaign.unit_plans_due_on
        yield TurnItem(title, url, "", due, "waiting", whom, campaign.missing)


@turn_source
def duties_to_do(mandate: Mandate) -> Iterable[TurnItem]:
    """Return the duties that the own unit leads and has not done."""
    if mandate.role not in roles_with("campaigns.complete_assignment", Scope.UNIT):
        return
    rows = Assignment.objects.filter(
        lead_unit=mandate.unit_id, done_on__isnull=True, campaign__state=CampaignState.LAUNCHED
    ).order_by("due_on", "pk")
    for duty in rows[:MOST]:
        url = reverse("plans:assignment-complete", args=[duty.pk])
        yield TurnItem(str(duty), url, _("Record the result"), duty.due_on)


@search_source(gettext_lazy("Emulation campaigns"))
def find_campaigns(mandate: Mandate, words: str) -> Iterable[SearchHit]:
    """Return the visible campaigns whose title carries the words."""
    found = Campaign.objects.visible_to(mandate).search(words).select_related("launcher")
    shown = found.only("title", "state", "launcher__name", "launcher__short_name")
    for campaign in shown.order_by("-starts_on")[:10]:
        url = reverse("plans:campaign", args=[campaign.pk])
        note = f"{campaign.launcher.label} · {campaign.get_state_display()}"
        yield SearchHit(campaign.title, url, note)
