"""Commitments of units, compacts of clusters, and the titles that are aimed at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Participant
from campaigns.registrations.enums import RegistrationState, SigningForm
from campaigns.targets.models import Indicator
from emulation.people.models import Household, Person
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.ui.models import FigureField, Versioned
from emulation.units.models import Cluster, Unit


class Compact(models.Model):
    """A compact (giao ước) signed by all heads of a cluster; it commits every member."""

    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, related_name="compacts")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="compacts")
    signed_on = models.DateField(_("signed on"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    signatories = models.TextField(
        _("signatories"), help_text=_("One a line: name, position, unit.")
    )
    file = models.ForeignKey("emulation.StoredFile", models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "cluster"],
                name="campaigns_compact_once",
                violation_error_message=_("The compact of this cluster is recorded already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cluster} – {self.signed_on:%d/%m/%Y}"


class RegistrationQuerySet(ScopedQuerySet["Registration"]):
    """Registrations."""

    reach = Reach(
        authority=("participant__campaign__launcher",),
        unit=("participant__unit",),
        cluster=("participant__cluster",),
        assigned=("participant__campaign__standing_agency",),
    )
    sees = (Sees("campaigns.view_registration"),)


class Registration(Versioned):
    """What one participant commits itself to."""

    participant = models.OneToOneField(Participant, models.PROTECT, related_name="registration")
    state = models.CharField(
        _("state"), max_length=10, choices=RegistrationState, default=RegistrationState.DRAFT
    )
    tones = RegistrationState.tones
    signing_form = models.CharField(_("signed"), max_length=10, choices=SigningForm, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper_number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    paper = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    compact = models.ForeignKey(
        Compact, models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        ordering = ["participant__unit__order"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=sorted(RegistrationState.BINDING))
                | Q(signed_on__isnull=False, signed_by__isnull=False) & ~Q(signing_form=""),
                name="campaigns_registration_signed_how",
            ),
            models.CheckConstraint(
                condition=~Q(signing_form=SigningForm.PAPER) | Q(paper__isnull=False),
                name="campaigns_registration_paper_is_there",
            ),
            models.CheckConstraint(
                condition=~Q(signing_form=SigningForm.COMPACT) | Q(compact__isnull=False),
                name="campaigns_registration_compact_is_there",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "participant"], name="campaigns_registration_state")
        ]

    def __str__(self) -> str:
        return str(self.participant.unit)

    def get_absolute_url(self) -> str:
        return reverse("registrations:registration", args=[self.pk])


class Commitment(models.Model):
    """The value a unit commits itself to for one indicator."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="commitments")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="commitments")
    value = FigureField(_("committed"))
    measures = models.TextField(_("measures"), blank=True)

    class Meta:
        ordering = ["indicator__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "indicator"], name="campaigns_commitment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class RegisteredTitle(models.Model):
    """A title that a person, collective or household of the unit aims at this year.

    A legal ground for titles until 31-12-2023 (Law 2003 Art 10). ``award_code`` is a code of the
    award catalogue, which stands above this room; the choices come through a registry.
    """

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="titles")
    award_code = models.CharField(_("emulation title"), max_length=40)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="registered_titles"
    )
    collective = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="registered_titles"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="registered_titles"
    )

    class Meta:
        ordering = ["award_code", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, collective__isnull=True, household__isnull=True)
                | Q(person__isnull=True, collective__isnull=False, household__isnull=True)
                | Q(person__isnull=True, collective__isnull=True, household__isnull=False),
                name="campaigns_title_one_subject",
                violation_error_message=_("Name one person, one collective or one household."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["registration", "award_code", subject],
                    name=f"campaigns_title_once_{subject}",
                )
                for subject in ("person", "collective", "household")
            ),
        ]

    def __str__(self) -> str:
        return self.award_code
