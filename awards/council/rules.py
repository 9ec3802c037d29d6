"""Who reads the files of a council."""

from __future__ import annotations

from awards.council.models import CouncilSession
from emulation.files.registry import file_reader

file_reader(
    "awards.CouncilSession",
    lambda file, mandate: CouncilSession.objects.visible_to(mandate).filter(paper=file).exists(),
)
