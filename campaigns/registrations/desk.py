"""What registrations put on the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from campaigns.plans.enums import CampaignState
from campaigns.plans.selectors import runs_campaigns
from campaigns.registrations.enums import RegistrationState
from campaigns.registrations.models import Registration
from campaigns.registrations.selectors import open_registrations_of, registrations_for
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.registries.places import TurnItem, place, turn_source
from emulation.workflow.models import TransitionLog

MOST = 20

place(
    pgettext_lazy("section", "Registrations"),
    "registrations:registration-list",
    permission="campaigns.list_registrations",
    icon="pen",
    key="r",
    order=20,
)


@turn_source
def own_registrations(mandate: Mandate) -> Iterable[TurnItem]:
    """Return what the unit still has to fill in, sign, or waits for."""
    if mandate.role not in roles_with("campaigns.change_registration", Scope.UNIT):
        return
    rows = list(open_registrations_of(mandate.unit).order_by("pk")[:MOST])
    returned = {
        row.object_id: row.due_on
        for row in TransitionLog.objects.filter(
            object_type=Registration._meta.label,
            object_id__in=[row.pk for row in rows],
            name="return",
        ).order_by("pk")
    }
    for row in rows:
        yield from _item(row, mandate, returned)


def _item(
    row: Registration, mandate: Mandate, returned: dict[int, dt.date | None]
) -> Iterator[TurnItem]:
    url = reverse("registrations:registration", args=[row.pk])
    title = _("Registration: %(campaign)s") % {"campaign": row.participant.campaign.title}
    due = returned.get(row.pk) if row.state == RegistrationState.RETURNED else None
    leader = mandate.role in roles_with("campaigns.sign_registration")
    if row.state == RegistrationState.SIGNED:
        yield TurnItem(title, url, lane="waiting", with_whom=_("the emulation office"))
    elif row.state == RegistrationState.READY and leader:
        yield TurnItem(title, url, _("Sign the registration"))
    elif row.state == RegistrationState.READY:
        yield TurnItem(title, url, lane="waiting", with_whom=_("the leader"))
    elif leader:
        yield TurnItem(title, url, "", due, "waiting", _("the officer"))
    elif row.state == RegistrationState.RETURNED:
        yield TurnItem(title, url, _("Complete the returned registration"), due)
    else:
        yield TurnItem(title, url, _("Fill in the registration"))


@turn_source
def registrations_to_accept(mandate: Mandate) -> Iterable[TurnItem]:
    """Return how many signed registrations wait for who runs the campaign, and how many units."""
    if mandate.role not in roles_with("campaigns.accept_registration") or not runs_campaigns(
        mandate
    ):
        return
    running = (
        registrations_for(mandate)
        .filter(
            Q(participant__campaign__state=CampaignState.LAUNCHED)
            | Q(participant__campaign__state=CampaignState.CLOSED, state=RegistrationState.SIGNED),
            state__in=[RegistrationState.SIGNED, *RegistrationState.UNSIGNED],
        )
        .exclude(participant__unit=mandate.unit_id)
    )
    url = reverse("registrations:registration-list")
    counts = running.aggregate(
        signed=Count("pk", filter=Q(state=RegistrationState.SIGNED)),
        unsigned=Count("pk", filter=Q(state__in=RegistrationState.UNSIGNED)),
    )
    if counts["signed"]:
        yield TurnItem(
            _("Registrations to accept"),
            f"{url}?state={RegistrationState.SIGNED}",
            _("Accept the registrations"),
            count=counts["signed"],
        )
    if counts["unsigned"]:
        yield TurnItem(
            _("Registrations not signed yet"),
            f"{url}?state={RegistrationState.DRAFT}",
            lane="waiting",
            with_whom=_("%(count)s units") % {"count": counts["unsigned"]},
        )


@turn_source
def compact_to_record(mandate: Mandate) -> Iterable[TurnItem]:
    """Ask the lead of a cluster for the compact while members wait to commit themselves."""
    if mandate.role not in roles_with("campaigns.record_compact", Scope.CLUSTER):
        return
    rows = Registration.objects.filter(
        participant__cluster=mandate.cluster_id,
        participant__left_on__isnull=True,
        participant__campaign__state=CampaignState.LAUNCHED,
        participant__campaign__compacts__isnull=True,
        state__in=RegistrationState.UNSIGNED,
    )
    campaigns = rows.order_by().values_list("participant__campaign", "participant__campaign__title")
    for pk, title in campaigns.distinct()[:MOST]:
        url = reverse("registrations:campaign-registrations", args=[pk])
        words = _("Compact of the cluster: %(campaign)s") % {"campaign": title}
        yield TurnItem(words, url, _("Record the compact"))
