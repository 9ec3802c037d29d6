"""Official documents: legal bases, books of numbers, the documents and their signing routes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emulation.audit.triggers import protect
from emulation.documents.enums import DocumentState, NumberingMode, StepState
from emulation.documents.registry import kinds
from emulation.jobs.models import Job
from emulation.people.enums import Role
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.ui.models import Dated, DatedQuerySet, Searchable, SearchQuerySet, Versioned
from emulation.units.models import Unit


class LegalBasis(Dated):
    """A text in force from a day to a day, cited by documents issued in that time."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    citation = models.CharField(
        _("citation"),
        max_length=500,
        help_text=_("As it stands after “Căn cứ”, without the final mark."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kinds = models.JSONField(
        _("cited by"), default=list, blank=True, help_text=_("Kinds of document; empty: all.")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal basis")
        ordering = ["order", "valid_from"]
        constraints = [*Dated.Meta.constraints]

    def __str__(self) -> str:
        return self.citation


class NumberBook(models.Model):
    """The book of one authority, kind and year.

    Internal: ``last`` counts up in the numbering transaction, without gaps. External: the clerk
    types the number of the agency's own register; unique, holes allowed.
    """

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="number_books")
    series = models.CharField(_("series"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    mode = models.CharField(_("numbering"), max_length=10, choices=NumberingMode)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        ordering = ["-year", "authority__order", "series"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "series", "year"], name="emulation_book_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority.label} {self.series} {self.year}"


class SigningRouteStep(Dated):
    """A step of an authority's signing route (trình ký) for a kind ("" = every kind)."""

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="signing_route")
    kind = models.CharField(_("kind of document"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("step"), max_length=120)
    role = models.CharField(_("taken by"), max_length=20, choices=Role, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["authority", "kind", "order"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["authority", "kind", "order", "valid_from"], name="emulation_route_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentQuerySet(ScopedQuerySet, SearchQuerySet):  # type: ignore[override]
    """Official documents: issued ones are read by all, others by their authority."""

    reach = Reach(authority=("authority",))
    sees = (
        Sees("emulation.view_document", Q(state=DocumentState.ISSUED)),
        Sees("emulation.view_draft_documents"),
    )


class Document(Versioned, Searchable):
    """One official document from draft to issue; once issued it never changes.

    ``paper`` is the typed context as JSON. ``signed_digest`` is of its wording and signer when the
    signature was given; nothing else is numbered, rendered or issued. Numbering freezes the text
    together with the number; the bytes are rendered from it once, hashed and kept. Drafter, signer
    and clerk are three accounts; where the signature was given outside, the paper itself shows the
    second person, and the fields name who recorded it.
    """

    kind = models.CharField(_("kind"), max_length=40)
    authority = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    subject = models.CharField(_("subject"), max_length=500)
    paper = models.JSONField(default=dict)
    paper_digest = models.CharField(max_length=64)
    template_version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        _("state"), max_length=10, choices=DocumentState, default=DocumentState.DRAFT
    )
    tones = DocumentState.tones
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    drafted_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    drafted_account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    preview_job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    preview_digest = models.CharField(max_length=64, blank=True)
    preview_findings = models.JSONField(default=list)
    preview_pdf = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    preview_docx = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signed_outside = models.BooleanField(default=False)
    signer_name = models.CharField(_("signer"), max_length=100, blank=True)
    signer_position = models.CharField(_("position of the signer"), max_length=120, blank=True)
    signed_digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    signed_file = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    differences = models.TextField(_("differences from the draft"), blank=True)
    book = models.ForeignKey(
        NumberBook, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    suffix = models.CharField(_("suffix"), max_length=5, blank=True)
    code = models.CharField(_("number and symbol"), max_length=60, blank=True)
    issued_on = models.DateField(_("dated"), null=True, blank=True)
    numbered_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    numbered_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    numbered_at = models.DateTimeField(null=True, blank=True)
    sealed = models.BooleanField(_("sealed"), default=False)
    issue_job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    pdf = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    docx = models.ForeignKey(
        "emulation.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    verification_code = models.CharField(max_length=40, unique=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("official document")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "number", "suffix"],
                name="emulation_document_number",
                violation_error_message=_("This number is taken in the book."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"])
                | Q(signed_at__isnull=False, signed_by__isnull=False, signed_account__isnull=False),
                name="emulation_document_signed_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(DocumentState.FROZEN))
                | Q(
                    book__isnull=False,
                    number__isnull=False,
                    issued_on__isnull=False,
                    numbered_by__isnull=False,
                    numbered_account__isnull=False,
                    numbered_at__isnull=False,
                ),
                name="emulation_document_numbered_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state=DocumentState.ISSUED)
                | Q(issued_at__isnull=False, pdf__isnull=False, docx__isnull=False),
                name="emulation_document_issued_with_files",
            ),
            models.CheckConstraint(
                condition=~Q(signed_outside=True) | Q(signed_file__isnull=False),
                name="emulation_document_outside_has_file",
            ),
            models.CheckConstraint(
                condition=Q(signed_account__isnull=True)
                | Q(signed_outside=True)
                | ~Q(signed_account=F("drafted_account")),
                name="emulation_document_signer_not_drafter",
                violation_error_message=_("Who drafted a document may not sign it."),
            ),
            models.CheckConstraint(
                condition=Q(numbered_account__isnull=True)
                | Q(signed_outside=True)
                | (
                    ~Q(numbered_account=F("drafted_account"))
                    & ~Q(numbered_account=F("signed_account"))
                ),
                name="emulation_document_clerk_is_third",
                violation_error_message=_("Who drafted or signed a document may not number it."),
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="emulation_document_state")]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}".strip()

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])

    @property
    def kind_name(self) -> Any:
        """The name of its kind."""
        kind = kinds.get(self.kind)
        return kind.name if kind else self.kind

    @property
    def authentic_file(self) -> Any:
        """The file that was signed outside, which is the document; else the one made here."""
        return self.signed_file or self.pdf

    def search_source(self) -> str:
        return f"{self.code} {self.subject}"


class SigningStep(models.Model):
    """A step of one document's route: done here, or recorded as done outside."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    state = models.CharField(max_length=10, choices=StepState, default=StepState.WAITING)
    tones = StepState.tones
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        "emulation.Mandate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="emulation_step_order"),
            models.CheckConstraint(
                condition=Q(state=StepState.WAITING)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="emulation_step_done_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SignedFileCheck(models.Model):
    """That a signed file was held against the draft: what was found, and who answers for it.

    ``findings`` are sentences, ``passages`` the differing words (kind, before, drafted, signed).
    A file without text, such as a scan, was compared by eye. Written once, with the file itself.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="signed_file_checks")
    sha256 = models.CharField(max_length=64)
    has_text = models.BooleanField(_("has text"))
    findings = models.JSONField(default=list)
    passages = models.JSONField(default=list)
    reason = models.TextField(_("reason"), blank=True)
    confirmed_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["document", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(findings=[], passages=[]) | ~Q(reason=""),
                name="emulation_difference_has_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.sha256}"


_SIGNED = (
    "kind", "authority_id", "subject", "template_version", "corrects_id", "drafted_by_id",
    "drafted_account_id", "signed_by_id", "signed_account_id", "signed_at", "signed_outside",
    "signer_name", "signer_position", "signed_digest", "verification_code",
)  # fmt: skip
_NUMBERED = (
    "paper", "paper_digest", "number", "suffix", "code", "book_id", "issued_on", "numbered_by_id",
    "numbered_account_id", "numbered_at", "sealed",
)  # fmt: skip
protect(Document, when="OLD.state = 'issued'")
protect(
    Document,
    when="OLD.state = 'numbered'",
    columns=(*_SIGNED, *_NUMBERED),
    becomes="NEW.state NOT IN ('numbered', 'issued')",
)
# what was signed leaves its text and signer only by returning to the drafter
protect(
    Document,
    when="OLD.state = 'signed'",
    columns=_SIGNED,
    becomes="NEW.state NOT IN ('signed', 'numbered')",
    unless="NEW.state = 'draft'",
)
protect(
    Document,
    when="OLD.state = 'signed'",
    columns=("paper", "paper_digest"),
    unless="NEW.state IN ('draft', 'numbered')",
)
protect(
    SigningStep,
    when="(SELECT state FROM emulation_document WHERE id = OLD.document_id) "
    "IN ('signed', 'numbered', 'issued')",
)
protect(NumberBook, when="OLD.last > 0", columns=("authority_id", "series", "year", "mode"))
protect(NumberBook, becomes="NEW.last NOT IN (OLD.last, OLD.last + 1)", allow_delete=True)
protect(SignedFileCheck)
