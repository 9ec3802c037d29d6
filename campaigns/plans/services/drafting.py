"""Writing a campaign: its facts, the parts of the plan, duties, days, attachments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState, SectionKind
from campaigns.plans.models import (
    Assignment,
    Attachment,
    Campaign,
    CommemorativeDay,
    PlanSection,
    name_in_title,
)
from campaigns.plans.selectors import proposed_bases
from campaigns.plans.services.guards import lock_draft, lock_open, require
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.documents.models import LegalBasis
from emulation.files.services import CheckedUpload, store_upload
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.ui.vietnamese import fold
from emulation.units.models import Unit
from emulation.workflow.services import save_changes

SLUG_LENGTH = 100
ATTACHMENT_KINDS = ("pdf", "docx", "xlsx")
FACTS = frozenset(
    {
        "title", "name", "kind", "standing_agency", "starts_on", "ends_on", "objectives", "summary",
        "author", "unit_plans_due_on", "recipients", "archive_line",
    }
)  # fmt: skip


@transaction.atomic
def create_campaign(
    *,
    by: Mandate,
    title: str,
    kind: str,
    starts_on: dt.date,
    ends_on: dt.date,
    parent: Campaign | None = None,
    slug: str = "",
    legal_bases: Iterable[LegalBasis] | None = None,
    **facts: Any,
) -> Campaign:
    """Begin a campaign of the unit for which ``by`` acts and return the draft.

    ``facts`` are further fields of ``FACTS``. Without ``legal_bases`` those in force today are
    proposed. Raises ``NotAllowed``, and ``Refused`` under a campaign in which the unit has no part.
    """
    require("campaigns.add_campaign", by)
    if parent is not None:
        _check_parent(by, parent)
    _check_facts(facts)
    campaign = Campaign(
        title=title.strip(),
        kind=kind,
        launcher=by.unit,
        parent=parent,
        starts_on=starts_on,
        ends_on=ends_on,
        slug=_free_slug(slug or title),
        created_by=by,
        created_at=now(),
        **facts,
    )
    campaign.name = campaign.name.strip() or name_in_title(campaign.title)
    campaign.full_clean(exclude=["search_text"])
    campaign.save()
    campaign.legal_bases.set(proposed_bases(today()) if legal_bases is None else legal_bases)
    record(by=by, action="plans.create", obj=campaign, changes={"title": title, "kind": kind})
    return campaign


def _check_parent(by: Mandate, parent: Campaign) -> None:
    visible = Campaign.objects.visible_to(by).filter(pk=parent.pk).exists()
    if not visible or parent.state != CampaignState.LAUNCHED:
        raise Refused(_("A campaign can only be placed under one that is running."))
    own = parent.launcher_id == by.unit_id or parent.standing_agency_id == by.unit_id
    if not own and not parent.participants.current().filter(unit=by.unit_id).exists():
        raise NotAllowed(_("Your unit does not take part in the campaign above."))


def _check_facts(facts: dict[str, Any]) -> None:
    unknown = facts.keys() - FACTS
    if unknown:
        raise TypeError(f"unknown facts of a campaign: {sorted(unknown)}")


def _free_slug(text: str) -> str:
    """Return a public address made of ``text`` that no other campaign has."""
    base = slugify(fold(text))[:SLUG_LENGTH].strip("-") or "phong-trao"
    slug, number = base, 1
    while Campaign.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


@transaction.atomic
def change_campaign(
    *,
    by: Mandate,
    campaign: Campaign,
    version: int | None = None,
    legal_bases: Iterable[LegalBasis] | None = None,
    **facts: Any,
) -> Campaign:
    """Change the facts of a draft; raises ``NotAllowed``, ``WrongState``, ``StaleVersion``."""
    _check_facts(facts)
    fresh = lock_draft(campaign, by, version)
    if "name" in facts and not facts["name"].strip():
        facts["name"] = name_in_title(facts.get("title", fresh.title))
    changes = {
        name: [getattr(fresh, name), value]
        for name, value in facts.items()
        if getattr(fresh, name) != value
    }
    for name, value in facts.items():
        setattr(fresh, name, value)
    fresh.full_clean(exclude=["search_text", "slug"])
    save_changes(fresh, **facts)
    if legal_bases is not None:
        fresh.legal_bases.set(legal_bases)
    record(by=by, action="plans.change", obj=fresh, changes=changes)
    return fresh


@transaction.atomic
def change_notice(*, by: Mandate, campaign: Campaign, summary: str, author: str) -> Campaign:
    """Change the words and the author of the public notice, at any time until the close."""
    fresh = lock_open(campaign, by, "campaigns.change_notice")
    save_changes(fresh, summary=summary, author=author)
    record(by=by, action="plans.change_notice", obj=fresh, changes={"author": author})
    return fresh


# --- parts of the plan -----------------------------------------------------------------------


@transaction.atomic
def save_section(
    *,
    by: Mandate,
    campaign: Campaign,
    kind: str,
    body: str,
    heading: str = "",
    order: int | None = None,
    section: PlanSection | None = None,
) -> PlanSection:
    """Add a part to the plan or change one; parts stand in the order of their kinds."""
    fresh = lock_draft(campaign, by)
    section = section or PlanSection(campaign=fresh)
    section.kind, section.heading, section.body = kind, heading.strip(), body.strip()
    if order is not None:
        section.order = order
    elif section.pk is None:
        section.order = _next_order(fresh, kind)
    section.full_clean()
    section.save()
    _count_change(fresh, by, "plans.save_section", str(section))
    return section


def _next_order(campaign: Campaign, kind: str) -> int:
    base = list(SectionKind).index(SectionKind(kind)) * 10
    return base + campaign.sections.filter(kind=kind).count()


@transaction.atomic
def remove_section(*, by: Mandate, section: PlanSection) -> None:
    """Take a part out of the draft."""
    fresh = lock_draft(section.campaign, by)
    name = str(section)
    section.delete()
    _count_change(fresh, by, "plans.remove_section", name)


@transaction.atomic
def save_assignment(
    *,
    by: Mandate,
    campaign: Campaign,
    content: str,
    lead_unit: Unit | None = None,
    cooperating_units: Iterable[Unit] = (),
    due_on: dt.date | None = None,
    assignment: Assignment | None = None,
) -> Assignment:
    """Add a duty to the plan or change one; without ``lead_unit`` every participant has it."""
    fresh = lock_draft(campaign, by)
    assignment = assignment or Assignment(campaign=fresh, order=fresh.assignments.count())
    assignment.content, assignment.lead_unit, assignment.due_on = content.strip(), lead_unit, due_on
    assignment.full_clean()
    assignment.save()
    joined = [unit for unit in cooperating_units if lead_unit is None or unit.pk != lead_unit.pk]
    assignment.cooperating_units.set(joined)
    _count_change(fresh, by, "plans.save_assignment", str(assignment))
    return assignment


@transaction.atomic
def remove_assignment(*, by: Mandate, assignment: Assignment) -> None:
    """Take a duty out of the draft."""
    fresh = lock_draft(assignment.campaign, by)
    name = str(assignment)
    assignment.delete()
    _count_change(fresh, by, "plans.remove_assignment", name)


@transaction.atomic
def complete_assignment(
    *, by: Mandate, assignment: Assignment, done_on: dt.date, result: str
) -> Assignment:
    """Record that a duty is done, with its result; possible while the campaign runs.

    Raises ``NotAllowed``, ``WrongState``, and ``Refused`` for a day that is still to come.
    """
    require("campaigns.complete_assignment", by, assignment)
    if assignment.campaign.state not in CampaignState.RUNNING:
        raise WrongState(_("Duties are carried out after the launch."))
    if done_on > today():
        raise Refused(_("The day on which it was done may not lie in the future."))
    assignment.done_on, assignment.result = done_on, result.strip()
    assignment.save(update_fields=["done_on", "result"])
    record(by=by, action="plans.complete_assignment", obj=assignment, changes={"done_on": done_on})
    return assignment


@transaction.atomic
def add_commemorative_day(
    *, by: Mandate, campaign: Campaign, name: str, on: dt.date
) -> CommemorativeDay:
    """Add a great day in whose honour the campaign is run."""
    fresh = lock_draft(campaign, by)
    day = CommemorativeDay(campaign=fresh, name=name.strip(), on=on)
    day.full_clean()
    day.save()
    _count_change(fresh, by, "plans.add_day", str(day))
    return day


@transaction.atomic
def remove_commemorative_day(*, by: Mandate, day: CommemorativeDay) -> None:
    """Take a great day out of the draft."""
    fresh = lock_draft(day.campaign, by)
    name = str(day)
    day.delete()
    _count_change(fresh, by, "plans.remove_day", name)


@transaction.atomic
def add_attachment(
    *, by: Mandate, campaign: Campaign, title: str, upload: CheckedUpload | Any
) -> Attachment:
    """Add a file to the notice, at any time until the close."""
    fresh = lock_open(campaign, by, "campaigns.change_notice")
    file = store_upload(by=by, upload=upload, kinds=ATTACHMENT_KINDS)
    attachment = Attachment.objects.create(campaign=fresh, title=title.strip(), file=file)
    _count_change(fresh, by, "plans.add_attachment", str(attachment))
    return attachment


@transaction.atomic
def remove_attachment(*, by: Mandate, attachment: Attachment) -> None:
    """Take a file off the notice; the stored file stays in the trail."""
    fresh = lock_open(attachment.campaign, by, "campaigns.change_notice")
    name = str(attachment)
    attachment.delete()
    _count_change(fresh, by, "plans.remove_attachment", name)


def _count_change(campaign: Campaign, by: Mandate, action: str, what: str) -> None:
    """Audit a change of a part and count the campaign's version up."""
    save_changes(campaign)
    record(by=by, action=action, obj=campaign, changes={"what": what})
