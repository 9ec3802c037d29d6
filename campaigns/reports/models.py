"""Reporting periods, progress reports, their figures, history and evidence."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign, Participant
from campaigns.reports.enums import Channel, ReportState, ValueKind
from campaigns.targets.models import Indicator
from emulation.people.enums import Role
from emulation.ui.models import FigureField, Versioned


class Period(models.Model):
    """A reporting period; the span, the cut-off of the figures and the due day are three settings."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="periods")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    cutoff_on = models.DateField(_("cut-off of the figures"))
    due_on = models.DateField(_("due on"))

    class Meta:
        verbose_name = _("period")
        ordering = ["campaign", "order"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "order"], name="campaigns_period_order"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), due_on__gte=F("cutoff_on")),
                name="campaigns_period_dates_in_order",
                violation_error_message=_(
                    "The last day may not lie before the first, nor the due day before the cut-off."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports."""

    def visible_to(self, mandate: Any) -> Self:
        """Return all to those who run or check the campaign, the own ones to units.

        A cluster's head, deputy and secretary read their members' accepted reports; a monitoring
        agency the reports in which its indicators stand.
        """
        if mandate is None:
            return self.none()
        if mandate.role in {Role.OFFICE, Role.AUDITOR, Role.REVIEWER, Role.SIGNER}:
            return self if mandate.unit.level == "province" else self.none()
        if mandate.role in Role.OF_CLUSTER:
            return self.filter(participant__cluster=mandate.cluster_id, state=ReportState.ACCEPTED)
        if mandate.role in Role.OF_UNIT:
            monitored = Indicator.objects.filter(monitoring_agency=mandate.unit_id)
            return self.filter(
                Q(participant__unit=mandate.unit_id)
                | Q(participant__campaign__launcher=mandate.unit_id)
                | Q(participant__campaign__standing_agency=mandate.unit_id)
                | Q(
                    participant__campaign__in=monitored.values("campaign"),
                    state__in=ReportState.RECEIVED,
                )
            )
        return self.none()


class Report(Versioned):
    """One participant's report for one period; it waits, empty, from the launch on."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="reports")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="reports")
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.WAITING
    )
    due_on = models.DateField(_("due on"))
    results = models.TextField(_("results"), blank=True)
    difficulties = models.TextField(_("difficulties and causes"), blank=True)
    solutions = models.TextField(_("solutions for the time ahead"), blank=True)
    proposals = models.TextField(_("proposals"), blank=True)
    channel = models.CharField(_("came by"), max_length=10, choices=Channel, default=Channel.PORTAL)
    received_at = models.DateTimeField(_("came at"), null=True, blank=True)
    incoming_number = models.CharField(_("incoming number"), max_length=60, blank=True)
    scan = models.ForeignKey(
        "emulation.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scan"),
    )
    entered_for_unit = models.BooleanField(default=False, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    approval_number = models.CharField(_("number of the signed report"), max_length=60, blank=True)
    approval_signed_on = models.DateField(_("signed on"), null=True, blank=True)
    approval_file = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        ordering = ["period__order", "participant__unit__order"]
        constraints = [
            models.UniqueConstraint(fields=["period", "participant"], name="campaigns_report_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "approved", "accepted"])
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="campaigns_report_submit_has_actor",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(ReportState.RECEIVED))
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="campaigns_report_approval_has_actor",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.ACCEPTED)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="campaigns_report_acceptance_has_actor",
            ),
        ]
        indexes = [models.Index(fields=["participant", "state"], name="campaigns_report_state")]

    def __str__(self) -> str:
        return f"{self.participant.unit} – {self.period}"


class ReportLine(models.Model):
    """One figure: blank is not zero. *Reported* by the unit and *confirmed* by the monitoring agency."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="lines")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="lines")
    value = FigureField(_("reported"), null=True, blank=True)
    kind = models.CharField(
        _("estimated or official"), max_length=10, choices=ValueKind, default=ValueKind.ESTIMATED
    )
    cutoff_on = models.DateField(_("figures as of"), null=True, blank=True)
    note = models.CharField(_("explanation"), max_length=500, blank=True)
    confirmed = FigureField(_("confirmed"), null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["indicator__order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="campaigns_line_once"),
            models.CheckConstraint(
                condition=Q(confirmed__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="campaigns_line_confirmation_has_actor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class LineRevision(models.Model):
    """A value that a line once had: written at every save, never changed."""

    line = models.ForeignKey(ReportLine, models.CASCADE, related_name="revisions")
    value = FigureField(null=True)
    kind = models.CharField(max_length=10, choices=ValueKind)
    cutoff_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.value} ({self.saved_at:%d/%m/%Y %H:%M})"


class Evidence(models.Model):
    """A file that proves a figure or the narrative."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    line = models.ForeignKey(
        ReportLine, models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    file = models.ForeignKey("emulation.StoredFile", models.PROTECT, related_name="+")
    caption = models.CharField(_("what it shows"), max_length=200)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption
