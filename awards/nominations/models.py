"""Rounds, the routing of dossiers, dossiers with their intake, nominees and evidence."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import CommendationType, SubjectKind, YearKind
from awards.ledger.models import SUBJECTS, SubjectLink
from awards.nominations.enums import (
    DossierState,
    IntakeChannel,
    NomineeState,
    RoundOrigin,
    RoundState,
    Way,
)
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.ui.models import Dated, DatedQuerySet, Searchable, SearchQuerySet, Versioned
from emulation.units.enums import UnitKind
from emulation.units.models import Unit


class RoundQuerySet(ScopedQuerySet["Round"]):
    """Rounds."""

    reach = Reach(authority=("authority",))
    sees = (
        Sees("awards.view_open_rounds", ~Q(state=RoundState.DRAFT)),
        Sees("awards.view_draft_round"),
    )


class Round(Versioned):
    """A round of commendation of one deciding authority.

    It stands alone, belongs to a campaign or follows a review; closing a campaign blocks no round.
    """

    authority = models.ForeignKey(
        Unit, models.PROTECT, related_name="award_rounds", verbose_name=_("deciding authority")
    )
    name = models.CharField(_("name"), max_length=200)
    origin = models.CharField(_("occasion"), max_length=10, choices=RoundOrigin)
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="award_rounds"
    )
    review = models.ForeignKey(
        "campaigns.Review", models.PROTECT, null=True, blank=True, related_name="award_rounds"
    )
    commendation_type = models.CharField(
        _("type of commendation"), max_length=15, choices=CommendationType
    )
    award_codes = models.JSONField(_("awards"), default=list)
    year_kind = models.CharField(
        _("kind of year"), max_length=10, choices=YearKind, default=YearKind.CALENDAR
    )
    period_from = models.DateField(_("achievements from"))
    period_to = models.DateField(_("achievements to"))
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("dossiers until"))
    state = models.CharField(
        _("state"), max_length=10, choices=RoundState, default=RoundState.DRAFT
    )
    tones = RoundState.tones
    created_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from"), closes_on__gte=F("opens_on")),
                name="awards_round_dates_in_order",
                violation_error_message=_("The last day may not lie before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(origin=RoundOrigin.REVIEW) | Q(review__isnull=False),
                name="awards_round_review_named",
                violation_error_message=_("Name the review that this round follows."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("nominations:round", args=[self.pk])


class RoutingRule(Dated):
    """Who submits what to whom: by award, type of commendation and kind of subject, dated.

    Without a rule a unit submits directly. With ``via`` set the dossiers are collected by that unit
    (standing agency, cluster head's agency), which selects and submits; ``via_standing_agency``
    names the campaign's standing agency as the collector. ``opinion_of`` must be heard before.
    """

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="routing_rules")
    award_code = models.CharField(_("award"), max_length=40, blank=True)
    commendation_type = models.CharField(
        _("type of commendation"), max_length=15, choices=CommendationType, blank=True
    )
    subject_kind = models.CharField(_("subject"), max_length=10, choices=SubjectKind, blank=True)
    unit_kind = models.CharField(_("kind of unit"), max_length=20, choices=UnitKind, blank=True)
    via = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("through")
    )
    via_standing_agency = models.BooleanField(_("through the standing agency"), default=False)
    via_parent = models.BooleanField(_("through the unit above"), default=False)
    opinion_of: models.ManyToManyField[Unit, Any] = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name=_("opinion of")
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("routing rule")
        ordering = ["authority", "award_code", "-valid_from"]
        constraints = [*Dated.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.award_code or '*'} {self.unit_kind or '*'}"

    @property
    def way(self) -> Way:
        """Through whom the dossiers come."""
        if self.via_id is not None:
            return Way.UNIT
        if self.via_standing_agency:
            return Way.STANDING_AGENCY
        return Way.UNIT_ABOVE if self.via_parent else Way.DIRECT


class DossierQuerySet(ScopedQuerySet["Dossier"]):
    """Dossiers."""

    reach = Reach(authority=("round__authority",), unit=("unit",), assigned=("collector",))
    sees = (
        Sees("awards.view_dossier", Q(submitted_at__isnull=False)),
        Sees("awards.read_before_vote", Q(submitted_at__isnull=False)),
        Sees("awards.view_own_dossier"),
        Sees("awards.view_entered_dossier", Q(entered_for_unit=True)),
    )


class Dossier(Versioned):
    """What one unit submits to a round: a submission letter and its nominees.

    ``collector`` is the unit through which it goes (routing), ``collected_into`` the dossier that
    the collector submits in one letter.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="dossiers", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dossiers")
    collector = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="collected_dossiers"
    )
    collected_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=DossierState, default=DossierState.DRAFT
    )
    tones = DossierState.tones
    letter_number = models.CharField(_("number of the submission"), max_length=60, blank=True)
    letter_on = models.DateField(_("submission dated"), null=True, blank=True)
    letter = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    minutes = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    channel = models.CharField(
        _("came by"), max_length=15, choices=IntakeChannel, default=IntakeChannel.PORTAL
    )
    one_stop_code = models.CharField(_("one-stop code"), max_length=40, blank=True)
    incoming_number = models.CharField(_("incoming number"), max_length=40, blank=True)
    incoming_on = models.DateField(_("came in on"), null=True, blank=True)
    entered_for_unit = models.BooleanField(default=False, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    regime = models.CharField(_("legal regime"), max_length=10, blank=True)
    return_due_on = models.DateField(_("to be answered by"), null=True, blank=True)
    created_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier")
        ordering = ["round", "unit__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "unit"],
                name="awards_dossier_once",
                violation_error_message=_("The unit has a dossier in this round already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ready", "returned", "declined"])
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="awards_dossier_submitted_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["received", "settled"])
                | Q(received_at__isnull=False, received_by__isnull=False) & ~Q(regime=""),
                name="awards_dossier_received_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state"], name="awards_dossier_state"),
            models.Index(fields=["round", "id"], name="awards_dossier_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("nominations:dossier", args=[self.pk])


# Past the council, or on a route that goes past it: what the decision is drafted on.
PAST_APPRAISAL = Q(state="voted") | Q(state="passed", needs_council=False)


class NomineeQuerySet(ScopedQuerySet, SearchQuerySet):  # type: ignore[override]
    """Nominees."""

    reach = Reach(
        authority=("dossier__round__authority",),
        unit=("dossier__unit",),
        assigned=("dossier__collector",),
    )
    through = "dossier"

    def alive(self) -> Self:
        """Return those that were neither withdrawn nor refused."""
        return self.filter(state__in=NomineeState.ALIVE)

    def past_appraisal(self) -> Self:
        """Return those that passed the council, and those whose route goes past it."""
        return self.filter(PAST_APPRAISAL)


class Nominee(Versioned, Searchable, SubjectLink):
    """One subject proposed for one award.

    Name, position and unit are kept as they were when the dossier was submitted. ``facts`` is what
    the unit's head attests (no record can show it), ``findings`` what the rules said when they were
    last asked, with the regime's articles. ``route`` and ``needs_council`` are the way it took.
    ``round`` is that of the dossier, repeated here so that the thousands of a round are counted and
    listed by an index.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="nominees")
    round = models.ForeignKey(Round, models.PROTECT, related_name="nominees", db_index=False)
    order = models.PositiveSmallIntegerField(default=0)
    award_code = models.CharField(_("award"), max_length=40)
    name = models.CharField(_("name"), max_length=200, blank=True)
    position = models.CharField(_("position, unit"), max_length=300, blank=True)
    subject_home = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    achievement = models.TextField(_("achievements"), blank=True)
    period_from = models.DateField(_("achievement from"))
    period_to = models.DateField(_("achievement to"))
    state = models.CharField(
        _("state"), max_length=10, choices=NomineeState, default=NomineeState.NOMINATED
    )
    tones = NomineeState.tones
    facts = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    verdict = models.CharField(max_length=12, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    route = models.CharField(max_length=20, blank=True)
    needs_council = models.BooleanField(_("the council votes"), default=True)
    supplement = models.TextField(_("what is asked for"), blank=True)
    outcome_reason = models.TextField(_("reason of the outcome"), blank=True)
    initiatives: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "awards.Initiative", blank=True, related_name="nominees", verbose_name=_("initiatives")
    )
    figures: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "campaigns.ReportLine", blank=True, related_name="nominees", verbose_name=_("figures")
    )

    objects = NomineeQuerySet.as_manager()

    class Meta:
        verbose_name = _("nominee")
        ordering = ["dossier", "order", "pk"]
        constraints = [
            *SubjectLink.Meta.constraints,
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="awards_nominee_period_in_order",
                violation_error_message=_("The last day may not lie before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "withdrawn"]) | ~Q(outcome_reason=""),
                name="awards_nominee_left_out_why",
            ),
            *(
                models.UniqueConstraint(
                    fields=["dossier", "award_code", field], name=f"awards_nominee_once_{field}"
                )
                for field in SUBJECTS
            ),
        ]
        indexes = [
            models.Index(fields=["award_code", "state"], name="awards_nominee_award"),
            models.Index(
                fields=["round"],
                name="awards_nominee_past_appraisal",
                condition=PAST_APPRAISAL,
            ),
            # with the dossier, because rights look at it: a round is counted in the index alone
            models.Index(
                fields=["round", "state", "needs_council"],
                include=["dossier", "id"],
                name="awards_nominee_state",
            ),
            models.Index(
                fields=["round", "award_code", "dossier", "order"], name="awards_nominee_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("nominations:nominee", args=[self.pk])

    @property
    def is_open_to_unit(self) -> bool:
        """Whether the unit may change it: not yet received, or asked back for a supplement."""
        return self.state in {NomineeState.NOMINATED, NomineeState.SUPPLEMENT}

    def search_source(self) -> str:
        return f"{self.name} {self.position}"


class NomineeEvidence(models.Model):
    """A document of the dossier for one nominee; one scan serves several by page range."""

    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="evidence")
    kind = models.CharField(_("document"), max_length=40)
    file = models.ForeignKey("emulation.StoredFile", models.PROTECT, related_name="+")
    page_from = models.PositiveSmallIntegerField(_("from page"), null=True, blank=True)
    page_to = models.PositiveSmallIntegerField(_("to page"), null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(page_from__isnull=True, page_to__isnull=True)
                | Q(page_from__gte=1, page_to__gte=F("page_from")),
                name="awards_evidence_pages_in_order",
                violation_error_message=_("The last page may not lie before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.kind


class Opinion(models.Model):
    """The opinion of an agency on a nominee, entered from its letter."""

    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="opinions")
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    agrees = models.BooleanField(_("agrees"))
    text = models.TextField(_("opinion"), blank=True)
    letter_number = models.CharField(_("letter number"), max_length=60)
    letter_on = models.DateField(_("letter dated"))
    recorded_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nominee", "agency"], name="awards_opinion_once")
        ]

    def __str__(self) -> str:
        return self.letter_number
