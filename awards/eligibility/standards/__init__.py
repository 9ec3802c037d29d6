"""The standards of the law as pure functions; importing this package registers all of them."""

from awards.eligibility.standards import achievements, collectives, persons, records
from awards.eligibility.standards.registry import STANDARDS, Case

__all__ = ["STANDARDS", "Case", "achievements", "collectives", "persons", "records"]
