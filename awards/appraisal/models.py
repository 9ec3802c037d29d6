"""Appraisals and declared conflicts of interest."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from awards.appraisal.enums import AppraisalState, Turn, Verdict
from awards.nominations.models import Nominee
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.ui.models import FigureField, Versioned
from emulation.units.models import Unit


def _open_to_appraiser(mandate: Any) -> Q:
    """Return the filter of one's own, and of the others' on the same nominees once one has spoken.

    Two independent appraisers do not see each other before both have spoken; who re-checks sees
    the first appraisal.
    """
    own = Appraisal.objects.filter(appraiser=mandate.account_id)
    mine = own.exclude(state=AppraisalState.RECUSED)
    open_to = mine.filter(Q(state=AppraisalState.SUBMITTED) | Q(turn=Turn.RECHECK))
    others = Exists(open_to.filter(nominee=OuterRef("nominee")))
    return Q(appraiser=mandate.account_id) | Q(others, state=AppraisalState.SUBMITTED)


class AppraisalQuerySet(ScopedQuerySet["Appraisal"]):
    """Appraisals: one's own to an appraiser, all of the authority to its office and secretary."""

    reach = Reach(authority=("nominee__round__authority",))
    sees = (Sees("awards.view_appraisals", assigned=_open_to_appraiser),)


class Appraisal(Versioned):
    """One appraiser's work on one nominee.

    The appraiser's unit and the nominee's unit stand in the row, so that the database itself
    refuses an appraisal of the own unit.
    """

    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="appraisals")
    turn = models.CharField(_("turn"), max_length=10, choices=Turn)
    appraiser = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appraisals"
    )
    mandate = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    appraiser_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    nominee_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=AppraisalState, default=AppraisalState.ASSIGNED
    )
    tones = AppraisalState.tones
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    score = FigureField(_("score"), null=True, blank=True)
    reason = models.TextField(_("reasons"), blank=True)
    missing = models.TextField(_("what is missing"), blank=True)
    remark = models.TextField(_("remark of the re-check"), blank=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    due_on = models.DateField(_("due on"), null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = _("appraisal")
        ordering = ["nominee__dossier__unit__order", "nominee__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nominee", "turn"],
                condition=~Q(state=AppraisalState.RECUSED),
                name="awards_appraisal_one_a_turn",
            ),
            models.UniqueConstraint(
                fields=["nominee", "appraiser"], name="awards_appraisal_once_each"
            ),
            models.CheckConstraint(
                condition=~Q(appraiser_unit=F("nominee_unit")),
                name="awards_appraisal_not_own_unit",
                violation_error_message=_("Nobody appraises nominees of the own unit."),
            ),
            models.CheckConstraint(
                condition=~Q(state=AppraisalState.SUBMITTED)
                | Q(submitted_at__isnull=False) & ~Q(verdict=""),
                name="awards_appraisal_has_verdict",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100),
                name="awards_appraisal_score_range",
                violation_error_message=_("The score lies between 0 and 100."),
            ),
        ]
        indexes = [models.Index(fields=["appraiser", "state", "id"], name="awards_appraisal_queue")]

    def __str__(self) -> str:
        return f"{self.nominee} – {self.get_turn_display()}"


class Conflict(models.Model):
    """A conflict of interest that somebody declared about a nominee (kin, subordinate, other)."""

    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="conflicts")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nominee", "account"], name="awards_conflict_once")
        ]

    def __str__(self) -> str:
        return self.reason
