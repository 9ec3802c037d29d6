"""What a parent process loads before it forks, so that its children share it."""

from __future__ import annotations

import gc

from django.urls import get_resolver


def load_before_fork() -> None:
    """Load the views and all below them now, not at the first request, and leave them in peace.

    The garbage collector writes into every object that it looks at, and a page of memory that is
    written is copied: what is frozen it does not look at.
    """
    assert get_resolver().url_patterns
    gc.collect()
    gc.freeze()
