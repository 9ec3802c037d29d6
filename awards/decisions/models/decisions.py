"""Decisions with their lines and bonus, and what a revocation takes back."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.decisions.enums import DecisionKind, DecisionState
from awards.ledger.models import AwardRecord
from awards.nominations.models import Nominee, Round
from emulation.audit.triggers import protect
from emulation.jobs.models import Job
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.ui.models import FigureField, Searchable, SearchQuerySet, Versioned
from emulation.units.models import Unit


class DecisionQuerySet(ScopedQuerySet["Decision"]):
    """Decisions."""

    reach = Reach(authority=("authority",))
    sees = (
        Sees("awards.view_decisions", Q(state__in=DecisionState.FINAL)),
        Sees("awards.view_draft_decision"),
    )

    def public(self) -> Self:
        """Return what is read without signing in."""
        return self.published()

    def published(self) -> Self:
        """Return what anybody may read: issued, published by a named officer, not held back."""
        return self.filter(
            state__in=DecisionState.FINAL, publication__isnull=False, hold_back=False
        )


class Decision(Versioned):
    """A commendation decision of one authority: signed, numbered and issued as a document.

    ``honoured`` and ``bonus`` (in đồng) are those of its standing lines, kept because the list of
    decisions would otherwise add up thousands of lines for each.
    """

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
    tones = DecisionState.tones
    document = models.OneToOneField(
        "emulation.Document", models.PROTECT, null=True, blank=True, related_name="award_decision"
    )
    proposal = models.CharField(
        _("on the proposal of"),
        max_length=400,
        blank=True,
        help_text=_("As it stands after “Theo đề nghị của”."),
    )
    executors = models.CharField(_("carried out by"), max_length=500, blank=True)
    deputy_title = models.CharField(
        _("signed by a deputy as"),
        max_length=80,
        blank=True,
        help_text=_("For example: Phó Chủ tịch. Leave empty when the head signs."),
    )
    signer_name = models.CharField(_("signer"), max_length=100, blank=True)
    from_paper = models.BooleanField(_("recorded from paper"), default=False, editable=False)
    fund = models.CharField(_("paid from"), max_length=200, blank=True)
    hold_back = models.BooleanField(_("not published"), default=False)
    hold_back_reason = models.CharField(max_length=300, blank=True)
    certificate_job = models.ForeignKey(
        Job, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    honoured = models.PositiveIntegerField(_("honoured"), default=0, editable=False)
    bonus = models.PositiveBigIntegerField(_("bonus"), default=0, editable=False)

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
            models.CheckConstraint(
                condition=Q(hold_back=False) | ~Q(hold_back_reason=""),
                name="awards_decision_held_back_why",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        revokes = self.kind == DecisionKind.REVOCATION
        return reverse(f"decisions:{'revocation' if revokes else 'decision'}", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether its list and wording may still be changed."""
        return self.state == DecisionState.DRAFT


class DecisionLineQuerySet(ScopedQuerySet, SearchQuerySet):  # type: ignore[override]
    """Lines of decisions."""

    reach = Reach(authority=("decision__authority",), unit=("nominee__dossier__unit",))
    sees = (
        Sees("awards.view_decisions", Q(hold_back=False, decision__hold_back=False)),
        Sees("awards.view_held_back_names"),
    )
    through = "decision"

    def public(self) -> Self:
        """Return what is read without signing in."""
        return self.honoured()

    def standing(self) -> Self:
        """Return those that were not struck."""
        return self.filter(struck=False)

    def honoured(self) -> Self:
        """Return what the public reads: published, standing, neither held back nor revoked."""
        return self.standing().filter(
            decision__state__in=DecisionState.FINAL,
            decision__publication__isnull=False,
            decision__hold_back=False,
            hold_back=False,
            record__isnull=False,
            record__revoked_on__isnull=True,
        )


class DecisionLine(Searchable):
    """One honoured subject: award, bonus with its sources, raw and paid amounts in đồng.

    ``part`` is the part of the annex in which its kind of subject stands.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lines", db_index=False)
    part = models.PositiveSmallIntegerField(editable=False)
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

    objects = DecisionLineQuerySet.as_manager()

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
        indexes = [
            models.Index(fields=["decision", "part", "order"], name="awards_line_in_order"),
            models.Index(
                fields=["decision", "struck", "part"],
                include=["hold_back", "raw_amount", "paid_amount"],
                name="awards_line_totals",
            ),
            models.Index(
                fields=["decision"], condition=Q(hold_back=True), name="awards_line_held_back"
            ),
            models.Index(
                fields=["nominee"],
                condition=Q(struck=False, record__isnull=True),
                name="awards_line_not_issued",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.name}"

    def search_source(self) -> str:
        return f"{self.name} {self.position}"

    @property
    def only_highest_is_paid(self) -> bool:
        """Whether its bonus gives way to a higher title of the same subject and period."""
        return self.raw_amount > 0 and self.paid_amount == 0


class RevokedLine(models.Model):
    """A line that a revocation takes back, with the bonus to be recovered in đồng."""

    revocation = models.ForeignKey(Decision, models.PROTECT, related_name="revoked_lines")
    line = models.OneToOneField(DecisionLine, models.PROTECT, related_name="revoked_by")
    amount = models.PositiveBigIntegerField(_("to be recovered"), default=0)

    class Meta:
        ordering = ["revocation", "line__order"]

    def __str__(self) -> str:
        return str(self.line)


protect(
    DecisionLine,
    when="OLD.record_id IS NOT NULL",
    columns=(
        "decision_id", "part", "order", "nominee_id", "award_code", "name", "position", "struck",
        "coefficient", "base_salary", "raw_amount", "paid_amount", "record_id",
    ),
)  # fmt: skip
protect(
    Decision,
    when="OLD.state IN ('issued', 'revoked')",
    columns=(
        "authority_id",
        "round_id",
        "kind",
        "revokes_id",
        "subject",
        "reason",
        "document_id",
        "proposal",
        "executors",
        "deputy_title",
        "signer_name",
        "from_paper",
        "fund",
        "created_by_id",
        "created_at",
        "issued_at",
    ),  # fmt: skip
    becomes="NEW.state NOT IN ('issued', 'revoked') "
    "OR (OLD.state = 'revoked' AND NEW.state <> 'revoked')",
)
protect(
    DecisionLine,
    when="(SELECT state FROM awards_decision WHERE id = OLD.decision_id) IN ('issued', 'revoked')",
    columns=(
        "decision_id", "part", "order", "nominee_id", "award_code", "name", "position",
        "achievement", "struck", "strike_reason", "coefficient", "base_salary", "raw_amount",
        "paid_amount", "bonus_article",
    ),
)  # fmt: skip
protect(
    RevokedLine,
    when="(SELECT state FROM awards_decision WHERE id = OLD.revocation_id) "
    "IN ('issued', 'revoked')",
)
