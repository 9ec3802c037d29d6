"""Indicators of a campaign, the province's value, and what is allocated to units."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign
from campaigns.targets.enums import Aggregation, Direction, Pace
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
    numerator = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("numerator of the ratio"),
        help_text=_("A sum that the units report, e.g. poor households."),
    )
    denominator = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("denominator of the ratio, or weight of the mean"),
        help_text=_(
            "A sum that the units report, e.g. all households. For a weighted mean it may be left "
            "empty: the weights then stand in the allocation."
        ),
    )
    weight_name = models.CharField(
        _("what the fixed weight of a unit is"),
        max_length=80,
        blank=True,
        help_text=_("For a weighted mean without a reported weight, e.g. households of 2020."),
    )
    pace = models.CharField(
        _("due in the course of the year"),
        max_length=8,
        choices=Pace,
        default=Pace.BY_KIND,
        blank=True,
    )
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="following",
        verbose_name=_("the same indicator last year"),
        help_text=_("Its results are offered as last year's values."),
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
            models.CheckConstraint(
                condition=~Q(aggregation=Aggregation.RATIO)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="campaigns_indicator_ratio_of_two",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_reported_by_units(self) -> bool:
        """Return whether units commit to it and report it.

        Else one agency supplies the value, or it is computed from two indicators.
        """
        return self.aggregation not in Aggregation.WITHOUT_LINES

    @property
    def has_fixed_weights(self) -> bool:
        """Return whether the weights of its units stand in the allocation."""
        return self.aggregation == Aggregation.WEIGHTED and self.denominator_id is None

    @property
    def weight_words(self) -> str:
        """Return by what its units are weighted; empty when they are not."""
        if self.aggregation != Aggregation.WEIGHTED:
            return ""
        return self.denominator.name if self.denominator else self.weight_name

    def clean(self) -> None:
        """Refuse what could never be added up, each fault beside its field."""
        faults = faults_of_aggregation(self)
        if faults:
            raise ValidationError(faults)

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


def faults_of_aggregation(indicator: Indicator) -> dict[str, str]:
    """Return field → what is wrong with how an indicator is put together."""
    faults: dict[str, str] = {}
    how = indicator.aggregation
    if how == Aggregation.NONE and indicator.monitoring_agency_id is None:
        faults["monitoring_agency"] = _now(
            "Choose the agency that supplies the value; otherwise nobody could enter it."
        )
    if how == Aggregation.RATIO:
        for name in ("numerator", "denominator"):
            if getattr(indicator, f"{name}_id") is None:
                faults[name] = _now("A ratio needs a numerator and a denominator.")
        if indicator.monitoring_agency_id is not None:
            faults["monitoring_agency"] = _now(
                "A ratio is computed; an agency confirms its numerator and denominator."
            )
    if indicator.has_fixed_weights and not indicator.weight_name.strip():
        faults["weight_name"] = _now("Choose the reported weight, or name the fixed one.")
    for name in ("numerator", "denominator"):
        part: Indicator | None = getattr(indicator, name)
        if part is not None and not _can_be_part(part, indicator):
            faults[name] = _now("Choose another indicator of this campaign that is a sum of units.")
    before = indicator.previous
    if before is not None and before.campaign_id == indicator.campaign_id:
        faults["previous"] = _now("Choose the indicator of an earlier campaign.")
    return faults


def _can_be_part(part: Indicator, whole: Indicator) -> bool:
    return (
        part.pk != whole.pk
        and part.campaign_id == whole.campaign_id
        and part.aggregation == Aggregation.SUM
    )


class Allocation(models.Model):
    """What the province asks of one unit for one indicator."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="allocations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="allocations")
    value = FigureField(_("allocated"))
    baseline = FigureField(_("last year's value"), null=True, blank=True)
    weight = FigureField(_("weight in the mean"), null=True, blank=True)

    class Meta:
        ordering = ["indicator", "unit__order"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "unit"], name="campaigns_allocation_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.value}"
