"""A whole province, built set-wise on PostgreSQL on top of the small demo.

Everything is the same on every machine: variety comes from whole numbers, never from chance. What
the services would write row by row is written here by INSERT … SELECT, so `check_invariants` is
what proves it.
"""
