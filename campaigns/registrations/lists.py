"""The lists of registrations: of all campaigns, and of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign
from campaigns.registrations.enums import RegistrationState
from campaigns.registrations.models import Commitment, RegisteredTitle, Registration
from campaigns.registrations.selectors import put_counts, registrations_for
from campaigns.registrations.services import accept_registration
from emulation.people.models import Mandate
from emulation.ui.counting import count_of
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared
from emulation.units.lists import OfClusterFilter


def _campaigns(request: Any) -> QuerySet[Campaign]:
    visible = Campaign.objects.visible_to(getattr(request, "mandate", None))
    return visible.public().only("title")


class OfOneCampaignFilter(django_filters.FilterSet):
    """Finds the registrations of a campaign by unit, state and cluster."""

    q = WordsFilter(label=_("Unit"), field_name="participant__unit")
    state = django_filters.ChoiceFilter(label=_("State"), choices=RegistrationState)
    cluster = OfClusterFilter(field_name="participant__cluster")


class RegistrationFilter(OfOneCampaignFilter):
    """The same over all campaigns."""

    campaign = django_filters.ModelChoiceFilter(
        field_name="participant__campaign", label=_("Campaign"), queryset=_campaigns
    )


def _of_campaign(mandate: Mandate | None, pk: int) -> QuerySet[Registration]:
    return registrations_for(mandate).filter(participant__campaign=pk)


def _accept(*, by: Mandate, record: Registration) -> Registration:
    return accept_registration(by=by, registration=record)


COMPARE = "doi-chieu"  # in the address: what was allocated and committed is added up below the list
UNIT = Column[Registration](
    "unit", _("Unit"), "participant.unit.name", sort="participant__unit__sort_key",
    link="registrations:registration", width=40,
)  # fmt: skip
CAMPAIGN = Column[Registration](
    "campaign", _("Campaign"), "participant.campaign", sort="participant__campaign__title",
    width=48,
)  # fmt: skip
FACTS: Iterable[Column[Registration]] = [
    Column(
        "cluster", _("Cluster"), "participant.cluster.name",
        sort=("participant__cluster__order", "participant__cluster__name"), width=32,
    ),
    Column("state", _("State"), kind=Kind.STATE, sort="state"),
    Column("signed_on", _("Signed on"), kind=Kind.DATE, sort="signed_on"),
    Column(
        "signed", _("How it was signed"), "get_signing_form_display", sort="signing_form", width=24
    ),
    Column(
        "commitments", _("Commitments"), "commitment_count", Kind.NUMBER,
        sort=count_of(Commitment.objects.all(), "registration"),
    ),
    Column(
        "titles", _("Titles"), "title_count", Kind.NUMBER,
        sort=count_of(RegisteredTitle.objects.all(), "registration"),
    ),
    Column("paper", _("Number of the paper"), "paper_number", hidden_at_first=True),
]  # fmt: skip
ACCEPT = SelectionAction[Registration](
    name="accept",
    label=_("Accept"),
    permission="campaigns.accept_registration",
    offered=lambda mandate: bool(rules.has_perm("campaigns.collect_reports", mandate)),
    perform=_accept,
    done=_("Registrations accepted: %(count)s."),
    tone="brand",
    icon="check-lg",
)
EMPTY = Empty(
    title=_("No registration fits the filter"),
    text=_("Registrations are created when a campaign is launched."),
)

REGISTRATIONS: Listing[Registration] = declared(
    Listing(
        name="registrations.registrations",
        title=_("Registrations"),
        rows=registrations_for,
        order=["pk"],  # campaign by campaign, and within one unit by unit, as they were made
        filters=RegistrationFilter,
        fill=put_counts,
        columns=[UNIT, CAMPAIGN, *FACTS],
        actions=[ACCEPT],
        empty=EMPTY,
    )
)
OF_CAMPAIGN: Listing[Registration] = declared(
    Listing(
        name="registrations.of_campaign",
        title=_("Registrations"),
        rows=_of_campaign,
        order=["participant__cluster__order", "participant__unit__order"],
        filters=OfOneCampaignFilter,
        fill=put_counts,
        parameters=[COMPARE],
        columns=[UNIT, *FACTS],
        actions=[ACCEPT],
        empty=EMPTY,
    )
)
