"""Who may open the desk and move the demo's date."""

from __future__ import annotations

import rules

from emulation.people.rules import is_signed_in

rules.add_perm("emulation.view_desk", is_signed_in)
rules.add_perm("emulation.search", is_signed_in)
