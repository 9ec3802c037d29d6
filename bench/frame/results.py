"""What a benchmark found: a table for people, a file for programs, and the exit code."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.frame import scale

FOLDER = Path(os.environ.get("BENCH_RESULTS", Path(__file__).resolve().parents[1] / "results"))
Row = dict[str, Any]


def finish(name: str, *, ratio: float, limit: float, rows: Sequence[Row], **more: Any) -> int:
    """Print the rows and the ratio, write the file, return 0 when the limit holds, else 1.

    At another scale than 1 the file goes to ``<name>.trial.json``: a trial proves nothing.
    """
    holds = math.isfinite(ratio) and ratio <= limit
    whole = scale() == 1
    content = {
        "name": name,
        "ratio": round(ratio, 3) if math.isfinite(ratio) else None,
        "limit": limit,
        "holds": holds,
        "scale": scale(),
        "rows": list(rows),
        **more,
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / (f"{name}.json" if whole else f"{name}.trial.json")
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(rows))
    verdict = "holds" if holds else "DOES NOT HOLD"
    trial = "" if whole else f" (trial at {scale()}: proves nothing)"
    print(f"\n{name}: {ratio:.2f}, limit {limit:g}: {verdict}{trial}")
    return 0 if holds else 1


def table(rows: Sequence[Row]) -> str:
    """Return the rows as text, columns as wide as their widest cell, figures to the right."""
    if not rows:
        return ""
    heads = list(dict.fromkeys(key for row in rows for key in row))
    cells = [heads, *([_cell(row.get(head)) for head in heads] for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(heads))]
    left = [all(isinstance(row.get(head, ""), str) for row in rows) for head in heads]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if leftward else cell.rjust(width)
            for cell, width, leftward in zip(line, widths, left, strict=True)
        ).rstrip()
        for line in cells
    )


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
