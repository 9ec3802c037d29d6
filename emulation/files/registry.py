"""Who may read a file: the rooms whose records refer to it say so.

A room registers a check for each of its models with a link to ``StoredFile``, in its ``rules.py``::

    file_reader("campaigns.Evidence", lambda file, mandate: Evidence.objects.visible_to(mandate)
                .filter(file=file).exists())

A file is readable when a check of the models that refer to it says yes; the others are not asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from emulation.files.models import StoredFile
from emulation.people.models import Mandate

Check = Callable[[StoredFile, Mandate | None], bool]


@dataclass(frozen=True)
class Reader:
    """A check, and the model ("app.Model") whose link to the file makes it worth asking."""

    owner: str
    check: Check


_readers: dict[str, Reader] = {}


def file_reader(model: str, check: Check, *, owner: str = "") -> None:
    """Let ``check(file, mandate)`` speak for the files of ``model`` ("app.Model").

    ``mandate`` is ``None`` for the public; the check returns whether some record that refers to the
    file is visible. ``owner`` is the model that holds the link when it is another one: a campaign's
    plan is the file of a document. A second registration of the same model is an error.
    """
    if model in _readers:
        raise ValueError(f"{model} already says who reads its files")
    _readers[model] = Reader(owner or model, check)


def with_owners(files: QuerySet[StoredFile]) -> QuerySet[StoredFile]:
    """Add which models refer to each file, in the same query, for ``is_readable``."""
    return files.annotate(
        **{
            f"link_{number}": Exists(model._default_manager.filter(**{link: OuterRef("pk")}))
            for number, (model, link) in enumerate(_links())
        }
    )


def is_readable(file: StoredFile, mandate: Mandate | None) -> bool:
    """Return whether any record that ``mandate`` sees refers to ``file``."""
    if not hasattr(file, "link_0"):
        file = with_owners(StoredFile.objects.all()).get(pk=file.pk)
    owners = {
        model._meta.label
        for number, (model, _link) in enumerate(_links())
        if getattr(file, f"link_{number}")
    }
    asked = [reader for reader in _readers.values() if reader.owner in owners]
    return any(reader.check(file, mandate) for reader in asked)


@cache
def _links() -> list[tuple[type[models.Model], str]]:
    """Return every model that refers to files, with the name of its link."""
    links = StoredFile._meta.get_fields(include_hidden=True)
    return [
        (link.related_model, link.field.name)
        for link in links
        # The table between two models is not an owner; the model that declares it is.
        if isinstance(link, models.ForeignObjectRel) and not link.related_model._meta.auto_created
    ]
