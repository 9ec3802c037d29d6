"""Entry: the grid with its autosave, and entry for a unit."""

from __future__ import annotations

from typing import Any

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.reports import services
from campaigns.reports.fields import VERSION
from campaigns.reports.forms import OnBehalfForm
from campaigns.reports.grid import CellForm, EntryForm
from campaigns.reports.models import Evidence, ReportLine
from campaigns.reports.selectors import EntryLine, entry_lines, proofs_of
from campaigns.reports.services.entry import NARRATIVE, LineConflict, LineRefused
from campaigns.reports.services.running import is_running
from campaigns.reports.views.base import OfReport, ReportForm
from campaigns.reports.workflow import WORKFLOW
from emulation.clock import now
from emulation.ui.errors import DomainError, NotAllowed


class Entry(ReportForm):
    """The grid of one report."""

    permission = "campaigns.edit_report"
    template_name = "campaigns/reports/entry.html"
    form_class = EntryForm
    title = gettext_lazy("Enter the report")

    @property
    def submits(self) -> bool:
        """Whether the report is handed on at once."""
        return "submit" in self.request.POST

    def said_afterwards(self) -> str:
        if self.submits:
            return WORKFLOW.sentence("submit", self.report)
        return _("The report is saved.")

    @cached_property
    def lines(self) -> list[EntryLine]:
        """The report's lines."""
        return entry_lines(self.report, self.proofs)

    @cached_property
    def proofs(self) -> list[Evidence]:
        """The report's evidence, read once for the grid and for the table below it."""
        return proofs_of(self.report)

    def form_kwargs(self) -> dict[str, Any]:
        asked = self.asked_back()
        points = asked.points if asked else []
        return {"lines": self.lines, "report": self.report, "asked": points}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the grid while the report may change; else the report, and why."""
        if not (self.report.is_editable and is_running(self.report)):
            state = {"state": self.report.get_state_display()}
            words = _("This report is “%(state)s” and no longer changes.")
            if self.report.is_editable:
                words = _("The campaign does not run any more; its reports stand.")
            messages.info(request, words % state)
            return redirect(self.address())
        return super().get(request, *args, **kwargs)

    def perform(self, form: EntryForm) -> str:
        """Save; with the button "Submit" hand it on at once."""
        narrative, before = form.narrative()
        try:
            report = services.save_report(
                by=self.mandate,
                report=self.report,
                lines=form.entries(),
                narrative=narrative,
                before=before,
            )
        except LineConflict as conflict:
            form.refuse_for(conflict)
            raise
        except LineRefused as error:
            form.refuse_for(error)
            raise ValidationError({}) from error
        if self.submits:
            services.submit_report(by=self.mandate, report=report)
            return self.address()
        return reverse("reports:entry", args=[report.pk])

    def form_page(self, form: Any, status: int = 200) -> HttpResponse:
        """Show what was typed; after a conflict the next save meets the present state."""
        if status == LineConflict.status:
            form.data = form.data.copy()
            for entry in entry_lines(self.report):
                form.data[f"{VERSION}-{entry.line.pk}"] = str(entry.line.version)
            for name in NARRATIVE:
                fresh = (
                    type(self.report).objects.values_list(name, flat=True).get(pk=self.report.pk)
                )
                form.data[f"was-{name}"] = fresh
        return super().form_page(form, status)

    def page_context(self) -> dict[str, Any]:
        blank = sum(1 for line in self.lines if line.line.value is None)
        names: dict[int | None, str] = {line.line.pk: line.indicator.name for line in self.lines}
        return {
            **super().page_context(),
            "lines": self.lines,
            "blank": blank,
            "returned": self.asked_back(),
            "cells_at": self.request.path,
            "autosave_url": reverse("reports:save-field", args=[self.report.pk]),
            "proofs": [(proof, names.get(proof.line_id, "")) for proof in self.proofs],
            "may_submit": _may_submit(self.mandate, self.report),
        }


def _may_submit(mandate: Any, report: Any) -> bool:
    return bool(rules.has_perm("campaigns.submit_report", mandate, report))


class SaveField(OfReport):
    """Autosave of one figure or one text; answers JSON."""

    permission = "campaigns.edit_report"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or say beside the field why not; a conflict shows both values."""
        try:
            return self._saved(request)
        except LineConflict as conflict:
            words = " ".join(conflict.conflicts.values())
            return JsonResponse({"error": words}, status=409)
        except NotAllowed as error:
            return JsonResponse({"error": error.message}, status=403)
        except DomainError as error:
            return JsonResponse({"error": error.message}, status=error.status)
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=422)

    def _saved(self, request: HttpRequest) -> HttpResponse:
        answer: dict[str, Any] = {}
        if "text" in request.POST:
            services.save_field(
                by=self.mandate,
                report=self.report,
                name=request.POST.get("name", ""),
                text=request.POST["text"][:20_000],
                shown=request.POST.get("shown"),
            )
            answer["shown"] = request.POST["text"]
        else:
            form = CellForm(request.POST)
            if not form.is_valid():
                raise ValidationError([m for found in form.errors.values() for m in found])
            entry = form.entry()
            services.save_field(by=self.mandate, report=self.report, entry=entry)
            answer["version"] = ReportLine.objects.values_list("version", flat=True).get(
                pk=entry.line
            )
        return JsonResponse({**answer, "saved_at": f"{now():%H:%M}"})


class EnterForUnit(ReportForm):
    """Begins the entry of a report for a unit."""

    permission = "campaigns.enter_for_unit"
    form_class = OnBehalfForm
    title = gettext_lazy("Enter for the unit")
    submit_label = gettext_lazy("Go on to the figures")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say before the form is filled in why the report cannot be entered."""
        if why := services.why_not_for_unit(self.report):
            messages.warning(request, why)
            return redirect(self.address())
        return super().get(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        """Start from now."""
        moment = now()
        return {
            "version": self.report.version,
            "initial": {"day": moment.date(), "time": f"{moment:%H:%M}"},
        }

    def perform(self, form: OnBehalfForm) -> str:
        data = form.entered()
        services.begin_for_unit(
            by=self.mandate,
            report=self.report,
            channel=data["channel"],
            received_at=form.received_at(),
            incoming_number=data["incoming_number"],
            scan=data["scan"],
            version=form.cleaned_data["version"],
        )
        return reverse("reports:entry", args=[self.report.pk])
