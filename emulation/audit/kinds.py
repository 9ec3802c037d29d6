"""The work of the trail that runs by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from emulation.audit.services import SEAL_BATCH, has_unsealed, seal_entries, seal_stragglers
from emulation.registries.work import StepResult, every_night, job_kind

every_night(seal_stragglers)


@job_kind(
    "audit.seal",
    label=_("Sealing the audit trail"),
    every=dt.timedelta(seconds=15),
    has_work=has_unsealed,
)
def seal(job: Any) -> StepResult:
    """Seal the next entries; another sealer at work is no fault."""
    try:
        count = seal_entries()
    except IntegrityError:
        return StepResult()
    return StepResult(done=job.done + count, total=job.done + count, finished=count < SEAL_BATCH)
