"""Who convenes, votes and reads."""

from __future__ import annotations

from typing import Any

import rules

from awards.council.models import AgendaItem, Council, CouncilSession
from emulation.files.registry import file_reader
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import has_role, is_office_of, is_secretary_of
from emulation.units.models import Unit


def _authority(obj: Any) -> Unit | None:
    if isinstance(obj, Unit):
        return obj
    if isinstance(obj, Council):
        return obj.authority
    if isinstance(obj, CouncilSession):
        return obj.council.authority
    return obj.session.council.authority if isinstance(obj, AgendaItem) else None


def runs_council(mandate: Mandate | None, obj: Any = None) -> bool:
    """The secretary of the authority's council, or whoever does that work in a unit."""
    if obj is None:
        return has_role(Role.SECRETARY, Role.OFFICER)(mandate, obj)
    return is_secretary_of(mandate, _authority(obj))


def keeps_members(mandate: Mandate | None, obj: Any = None) -> bool:
    """The secretary and the office keep the list of members as the decision names them."""
    if obj is None:
        return has_role(Role.SECRETARY, Role.OFFICE, Role.OFFICER)(mandate, obj)
    return runs_council(mandate, obj) or is_office_of(mandate, _authority(obj))


def is_member(mandate: Mandate | None, obj: Any = None) -> bool:
    """A council member acting as such; the seat in the session is checked when voting."""
    return mandate is not None and mandate.role == Role.COUNCIL_MEMBER


rules.add_perm("awards.run_council", rules.predicate(runs_council))
rules.add_perm("awards.keep_council_members", rules.predicate(keeps_members))
rules.add_perm("awards.cast_ballot", rules.predicate(is_member))
rules.add_perm(
    "awards.view_council",
    has_role(
        Role.OFFICE,
        Role.OFFICER,
        Role.LEADER,
        Role.SECRETARY,
        Role.COUNCIL_MEMBER,
        Role.SIGNER,
        Role.AUDITOR,
        Role.REVIEWER,
    ),
)

file_reader(
    "awards.CouncilSession",
    lambda file, mandate: CouncilSession.objects.visible_to(mandate).filter(paper=file).exists(),
)
