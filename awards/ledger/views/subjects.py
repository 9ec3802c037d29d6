"""The lists of subjects and of holds, and one subject's page: what it holds."""

from __future__ import annotations

from typing import Any

import rules
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import SubjectKind
from awards.ledger.lists import (
    AWARDS,
    COLLECTIVES,
    DISCIPLINE,
    HOLDS,
    HOUSEHOLDS,
    INITIATIVES,
    LEAVES,
    OF_SUBJECT,
    PERSONS,
    RATINGS,
)
from awards.ledger.selectors import subjects_with_entries
from awards.ledger.subjects import EntryKind, name_of, unit_of
from awards.ledger.views.base import OfPerson, OfSubject, kind_of_slug
from awards.ledger.views.recording import (
    PlaceHold,
    RecordAward,
    RecordDiscipline,
    RecordInitiative,
    RecordLeave,
    RecordRating,
    RecordView,
)
from emulation.ui.lists import Listing
from emulation.ui.views import ListPage

TABS = (
    ("list", PERSONS, _("Individuals")),
    ("collectives", COLLECTIVES, _("Collectives")),
    ("households", HOUSEHOLDS, _("Households")),
)


LISTS = {
    SubjectKind.INDIVIDUAL: "list",
    SubjectKind.COLLECTIVE: "collectives",
    SubjectKind.HOUSEHOLD: "households",
}


def _tabs(view: ListPage) -> list[tuple[Any, str, bool]]:
    """Return label and address of the ledger's lists, as far as the mandate opens them."""
    tabs = [(label, reverse(f"ledger:{name}"), one is view.listing) for name, one, label in TABS]
    if rules.has_perm(HoldList.permission, view.mandate, None):
        tabs.append((HOLDS.title, reverse("ledger:holds"), HOLDS is view.listing))
    return tabs


class _SubjectList(ListPage):
    permission = "awards.view_ledger"
    template_name = "awards/ledger/list.html"

    def page_context(self) -> dict[str, Any]:
        return {"tabs": _tabs(self)}


class PersonList(_SubjectList):
    """Persons with what they hold in numbers."""

    listing = PERSONS


class CollectiveList(_SubjectList):
    """Collectives with what they hold in numbers."""

    listing = COLLECTIVES


class HouseholdList(_SubjectList):
    """Households with what they hold in numbers."""

    listing = HOUSEHOLDS


class SubjectPage(OfSubject, ListPage):
    """One subject: what it holds, one kind of entry at a time; awards first."""

    permission = "awards.view_ledger"
    template_name = "awards/ledger/subject.html"
    listing: Listing[Any] = AWARDS
    shows = EntryKind.AWARD
    recorded_by: type[RecordView] = RecordAward
    recorded_at = "ledger:record-award"

    def subjects(self, kind: SubjectKind) -> Any:
        return subjects_with_entries(kind, self.mandate)

    def scope(self) -> dict[str, Any]:
        """Look for the subject first: 404 where it is hidden."""
        self.subject  # noqa: B018
        return self.kwargs

    def page_context(self) -> dict[str, Any]:
        kind, subject = kind_of_slug(self.kwargs["kind"]), self.subject
        return {
            "title": name_of(subject),
            "list_heading": self.declaration.title,
            "subject": subject,
            "kind": kind,
            "slug": self.kwargs["kind"],
            "list_url": reverse(f"ledger:{LISTS[kind]}"),
            "unit": unit_of(subject),
            "tabs": self._tabs(kind),
            "on_hold": subject.count_HOLD,
            "record_url": self._record_url(),
            "record_label": self.recorded_by.title,
        }

    def _record_url(self) -> str:
        """Return where one more entry of this kind is recorded, for who may do so."""
        may = rules.has_perm(self.recorded_by.permission, self.mandate, self.subject)
        return reverse(self.recorded_at, kwargs=self.kwargs) if may else ""

    def _tabs(self, kind: SubjectKind) -> list[tuple[Any, str, int, bool]]:
        """Return label, address and count of each kind of entry; only persons are away."""
        return [
            (
                view.listing.title,
                reverse(f"ledger:{name}", kwargs=self.kwargs),
                getattr(self.subject, f"count_{view.shows.name}"),
                view.shows is self.shows,
            )
            for name, view in TABS_OF_SUBJECT.items()
            if view is not SubjectLeaves or kind == SubjectKind.INDIVIDUAL
        ]


class SubjectRatings(SubjectPage):
    """The yearly ratings."""

    listing, shows = RATINGS, EntryKind.RATING
    recorded_by, recorded_at = RecordRating, "ledger:record-rating"


class SubjectInitiatives(SubjectPage):
    """The initiatives and topics."""

    listing, shows = INITIATIVES, EntryKind.INITIATIVE
    recorded_by, recorded_at = RecordInitiative, "ledger:record-initiative"


class SubjectDiscipline(SubjectPage):
    """The disciplinary measures."""

    listing, shows = DISCIPLINE, EntryKind.DISCIPLINE
    recorded_by, recorded_at = RecordDiscipline, "ledger:record-discipline"


class SubjectLeaves(OfPerson, SubjectPage):
    """The time away from work."""

    listing, shows = LEAVES, EntryKind.LEAVE
    recorded_by, recorded_at = RecordLeave, "ledger:record-leave"


class SubjectHolds(SubjectPage):
    """What is or was looked into."""

    listing, shows = OF_SUBJECT, EntryKind.HOLD
    recorded_by, recorded_at = PlaceHold, "ledger:place-hold"


TABS_OF_SUBJECT: dict[str, type[SubjectPage]] = {
    "subject": SubjectPage,
    "ratings": SubjectRatings,
    "initiatives": SubjectInitiatives,
    "discipline": SubjectDiscipline,
    "leaves": SubjectLeaves,
    "holds-of-subject": SubjectHolds,
}


class HoldList(ListPage):
    """Every subject that the mandate may see and on whom decisions are or were held."""

    permission = "awards.read_hold_note"
    template_name = "awards/ledger/list.html"
    listing = HOLDS

    def page_context(self) -> dict[str, Any]:
        return {"tabs": _tabs(self)}
