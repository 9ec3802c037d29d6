"""Campaigns, the plan's parts, who takes part, and the units' own plans."""

from __future__ import annotations

import re
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from campaigns.plans.enums import CampaignKind, CampaignState, SectionKind
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.typesetting.blocks import ITEM
from emulation.ui.models import Searchable, SearchQuerySet, Versioned
from emulation.units.models import Cluster, Unit

LABEL_LENGTH = 100
QUOTED = re.compile(r"[“\"«](.+)[”\"»]")


OF_THE_PLAN = re.compile(
    r"^kế hoạch\s+(phát động|tổ chức|triển khai|thực hiện)?\s*(phong trào)?\s*(thi đua)?\s*",
    re.IGNORECASE,
)
FEWEST_WORDS = 4


def name_in_title(title: str) -> str:
    """Return what stands between quotation marks in a plan's title.

    Without quotation marks the title, less the words that only say that it is a plan, where more
    than a year is left.
    """
    found = QUOTED.search(title)
    if found:
        return found[1].strip()
    rest = OF_THE_PLAN.sub("", title.strip())
    if len(rest.split()) < FEWEST_WORDS or rest.startswith("năm "):
        return title.strip()
    return f"{rest[:1].upper()}{rest[1:]}"


class CampaignQuerySet(ScopedQuerySet, SearchQuerySet):  # type: ignore[override]
    """Campaigns."""

    reach = Reach(authority=("launcher",), assigned=("standing_agency",))
    sees = (
        Sees("campaigns.view_campaign", Q(state__in=CampaignState.RUNNING)),
        Sees("campaigns.view_draft_campaign"),
    )

    def public(self) -> Self:
        """Return what anybody may read: launched and closed campaigns."""
        return self.filter(state__in=CampaignState.RUNNING)


class Campaign(Versioned, Searchable):
    """An emulation campaign and its launch plan."""

    title = models.CharField(
        _("title of the plan"), max_length=300, help_text=_("As the plan's document is called.")
    )
    name = models.CharField(
        _("name of the campaign"),
        max_length=300,
        blank=True,
        help_text=_(
            "As decisions and certificates call it, e.g. Chung sức xây dựng nông thôn mới. Left "
            "empty: what stands between quotation marks in the title, else the title."
        ),
    )
    slug = models.SlugField(_("public address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=CampaignKind)
    launcher = models.ForeignKey(
        Unit, models.PROTECT, related_name="launched_campaigns", verbose_name=_("launched by")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("under the campaign"),
    )
    standing_agency = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="standing_campaigns",
        verbose_name=_("standing agency"),
        help_text=_(
            "Leads a thematic campaign and, with Home Affairs, its reviews and commendation."
        ),
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    objectives = models.TextField(_("objectives"), blank=True)
    summary = models.TextField(_("summary for the public page"), blank=True)
    author = models.CharField(_("author of the notice"), max_length=100, blank=True)
    unit_plans_due_on = models.DateField(_("units issue their own plans by"), null=True, blank=True)
    recipients = models.TextField(
        _("recipients"), blank=True, help_text=_("One a line, as under “Nơi nhận”.")
    )
    archive_line = models.CharField(
        _("archive mark"), max_length=60, blank=True, help_text=_("As after “Lưu:”, e.g. VT, SNV.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CampaignState, default=CampaignState.DRAFT
    )
    tones = CampaignState.tones
    plan_document = models.OneToOneField(
        "emulation.Document", models.PROTECT, null=True, blank=True, related_name="campaign"
    )
    legal_bases: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "emulation.LegalBasis", blank=True, related_name="campaigns", verbose_name=_("legal bases")
    )
    created_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    launched_at = models.DateTimeField(_("launched at"), null=True, blank=True)
    launched_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opening_job = models.ForeignKey(
        "emulation.Job", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaigns_campaign_dates_in_order",
                violation_error_message=_("The last day may not lie before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(CampaignState.RUNNING))
                | Q(launched_at__isnull=False, launched_by__isnull=False),
                name="campaigns_campaign_launch_has_actor",
            ),
            models.CheckConstraint(
                condition=~Q(state=CampaignState.CLOSED) | Q(closed_at__isnull=False),
                name="campaigns_campaign_close_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=CampaignState.DRAFT) | Q(plan_document__isnull=False),
                name="campaigns_campaign_plan_is_document",
            ),
        ]
        indexes = [models.Index(fields=["launcher", "state"], name="campaigns_campaign_launcher")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:campaign", args=[self.pk])

    def search_source(self) -> str:
        return self.title if self.name in self.title else f"{self.title} {self.name}"

    @property
    def called(self) -> str:
        """The campaign's own name, as decisions, certificates and readers call it."""
        return self.name or name_in_title(self.title)

    @property
    def is_running(self) -> bool:
        """Return whether reports may be written now."""
        return self.state == CampaignState.LAUNCHED


class PlanSection(models.Model):
    """One part of the plan's text; each line of the body is a paragraph.

    A line that begins with "# " is a numbered heading, with "- " an item of a list.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="sections")
    kind = models.CharField(_("part"), max_length=15, choices=SectionKind)
    order = models.PositiveSmallIntegerField(default=0)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    body = models.TextField(_("text"))

    class Meta:
        ordering = ["campaign", "order", "pk"]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()

    @property
    def blocks(self) -> list[tuple[str, Any]]:
        """Return the body for a page: ("heading", text), ("text", text) or ("items", [text, …])."""
        blocks: list[tuple[str, Any]] = []
        for line in filter(None, (line.strip() for line in self.body.splitlines())):
            if line.startswith("# "):
                blocks.append(("heading", line[2:]))
            elif not (item := ITEM.match(line)):
                blocks.append(("text", line))
            elif blocks and blocks[-1][0] == "items":
                blocks[-1][1].append(line[item.end() :])
            else:
                blocks.append(("items", [line[item.end() :]]))
        return blocks


class Assignment(models.Model):
    """A duty of the plan: what, who leads, who takes part, by when."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="assignments")
    order = models.PositiveSmallIntegerField(default=0)
    content = models.TextField(_("duty"))
    lead_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_assignments",
        verbose_name=_("leads"),
        help_text=_("Empty: every participant."),
    )
    cooperating_units: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, blank=True, related_name="joined_assignments", verbose_name=_("take part")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True)

    reach = Reach(
        authority=("campaign__launcher",),
        unit=("lead_unit",),
        assigned=("campaign__standing_agency",),
    )

    class Meta:
        ordering = ["campaign", "order", "pk"]

    def __str__(self) -> str:
        return Truncator(self.content.rstrip(" .;")).chars(LABEL_LENGTH)


class CommemorativeDay(models.Model):
    """A great day in whose honour the campaign is run."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="commemorative_days")
    name = models.CharField(_("occasion or great day"), max_length=200)
    on = models.DateField(_("day"))

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return self.name


class ParticipantQuerySet(ScopedQuerySet["Participant"]):
    """Participants."""

    reach = Reach(
        authority=("campaign__launcher",),
        unit=("unit",),
        assigned=("campaign__standing_agency",),
        cluster=("cluster",),
    )
    through = "campaign"

    def with_readable_plan(self, mandate: Any) -> Self:
        """Return those whose own plan's file the mandate reads: of the own unit, run or checked."""
        found = Sees("campaigns.read_unit_plans").narrowed(mandate, self.reach) if mandate else None
        return self.none() if found is None else self.filter(found)

    def current(self) -> Self:
        """Return those that have not left."""
        return self.filter(left_on__isnull=True)


class Participant(models.Model):
    """A unit that takes part, with the cluster in which it is ranked."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="participants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, null=True, blank=True, related_name="participants"
    )
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    carried_on_by = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_on",
        verbose_name=_("carried on by"),
        help_text=_("The successor that finishes what the unit left undone."),
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["campaign", "unit__order"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="campaigns_participant_once"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="campaigns_participant_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)


class UnitPlan(models.Model):
    """A unit's own plan under the campaign: when it was issued tells how prompt the unit was.

    ``child`` is set when the unit launched its plan as a campaign in the portal.
    """

    participant = models.OneToOneField(Participant, models.PROTECT, related_name="unit_plan")
    number = models.CharField(_("number and symbol"), max_length=60)
    issued_on = models.DateField(_("issued on"))
    file = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    child = models.OneToOneField(
        Campaign, models.PROTECT, null=True, blank=True, related_name="as_unit_plan"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["issued_on"]

    def __str__(self) -> str:
        return self.number


class Attachment(models.Model):
    """A further file of the public notice: guidance, forms."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="attachments")
    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey("emulation.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
