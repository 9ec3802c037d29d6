"""Two thousand units out of a workbook: reading, preview, entering; against openpyxl's own reading.

One side is the whole way of the administrator's file: checked and read in the sandbox, planned,
previewed, entered by its job, with the CPU of the database. The other is a process that lets
openpyxl load the same file in its usual mode (not ``read_only``, which reads less) and looks at
every cell: a process of its own, for a file from outside is never read in the server's.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from statistics import median

from django.core.files.uploadedfile import SimpleUploadedFile

from bench.frame import cpu, databases, results, scale
from bench.frame.turns import Meter
from config.demo.bulk.imports import workbook_of_units
from config.loading import load_before_fork
from emulation.files.contents import read_workbook
from emulation.files.services import check_upload
from emulation.imports import services
from emulation.imports.models import ImportBatch
from emulation.jobs.services import run_now
from emulation.people.models import Mandate
from emulation.units.models import Unit

ROWS, TURNS, LIMIT = 2_000, 3, 3.0
READER = """
import sys
from openpyxl import load_workbook
for sheet in load_workbook(sys.argv[1]):
    for row in sheet.iter_rows():
        for cell in row:
            cell.value
"""


def main() -> int:
    """Measure in turns, each with units of its own, and judge."""
    rows = max(round(ROWS * scale()), 20)
    with databases.demo() as name:
        databases.use(name)
        load_before_fork()  # as the web server and the worker do
        meter = Meter(os.getpid(), cpu.database_root(databases.port()))
        found = []
        for turn in range(TURNS):
            file = Path(os.environ["VAR_DIR"]) / "don-vi.xlsx"
            content = workbook_of_units(rows, f"nhap{turn}")
            file.write_bytes(content)
            read = meter.once(partial(read_every_cell, file))
            entered = meter.once(partial(enter, content))
            made = Unit.objects.filter(code__startswith=f"nhap{turn}-").count()
            if made != rows:
                raise SystemExit(f"bench: {made} of {rows} units were entered.")
            found.append({"turn": turn + 1, "openpyxl s": read, "import s": entered})
    for row in found:
        row["ratio"] = row["import s"] / row["openpyxl s"]
    ratio = median(row["ratio"] for row in found)
    return results.finish("import_units", ratio=ratio, limit=LIMIT, rows=found, units=rows)


def read_every_cell(file: Path) -> None:
    """Let openpyxl read the file and look at every cell."""
    subprocess.run([sys.executable, "-I", "-c", READER, str(file)], check=True)


def enter(content: bytes) -> None:
    """Take the file the whole way."""
    by = Mandate.objects.get(account__username="quantri", role="admin")
    upload = check_upload(SimpleUploadedFile("danh-muc.xlsx", content), ("xlsx",), reads_cells=True)
    batch = services.read_batch(by=by, upload=upload, book=read_workbook(upload))
    if batch.faults:
        raise SystemExit(f"bench: the workbook has faults: {batch.faults[:3]}")
    services.apply_batch(by=by, batch=batch)
    batch = ImportBatch.objects.get(pk=batch.pk)
    if batch.job is not None:
        run_now(batch.job)


if __name__ == "__main__":
    sys.exit(main())
