"""What every benchmark uses: databases, servers, CPU, turns and results."""

from __future__ import annotations

import os


def scale() -> float:
    """Return BENCH_SCALE: 1 measures, less only tries whether a benchmark runs."""
    return float(os.environ.get("BENCH_SCALE", "1"))
