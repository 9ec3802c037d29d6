"""Who enters workbooks and who reads the files."""

from __future__ import annotations

import rules

from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.imports.models import ImportBatch
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import has_role


def _reads(file: StoredFile, mandate: Mandate | None) -> bool:
    return ImportBatch.objects.visible_to(mandate).filter(file=file).exists()


file_reader("emulation.ImportBatch", _reads)
rules.add_perm("emulation.import_workbooks", has_role(Role.ADMIN))
rules.add_perm("emulation.view_imports", has_role(Role.ADMIN, Role.AUDITOR))
