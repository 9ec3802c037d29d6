"""Who may read the law and who sets the province's own routes."""

from __future__ import annotations

import rules

from emulation.people.enums import Role
from emulation.people.rules import has_role, is_admin, is_signed_in

rules.add_perm("awards.view_catalogue", is_signed_in)
rules.add_perm("awards.review_law", has_role(Role.ADMIN, Role.OFFICE, Role.AUDITOR))
rules.add_perm("awards.set_route", is_admin)
