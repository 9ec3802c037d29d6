"""Databases of a benchmark: made from the demo, copied, filled, and dropped at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def url_of(name: str) -> str:
    """Return the address of the database ``name`` on the benchmark's server."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def port() -> int:
    """Return the port of the benchmark's PostgreSQL."""
    found = urlsplit(os.environ["DATABASE_URL"]).port
    assert found is not None
    return found


@contextmanager
def database(name: str, *, template: str = "") -> Iterator[str]:
    """Create a database of this run, empty or a copy of ``template``; yield its name; drop it."""
    name = f"bench_{name}_{os.getpid()}"
    _run(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    try:
        yield name
    finally:
        connection.close()
        _run(f'DROP DATABASE "{name}" WITH (FORCE)')


def _kept(name: str) -> str:
    """Return what ``BENCH_REUSE="demo=a,2000=b"`` names for ``name``: a database that is kept."""
    pairs = (pair.split("=") for pair in os.environ.get("BENCH_REUSE", "").split(",") if pair)
    return dict(pairs).get(name, "")


@contextmanager
def demo(name: str = "demo") -> Iterator[str]:
    """Yield a database that holds the small demo."""
    if kept := _kept(name):
        yield kept
        return
    with database(name) as made:
        manage(made, "migrate", "--noinput", "--verbosity=0")
        manage(made, "load_demo", "--scale=small")
        settle(made)
        yield made


@contextmanager
def province(factor: float, *, template: str, name: str = "province") -> Iterator[str]:
    """Yield a copy of ``template``, the small demo, grown to ``factor`` of a whole province."""
    if kept := _kept(name):
        yield kept
        return
    with database(name, template=template) as made:
        manage(made, "load_demo", "--scale=province", f"--factor={factor}")
        settle(made)
        yield made


def manage(name: str, *arguments: str) -> None:
    """Run a command of manage.py on the database ``name``."""
    environment = os.environ | {"DATABASE_URL": url_of(name)}
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def settle(name: str) -> None:
    """Take statistics and write everything out, so that no later measurement pays for it."""
    _run("VACUUM (ANALYZE)", name)
    _run("CHECKPOINT", name)


def use(name: str) -> None:
    """Let Django in this process read the database ``name``."""
    connection.close()
    connection.settings_dict["NAME"] = name


def _run(statement: str, name: str = "postgres") -> None:
    with psycopg2.connect(url_of(name)) as opened:
        pass
    opened.autocommit = True
    try:
        with opened.cursor() as cursor:
            cursor.execute(statement)
    finally:
        opened.close()
