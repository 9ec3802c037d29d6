"""People who act at the same moment, each in a connection of its own."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from emulation.ui.errors import DomainError


def at_once(
    *acts: Callable[[], Any],
    threads: int = 0,
    expected: tuple[type[Exception], ...] = (DomainError,),
) -> list[Any]:
    """Run the acts in threads that begin together; return results or the errors ``expected``.

    With fewer ``threads`` than acts, which they must divide, so many begin together each time.
    """
    threads = threads or len(acts)
    barrier = Barrier(threads)

    def run(context: contextvars.Context, act: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=60)
            return context.run(act)
        except expected as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        futures = [pool.submit(run, contextvars.copy_context(), act) for act in acts]
        return [future.result(timeout=120) for future in futures]
