"""What higher rooms do for people: move open work assigned by name, and send letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from emulation.people.models import Account, Invitation, Mandate


@dataclass(frozen=True)
class OpenWork:
    """A kind of work that lies with a person: how much, and how it goes to another."""

    label: Any
    count: Callable[[Account], int]
    move: Callable[[Mandate, Account, Mandate], int]


sources: list[OpenWork] = []


def open_work(
    label: Any,
    *,
    count: Callable[[Account], int],
    move: Callable[[Mandate, Account, Mandate], int],
) -> None:
    """Register a kind of open work.

    ``count(account)`` says how much lies with the account; ``move(by, leaving, successor)`` gives
    it to the successor's mandate inside the caller's transaction and returns how much it moved.
    """
    sources.append(OpenWork(label, count, move))


Post = Callable[[Invitation, Mandate | None], None]
_posts: list[Post] = []


def use_post(send: Post) -> None:
    """Name who queues the letter of an invitation; the last one named counts."""
    _posts[:] = [send]


def post(invitation: Invitation, by: Mandate | None) -> None:
    """Queue the letter of an invitation in the caller's transaction."""
    for send in _posts:
        send(invitation, by)
