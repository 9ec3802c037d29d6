"""Who may do what: the table of rights as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from emulation.people.enums import Role, Scope
from emulation.people.permissions import GROUPS
from emulation.people.roles import TABLE, roles_with, scopes_of
from emulation.ui.views import RecordPage
from emulation.units.enums import UnitKind


class RightsPage(RecordPage):
    """Every permission with the roles that have it and over what; one role's where it is chosen."""

    permission = "emulation.view_rights"
    template_name = "emulation/people/rights.html"

    def page_context(self) -> dict[str, Any]:
        """Read the table; an unknown role in the address shows them all."""
        asked = self.request.GET.get("role", "")
        chosen = Role(asked) if asked in Role.values else None
        return {
            "title": _("Who may do what"),
            "roles": list(TABLE),
            "chosen": chosen,
            "groups": partial(_groups, chosen),  # asked by the template where it is not kept
            "posts": [(role, _kinds(role)) for role in TABLE if chosen in {None, role}],
        }


def _groups(chosen: Role | None) -> Iterator[tuple[Any, list[tuple[Any, list[Any]]]]]:
    for name, permissions in GROUPS:
        rows = [(text, _holders(permission, chosen)) for permission, text in permissions.items()]
        if shown := [row for row in rows if row[1]]:
            yield name, shown


def _holders(permission: str, chosen: Role | None) -> list[tuple[Scope, list[Role]]]:
    """Return, for each scope over which somebody has the permission, the roles that do."""
    found = [(scope, roles_with(permission, scope)) for scope in Scope]
    named = [(scope, [each for each in TABLE if each.value in roles]) for scope, roles in found]
    if chosen is None:
        return [(scope, roles) for scope, roles in named if roles]
    return [(scope, []) for scope in Scope if scope in scopes_of(chosen, permission)]


def _kinds(role: Role) -> list[UnitKind]:
    return [kind for kind in UnitKind if kind in TABLE[role].held_by]
