"""Reading a workbook in, entering it as a whole, and taking it back as a whole."""

from emulation.imports.services.entering import (
    AT_ONCE,
    JOB,
    apply_batch,
    enter_some,
    release_unfinished,
)
from emulation.imports.services.previewing import read_batch
from emulation.imports.services.undoing import undo_batch

__all__ = [
    "AT_ONCE",
    "JOB",
    "apply_batch",
    "enter_some",
    "read_batch",
    "release_unfinished",
    "undo_batch",
]
