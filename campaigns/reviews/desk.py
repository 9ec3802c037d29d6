"""What reviews put on the desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign
from campaigns.plans.selectors import runs_campaigns
from campaigns.reports.models import Period
from campaigns.reviews.enums import ReviewState
from campaigns.reviews.models import Review
from campaigns.reviews.selectors import reviews_for
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.registries.places import SearchHit, TurnItem, place, search_source, turn_source
from emulation.ui.vietnamese import fold

MOST = 20

place(
    gettext_lazy("Reviews"),
    "reviews:list",
    permission="campaigns.view_review",
    icon="graph-up",
    key="s",
    order=40,
)


@turn_source
def reviews_to_write(mandate: Mandate) -> Iterable[TurnItem]:
    """Return the reviews to edit, those on their way, and campaigns whose time is over."""
    if mandate.role not in roles_with("campaigns.edit_review") or not runs_campaigns(mandate):
        return
    runs = Q(campaign__launcher=mandate.unit_id) | Q(campaign__standing_agency=mandate.unit_id)
    open_ones = reviews_for(mandate).filter(runs).exclude(state=ReviewState.ISSUED)
    for review in open_ones.order_by("as_of")[:MOST]:
        url = review.get_absolute_url()
        if review.state == ReviewState.DRAFT:
            yield TurnItem(str(review), url, _("Edit the report"))
        elif review.state == ReviewState.COMPUTING:
            yield TurnItem(str(review), url, lane="waiting", with_whom=_("the computation"))
        else:
            whom = str(review.campaign.launcher.label)
            yield TurnItem(str(review), url, lane="waiting", with_whom=whom)
    yield from _reviews_to_begin(mandate)


def _reviews_to_begin(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield running campaigns whose last period is due and which have no review of it."""
    due = Period.objects.filter(due_on__lt=today(), reviews__isnull=True)
    campaigns = (
        Campaign.objects.filter(
            state=CampaignState.LAUNCHED, launcher=mandate.unit_id, ends_on__lte=today()
        )
        .filter(periods__in=due)
        .distinct()
    )
    for campaign in campaigns[:MOST]:
        url = reverse("reviews:start", args=[campaign.pk])
        yield TurnItem(str(campaign), url, _("Begin the review"), campaign.ends_on)


@search_source(gettext_lazy("Reviews"))
def find_reviews(mandate: Mandate, words: str) -> Iterable[SearchHit]:
    """Return visible reviews of the campaigns that carry the words."""
    found = Review.objects.visible_to(mandate).select_related("campaign")
    found = found.only("kind", "state", "as_of", "campaign__title")
    for word in fold(words).split():
        found = found.filter(campaign__search_text__contains=word)
    for review in found.order_by("-as_of")[:10]:
        yield SearchHit(str(review), review.get_absolute_url(), review.get_state_display())
