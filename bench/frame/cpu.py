"""CPU time and memory of whole process trees, from /proc."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
TICK = 1_000_000_000 // os.sysconf("SC_CLK_TCK")


def tree(root: int) -> list[int]:
    """Return ``root`` and all processes below it."""
    children: dict[int, list[int]] = {}
    for pid in _pids():
        fields = _stat(pid)
        if fields:
            children.setdefault(int(fields[1]), []).append(pid)
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def spent(*roots: int) -> int:
    """Return the CPU that the trees below ``roots`` have used, in nanoseconds.

    Running tasks count to the nanosecond; children that ended and were reaped by their parent to
    the tick (10 ms).
    """
    return sum(_of_tasks(pid) + _of_reaped(pid) for root in roots for pid in tree(root))


def memory(root: int) -> int:
    """Return the proportional set size of the tree below ``root``, in bytes."""
    return sum(memory_of(pid) for pid in tree(root))


def memory_of(pid: int) -> int:
    """Return the proportional set size of one process, in bytes."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024


def peak_memory() -> int:
    """Return the most that this process has held, in bytes.

    Not ``ru_maxrss``: that begins with what the parent held when it started this one.
    """
    lines = (PROC / "self" / "status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024


def database_root(port: int) -> int:
    """Return the process of the PostgreSQL that ``tools/postgres`` started on ``port``."""
    wanted = ["-p", str(port)]
    for pid in _pids():
        words = _command(pid)
        if words and words[0].endswith("postgres") and words[-2:] == wanted:
            return pid
    raise SystemExit(f"bench: no PostgreSQL of this machine listens on port {port}.")


def _pids() -> Iterable[int]:
    return (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())


def _command(pid: int) -> list[str]:
    try:
        return (PROC / str(pid) / "cmdline").read_text().rstrip("\0").split("\0")
    except OSError:
        return []


def _stat(pid: int) -> list[str]:
    """Return the fields after the name: state, parent, …"""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _of_tasks(pid: int) -> int:
    total = 0
    try:
        for task in (PROC / str(pid) / "task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
    except OSError:  # ended meanwhile
        pass
    return total


def _of_reaped(pid: int) -> int:
    fields = _stat(pid)
    return (int(fields[13]) + int(fields[14])) * TICK if fields else 0
