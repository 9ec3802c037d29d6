"""Persons and households, and what the ledger holds of them."""

from __future__ import annotations

import datetime as dt
from itertools import product

from awards.ledger.models import AwardRecord, YearRating
from config.demo.bulk.base import Whole
from config.demo.bulk.rows import fill, run
from config.demo.sources import read
from emulation.people.models import Household, Person
from emulation.ui.vietnamese import fold, sort_key

SEXES = (("male", "middle_male", "given_male"), ("female", "middle_female", "given_female"))
POOL = ("n", "full_name", "sort_key", "folded", "gender")
POSTS = ("Chuyên viên", "Giáo viên", "Kế toán viên", "Công nhân", "Phó Trưởng phòng", "Cán bộ")
YEARS_REMEMBERED = 25
RECORDED_AT = dt.datetime(2021, 1, 15, 8, tzinfo=dt.UTC)


def load_persons(whole: Whole) -> None:
    """Create the persons, dealt out to the units in turn, with names, posts and dates."""
    names = _pool()
    fill(
        Person,
        """generate_series(1, %(persons)s) AS s(n)
           JOIN demo_unit u ON u.n = mod(s.n - 1, %(units)s) + 1
           JOIN demo_name p ON p.n = mod(s.n::bigint * 7919, %(names)s)""",
        {
            "full_name": "p.full_name",
            "sort_key": "p.sort_key",
            "search_text": "p.folded || ' ds-' || lpad(s.n::text, 7, '0')",
            "gender": "p.gender",
            "birth_date": "date '1965-01-01' + mod(s.n * 37, 11000)",
            "recruited_on": "date '1965-01-01' + mod(s.n * 37, 11000) + 8500",
            "unit_id": "u.unit_id",
            "position": "(%(posts)s)[mod(s.n, 6) + 1]",
            "is_leader": "mod(s.n, 6) = 4",
            "code": "'DS-' || lpad(s.n::text, 7, '0')",
        },
        persons=whole.size.persons,
        units=whole.size.units,
        names=names,
        posts=list(POSTS),
    )
    fill(
        Household,
        """generate_series(1, %(households)s) AS s(n)
           JOIN demo_unit u ON u.n = mod(s.n - 1, %(units)s) + 1
           JOIN demo_name p ON p.n = mod(s.n::bigint * 104729, %(names)s)""",
        {
            "head_name": "p.full_name",
            "sort_key": "p.sort_key",
            "address": "'Ấp ' || (mod(s.n, 12) + 1)",
            "search_text": "p.folded || ' ap ' || (mod(s.n, 12) + 1)",
            "unit_id": "u.unit_id",
        },
        households=whole.size.households,
        units=whole.size.units,
        names=names,
    )


def _pool() -> int:
    """Keep the names with their sort keys for this connection; return how many."""
    names = read("people")["names"]
    rows: list[tuple[int, str, str, str, str]] = []
    for gender, middle, given in SEXES:
        for words in product(names["family"], names[middle], names[given]):
            name = " ".join(words)
            rows.append((len(rows), name, sort_key(name), fold(name), gender))
    run(
        """CREATE TEMPORARY TABLE demo_name ON COMMIT DROP AS
           SELECT * FROM unnest(%(n)s, %(full_name)s, %(sort_key)s, %(folded)s, %(gender)s)
           AS name (n, full_name, sort_key, folded, gender)""",
        **dict(zip(POOL, map(list, zip(*rows, strict=True)), strict=True)),
    )
    run("CREATE UNIQUE INDEX ON demo_name (n)")
    run("ANALYZE demo_name")
    return len(rows)


def load_ratings(whole: Whole) -> None:
    """Rate every person and unit for 2020, and record earlier awards of some from paper."""
    rated = {"year": "2020", "recorded_by_id": "%(office)s", "recorded_at": "%(at)s"}
    rated["rating"] = "(ARRAY['excellent', 'good', 'good', 'good', 'completed'])[mod({n}, 5) + 1]"
    known = {"office": whole.office.pk, "at": RECORDED_AT}
    persons = "emulation_person p WHERE p.code LIKE 'DS-%%'"
    by_person = rated | {"person_id": "p.id", "rating": rated["rating"].format(n="p.id::int")}
    fill(YearRating, persons, by_person, **known)
    by_unit = rated | {"collective_id": "unit_id", "rating": rated["rating"].format(n="n")}
    fill(YearRating, "demo_unit", by_unit, **known)
    _remember(whole, known)
    fill(
        AwardRecord,
        """generate_series(1, %(awards)s) AS s(n)
           JOIN demo_unit u ON u.n = mod(mod(s.n - 1, %(persons)s), %(units)s) + 1
           JOIN emulation_person p ON p.unit_id = u.unit_id
            AND p.code = 'DS-' || lpad((mod(s.n - 1, %(persons)s) + 1)::text, 7, '0')""",
        {
            "person_id": "p.id",
            "award_code": "'ADVANCED_WORKER'",
            "award_name": "'Lao động tiên tiến'",
            "year": "2020",
            "period_start": "date '2020-01-01'",
            "period_end": "date '2020-12-31'",
            "commendation_type": "'merit'",
            "decision_number": "(10 + mod(u.n, 80)) || '/QĐ-DV' || u.n",
            "decided_on": "date '2020-12-25'",
            "authority_name": "u.unit_name",
            "authority_id": "u.unit_id",
            "source": "'paper'",
            "recorded_by_id": "%(office)s",
            "recorded_at": "%(at)s",
        },
        awards=min(whole.size.paper_awards, whole.size.persons),
        persons=whole.size.persons,
        units=whole.size.units,
        **known,
    )


def _remember(whole: Whole, known: dict[str, object]) -> None:
    """Give the last person of each unit the ratings of a whole working life."""
    fill(
        YearRating,
        """emulation_person p CROSS JOIN generate_series(%(since)s, 2019) AS s(year)
           WHERE p.code LIKE 'DS-%%'
             AND p.code > 'DS-' || lpad((%(persons)s - %(units)s)::text, 7, '0')""",
        {
            "person_id": "p.id",
            "year": "s.year",
            "rating": "(ARRAY['excellent', 'good', 'completed'])[mod(s.year, 3) + 1]",
            "recorded_by_id": "%(office)s",
            "recorded_at": "%(at)s",
        },
        since=2019 - YEARS_REMEMBERED + 1,
        persons=whole.size.persons,
        units=whole.size.units,
        **known,
    )
