"""Indicators of a campaign, the province's value, and what is allocated to units."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign
from campaigns.targets.enums import Aggregation, Direction
from emulation.people.scoped import Reach, ScopedQuerySet
from emulation.ui.models import FigureField, Versioned
from emulation.ui.vietnamese import fold
from emulation.units.models import Unit


class IndicatorQuerySet(ScopedQuerySet["Indicator"]):
    """Indicators."""

    reach = Reach(
        authority=("campaign__launcher",),
        unit=("monitoring_agency",),
        assigned=("campaign__standing_agency",),
    )
    through = "campaign"


class Indicator(Versioned):
    """A target indicator.

    The province's value is one figure, or a range of floor and ceiling ("9–10 %": below the floor
    is not reached, within is reached, above is exceeded). ``allocated`` says whether units get a
    share; ``unit_kinds`` names the kinds of unit that report it (empty: all). What the units that
    take part were allocated is stored put together: a page of fifty indicators would add up a
    hundred thousand shares.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="indicators")
    order = models.PositiveSmallIntegerField(default=0)
    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("indicator"), max_length=200)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=40)
    direction = models.CharField(
        _("direction"), max_length=6, choices=Direction, default=Direction.HIGHER
    )
    aggregation = models.CharField(
        _("adds up as"), max_length=5, choices=Aggregation, default=Aggregation.SUM
    )
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    baseline = FigureField(_("last year's value"), null=True, blank=True)
    floor = FigureField(_("province's value, or its floor"), null=True, blank=True)
    ceiling = FigureField(
        _("ceiling"), null=True, blank=True, help_text=_("Only for a range such as 9–10.")
    )
    allocated = models.BooleanField(_("allocated to units"), default=True)
    unit_kinds = models.JSONField(_("applies to"), default=list, blank=True)
    monitoring_agency = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="monitored_indicators",
        verbose_name=_("monitoring agency"),
        help_text=_("Supplies the value or confirms what units report."),
    )
    is_sample = models.BooleanField(_("sample data"), default=False)
    note = models.TextField(_("note"), blank=True)
    shares_count = models.PositiveIntegerField(default=0, editable=False)
    shares_sum = FigureField(default=Decimal(0), editable=False)
    shares_largest = FigureField(null=True, editable=False)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        ordering = ["campaign", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "code"],
                name="campaigns_indicator_code",
                violation_error_message=_("This code is taken in the campaign."),
            ),
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True) | Q(floor__isnull=False, ceiling__gte=F("floor")),
                name="campaigns_indicator_range_in_order",
                violation_error_message=_("The ceiling may not lie below the floor."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_reported_by_units(self) -> bool:
        """Return whether units commit to it and report it; else one agency supplies the value."""
        return self.aggregation != Aggregation.NONE

    @property
    def is_percent(self) -> bool:
        """Return whether its figures are per cent: 95, not 0.95."""
        return "%" in self.unit_of_measure or fold(self.unit_of_measure).startswith("phan tram")

    def applies_to(self, unit: Unit) -> bool:
        """Return whether ``unit`` reports this indicator."""
        return self.applies_to_kind(unit.kind)

    def applies_to_kind(self, kind: str) -> bool:
        """Return whether units of this kind report this indicator."""
        return not self.unit_kinds or kind in self.unit_kinds


class Allocation(models.Model):
    """What the province asks of one unit for one indicator."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="allocations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="allocations")
    value = FigureField(_("allocated"))
    baseline = FigureField(_("last year's value"), null=True, blank=True)

    class Meta:
        ordering = ["indicator", "unit__order"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "unit"], name="campaigns_allocation_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.value}"
