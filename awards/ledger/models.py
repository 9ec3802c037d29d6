"""What a subject holds: awards, yearly ratings, initiatives, discipline, leave and holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import (
    CommendationType,
    CourseGrade,
    DisciplineLevel,
    InitiativeScope,
    LeaveKind,
    Rating,
    SubjectKind,
    YearKind,
)
from awards.ledger.enums import HoldReason, RecordSource
from awards.ledger.subjects import Subject, SubjectKey, among, among_keys, link_to
from emulation.audit.triggers import protect
from emulation.people.models import Household, Person
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.units.models import Unit

ONE_SUBJECT = (
    Q(person__isnull=False, collective__isnull=True, household__isnull=True)
    | Q(person__isnull=True, collective__isnull=False, household__isnull=True)
    | Q(person__isnull=True, collective__isnull=True, household__isnull=False)
)
SUBJECTS = ("person", "collective", "household")


class SubjectQuerySet(ScopedQuerySet[Any]):
    """Rows that speak of a subject."""

    reach = Reach(unit=("person__unit", "collective", "household__unit"))
    sees = (Sees("awards.view_ledger"),)

    def of(self, subject: Subject) -> Self:
        """Return the rows on one subject."""
        return self.filter(**link_to(subject))

    def of_all(self, subjects: list[Subject]) -> Self:
        """Return the rows on any of ``subjects``."""
        return self.filter(among(subjects))

    def of_keys(self, keys: Iterable[SubjectKey]) -> Self:
        """Return the rows on any of the subjects, who are named by kind and id."""
        return self.filter(among_keys(keys))


class SubjectLink(models.Model):
    """Names exactly one subject: a person, a collective (a unit) or a household."""

    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_set",
        verbose_name=_("person"),
    )
    collective = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_set",
        verbose_name=_("collective"),
    )
    household = models.ForeignKey(
        Household,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_set",
        verbose_name=_("household"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=ONE_SUBJECT,
                name="%(app_label)s_%(class)s_one_subject",
                violation_error_message=_("Name one person, one collective or one household."),
            )
        ]

    @property
    def subject(self) -> Subject:
        """Return whom the row speaks of."""
        found: Subject | None = self.person or self.collective or self.household
        assert found is not None
        return found

    @property
    def subject_kind(self) -> SubjectKind:
        """Return what kind of subject it is, without reading it."""
        if self.person_id is not None:
            return SubjectKind.INDIVIDUAL
        return SubjectKind.HOUSEHOLD if self.collective_id is None else SubjectKind.COLLECTIVE

    @property
    def subject_key(self) -> SubjectKey:
        """Return kind and id, for grouping rows of many subjects."""
        ids = (self.person_id, self.collective_id, self.household_id)
        return self.subject_kind, next(each for each in ids if each is not None)


class EntryQuerySet(SubjectQuerySet):
    """Entries of the ledger."""

    def standing(self) -> Self:
        """Return the entries that were not struck out."""
        return self.filter(struck_at__isnull=True)


class Entry(models.Model):
    """An entry that is never edited: a mistake is struck out with its reason and entered anew."""

    recorded_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    struck_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_at = models.DateTimeField(null=True, blank=True)
    strike_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, strike_reason="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(strike_reason="")),
                name="%(app_label)s_%(class)s_struck_why",
            )
        ]


ENTRY_CONSTRAINTS = [*SubjectLink.Meta.constraints, *Entry.Meta.constraints]


def _once(name: str, *fields: str) -> list[models.UniqueConstraint]:
    """Return one constraint per kind of subject: no standing entry stands twice."""
    return [
        models.UniqueConstraint(
            fields=[subject, *fields],
            condition=Q(struck_at__isnull=True),
            name=f"awards_{name}_once_{subject}",
            violation_error_message=_("This stands in the ledger already."),
        )
        for subject in SUBJECTS
    ]


class AwardRecord(SubjectLink, Entry):
    """An award that was given: by a decision of the portal, or recorded from paper."""

    award_code = models.CharField(_("award"), max_length=40)
    award_name = models.CharField(_("name of the award"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    year_kind = models.CharField(
        _("kind of year"), max_length=10, choices=YearKind, default=YearKind.CALENDAR
    )
    period_start = models.DateField(_("achievements from"), null=True, blank=True)
    period_end = models.DateField(_("achievements to"), null=True, blank=True)
    commendation_type = models.CharField(
        _("type of commendation"), max_length=15, choices=CommendationType, blank=True
    )
    achievement = models.CharField(_("achievement"), max_length=300, blank=True)
    achievement_key = models.CharField(max_length=80, blank=True, editable=False)
    decision_number = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("date of the decision"))
    authority_name = models.CharField(_("decided by"), max_length=200)
    authority = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="awards_decided"
    )
    source = models.CharField(_("source"), max_length=10, choices=RecordSource)
    document = models.ForeignKey(
        "emulation.Document", models.PROTECT, null=True, blank=True, related_name="award_records"
    )
    file = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    revocation_number = models.CharField(_("revoked by decision"), max_length=60, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("award in the ledger")
        ordering = ["-decided_on", "-pk"]
        constraints = [
            *ENTRY_CONSTRAINTS,
            *_once("awardrecord", "award_code", "decision_number", "decided_on"),
            models.CheckConstraint(
                condition=Q(source=RecordSource.PORTAL, document__isnull=False)
                | Q(source=RecordSource.PAPER, document__isnull=True),
                name="awards_awardrecord_source",
            ),
            models.CheckConstraint(
                condition=~Q(decision_number=""), name="awards_awardrecord_has_number"
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_start__lte=F("period_end")),
                name="awards_awardrecord_period",
                violation_error_message=_("The end may not lie before the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True, revocation_number="")
                | (Q(revoked_on__gte=F("decided_on")) & ~Q(revocation_number="")),
                name="awards_awardrecord_revoked_by",
            ),
        ]
        indexes = [
            models.Index(fields=["award_code", "year"], name="awards_record_award_year"),
            models.Index(fields=["decision_number"], name="awards_record_number"),
            models.Index(
                fields=["revoked_on"],
                condition=Q(revoked_on__isnull=False),
                name="awards_record_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_name} – {self.subject}"


class YearRating(SubjectLink, Entry):
    """How the duties of a year were performed: the key fact of every title."""

    year = models.PositiveSmallIntegerField(_("year"))
    year_kind = models.CharField(
        _("kind of year"), max_length=10, choices=YearKind, default=YearKind.CALENDAR
    )
    rating = models.CharField(_("rating"), max_length=15, choices=Rating)
    number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the paper"), null=True, blank=True)
    file = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly rating")
        ordering = ["-year", "-pk"]
        constraints = [*ENTRY_CONSTRAINTS, *_once("yearrating", "year", "year_kind")]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_rating_display()}"


class Initiative(SubjectLink, Entry):
    """An initiative, topic or solution; it counts once somebody competent has recognised it."""

    title = models.CharField(_("title of the initiative"), max_length=300)
    scope = models.CharField(_("scope of influence"), max_length=10, choices=InitiativeScope)
    effect = models.TextField(_("effect"), blank=True)
    number = models.CharField(_("number of the recognition"), max_length=60, blank=True)
    recognised_on = models.DateField(_("recognised on"), null=True, blank=True)
    authority_name = models.CharField(_("recognised by"), max_length=200, blank=True)
    file = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    consumed_by = models.ForeignKey(
        AwardRecord,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name=_("used for"),
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        ordering = ["-recognised_on", "-pk"]
        constraints = [*ENTRY_CONSTRAINTS, *_once("initiative", "title")]

    def __str__(self) -> str:
        return self.title


class DisciplineRecord(SubjectLink, Entry):
    """A disciplinary measure."""

    level = models.CharField(_("measure"), max_length=10, choices=DisciplineLevel)
    number = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("date of the decision"))
    authority_name = models.CharField(_("decided by"), max_length=200, blank=True)
    file = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("disciplinary measure")
        ordering = ["-decided_on", "-pk"]
        constraints = [*ENTRY_CONSTRAINTS, *_once("discipline", "number", "decided_on")]

    def __str__(self) -> str:
        return f"{self.get_level_display()} ({self.number})"


class LeaveSpell(SubjectLink, Entry):
    """A spell away from work that the law speaks of; only persons are away."""

    kind = models.CharField(_("kind"), max_length=15, choices=LeaveKind)
    start = models.DateField(_("away from"))
    end = models.DateField(_("away to"), null=True, blank=True)
    grade = models.CharField(
        _("grade of the course"), max_length=10, choices=CourseGrade, blank=True
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("time away")
        ordering = ["-start", "-pk"]
        constraints = [
            *ENTRY_CONSTRAINTS,
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")),
                name="awards_leave_in_order",
                violation_error_message=_("The end may not lie before the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False), name="awards_leave_of_a_person"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class HoldQuerySet(SubjectQuerySet):
    """Holds."""

    def open(self) -> Self:
        """Return those that were not lifted."""
        return self.filter(lifted_on__isnull=True)


class HoldRecord(SubjectLink):
    """Something that is being looked into: until it is lifted, nobody decides on the subject.

    ``note`` is for the office alone (``rules.read_hold_note``): who complained, and of what.
    """

    reason = models.CharField(_("reason"), max_length=15, choices=HoldReason)
    note = models.TextField(_("note for the office"), blank=True)
    placed_on = models.DateField(_("placed on"))
    placed_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.TextField(_("outcome"), blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold")
        ordering = ["-placed_on", "-pk"]
        constraints = [
            *SubjectLink.Meta.constraints,
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True, outcome="")
                | (Q(lifted_on__gte=F("placed_on"), lifted_by__isnull=False) & ~Q(outcome="")),
                name="awards_hold_lifted_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} – {self.subject}"


KEPT = ("award_code", "decision_number", "decided_on", "person_id", "collective_id", "household_id")
protect(AwardRecord, columns=KEPT)
protect(YearRating, columns=("year", "year_kind", "rating", "person_id", "collective_id"))
protect(DisciplineRecord, columns=("level", "number", "decided_on", "person_id", "collective_id"))
