"""How large the province is, and what it takes on disk."""

from __future__ import annotations

from dataclasses import dataclass

PROVINCES = 34
UNITS, PERSONS, HOUSEHOLDS, PAPER_AWARDS, AUDIT = 2_000, 500_000, 20_000, 100_000, 200_000
INDICATORS = (100, 60, 40)
PERIODS = 4
OPEN_ROUND = 8_000
DECIDED_ROUNDS = (8_000, 1_000, *[3_000] * 10)
DRAFTED_ROUND, SUDDEN_ROUND = 2_800, 200
WAITING_DECISIONS = 60
LARGEST_DOSSIER = 200
IMPORTED_ROWS = 2_000
CLUSTER_OF = 20
GIGABYTES_A_PROVINCE, GIGABYTES_OF_TARGETS = 3.0, 1.6


@dataclass(frozen=True)
class Size:
    """What is built: ``units`` take part and report, the other numbers are of the whole."""

    units: int
    persons: int
    households: int
    paper_awards: int
    audit: int
    open_round: int
    decided_rounds: tuple[int, ...]
    drafted_round: int
    sudden_round: int
    waiting_decisions: int
    largest_dossier: int
    imported_rows: int
    indicators: tuple[int, ...] = INDICATORS

    @classmethod
    def of(cls, factor: float = 1, *, nation: bool = False) -> Size:
        """Return the size of a province times ``factor``; of all provinces in what they report."""

        def part(whole: int, least: int) -> int:
            return max(round(whole * factor), least)

        return cls(
            units=part(UNITS * (PROVINCES if nation else 1), CLUSTER_OF),
            persons=part(PERSONS, 500),
            households=part(HOUSEHOLDS, 20),
            paper_awards=part(PAPER_AWARDS, 100),
            audit=part(AUDIT, 100),
            open_round=part(OPEN_ROUND, 40),
            decided_rounds=tuple(part(number, 10) for number in DECIDED_ROUNDS),
            drafted_round=part(DRAFTED_ROUND, 30),
            sudden_round=part(SUDDEN_ROUND, 4),
            waiting_decisions=part(WAITING_DECISIONS, 2),
            largest_dossier=part(LARGEST_DOSSIER, 4),
            imported_rows=part(IMPORTED_ROWS, 20),
        )

    @property
    def nominations(self) -> int:
        """Nominees of all rounds."""
        rounds = (self.open_round, self.drafted_round, self.sudden_round, *self.decided_rounds)
        return sum(rounds)

    @property
    def lines(self) -> int:
        """Report lines of all campaigns and periods."""
        return self.units * sum(self.indicators) * PERIODS

    @property
    def gigabytes(self) -> float:
        """Room on disk for tables, indexes and the write-ahead log meanwhile."""
        rest = GIGABYTES_A_PROVINCE - GIGABYTES_OF_TARGETS
        return GIGABYTES_OF_TARGETS * self.units / UNITS + rest * self.persons / PERSONS
