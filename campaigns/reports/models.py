"""Reporting periods, progress reports, their figures, history and evidence."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign, Participant
from campaigns.reports.enums import Channel, ReportState
from campaigns.targets.enums import ValueKind
from campaigns.targets.models import Indicator
from emulation.audit.triggers import protect
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.ui.models import FigureField, Versioned


class Period(models.Model):
    """A reporting period; span, cut-off of the figures and due day are three settings."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="periods")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    cutoff_on = models.DateField(_("cut-off of the figures"))
    due_on = models.DateField(_("due on"))
    expected_percent = models.PositiveSmallIntegerField(
        _("expected by then, % of the year's target"),
        null=True,
        blank=True,
        help_text=_("Left empty, it is the part of the campaign's time that has passed."),
    )

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
            models.CheckConstraint(
                condition=Q(expected_percent__isnull=True) | Q(expected_percent__lte=100),
                name="campaigns_period_percent",
                violation_error_message=_("At most 100 % of the year's target can be expected."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportQuerySet(ScopedQuerySet["Report"]):
    """Reports.

    A cluster's head, deputy and secretary read their members' accepted reports; the council's
    secretary all accepted ones of the authority: what is voted on rests on them.
    """

    reach = Reach(
        authority=("participant__campaign__launcher",),
        unit=("participant__unit", "participant__carried_on_by"),
        cluster=("participant__cluster",),
        assigned=("participant__campaign__standing_agency",),
    )
    sees = (
        Sees("campaigns.view_report", Q(state=ReportState.ACCEPTED)),
        Sees("campaigns.view_unaccepted_reports"),
        Sees(
            "campaigns.view_monitored_reports",
            Q(state__in=ReportState.RECEIVED),
            assigned=lambda mandate: Q(
                participant__campaign__in=Indicator.objects.filter(
                    monitoring_agency=mandate.unit_id
                ).values("campaign")
            ),
        ),
    )

    def with_places(self) -> Self:
        """Return the reports with unit, cluster, period and campaign at hand."""
        return self.select_related(
            "participant__unit", "participant__cluster", "participant__campaign", "period"
        )


class Report(Versioned):
    """One participant's report for one period; it waits, empty, from the launch on."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="reports")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="reports")
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.WAITING
    )
    tones = ReportState.tones
    due_on = models.DateField(_("due on"))
    answer_due_on = models.DateField(
        _("answer due on"), null=True, blank=True, help_text=_("Set when it is returned.")
    )
    arrived_on = models.DateField(
        _("arrived on"),
        null=True,
        blank=True,
        help_text=_("The day on which it first reached the office; punctuality is counted by it."),
    )
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
    entered_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit_confirmed_at = models.DateTimeField(null=True, blank=True)
    unit_confirmed_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
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
            models.CheckConstraint(
                condition=~Q(state__in=sorted(ReportState.RECEIVED)) | Q(arrived_on__isnull=False),
                name="campaigns_report_arrived_when",
            ),
            models.CheckConstraint(
                condition=Q(entered_for_unit=False)
                | Q(entered_by__isnull=False, received_at__isnull=False)
                & ~Q(channel=Channel.PORTAL),
                name="campaigns_report_on_behalf_how",
                violation_error_message=_("Say by what way and when the figures came."),
            ),
            models.CheckConstraint(
                condition=Q(unit_confirmed_at__isnull=True, unit_confirmed_by__isnull=True)
                | Q(unit_confirmed_at__isnull=False, unit_confirmed_by__isnull=False),
                name="campaigns_report_confirmation_has_actor",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "state"], name="campaigns_report_state"),
            models.Index(fields=["state", "due_on"], name="campaigns_report_due"),
            models.Index(fields=["-due_on", "id"], name="campaigns_report_newest"),
            models.Index(
                fields=["arrived_on", "id"],
                condition=Q(state=ReportState.APPROVED),
                name="campaigns_report_queue",
            ),
            # the board counts thousands of reports, and looks at no row for it
            models.Index(
                fields=[
                    "period",
                    "state",
                    "due_on",
                    "answer_due_on",
                    "arrived_on",
                    "participant",
                ],
                name="campaigns_report_tally",
            ),
            models.Index(
                fields=["due_on", "participant"],
                condition=Q(arrived_on__isnull=True),
                name="campaigns_report_not_arrived",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant.unit} – {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        """Return whether figures and text may still be changed."""
        return self.state in ReportState.EDITABLE

    @property
    def deadline(self) -> dt.date:
        """The day that counts now: of the answer when it was given back, else of the report.

        Arriving takes the day of the answer away.
        """
        return self.answer_due_on or self.due_on

    @property
    def waits_for_unit(self) -> bool:
        """Return whether the office entered it and the unit has not confirmed it yet."""
        return self.entered_for_unit and self.unit_confirmed_at is None


class ReportLine(models.Model):
    """One figure, *reported* by the unit and *confirmed* by the agency; blank is not zero."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="lines")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="lines", db_index=False
    )  # the index below begins with it
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
        indexes = [
            # which of a period's reports have a figure of an indicator, without reading the figures
            models.Index(fields=["indicator", "report"], name="campaigns_line_of_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class LineRevision(models.Model):
    """A value that a line once had: written at every save, never changed."""

    line = models.ForeignKey(ReportLine, models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField(help_text=_("The line's version after this save."))
    value = FigureField(null=True)
    kind = models.CharField(max_length=10, choices=ValueKind)
    cutoff_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "version"], name="campaigns_revision_once")
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.saved_at:%d/%m/%Y %H:%M})"


class EvidenceQuerySet(ScopedQuerySet["Evidence"]):
    """Evidence."""

    through = "report"


class Evidence(models.Model):
    """A file that proves a figure or the narrative."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="evidence")
    line = models.ForeignKey(
        ReportLine, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    file = models.ForeignKey("emulation.StoredFile", models.PROTECT, related_name="+")
    caption = models.CharField(_("what it shows"), max_length=200)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption


class SuppliedFigure(models.Model):
    """The province's value of an indicator that is not added up, as its agency supplied it.

    Rows are only added: the latest one of an indicator and period counts, the others are its
    history.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="supplied")
    period = models.ForeignKey(Period, models.PROTECT, related_name="supplied")
    value = FigureField(_("value"))
    kind = models.CharField(
        _("estimated or official"), max_length=10, choices=ValueKind, default=ValueKind.ESTIMATED
    )
    cutoff_on = models.DateField(_("figures as of"))
    note = models.CharField(_("explanation"), max_length=500, blank=True)
    supplied_at = models.DateTimeField()
    supplied_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class Reminder(models.Model):
    """That the late units of a period were reminded: by whom, how, with what text."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="reminders")
    channel = models.CharField(_("sent by"), max_length=10, choices=Channel)
    text = models.TextField(_("text"))
    units = models.PositiveIntegerField(_("units named"))
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.period} {self.sent_at:%d/%m/%Y}"


protect(LineRevision, allow_delete=True)
protect(SuppliedFigure)
