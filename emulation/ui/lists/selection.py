"""Acts on a selection: the same service for each record, refusals collected with their reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from emulation.ui.errors import DomainError, NotAllowed, Refused
from emulation.ui.lists.declaration import Listing, SelectionAction

MOST_AT_ONCE: Final = 50
MOST_REFUSALS_TOLD: Final = 200
MOST_SELECTED: Final = 20_000
LARGEST_PK: Final = 2**63 - 1


@dataclass
class Outcome:
    """How many records were acted on, and which were refused: (name, reason)."""

    done: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    answers: list[tuple[Any, Any]] = field(default_factory=list)

    def told(self, action: SelectionAction[Any]) -> dict[str, Any]:
        """Return what the page shows, as plain data."""
        return {
            "sentence": str(action.done) % {"count": self.done} if self.done else "",
            "refused": self.refused[:MOST_REFUSALS_TOLD],
            "refused_count": len(self.refused),
        }


def pks_of(values: Iterable[str]) -> list[int]:
    """Return the keys that were sent, each once; what is no key is left out."""
    keys = {int(v) for v in values if v.isascii() and v.isdigit() and len(v) < 20}
    return sorted(key for key in keys if key <= LARGEST_PK)


def bound_form(
    action: SelectionAction[Any],
    mandate: Any,
    scope: Mapping[str, Any],
    pks: list[int],
    data: QueryDict | None = None,
    files: Any = None,
) -> Any:
    """Return the form of the act's further input, or ``None`` where there is none."""
    if action.form is None:
        return None
    given = {**scope, "pks": pks} if action.together else scope
    kwargs = action.form_kwargs(mandate, **given) if action.form_kwargs else {}
    return action.form(data, files, account_id=mandate.account_id, **kwargs)


def act_on(
    listing: Listing[Any],
    action: SelectionAction[Any],
    pks: list[int],
    *,
    by: Any,
    scope: Mapping[str, Any],
    entered: Mapping[str, Any],
    after_each: Callable[[int, Outcome], None] | None = None,
) -> Outcome:
    """Carry out the act on each record, each in a transaction of its own.

    The records are read through the list again, so that only what ``by`` may see is touched.
    ``after_each`` is called inside the record's transaction: what it writes stands or falls with
    the act, so that a job that is killed neither repeats nor loses one.
    """
    outcome = Outcome()
    for pk, record in _records(listing, pks, by, scope):
        with transaction.atomic():
            _act(action, pk, record, outcome, by, entered, listing)
            if after_each:
                after_each(pk, outcome)
    return outcome


def act_together(
    listing: Listing[Any],
    action: SelectionAction[Any],
    pks: list[int],
    *,
    by: Any,
    scope: Mapping[str, Any],
    entered: Mapping[str, Any],
) -> Outcome:
    """Carry out the act on all records at once, but for those that are hindered.

    Raises what the service raises, and ``Refused`` with the reasons when nobody is left.
    """
    outcome = Outcome()
    records = []
    for pk, record in _records(listing, pks, by, scope):
        if record is None:
            outcome.refused.append(_absent(pk))
        else:
            records.append(record)
    given = {"by": by, "scope": scope, **entered}
    reasons = action.hindered(records=records, **given) if action.hindered else {}
    free = [record for record in records if record.pk not in reasons]
    outcome.refused += [
        (str(listing.name_of(each)), reasons[each.pk]) for each in records if each.pk in reasons
    ]
    if not free:
        raise Refused(" ".join(dict.fromkeys(why for _name, why in outcome.refused)))
    outcome.answers.append((None, action.perform(records=free, **given)))
    outcome.done = len(free)
    return outcome


def _absent(pk: int) -> tuple[str, str]:
    return _("Record %(number)s") % {"number": pk}, _("It is no longer in this list.")


def _records(
    listing: Listing[Any], pks: list[int], by: Any, scope: Mapping[str, Any]
) -> Iterator[tuple[int, Any]]:
    visible = listing.rows(by, **scope).filter(pk__in=pks)
    found = {record.pk: record for record in visible}
    yield from ((pk, found.get(pk)) for pk in pks)


def _act(
    action: SelectionAction[Any],
    pk: int,
    record: Any,
    outcome: Outcome,
    by: Any,
    entered: Mapping[str, Any],
    listing: Listing[Any],
) -> None:
    if record is None:
        outcome.refused.append(_absent(pk))
        return
    try:
        with transaction.atomic():
            if not action.permits(by, record):
                raise NotAllowed(_("You may not do this with it."))
            answer = action.perform(by=by, record=record, **entered)
    except DomainError as error:
        outcome.refused.append((str(listing.name_of(record)), str(error.message)))
    except ValidationError as error:
        outcome.refused.append((str(listing.name_of(record)), " ".join(error.messages)))
    else:
        outcome.done += 1
        outcome.answers.append((record, answer))


# --- beyond what one request does -------------------------------------------------------------

Later = Callable[..., str]
_later: list[Later] = []


def does_later(function: Later) -> Later:
    """Register who carries out long selections; background work stands above this room.

    ``function(by=…, listing=…, action=…, pks=…, scope=…, data=…, back=…)`` queues the work in the
    caller's transaction and returns the address where it is followed.
    """
    _later[:] = [function]
    return function


def queue(**work: Any) -> str:
    """Hand a long selection to background work and return where it is followed."""
    return _later[0](**work)
