"""Named places where a test may stop or kill the process; they do nothing unless FAILPOINTS is set.

A test writes ``<VAR_DIR>/failpoints/<name>`` with ``sleep SECONDS`` or ``kill``.
"""

from __future__ import annotations

import os
import signal
import time

from django.conf import settings


def failpoint(name: str) -> None:
    """Do what the test asked for at ``name``: wait, or die as by ``kill -9``; then forget it."""
    if not settings.FAILPOINTS:
        return
    path = settings.VAR_DIR / "failpoints" / name
    try:
        order = path.read_text().split()
    except FileNotFoundError:
        return
    if order[0] == "sleep":
        time.sleep(float(order[1]))
    elif order[0] == "kill":
        if len(order) == 1:
            path.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
