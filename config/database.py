"""How long a process waits for PostgreSQL: a page is answered within ten seconds, whatever happens.

A server that is frozen, or behind a broken line, answers nothing, not even that a statement took
too long; so web processes also measure the time themselves.
"""

from __future__ import annotations

import select
import time
from typing import Any

from django.db import connection

STATEMENT_OF_A_PAGE = "7s"
STATEMENT_OF_A_JOB = "240s"  # as long as a step of background work may take at all
ANSWER_SECONDS = 8.0  # longer than a statement may take
REMEMBERED_SECONDS = 2.0

_lost_at = [float("-inf")]


def limit_statements(longest: str) -> None:
    """Let PostgreSQL end every statement of the connections that this process opens from now on."""
    if connection.vendor == "postgresql":
        connection.settings_dict["OPTIONS"]["options"] += f" -c statement_timeout={longest}"


def limit_answers() -> None:
    """Let this process give a connection up on which PostgreSQL does not answer at all."""
    if connection.vendor == "postgresql":
        from psycopg2 import extensions  # noqa: PLC0415 -- SQLite needs no driver

        extensions.set_wait_callback(wait_for_answer)


def wait_for_answer(asked: Any) -> None:
    """Wait until PostgreSQL has answered; raise ``OperationalError`` when it does not in time.

    psycopg2 closes a connection whose waiting failed. Who asks again at once, to connect anew, is
    refused at once: one page does not wait twice.
    """
    from psycopg2 import OperationalError, extensions  # noqa: PLC0415

    until = time.monotonic() + ANSWER_SECONDS
    if asked.status == extensions.STATUS_SETUP and _is_lost():
        raise OperationalError("the database did not answer a moment ago")
    while (state := asked.poll()) != extensions.POLL_OK:
        reading, writing = (
            [asked.fileno()] if state == wanted else []
            for wanted in (extensions.POLL_READ, extensions.POLL_WRITE)
        )
        if not any(select.select(reading, writing, [], max(0.0, until - time.monotonic()))):
            _lost_at[0] = time.monotonic()
            raise OperationalError("the database does not answer")


def _is_lost() -> bool:
    return time.monotonic() - _lost_at[0] < REMEMBERED_SECONDS
