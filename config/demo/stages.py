"""The stages of the demo, in the order of the story; each builds on those before it."""

from __future__ import annotations

from collections.abc import Callable

from config.demo.documents import load_documents
from config.demo.people import load_accounts, load_persons
from config.demo.province import Province
from config.demo.units import load_clusters, load_units

Stage = tuple[str, Callable[[Province], None]]

STAGES: tuple[Stage, ...] = (
    ("units", load_units),
    ("accounts and mandates", load_accounts),
    ("clusters and blocks", load_clusters),
    ("persons and households", load_persons),
    ("documents", load_documents),
)
