"""Kinds of document and sources of verification, filled by the rooms that issue them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulation.documents.enums import NumberingMode

if TYPE_CHECKING:
    from emulation.documents.models import Document

Hook = Callable[["Document"], None]


@dataclass(frozen=True)
class NamesInText:
    """Names that a text must hold, as often as they are given, and names that it must not."""

    listed: Sequence[str] = ()
    others: Sequence[str] = ()


@dataclass(frozen=True)
class Standing:
    """Whether an issued text still holds, and the sentence that says by what it does not.

    ``word`` is ``valid``, ``corrected``, ``partly`` (revoked) or ``revoked``.
    """

    word: str = "valid"
    note: str = ""


@dataclass(frozen=True)
class DocumentKind:
    """A kind of official document.

    ``symbol`` is the type's abbreviation in numbers ("KH", "QĐ"; empty for letters) and the series
    of its book. The hooks run inside the transaction that moves the document; ``url_of`` names the
    page of the record that it belongs to; ``names_of`` whom its list names, and who could have
    been added to it, to be looked for in the signed file; ``standing_of`` whether what it decided
    still stands; ``findings_of`` what stands against its signature beyond the text itself
    (`typesetting.findings.Finding`).
    """

    code: str
    name: Any
    symbol: str
    on_submitted: Hook | None = None
    on_signed: Hook | None = None
    on_returned: Hook | None = None
    on_numbered: Hook | None = None
    on_issued: Hook | None = None
    url_of: Callable[[Document], str] | None = None
    standing_of: Callable[[Document], Standing] | None = None
    names_of: Callable[[Document], NamesInText] | None = None
    findings_of: Callable[[Document], Iterable[Any]] | None = None
    numbering: str = NumberingMode.EXTERNAL


kinds: dict[str, DocumentKind] = {}


def document_kind(code: str, *, name: Any, symbol: str, **hooks: Any) -> DocumentKind:
    """Register a kind of document and return it; a second one of the same code is an error."""
    if code in kinds:
        raise ValueError(f"{code} is registered twice")
    kinds[code] = DocumentKind(code, name, symbol, **hooks)
    return kinds[code]


@dataclass(frozen=True)
class Verified:
    """What the public may learn from a code: that the paper is genuine, and its fixed facts.

    ``standing`` is a word of ``Standing``, ``note`` its sentence; ``facts`` are label and value.
    """

    title: str
    facts: tuple[tuple[Any, str], ...]
    standing: str = "valid"
    note: str = ""
    url: str = ""


Lookup = Callable[[str], Verified | None]
_lookups: list[Lookup] = []


def verification_source(lookup: Lookup) -> Lookup:
    """Register a function that answers a code (``None``: not mine)."""
    _lookups.append(lookup)
    return lookup


def verify(code: str) -> Verified | None:
    """Return what stands behind a code, or ``None`` when no source knows it."""
    for lookup in _lookups:
        if found := lookup(code):
            return found
    return None
