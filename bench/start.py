"""The embedded default, as ``make run`` starts it the second time: how soon, how idle, how small.

Its CPU is that of the whole process tree over a minute in which nobody asks for anything, as a part
of one core; its memory the proportional set size of the tree. Starting is wall time, for people
wait; it is shown and not judged. ``ratio`` is the worse of the two limits.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.frame import cpu, results, scale
from bench.frame.databases import ROOT

CPU_PERCENT, MEMORY_MB = 1.5, 300.0
SETTLE, WATCH = 40.0, 60.0
PATIENCE = 180.0
OUTSIDE = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SITE_ORIGIN", "ALLOWED_HOSTS")


def main() -> int:
    """Prepare a folder once, start on it, watch it idle, and judge."""
    part = min(scale() * 10, 1)
    with tempfile.TemporaryDirectory(prefix="portal-start-") as place:
        environment = _environment(place)
        subprocess.run(["tools/prepare"], cwd=ROOT, env=environment, check=True)
        with _running(environment) as (server, seconds):
            time.sleep(SETTLE * part)
            used, clock = cpu.spent(server), time.monotonic()
            time.sleep(WATCH * part)
            percent = (cpu.spent(server) - used) / 1e7 / (time.monotonic() - clock)
            processes = [_row(pid) for pid in cpu.tree(server)]
            memory = cpu.memory(server) / 1024**2
    checks = {"CPU": percent / CPU_PERCENT, "memory": memory / MEMORY_MB}
    print(f"first page after {seconds:.1f} s; idle {percent:.2f} % of a core; {memory:.0f} MB")
    return results.finish(
        "start",
        ratio=max(checks.values()),
        limit=1,
        rows=processes,
        checks=checks,
        first_page_seconds=round(seconds, 2),
        idle_percent=round(percent, 3),
        memory_mb=round(memory, 1),
    )


def _environment(place: str) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
    demo = {"DEMO": "1"} if scale() == 1 else {"DEMO": "0", "PROVINCE_NAME": "Bạc Liêu"}
    return kept | demo | {"VAR_DIR": place, "PORT": str(port)}


@contextmanager
def _running(environment: dict[str, str]) -> Iterator[tuple[int, float]]:
    """Run ``tools/run``; yield its process and the seconds until its first page."""
    began = time.monotonic()
    log = Path(environment["VAR_DIR"]) / "run.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            ["tools/run"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        while not _answers(f"http://127.0.0.1:{environment['PORT']}/"):
            if process.poll() is not None or time.monotonic() - began > PATIENCE:
                raise SystemExit(f"bench: the portal did not start:\n{log.read_text()[-3000:]}")
            time.sleep(0.1)
        yield process.pid, time.monotonic() - began
    finally:
        process.terminate()
        process.wait(timeout=60)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def _row(pid: int) -> results.Row:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        words = []
    name = " ".join(Path(word).name if "/" in word else word for word in words)[:60]
    return {"process": name, "MB": cpu.memory_of(pid) / 1024**2}


if __name__ == "__main__":
    sys.exit(main())
