"""Books of numbers and legal bases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from emulation.audit.services import record
from emulation.documents.enums import NumberingMode
from emulation.documents.models import LegalBasis, NumberBook, SigningRouteStep
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused
from emulation.units.models import Unit


@transaction.atomic
def set_numbering_mode(
    *, by: Mandate, authority: Unit, series: str, year: int, mode: str
) -> NumberBook:
    """Say where a book's numbers come from; only before its first number."""
    if mode not in NumberingMode.values:
        raise Refused(_("Choose how the book is numbered."))
    book, _created = NumberBook.objects.select_for_update(of=("self",)).get_or_create(
        authority=authority, series=series, year=year, defaults={"mode": mode}
    )
    if book.mode == mode:
        return book
    if book.last or book.documents.exists():
        raise Refused(_("The book has numbers already; the way of numbering stays for this year."))
    book.mode = mode
    book.save(update_fields=["mode"])
    record(by=by, action="documents.numbering_mode", obj=book, changes={"mode": mode})
    return book


@transaction.atomic
def save_legal_basis(
    *, by: Mandate, values: dict[str, Any], basis: LegalBasis | None = None
) -> LegalBasis:
    """Add a legal basis or correct one; raises ``ValidationError`` on impossible dates.

    Issued documents keep the wording they cited.
    """
    basis = basis or LegalBasis()
    for name, value in values.items():
        setattr(basis, name, value)
    basis.full_clean()
    basis.save()
    record(by=by, action="documents.legal_basis", obj=basis, changes=values)
    return basis


@transaction.atomic
def set_signing_route(
    *,
    by: Mandate,
    authority: Unit,
    kind: str,
    steps: Sequence[tuple[str, str]],
    valid_from: dt.date,
) -> list[SigningRouteStep]:
    """Set the steps (title, role or "") of an authority's route for a kind ("" = every kind).

    The route before ends the day before; documents on their way keep theirs. Raises ``Refused``
    when a route begins on this day or later, ``NotAllowed`` for the route of another authority.
    """
    if not rules.has_perm("emulation.set_signing_route", by, authority):
        raise NotAllowed(_("This authority sets its own signing route."))
    same = SigningRouteStep.objects.filter(authority=authority, kind=kind)
    if not same.give_way_on(valid_from):
        raise Refused(_("A route that begins on this day or later is set already."))
    made = [
        SigningRouteStep(
            authority=authority,
            kind=kind,
            order=order,
            title=title,
            role=role,
            valid_from=valid_from,
        )
        for order, (title, role) in enumerate(steps, start=1)
    ]
    for step in made:
        step.full_clean()
        step.save()
    changes = {"kind": kind, "steps": [title for title, _role in steps], "from": valid_from}
    record(by=by, action="documents.signing_route", obj=authority, changes=changes)
    return made
