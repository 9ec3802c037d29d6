"""Who may see, cancel and repeat background work."""

from __future__ import annotations

import rules

from emulation.people.enums import Role
from emulation.people.rules import has_role, is_signed_in

rules.add_perm("emulation.view_job", is_signed_in)
rules.add_perm("emulation.cancel_job", is_signed_in & ~has_role(Role.AUDITOR, Role.COUNCIL_MEMBER))
rules.add_perm("emulation.retry_job", has_role(Role.ADMIN, Role.OFFICE, Role.OFFICER))
rules.add_perm("emulation.view_jobs", has_role(Role.ADMIN, Role.OFFICE, Role.AUDITOR))
