"""The records clerk's pages: what waits, the book of issued documents, books, legal bases."""

from __future__ import annotations

from io import BytesIO
from operator import itemgetter
from typing import Any

import rules
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from emulation.clock import today
from emulation.documents import forms, lists, selectors, services
from emulation.documents.models import LegalBasis, NumberBook
from emulation.documents.services import register
from emulation.typesetting.render import render_paper
from emulation.ui import excel
from emulation.ui.vietnamese import fold, format_number
from emulation.ui.views import ListPage, PortalView, ServiceFormView


class IssuedBook(ListPage):
    """The book of issued documents."""

    permission = "emulation.view_documents"
    template_name = "emulation/documents/list.html"
    listing = lists.ISSUED


class ClerkDesk(ListPage):
    """What waits for a number and what is being issued, the oldest signature first."""

    permission = "emulation.keep_records"
    template_name = "emulation/documents/list.html"
    listing = lists.WAITING

    def page_context(self) -> dict[str, Any]:
        """Say how many wait at each place."""
        waiting = selectors.waiting_counts(self.mandate)
        counts = {
            "a": format_number(waiting.unsigned),
            "b": format_number(waiting.unnumbered),
            "c": format_number(waiting.unissued),
        }
        lead = _("In the signing route: %(a)s · waiting for number: %(b)s · being issued: %(c)s")
        return {"lead": lead % counts}


class Books(ListPage):
    """The books of numbers."""

    permission = "emulation.view_books"
    template_name = "emulation/documents/list.html"
    listing = lists.BOOKS


class Book(ListPage):
    """The documents of one book by number."""

    permission = "emulation.view_books"
    template_name = "emulation/documents/list.html"
    listing = lists.OF_BOOK

    @cached_property
    def book(self) -> NumberBook:
        """The book of the address."""
        return self.found(selectors.books(self.mandate), pk=self.kwargs["pk"])

    def scope(self) -> dict[str, Any]:
        return {"pk": self.book.pk}

    def title(self) -> str:
        return _("Book %(book)s") % {"book": self.book}

    def head_actions(self) -> list[dict[str, Any]]:
        """Offer the whole register of the year, with the numbers that no document has."""
        forms_of = (("pdf", _("Register (PDF)")), ("xlsx", _("Register (Excel)")))
        return [
            {
                "url": reverse("documents:book-register", args=[self.book.pk, form]),
                "label": label,
                "icon": "download",
            }
            for form, label in forms_of
        ]


class BookRegister(PortalView):
    """The register of one book as a file: ``pdf`` to print, or ``xlsx``."""

    permission = "emulation.view_books"

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
        """Send the register; a book too long to lay out at once is offered as Excel only."""
        book = self.found(selectors.books(self.mandate), pk=pk)
        rows = register.register_rows(book)
        name = f"so-dang-ky-van-ban-di_{slugify(fold(str(book)))}.{form}"
        if form == "xlsx":
            file = BytesIO()
            columns = [
                excel.Column(head, itemgetter(at))
                for at, (head, _share) in enumerate(register.HEADS)
            ]
            excel.write_table(file, columns, rows, sheet=book.series, title=str(book), notes=[])
            file.seek(0)
            kind = excel.CONTENT_TYPE
            return FileResponse(file, as_attachment=True, filename=name, content_type=kind)
        if form != "pdf":
            raise Http404
        if len(rows) > register.MOST_PRINTED:
            sentence = _("The book has more than %(most)s lines; take it as Excel.")
            messages.warning(request, sentence % {"most": format_number(register.MOST_PRINTED)})
            return redirect("documents:book", pk=pk)
        pdf = render_paper(register.register_paper(book, rows)).pdf
        return FileResponse(BytesIO(pdf), filename=name, content_type="application/pdf")


class BookMode(ServiceFormView):
    """Says where a book's numbers come from."""

    permission = "emulation.manage_books"
    form_class = forms.BookModeForm
    title = gettext_lazy("Way of numbering")
    success_message = gettext_lazy("The way of numbering is set.")

    @cached_property
    def book(self) -> NumberBook:
        """The book of the address."""
        return self.found(selectors.books(self.mandate), pk=self.kwargs["pk"])

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"mode": self.book.mode}}

    def page_context(self) -> dict[str, Any]:
        return {"lead": str(self.book), "cancel_url": reverse("documents:books")}

    def perform(self, form: Any) -> str:
        services.set_numbering_mode(
            by=self.mandate,
            authority=self.book.authority,
            series=self.book.series,
            year=self.book.year,
            mode=form.cleaned_data["mode"],
        )
        return reverse("documents:books")


class SigningRoutes(ListPage):
    """The signing routes, step by step, the earlier ones too."""

    permission = "emulation.view_books"
    template_name = "emulation/documents/list.html"
    listing = lists.ROUTES

    def head_actions(self) -> list[dict[str, Any]]:
        if not rules.has_perm("emulation.set_signing_route", self.mandate):
            return []
        url, label = reverse("documents:set-signing-route"), _("Set a signing route")
        return [{"url": url, "label": label, "icon": "plus-lg", "tone": "brand"}]


class SetSigningRoute(ServiceFormView):
    """Sets a signing route from a day on."""

    permission = "emulation.set_signing_route"
    form_class = forms.SigningRouteForm
    title = gettext_lazy("Set a signing route")
    success_message = gettext_lazy("The signing route is set.")

    def form_kwargs(self) -> dict[str, Any]:
        authorities = selectors.route_keepers(self.mandate)
        return {"authorities": authorities, "initial": {"valid_from": today()}}

    def page_context(self) -> dict[str, Any]:
        return {"cancel_url": reverse("documents:signing-routes")}

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        services.set_signing_route(
            by=self.mandate,
            authority=data["authority"],
            kind=data["kind"],
            steps=form.steps(),
            valid_from=data["valid_from"],
        )
        return reverse("documents:signing-routes")


class LegalBases(ListPage):
    """Texts in force, cited by documents."""

    permission = "emulation.view_legal_bases"
    template_name = "emulation/documents/list.html"
    listing = lists.BASES

    def head_actions(self) -> list[dict[str, Any]]:
        if not rules.has_perm("emulation.manage_legal_bases", self.mandate):
            return []
        url, label = reverse("documents:legal-basis-add"), _("Add a legal basis")
        return [{"url": url, "label": label, "icon": "plus-lg", "tone": "brand"}]


class LegalBasisAdd(ServiceFormView):
    """A new legal basis."""

    permission = "emulation.manage_legal_bases"
    form_class = forms.LegalBasisForm
    title = gettext_lazy("Add a legal basis")
    success_message = gettext_lazy("The legal basis is saved.")

    @property
    def basis(self) -> LegalBasis | None:
        """None: a new one."""
        return None

    def form_kwargs(self) -> dict[str, Any]:
        """Edit the basis of the address, or a new one."""
        return {"instance": self.basis} if self.basis else {}

    def page_context(self) -> dict[str, Any]:
        return {"cancel_url": reverse("documents:legal-bases")}

    def perform(self, form: Any) -> str:
        services.save_legal_basis(by=self.mandate, values=form.entered(), basis=self.basis)
        return reverse("documents:legal-bases")


class LegalBasisEdit(LegalBasisAdd):
    """Corrects a legal basis."""

    title = gettext_lazy("Edit the legal basis")

    @cached_property
    def basis(self) -> LegalBasis:
        """The basis of the address."""
        return self.found(LegalBasis.objects.all(), pk=self.kwargs["pk"])
