"""Who reads the files of imports."""

from __future__ import annotations

from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.imports.models import ImportBatch
from emulation.people.models import Mandate


def _reads(file: StoredFile, mandate: Mandate | None) -> bool:
    return ImportBatch.objects.visible_to(mandate).filter(file=file).exists()


file_reader("emulation.ImportBatch", _reads)
