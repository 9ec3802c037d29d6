"""What a unit's own data give to the texts it issues: letterhead, symbol, place, signature."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from emulation.documents.registry import kinds
from emulation.people.enums import Role
from emulation.people.selectors import holders
from emulation.typesetting.paper import DocumentNumber, Letterhead, Paper, SignatureBlock
from emulation.units.enums import UnitKind
from emulation.units.models import Unit

PEOPLES_COMMITTEE = "Ủy ban nhân dân"
IN_PLACE_OF = "KT."


def letterhead_of(unit: Unit) -> Letterhead:
    """Return the letterhead of a unit; the province's own has no parent body."""
    if unit.kind == UnitKind.PEOPLES_COMMITTEE and unit.name.startswith(PEOPLES_COMMITTEE):
        place = unit.name.removeprefix(PEOPLES_COMMITTEE).strip()
        return Letterhead(f"{PEOPLES_COMMITTEE}\n{place}".upper())
    parent = unit.letterhead_parent or (unit.parent.name if unit.parent else "")
    return Letterhead(unit.name.upper(), parent=parent.upper())


def number_of(kind: str, unit: Unit) -> DocumentNumber:
    """Return the symbol of a kind for a unit, not numbered yet: "KH-UBND"; letters: "SNV"."""
    parts = filter(None, (kinds[kind].symbol, unit.symbol or unit.code.upper()))
    return DocumentNumber("-".join(parts))


def place_of(unit: Unit) -> str:
    """Return the place of the date line; of a unit without one, that of the nearest unit above."""
    at: Unit | None = unit
    while at is not None:
        if at.place:
            return at.place
        at = at.parent
    return ""


def signer_name(unit: Unit, day: dt.date) -> str:
    """Return the name of who signs for a unit on a day: its signer's, else its head's."""
    for role in (Role.SIGNER, Role.LEADER):
        mandate = holders(unit, day, role).filter(delegated_from__isnull=True).first()
        if mandate:
            return mandate.account.full_name
    return unit.leader_name


def signature_of(
    unit: Unit, day: dt.date, *, collective: bool = False, deputy: str = "", name: str = ""
) -> SignatureBlock:
    """Return the signature block of a unit (Decree 30/2020/NĐ-CP, Annex I, II.7).

    ``collective`` puts "TM. ỦY BAN NHÂN DÂN" above the position (plans of the committee; not the
    chairman's own decisions). ``deputy`` is the deputy's position: the head's gets "KT." before it.
    """
    head = (unit.leader_title or "Thủ trưởng").upper()
    lines = [f"TM. {PEOPLES_COMMITTEE.upper()}"] if collective else []
    lines += [f"KT. {head}", deputy.upper()] if deputy else [head]
    return SignatureBlock(tuple(lines), name or signer_name(unit, day))


def collective_signature_of(
    unit: Unit, day: dt.date, *, deputy: str = "", name: str = ""
) -> SignatureBlock:
    """Return the block of the body itself: "TM." for a People's Committee, else the head alone."""
    collective = unit.name.startswith(PEOPLES_COMMITTEE)
    return signature_of(unit, day, collective=collective, deputy=deputy, name=name)


def signing_block(paper: Paper) -> SignatureBlock | None:
    """Return the block of who signs for the authority; the left one is the secretary of minutes."""
    return next((block for block in paper.signatures if block.side == "right"), None)


def signed_as(paper: Paper, *, name: str, position: str) -> Paper:
    """Return the text with who really signed; who is not the head signs "KT." as what he is."""

    def signed(block: SignatureBlock) -> SignatureBlock:
        if block.side != "right":
            return block
        return replace(block, lines=_lines_for(block.lines, position), name=name)

    return replace(paper, signatures=tuple(signed(block) for block in paper.signatures))


def _lines_for(lines: tuple[str, ...], position: str) -> tuple[str, ...]:
    """Return the lines of authority and position for who signs as ``position`` ("" = as printed).

    A deputy signs "KT." the head, with his own position below it (Decree 30/2020/NĐ-CP, Annex I,
    II.7).
    """
    own = position.strip().upper()
    if not own or lines[-1:] == (own,):
        return lines
    place = next((n for n, line in enumerate(lines) if line.startswith(IN_PLACE_OF)), None)
    place = len(lines) - 1 if place is None else place
    above, head = lines[:place], lines[place].removeprefix(IN_PLACE_OF).strip()
    return (*above, own) if own == head else (*above, f"{IN_PLACE_OF} {head}", own)
