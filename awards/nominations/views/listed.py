"""The preview of a list of nominees: each line, whom it names, and what may be chosen for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from awards.ledger.models import SUBJECTS as LINKS
from awards.ledger.subjects import Subject, link_to
from awards.nominations.models import Dossier
from awards.nominations.selectors.candidates import subjects_of
from awards.nominations.selectors.pasted import Match, described, fault_of, match_lines

CHOICE = "choice-"
LEFT_OUT = "-"
MOST_OFFERED = 20


@dataclass(frozen=True)
class ListedRow:
    """A line of the list as the preview shows it; ``choice`` is what stands chosen."""

    match: Match
    fault: str
    named: bool
    offered: list[tuple[str, str]]
    choice: str

    @property
    def field(self) -> str:
        """The name of its choice in the form."""
        return f"{CHOICE}{self.match.number}"


def listed_rows(
    dossier: Dossier, data: Mapping[str, Any], posted: Mapping[str, Any]
) -> list[ListedRow]:
    """Return the lines of a list with what may be chosen; the same is left out twice over."""
    matches = match_lines(dossier, data["kind"], data["text"])
    links = dossier.nominees.filter(award_code=data["award_code"]).values_list(*_links())
    taken = {(link, pk) for row in links for link, pk in zip(_links(), row, strict=True) if pk}
    rows = []
    for match in matches:
        offered = [] if match.group else list(dict.fromkeys([*match.subjects, *match.like]))
        sure = match.subjects[0] if len(match.subjects) == 1 else None
        named = sure is not None and _key(sure) in taken
        if sure is not None:
            taken.add(_key(sure))
        suggested = LEFT_OUT if named else str(sure.pk) if sure is not None else ""
        rows.append(
            ListedRow(
                match,
                fault_of(match),
                named,
                [(str(each.pk), described(each)) for each in offered[:MOST_OFFERED]],
                posted.get(f"{CHOICE}{match.number}", suggested),
            )
        )
    return rows


def _links() -> list[str]:
    return [f"{link}_id" for link in LINKS]


def _key(subject: Subject) -> tuple[str, int]:
    [link] = link_to(subject)
    return f"{link}_id", subject.pk


def chosen_of(dossier: Dossier, kind: str, posted: Mapping[str, Any]) -> dict[int, Subject | None]:
    """Return what was chosen for the lines; those left open are not among them."""
    wanted = {
        int(name.removeprefix(CHOICE)): value
        for name, value in posted.items()
        if name.startswith(CHOICE) and name.removeprefix(CHOICE).isdecimal() and value
    }
    pks = {int(value) for value in wanted.values() if value.isdecimal()}
    found = {each.pk: each for each in subjects_of(dossier, kind).filter(pk__in=pks)}
    return {
        number: found.get(int(value)) if value.isdecimal() else None
        for number, value in wanted.items()
        if value == LEFT_OUT or (value.isdecimal() and int(value) in found)
    }
