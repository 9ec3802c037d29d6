"""What a parent process loads before it forks, so that its children share it."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Final

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

# Objects that are made before the collector looks at the young ones: a page makes tens of thousands
# and drops nearly all of them, so looking every seven hundred is work for nothing.
YOUNG: Final = 10_000


def load_before_fork() -> None:
    """Load the views and all below them now, not at the first request, and leave them in peace.

    The garbage collector writes into every object that it looks at, and a page of memory that is
    written is copied: what is frozen it does not look at.
    """
    assert get_resolver().url_patterns
    gc.collect()
    gc.freeze()


def load_pages() -> None:
    """Load what pages are drawn with, too: templates and translations, before they are frozen."""
    folders: list[Path] = settings.TEMPLATES[0]["DIRS"]  # type: ignore[assignment]
    for folder in folders:
        for path in sorted(folder.rglob("*.html")):
            get_template(str(path.relative_to(folder)))
    with translation.override(settings.LANGUAGE_CODE):
        translation.gettext("")
    load_before_fork()
    gc.set_threshold(YOUNG, 10, 10)
