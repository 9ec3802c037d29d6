"""Fictional Vietnamese names from the pools of people.yaml; no two persons get the same one."""

from __future__ import annotations

from typing import Any

from config.demo.luck import pick, share

WOMEN_SHARE = 0.45
ATTEMPTS = 200


class NamePool:
    """Draws names by seed and remembers which are taken."""

    def __init__(self, pools: dict[str, Any], taken: set[str] | None = None) -> None:
        self.pools = pools
        self.taken = taken if taken is not None else set()

    def draw(self, *seed: object) -> tuple[str, str]:
        """Return a full name not drawn before, and ``"F"`` or ``"M"``."""
        for attempt in range(ATTEMPTS):
            sex = "F" if share(*seed, attempt, "sex") < WOMEN_SHARE else "M"
            name = self._name(sex, *seed, attempt)
            if name not in self.taken and len(set(name.split())) == len(name.split()):
                self.taken.add(name)
                return name, sex
        raise RuntimeError(f"the pool of names is exhausted at {seed}")

    def _name(self, sex: str, *seed: object) -> str:
        suffix = "female" if sex == "F" else "male"
        return " ".join(
            [
                pick(self.pools["family"], *seed, "family"),
                pick(self.pools[f"middle_{suffix}"], *seed, "middle"),
                pick(self.pools[f"given_{suffix}"], *seed, "given"),
            ]
        )
