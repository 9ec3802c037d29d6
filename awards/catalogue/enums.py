"""The words in which the law on emulation and commendation speaks of awards and facts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AwardKind(models.TextChoices):
    """Titles and forms are two things: one subject may get both at once."""

    TITLE = "title", _("Emulation title")
    FORM = "form", _("Form of commendation")


class SubjectKind(models.TextChoices):
    """Who can be honoured."""

    INDIVIDUAL = "individual", _("Individual")
    COLLECTIVE = "collective", _("Collective")
    HOUSEHOLD = "household", _("Household")


class CommendationType(models.TextChoices):
    """For what kind of achievement (loại hình khen thưởng)."""

    MERIT = "merit", _("Merit")
    CAMPAIGN = "campaign", _("By campaign")
    IRREGULAR = "irregular", _("Irregular achievement")
    CONTRIBUTION = "contribution", _("Long contribution")
    SENIORITY = "seniority", _("Seniority")
    DIPLOMATIC = "diplomatic", _("Diplomatic")


class Mark(models.TextChoices):
    """Whether a statement of the catalogue has been compared with a text of the law."""

    VERIFIED = "verified", _("Compared with a text")
    UNVERIFIED = "unverified", _("Not yet compared with a text")


class Route(models.TextChoices):
    """The way of appraisal between submission and decision."""

    SINGLE_RECHECK = "single_recheck", _("One appraiser, re-checked")
    TWO_INDEPENDENT = "two_independent", _("Two independent appraisers")
    STANDING_MEMBERS = "standing_members", _("Standing members of the council")
    WRITTEN_OPINIONS = "written_opinions", _("Written opinions")
    FULL_SESSION = "full_session", _("Full session of the council")


class CertificateForm(models.TextChoices):
    """What the honoured receive."""

    TITLE_CERTIFICATE = "title_certificate", _("Certificate of the title")
    DIPLOMA = "diploma", _("Diploma of merit")
    MERIT_CERTIFICATE = "merit_certificate", _("Certificate of merit")
    FLAG = "flag", _("Flag")


class RuleLevel(models.TextChoices):
    """Whether a rule looks at one nominee or at the whole dossier."""

    SUBJECT = "subject", _("Nominee")
    DOSSIER = "dossier", _("Dossier")


class YearKind(models.TextChoices):
    """Education counts by school year; everybody else by calendar year."""

    CALENDAR = "calendar", _("Calendar year")
    SCHOOL = "school", _("School year")


class Rating(models.TextChoices):
    """How the duties of a year were performed, best first."""

    EXCELLENT = "excellent", _("Duties completed excellently")
    GOOD = "good", _("Duties completed well")
    COMPLETED = "completed", _("Duties completed")
    NOT_COMPLETED = "not_completed", _("Duties not completed")

    def reaches(self, level: Rating) -> bool:
        """Return whether this rating is at least ``level``."""
        order = list(Rating)
        return order.index(self) <= order.index(level)


class DisciplineLevel(models.TextChoices):
    """Disciplinary measures, mildest first."""

    REPRIMAND = "reprimand", _("Reprimand")
    WARNING = "warning", _("Formal warning")
    PAY_CUT = "pay_cut", _("Reduction of salary")
    DEMOTION = "demotion", _("Demotion")
    REMOVAL = "removal", _("Removal from office")
    DISMISSAL = "dismissal", _("Dismissal")

    def reaches(self, level: DisciplineLevel) -> bool:
        """Return whether this measure is ``level`` or more severe."""
        order = list(DisciplineLevel)
        return order.index(self) >= order.index(level)


class InitiativeScope(models.TextChoices):
    """How far the effect of an initiative reaches, smallest first."""

    BASE = "base", _("Grassroots level")
    PROVINCE = "province", _("Provincial level")
    NATIONAL = "national", _("National level")

    def reaches(self, scope: InitiativeScope) -> bool:
        """Return whether this scope is ``scope`` or wider."""
        order = list(InitiativeScope)
        return order.index(self) >= order.index(scope)


class InfluenceScope(models.TextChoices):
    """How far the influence of an achievement reaches, smallest first."""

    DUTIES = "duties", _("One's own duties")
    UNIT = "unit", _("Unit")
    COMMUNE = "commune", _("Commune or unit of the grassroots")
    FIELD = "field", _("A field of the province")
    PROVINCE = "province", _("The whole province")

    def reaches(self, scope: InfluenceScope) -> bool:
        """Return whether this influence is ``scope`` or wider."""
        order = list(InfluenceScope)
        return order.index(self) >= order.index(scope)


class Occupation(models.TextChoices):
    """Which set of standards of the law speaks of a person."""

    OFFICIAL = "official", _("Official, civil servant or public employee")
    WORKER = "worker", _("Worker")
    FARMER = "farmer", _("Farmer")
    ARMED = "armed", _("Soldier or police officer")
    OTHER = "other", _("Other")


class LeaveKind(models.TextChoices):
    """Why somebody was away from work."""

    MATERNITY = "maternity", _("Maternity")
    RESCUE_INJURY = "rescue_injury", _("Injury from rescue or combat")
    STUDY = "study", _("Course of study")
    SICKNESS = "sickness", _("Sickness")
    UNPAID = "unpaid", _("Unpaid leave")


class CourseGrade(models.TextChoices):
    """How a course was completed, best first."""

    EXCELLENT = "excellent", _("Excellent grade")
    GOOD = "good", _("Good grade")
    FAIR = "fair", _("Fair grade")
    AVERAGE = "average", _("Average grade")
    FAILED = "failed", _("Course not passed")

    def reaches(self, grade: CourseGrade) -> bool:
        """Return whether this grade is at least ``grade``."""
        order = list(CourseGrade)
        return order.index(self) <= order.index(grade)


class MemberMeasure(models.TextChoices):
    """What is counted among the members of a collective."""

    ADVANCED_WORKERS = "advanced_workers", _("Advanced Workers")
    COMPLETED = "completed", _("Completed their duties")


class Criterion(models.TextChoices):
    """Standards that no record can show: the head of the unit confirms them."""

    CONDUCT = "conduct", _("Conduct, study and solidarity")
    OUTSTANDING = "outstanding", _("Outstanding among those who qualify")
    RESOURCEFULNESS = "resourcefulness", _("Resourcefulness in combat and training")
    UNITY = "unity", _("United collective with a regular movement")
    CLEAN_UNIT = "clean_unit", _("Targets exceeded, clean organisations, thrift")
    DUTIES = "duties", _("Good achievement in duties or movements")
