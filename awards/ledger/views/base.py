"""Finding the subject that an address names."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property

from awards.catalogue.enums import SubjectKind
from awards.ledger.subjects import KINDS_OF_SLUG, SLUGS, visible_subjects


def kind_of_slug(slug: str) -> SubjectKind:
    """Return the kind of subject that an address names; 404 for an unknown one."""
    if slug not in KINDS_OF_SLUG:
        raise Http404
    return KINDS_OF_SLUG[slug]


class OfSubject:
    """Finds the subject that the address names, among those that the mandate may see."""

    kwargs: dict[str, Any]
    mandate: Any
    found: Any

    def subjects(self, kind: SubjectKind) -> Any:
        """Return the subjects among which the address finds its own."""
        return visible_subjects(kind, self.mandate)

    @cached_property
    def subject(self) -> Any:
        """The subject of the address."""
        return self.found(self.subjects(kind_of_slug(self.kwargs["kind"])), pk=self.kwargs["pk"])


class OfPerson(OfSubject):
    """Speaks of persons only."""

    @cached_property
    def subject(self) -> Any:
        """The person of the address."""
        if self.kwargs["kind"] != SLUGS[SubjectKind.INDIVIDUAL]:
            raise Http404
        return super().subject
