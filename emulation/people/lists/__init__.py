"""The lists of accounts and mandates, persons and households."""

from emulation.people.lists.accounts import ACCOUNTS, MANDATES
from emulation.people.lists.subjects import HOUSEHOLDS, PERSONS

__all__ = ["ACCOUNTS", "HOUSEHOLDS", "MANDATES", "PERSONS"]
