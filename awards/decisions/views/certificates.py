"""Certificates: the register of a decision, batches to print, handing over, one sheet."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from awards.decisions import forms, services
from awards.decisions.enums import CertificateState
from awards.decisions.lists import CERTIFICATES
from awards.decisions.models import Certificate, CertificateBatch
from awards.decisions.views.pages import OfDecision
from awards.decisions.workflow import CERTIFICATE
from emulation.ui.errors import DomainError
from emulation.ui.views import ActionView, ListPage, PortalView
from emulation.workflow.views import TakeStep


class CertificateRegister(OfDecision, ListPage):
    """The certificates of a decision with their numbers, steps and receivers."""

    template_name = "awards/decisions/certificates.html"
    listing = CERTIFICATES

    def page_context(self) -> dict[str, Any]:
        decision = self.decision
        keeps = rules.has_perm("awards.keep_certificates", self.mandate, decision)
        counts = dict(
            Certificate.objects.visible_to(self.mandate)
            .filter(decision=decision)
            .order_by()
            .values_list("state")
            .annotate(Count("pk"))
        )
        return {
            "lead": str(decision.document.code if decision.document else decision.subject),
            "object": decision,
            "batches": self._batches() if keeps else [],
            "job": decision.certificate_job,
            "keeps": keeps,
            "counts": [
                (state.label, counts[state]) for state in CertificateState if state in counts
            ],
        }

    def _batches(self) -> QuerySet[CertificateBatch]:
        waiting = Certificate.objects.filter(batch=OuterRef("pk"), state=CertificateState.PREPARED)
        batches = self.decision.batches.select_related("file")
        return batches.annotate(waits_for_printer=Exists(waiting))


class BatchPrinted(OfDecision, ActionView):
    """Notes that a whole batch was printed."""

    permission = "awards.keep_certificates"

    def perform(self) -> str:
        """Mark those of the batch that wait for the printer."""
        batch: CertificateBatch = self.found(self.decision.batches.all(), pk=self.kwargs["batch"])
        waiting = batch.certificates.filter(state=CertificateState.PREPARED)
        services.mark_printed(by=self.mandate, certificates=waiting.select_related("authority"))
        return reverse("decisions:certificates", args=[self.decision.pk])

    def fallback(self) -> str:
        """Return to the register."""
        return reverse("decisions:certificates", args=[self.decision.pk])


class CertificatesRetry(OfDecision, ActionView):
    """Makes the certificates again after the job failed."""

    permission = "awards.keep_certificates"

    def perform(self) -> str:
        services.retry_certificates(by=self.mandate, decision=self.decision)
        return reverse("decisions:certificates", args=[self.decision.pk])


class OfCertificate(PortalView):
    """A page about one visible certificate."""

    permission = "awards.keep_certificates"

    @cached_property
    def certificate(self) -> Certificate:
        """The certificate of the address."""
        rows = Certificate.objects.visible_to(self.mandate).select_related(
            "authority", "batch__file__blob", "line__decision"
        )
        return self.found(rows, pk=self.kwargs["pk"])

    @property
    def record(self) -> Certificate:
        """The record that takes steps."""
        return self.certificate

    def permission_object(self) -> Certificate:
        return self.certificate

    def register(self) -> str:
        """Return the address of the register."""
        return reverse("decisions:certificates", args=[self.certificate.line.decision_id])


class CertificateStep(OfCertificate, TakeStep):
    """Takes a step of one certificate."""

    permission = ""
    workflow = CERTIFICATE
    forms = {"hand_over": forms.ReceiverForm}

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the decision by its register to the certificate."""
        decision = self.certificate.line.decision
        return [
            (str(_("Decisions")), reverse("decisions:list")),
            (decision.subject, decision.get_absolute_url()),
            (str(_("Certificates")), self.register()),
        ]

    def address(self) -> str:
        return self.register()


class CertificateFile(OfCertificate):
    """One certificate as a PDF, taken from its batch."""

    permission = "awards.view_decisions"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send it, or say that it is still being made."""
        try:
            content = services.single_sheet(self.certificate)
        except DomainError as error:
            return HttpResponse(error.message, status=error.status, content_type="text/plain")
        response = HttpResponse(content, content_type="application/pdf")
        name = f"chung-nhan-{self.certificate.year}-{self.certificate.serial}.pdf"
        response["Content-Disposition"] = f'inline; filename="{name}"'
        response["Cache-Control"] = "no-store"
        return response
