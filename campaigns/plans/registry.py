"""What higher rooms add to a campaign: text of the plan, checks before signature, work at launch.

The rooms above (targets, registrations, reports, reviews, awards) import this one, never the other
way round; they fill these lists from a module that is imported when the apps are ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import rules
from django.urls import reverse

from campaigns.plans.models import Campaign, Participant
from emulation.people.models import Mandate
from emulation.typesetting.paper import Annex, Block

LaunchStep = Callable[[Campaign, Mandate, int], None]
Blocks = Callable[[Campaign], Sequence[Block]]
Annexes = Callable[[Campaign], Sequence[Annex]]
Summary = Callable[[Campaign], str]
Removal = Callable[[Participant], None]
CampaignWork = Callable[[Campaign], None]


@dataclass(frozen=True)
class Missing:
    """What still stands against submitting the plan, and the page where it is mended."""

    sentence: str
    url: str


Check = Callable[[Campaign], Iterable[Missing]]


@dataclass(frozen=True)
class LaunchWork:
    """What a higher room opens at a launch, in so many ``steps`` for a campaign."""

    steps: Callable[[Campaign], int]
    take: LaunchStep


@dataclass(frozen=True)
class Part:
    """A page of a higher room about a campaign, shown as a tab to mandates with ``permission``.

    The address takes the campaign's number. ``summary`` gives the few words beside the label.
    """

    label: Any
    url_name: str
    permission: str
    order: int
    summary: Summary | None = None


launch_works: list[LaunchWork] = []
content_blocks: list[Blocks] = []
annex_builders: list[Annexes] = []
submit_checks: list[Check] = []
removals: list[Removal] = []
participant_works: list[CampaignWork] = []
closing_works: list[CampaignWork] = []
parts: list[Part] = []
public_links: list[Callable[[Campaign], Iterable[tuple[str, str]]]] = []


def on_launch(
    steps: Callable[[Campaign], int] = lambda _campaign: 1,
) -> Callable[[LaunchStep], LaunchStep]:
    """Take ``work(campaign, by, step)`` for each step in the job that follows a launch.

    It is taken again when a participant joins later or a worker died. A step lasts at most a
    minute, is one transaction, makes what is missing and leaves what is there.
    """

    def register(work: LaunchStep) -> LaunchStep:
        launch_works.append(LaunchWork(steps, work))
        return work

    return register


def plan_content(builder: Blocks) -> Blocks:
    """Put the builder's blocks at the end of the part on contents and targets."""
    content_blocks.append(builder)
    return builder


def plan_annex(builder: Annexes) -> Annexes:
    """Add the builder's annexes to the plan's document."""
    annex_builders.append(builder)
    return builder


def submit_check(check: Check) -> Check:
    """Let ``check`` name what still stands against submitting the plan."""
    submit_checks.append(check)
    return check


def on_removal(work: Removal) -> Removal:
    """Take along what a higher room holds of a unit that is taken out of a draft."""
    removals.append(work)
    return work


def on_participants(work: CampaignWork) -> CampaignWork:
    """Keep what a higher room adds up over those who take part, when one leaves or comes back."""
    participant_works.append(work)
    return work


def on_closing(work: CampaignWork) -> CampaignWork:
    """Settle what a higher room still holds open when the campaign is closed."""
    closing_works.append(work)
    return work


def campaign_part(
    label: Any, url_name: str, *, permission: str, order: int, summary: Summary | None = None
) -> None:
    """Offer a page about a campaign as a tab of its record."""
    parts.append(Part(label, url_name, permission, order, summary))


def public_link(
    source: Callable[[Campaign], Iterable[tuple[str, str]]],
) -> Callable[[Campaign], Iterable[tuple[str, str]]]:
    """Add (label, address) links to the public page, such as the honoured list."""
    public_links.append(source)
    return source


def parts_for(campaign: Campaign, mandate: Mandate | None) -> list[dict[str, Any]]:
    """Return the tabs that the acting mandate may open."""
    return [
        {
            "label": part.label,
            "url": reverse(part.url_name, args=[campaign.pk]),
            "url_name": part.url_name,
            "summary": part.summary(campaign) if part.summary else "",
        }
        for part in sorted(parts, key=lambda part: part.order)
        if rules.has_perm(part.permission, mandate, campaign)
    ]
