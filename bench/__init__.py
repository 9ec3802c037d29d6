"""Benchmarks: each compares the portal with something bare, in turns, and prints a ratio.

``make bench BENCH=pages`` runs one, ``make bench`` all, on a private, durable PostgreSQL and Redis.
Each is a module of this package with a ``main()`` that ends in ``results.finish``: it prints its
table, writes ``bench/results/<name>.json`` and exits with 0 when the limit holds, 1 when not.

How it is measured:

- **CPU, not time.** Machines are shared, so what counts is the CPU of the web server's and the
  database's whole process trees together, in nanoseconds from ``/proc/<pid>/task/*/schedstat``
  (``frame.cpu``). Only `start` and the waiting times of `entry_storm` are wall time.
- **In turns.** Both sides of a ratio run A B A B in one run (``frame.turns``); the median counts.
- **Against something bare.** Pages are compared with the *floor* (``bench/floor``): a Django of its
  own with the seven default middlewares, a session, a user and one indexed query of 50 rows out of
  100,000, drawn by a plain template, served by the same gunicorn, out of the same PostgreSQL.

``BENCH_SCALE=0.02`` tries a benchmark at a small size, in a minute; only 1, the default, counts.
``BENCH_REUSE="demo=a,500=b,2000=c"`` takes databases that stand on the server of DATABASE_URL
already instead of building them; ``BENCH_VAR`` is then the VAR_DIR that holds their files.
Importing this package sets Django up with the portal's settings, in a folder that is removed at
the end (or in BENCH_VAR), unless Django is set up already (in a test).
"""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile

import django
from django.apps import apps


def _set_up() -> None:
    if "DATABASE_URL" not in os.environ:
        raise SystemExit("bench: there is no DATABASE_URL; `make bench BENCH=name` brings its own.")
    place = os.environ.get("BENCH_VAR", "")
    if not place:
        place = tempfile.mkdtemp(prefix="portal-bench-")
        atexit.register(shutil.rmtree, place, ignore_errors=True)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        VAR_DIR=place,
        SECRET_KEY=secrets.token_urlsafe(48),
        DEMO="1",
        DEBUG="0",
    )
    django.setup()


if not apps.ready:
    _set_up()
