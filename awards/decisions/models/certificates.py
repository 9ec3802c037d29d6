"""Certificates, the gold book that numbers them, and their printing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from awards.decisions.enums import CertificateState
from awards.decisions.models.decisions import Decision, DecisionLine
from emulation.audit.triggers import protect
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.units.models import Unit


class GoldBook(models.Model):
    """The gold book (sổ vàng) of one authority and year: its last number, counted without gaps."""

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="gold_books")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "year"], name="awards_gold_book_once")
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.year}"


class CertificateBatch(models.Model):
    """One PDF of certificates in the order of their serials, for one run of the printer."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="batches")
    first = models.PositiveIntegerField(_("from number"))
    last = models.PositiveIntegerField(_("to number"))
    file = models.ForeignKey("emulation.StoredFile", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["decision", "first"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "first"], name="awards_batch_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="awards_batch_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


class CertificateQuerySet(ScopedQuerySet["Certificate"]):
    """Certificates."""

    reach = Reach(authority=("authority",), unit=("line__nominee__dossier__unit",))
    sees = (Sees("awards.view_certificates"),)


class Certificate(models.Model):
    """A certificate of one line: its serial, its place in the gold book, its code to verify it.

    It names its line's decision once more, so that thousands of a decision are counted by an index.
    One that was lost or spoiled stays with its number and code; another one ``replaces`` it.
    """

    line = models.ForeignKey(DecisionLine, models.PROTECT, related_name="certificates")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="certificates", db_index=False
    )
    authority = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField(_("number in the gold book"))
    code = models.CharField(max_length=40, unique=True)
    state = models.CharField(
        _("state"), max_length=12, choices=CertificateState, default=CertificateState.PREPARED
    )
    batch = models.ForeignKey(
        CertificateBatch, models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    received_by = models.CharField(_("received by"), max_length=200, blank=True)
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)
    created_at = models.DateTimeField()

    objects = CertificateQuerySet.as_manager()
    tones = CertificateState.tones

    class Meta:
        ordering = ["authority", "year", "serial"]
        indexes = [
            models.Index(fields=["decision", "state"], name="awards_certificate_state"),
            models.Index(fields=["decision", "serial"], name="awards_certificate_register"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=~Q(state=CertificateState.REPLACED),
                name="awards_certificate_of_line_once",
            ),
            models.UniqueConstraint(
                fields=["authority", "year", "serial"], name="awards_certificate_serial"
            ),
            models.CheckConstraint(
                condition=~Q(state=CertificateState.HANDED_OVER)
                | Q(handed_over_on__isnull=False) & ~Q(received_by=""),
                name="awards_certificate_received_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.serial}/{self.year}"


protect(Certificate, columns=("line_id", "authority_id", "year", "serial", "code", "replaces_id"))
protect(
    Certificate,
    becomes="(OLD.state IN ('revoked', 'replaced') AND NEW.state <> OLD.state) OR "
    "(OLD.state = 'handed_over' AND NEW.state NOT IN ('handed_over', 'replaced', 'revoked'))",
)
protect(
    GoldBook, when="OLD.last > 0", columns=("authority_id", "year"), becomes="NEW.last < OLD.last"
)
