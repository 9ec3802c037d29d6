"""Who may read a file: the rooms whose records refer to it say so.

A room registers a check for each of its models with a link to ``StoredFile``, in its ``rules.py``::

    file_reader("campaigns.Evidence", lambda file, mandate: Evidence.objects.visible_to(mandate)
                .filter(file=file).exists())

A file is readable when any check says yes; without a check nobody reads it.
"""

from __future__ import annotations

from collections.abc import Callable

from emulation.files.models import StoredFile
from emulation.people.models import Mandate

Check = Callable[[StoredFile, Mandate | None], bool]
_readers: dict[str, Check] = {}


def file_reader(model: str, check: Check) -> None:
    """Let ``check(file, mandate)`` speak for the files of ``model`` ("app.Model").

    ``mandate`` is ``None`` for the public; the check returns whether some record that refers to the
    file is visible. A second registration of the same model is an error.
    """
    if model in _readers:
        raise ValueError(f"{model} already says who reads its files")
    _readers[model] = check


def is_readable(file: StoredFile, mandate: Mandate | None) -> bool:
    """Return whether any record that ``mandate`` sees refers to ``file``."""
    return any(check(file, mandate) for check in _readers.values())
