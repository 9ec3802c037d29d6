"""Decisions with their lines and bonus, certificates, publication."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from awards.decisions.enums import CertificateState, DecisionKind, DecisionState
from awards.ledger.models import AwardRecord
from awards.nominations.models import Nominee, Round
from emulation.audit.triggers import protect
from emulation.jobs.models import Job
from emulation.people.enums import Role
from emulation.ui.models import FigureField, Versioned
from emulation.units.models import Unit


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions."""

    def published(self) -> Self:
        """Return what anybody may read: issued, and published by a named officer."""
        return self.filter(state__in=DecisionState.FINAL, publication__isnull=False)

    def visible_to(self, mandate: Any) -> Self:
        """Return issued ones to all who are signed in, drafts to their authority."""
        if mandate is None:
            return self.published()
        if mandate.role in {Role.AUDITOR, Role.CLERK} and mandate.unit.level == "province":
            return self
        return self.filter(Q(state__in=DecisionState.FINAL) | Q(authority=mandate.unit_id))


class Decision(Versioned):
    """A commendation decision of one authority: signed, numbered and issued as a document."""

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="award_decisions")
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=DecisionKind, default=DecisionKind.AWARD
    )
    revokes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revocations"
    )
    subject = models.CharField(_("subject"), max_length=300)
    reason = models.TextField(_("for"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=DecisionState, default=DecisionState.DRAFT
    )
    document = models.OneToOneField(
        "emulation.Document", models.PROTECT, null=True, blank=True, related_name="award_decision"
    )
    fund = models.CharField(_("paid from"), max_length=200, blank=True)
    certificate_job = models.ForeignKey(
        Job, models.PROTECT, null=True, blank=True, related_name="+"
    )
    certificates_pdf = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DecisionState.DRAFT) | Q(document__isnull=False),
                name="awards_decision_has_document",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(DecisionState.FINAL)) | Q(issued_at__isnull=False),
                name="awards_decision_issued_when",
            ),
            models.CheckConstraint(
                condition=~Q(kind=DecisionKind.REVOCATION) | Q(revokes__isnull=False),
                name="awards_revocation_names_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class DecisionLine(models.Model):
    """One honoured subject: award, bonus with its sources, raw and paid amounts in đồng."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="lines")
    order = models.PositiveIntegerField(_("place in the list"))
    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="decision_lines")
    award_code = models.CharField(_("award"), max_length=40)
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=300, blank=True)
    achievement = models.TextField(blank=True)
    coefficient = FigureField(_("coefficient"), default=0)
    base_salary = models.PositiveIntegerField(_("base salary"), default=0)
    raw_amount = models.PositiveBigIntegerField(_("computed"), default=0)
    paid_amount = models.PositiveBigIntegerField(_("paid"), default=0)
    bonus_article = models.CharField(max_length=200, blank=True)
    struck = models.BooleanField(_("struck before signing"), default=False)
    strike_reason = models.CharField(max_length=300, blank=True)
    hold_back = models.BooleanField(_("not published"), default=False)
    hold_back_reason = models.CharField(max_length=300, blank=True)
    record = models.OneToOneField(
        AwardRecord, models.PROTECT, null=True, blank=True, related_name="decision_line"
    )

    class Meta:
        ordering = ["decision", "order"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "order"], name="awards_line_order"),
            models.UniqueConstraint(fields=["decision", "nominee"], name="awards_line_once"),
            models.UniqueConstraint(
                fields=["nominee"],
                condition=Q(struck=False),
                name="awards_nominee_decided_once",
                violation_error_message=_("This nominee stands in another decision."),
            ),
            models.CheckConstraint(
                condition=Q(paid_amount__gte=F("raw_amount")) | Q(paid_amount=0),
                name="awards_line_rounded_up",
            ),
            models.CheckConstraint(
                condition=Q(struck=False) | ~Q(strike_reason=""), name="awards_strike_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(hold_back=False) | ~Q(hold_back_reason=""),
                name="awards_hold_back_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.name}"


class Certificate(models.Model):
    """A certificate of one line: its serial, its place in the gold book, its code to verify it."""

    line = models.OneToOneField(DecisionLine, models.PROTECT, related_name="certificate")
    authority = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField(_("number in the gold book"))
    code = models.CharField(max_length=40, unique=True)
    state = models.CharField(
        _("state"), max_length=12, choices=CertificateState, default=CertificateState.PREPARED
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["authority", "year", "serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "serial"], name="awards_certificate_serial"
            )
        ]

    def __str__(self) -> str:
        return f"{self.serial}/{self.year}"


class Publication(models.Model):
    """That a decision was published, by whom and when, after a preview."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="publication")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.decision)


protect(
    Certificate,
    columns=("line_id", "authority_id", "year", "serial", "code"),
)
