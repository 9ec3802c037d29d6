"""The lists of official documents, their books, signing routes and legal bases."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.documents import selectors
from emulation.documents.enums import DocumentState, NumberingMode
from emulation.documents.models import Document, LegalBasis, NumberBook, SigningRouteStep
from emulation.documents.registry import kinds
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, WordsFilter, declared
from emulation.units.lists import OfUnitFilter

YEARS = {"min_value": 1990, "max_value": 2100}


def _kinds() -> list[tuple[str, Any]]:
    return [(kind.code, kind.name) for kind in kinds.values()]


class DocumentFilter(django_filters.FilterSet):
    """Finding in a book: by number or subject, kind, authority and year."""

    q = WordsFilter(label=_("Search"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=_kinds)
    authority = OfUnitFilter(label=_("Issued by"))
    year = django_filters.NumberFilter(label=_("Year"), field_name="issued_on__year", **YEARS)


class BookFilter(django_filters.FilterSet):
    """By year, authority and way of numbering."""

    year = django_filters.NumberFilter(label=_("Year"), **YEARS)
    authority = OfUnitFilter(label=_("Authority"))
    mode = django_filters.ChoiceFilter(label=_("Numbering"), choices=NumberingMode)


class RouteFilter(django_filters.FilterSet):
    """By authority and kind."""

    authority = OfUnitFilter(label=_("Authority"))
    kind = django_filters.ChoiceFilter(label=_("Kind of document"), choices=_kinds)


class BasisFilter(django_filters.FilterSet):
    """By words, and whether a text is in force."""

    q = django_filters.CharFilter(
        label=_("Words"), field_name="citation", lookup_expr="icontains", max_length=200
    )
    when = django_filters.ChoiceFilter(
        label=_("In force"), choices=[("today", _("Today"))], method="in_force"
    )

    def in_force(self, bases: Any, name: str, word: str) -> Any:
        return bases.as_of(today())


def _of_book(mandate: Mandate | None, *, pk: int) -> QuerySet[Document]:
    """Return the visible documents of a visible book."""
    book = selectors.books(mandate).filter(pk=pk)
    return selectors.documents_for(mandate).filter(book__in=book.order_by().values("pk"))


def _waiting(mandate: Mandate | None) -> QuerySet[Document]:
    return selectors.waiting_for_clerk(mandate).select_related("issue_job")


def _bases(mandate: Mandate | None) -> QuerySet[LegalBasis]:
    return LegalBasis.objects.all() if mandate else LegalBasis.objects.none()


def _next(document: Document) -> str:
    if document.state == DocumentState.SIGNED:
        return gettext("Number and issue")
    return document.issue_job.get_state_display() if document.issue_job else ""


def _next_url(document: Document) -> str:
    signed = document.state == DocumentState.SIGNED
    return reverse("documents:number", args=[document.pk]) if signed else ""


def _kind_of(step: SigningRouteStep) -> Any:
    return dict(_kinds()).get(step.kind, step.kind) if step.kind else gettext("Every kind")


def _last(book: NumberBook) -> str:
    return str(book.last) if book.mode == NumberingMode.INTERNAL else gettext("outside")


_ISSUED: list[Column[Document]] = [
    Column("code", _("Number and symbol"), sort=("number", "suffix"), link="documents:document"),
    Column("dated", _("Dated"), "issued_on", Kind.DATE, sort="issued_on"),
    Column("kind", _("Kind"), "kind_name", sort="kind", width=24),
    Column("subject", _("Subject"), sort="subject", width=60),
    Column("authority", _("Issued by"), "authority.label", sort="authority__sort_key", width=32),
    Column("signer", _("Signed by"), "signer_name", sort="signer_name", width=28),
    Column("issued_at", _("Issued at"), kind=Kind.MOMENT, sort="issued_at", hidden_at_first=True),
]
_NO_DOCUMENT = Empty(
    title=_("No document was found."),
    text=_("Issued documents stand here with their numbers."),
)

ISSUED: Listing[Document] = declared(
    Listing(
        name="documents.issued",
        title=_("Book of issued documents"),
        rows=selectors.book_of_issued,
        order=["-issued_on", "-number"],
        filters=DocumentFilter,
        columns=_ISSUED,
        empty=_NO_DOCUMENT,
    )
)

OF_BOOK: Listing[Document] = declared(
    Listing(
        name="documents.of_book",
        title=_("Documents of the book"),
        rows=_of_book,
        order=["-number", "-suffix"],
        filters=DocumentFilter,
        columns=[*_ISSUED, Column("state", _("State"), kind=Kind.STATE, sort="state")],
        empty=_NO_DOCUMENT,
    )
)

WAITING: Listing[Document] = declared(
    Listing(
        name="documents.waiting",
        title=_("Waiting for number and issue"),
        rows=_waiting,
        order=["signed_at"],
        columns=[
            Column("subject", _("Subject"), sort="subject", link="documents:document", width=60),
            Column("kind", _("Kind"), "kind_name", sort="kind", width=24),
            Column("signer", _("Signed by"), "signer_name", sort="signer_name", width=28),
            Column("signed_at", _("Signed on"), kind=Kind.DATE, sort="signed_at"),
            Column("state", _("State"), kind=Kind.STATE, sort="state"),
            Column(
                "next",
                _("Next"),
                _next,
                link=_next_url,
                page_only=True,
                link_for="emulation.number_document",
            ),
        ],
        empty=Empty(
            title=_("Nothing waits for a number."),
            text=_("Signed documents appear here until they are numbered and issued."),
        ),
    )
)

BOOKS: Listing[NumberBook] = declared(
    Listing(
        name="documents.books",
        title=_("Books of numbers"),
        rows=selectors.books,
        order=["-year", "authority__order", "series"],
        filters=BookFilter,
        columns=[
            Column("series", _("Series"), sort="series", link="documents:book"),
            Column("year", _("Year"), lambda book: str(book.year), sort="year", width=8),
            Column(
                "authority", _("Authority"), "authority.label",
                sort="authority__sort_key", width=32,
            ),
            Column("mode", _("Numbering"), "get_mode_display", sort="mode", width=24),
            Column("last", _("Last number"), _last, sort="last"),
            Column("held", _("Documents"), "held", Kind.NUMBER, sort="held"),
            Column(
                "change", _("Change"), lambda book: gettext("Way of numbering"),
                link="documents:book-mode", personal="emulation.manage_books", page_only=True,
            ),
        ],
        empty=Empty(
            title=_("There is no book yet."),
            text=_("A book is opened with the first document that is numbered in a year."),
        ),
    )
)  # fmt: skip

ROUTES: Listing[SigningRouteStep] = declared(
    Listing(
        name="documents.routes",
        title=_("Signing routes"),
        rows=selectors.signing_routes,  # the route in force first, in the order of its steps
        filters=RouteFilter,
        columns=[
            Column(
                "authority", _("Authority"), "authority.label",
                sort="authority__sort_key", width=32,
            ),
            Column("kind", _("Kind of document"), _kind_of, sort="kind", width=24),
            Column("step", _("Step"), "order", Kind.NUMBER, sort="order"),
            Column("what", _("What is done"), "title", sort="title", width=36),
            Column(
                "role", _("Taken by"), lambda step: step.get_role_display()
                or gettext("Anybody of the authority"), sort="role", width=24,
            ),
            Column("from", _("Valid from"), "valid_from", Kind.DATE, sort="valid_from"),
            Column("to", _("Valid to"), "valid_to", Kind.DATE, sort="valid_to"),
        ],
        empty=Empty(
            title=_("No signing route is set"),
            text=_("Documents go to the signer at once; set the steps that come before."),
            url_name="documents:set-signing-route",
            action=_("Set a signing route"),
            permission="emulation.set_signing_route",
        ),
    )
)  # fmt: skip

BASES: Listing[LegalBasis] = declared(
    Listing(
        name="documents.bases",
        title=_("Legal bases"),
        rows=_bases,
        order=["order", "valid_from"],
        filters=BasisFilter,
        columns=[
            Column(
                "citation", _("Citation"), sort=("order", "valid_from"), width=80,
                link="documents:legal-basis-edit", link_for="emulation.manage_legal_bases",
            ),
            Column("from", _("Valid from"), "valid_from", Kind.DATE, sort="valid_from"),
            Column("to", _("Valid to"), "valid_to", Kind.DATE, sort="valid_to"),
            Column("code", _("Code"), sort="code", hidden_at_first=True),
        ],
        empty=Empty(
            title=_("No legal basis is entered."),
            text=_(
                "Add the texts in force with their dates; documents cite them by their day of "
                "issue."
            ),
            url_name="documents:legal-basis-add",
            action=_("Add a legal basis"),
            permission="emulation.manage_legal_bases",
        ),
    )
)  # fmt: skip
