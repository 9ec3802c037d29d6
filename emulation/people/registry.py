"""What higher rooms do for people: move open work assigned by name, and send letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from emulation.people.models import Account, Invitation, Mandate, ResetRequest


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


@dataclass
class Bell:
    """The query by which each request counts what its account has not read; the last one counts."""

    unread: Any = None

    def use(self, unread: Any) -> None:
        """Count with ``unread``, whose outer row is a mandate."""
        self.unread = unread


bell = Bell()

Post = Callable[[Invitation, Mandate | None], None]
PostReset = Callable[[ResetRequest], None]
_posts: list[tuple[Post, PostReset]] = []


def use_post(send: Post, reset: PostReset) -> None:
    """Name who queues the letter of an invitation and the answer to who asks for a reset."""
    _posts[:] = [(send, reset)]


def post(invitation: Invitation, by: Mandate | None) -> None:
    """Queue the letter of an invitation in the caller's transaction."""
    for send, _reset in _posts:
        send(invitation, by)


def post_reset(request: ResetRequest) -> None:
    """Queue the answer to a request for a reset in the caller's transaction."""
    for _send, reset in _posts:
        reset(request)
