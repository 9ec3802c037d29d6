"""The standards of the law as pure functions; importing this package registers all of them."""

from awards.eligibility.checks import achievements, collectives, persons, records
from awards.eligibility.checks.registry import CHECKS, Case

__all__ = ["CHECKS", "Case", "achievements", "collectives", "persons", "records"]
