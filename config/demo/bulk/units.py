"""Units, clusters and the accounts of every unit."""

from __future__ import annotations

import datetime as dt
from typing import Any

from config.demo.bulk.base import Whole, code_of
from config.demo.bulk.rows import run
from config.demo.bulk.size import CLUSTER_OF
from config.demo.sources import read
from config.demo.units import FOUNDED_ON
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.units.enums import ClusterKind, Level, UnitKind
from emulation.units.models import (
    KEY_DIGITS,
    NAME_DIGITS,
    ORDER_DIGITS,
    Cluster,
    ClusterMember,
    Unit,
)

YEAR = 2021
BATCH = 5_000
# kind, level, name, title of the head, code of the unit above
KINDS: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    (UnitKind.COMMUNE, Level.COMMUNE, "Ủy ban nhân dân xã {name}", "Chủ tịch",
     ("hongdan", "phuoclong", "vinhloi", "hoabinh", "donghai", "txgiarai", "tpbaclieu")),
    (UnitKind.SCHOOL, Level.BASE, "Trường Trung học {name}", "Hiệu trưởng", ("sgdkhcn",)),
    (UnitKind.SUBUNIT, Level.BASE, "Trung tâm Dịch vụ công {name}", "Giám đốc", ("snv", "stc")),
    (UnitKind.SCHOOL, Level.BASE, "Trường Tiểu học {name}", "Hiệu trưởng", ("sgdkhcn",)),
    (UnitKind.ENTERPRISE, Level.BASE, "Công ty Cổ phần {name}", "Giám đốc", ("ubnd",)),
)  # fmt: skip
FIRST = ("Vĩnh", "Phong", "Ninh", "Long", "Hưng", "Châu", "Định", "Lộc", "Minh", "Phước", "An",
         "Tân", "Thạnh", "Hòa", "Bình", "Điền", "Hiệp", "Mỹ", "Phú", "Quới")  # fmt: skip
SECOND = ("Thành", "Hải", "Đông", "Tây", "Thuận", "Thới", "Trạch", "Lợi", "Hậu", "Thịnh", "Quang",
          "Trung", "Sơn", "Giang", "Khánh", "Nghĩa", "Đức", "Xuân", "Diệu", "Tường")  # fmt: skip
SEATS = (
    (Role.OFFICER, "canbo", "Cán bộ phụ trách thi đua, khen thưởng"),
    (Role.LEADER, "lanhdao", ""),
)


def load_units(whole: Whole) -> None:
    """Create the units below those of the small demo."""
    above = {unit.code: unit for unit in Unit.objects.all()}
    numbers = range(1, whole.size.units + 1)
    Unit.objects.bulk_create((_unit(number, above) for number in numbers), batch_size=BATCH)
    run(
        """UPDATE emulation_unit u SET lineage = above.lineage || u.id || '/',
                  ranking = above.ranking || lpad(u."order"::text, %(order)s, '0')
                            || rpad(left(u.sort_key, %(name)s), %(name)s, '0')
                            || lpad(u.id::text, %(key)s, '0')
           FROM emulation_unit above WHERE above.id = u.parent_id AND u.lineage = ''""",
        order=ORDER_DIGITS,
        name=NAME_DIGITS,
        key=KEY_DIGITS,
    )


def _unit(number: int, above: dict[str, Unit]) -> Unit:
    kind, level, pattern, title, parents = KINDS[number % len(KINDS)]
    unit = Unit(
        code=code_of(number),
        name=pattern.format(name=place_name(number)),
        kind=kind,
        level=level,
        parent=above[parents[number % len(parents)]],
        order=1000 + number,
        symbol=f"DV{number}",
        place="Bạc Liêu",
        leader_title=title,
        leader_name=person_name(number),
        valid_from=FOUNDED_ON,
    )
    unit.derive()
    return unit


def place_name(number: int) -> str:
    """Return a place's name; a number is added where the words are used up."""
    first = FIRST[number % len(FIRST)]
    second = SECOND[number // len(FIRST) % len(SECOND)]
    turn = number // (len(FIRST) * len(SECOND))
    return f"{first} {second}" + (f" {turn + 1}" if turn else "")


def person_name(number: int) -> str:
    """Return the name of a unit's head or officer."""
    names = read("people")["names"]
    family, middle, given = names["family"], names["middle_male"], names["given_male"]
    return " ".join(
        [
            family[number % len(family)],
            middle[number // 7 % len(middle)],
            given[number // 3 % len(given)],
        ]
    )


def load_clusters(whole: Whole) -> None:
    """Put every twenty units into a cluster of the year, and give the numbers that queries join."""
    count = -(-whole.size.units // CLUSTER_OF)
    Cluster.objects.bulk_create(
        Cluster(
            code=f"cum-dv-{number:04d}",
            name=f"Cụm thi đua số {number + 10}",
            kind=ClusterKind.CLUSTER,
            year=YEAR,
            organiser=whole.root,
            order=100 + number,
        )
        for number in range(count)
    )
    clusters = {c.order - 100: c.pk for c in Cluster.objects.filter(code__startswith="cum-dv-")}
    units = Unit.objects.filter(code__startswith="dv-").order_by("order")
    ClusterMember.objects.bulk_create(
        (
            ClusterMember(
                cluster_id=clusters[place // CLUSTER_OF],
                unit=unit,
                year=YEAR,
                organiser=whole.root,
            )
            for place, unit in enumerate(units.iterator())
        ),
        batch_size=BATCH,
    )


def load_accounts(whole: Whole) -> None:
    """Give every unit an officer and a leader, with the demo's password."""
    password = whole.office.account.password
    units = list(Unit.objects.filter(code__startswith="dv-").order_by("order"))
    Account.objects.bulk_create(
        (_account(unit, seat, password) for unit in units for seat in SEATS), batch_size=BATCH
    )
    accounts = dict(
        Account.objects.filter(unit__code__startswith="dv-").values_list("username", "pk")
    )
    Mandate.objects.bulk_create(
        (
            Mandate(
                account_id=accounts[f"{prefix}.{unit.code}"],
                role=role,
                unit=unit,
                position=(position or unit.leader_title),
                granted_by=whole.province.by("quantri"),
                valid_from=FOUNDED_ON,
            )
            for unit in units
            for role, prefix, position in SEATS
        ),
        batch_size=BATCH,
    )
    number_units(whole)


def _account(unit: Unit, seat: tuple[str, str, str], password: str) -> Account:
    role, prefix, position = seat
    name = unit.leader_name if role == Role.LEADER else person_name(unit.order * 11)
    account = Account(
        username=f"{prefix}.{unit.code}",
        full_name=name,
        unit=unit,
        position=position or unit.leader_title,
        password=password,
        created_at=_opened(),
    )
    account.derive()
    return account


def _opened() -> dt.datetime:
    return dt.datetime.combine(FOUNDED_ON, dt.time(8), tzinfo=dt.UTC)


def number_units(whole: Whole) -> Any:
    """Keep, for this connection, number, unit, cluster and the two mandates side by side."""
    run(
        """
        CREATE TEMPORARY TABLE demo_unit ON COMMIT DROP AS
        SELECT u."order" - 1000 AS n, u.id AS unit_id, u.name AS unit_name,
               replace(u.search_text, ' ' || u.code, '') AS unit_folded, m.cluster_id,
               officer.id AS officer_id, officer.account_id AS officer_account_id,
               leader.id AS leader_id
        FROM emulation_unit u
        JOIN emulation_clustermember m ON m.unit_id = u.id AND m.year = %(year)s
        JOIN emulation_mandate officer ON officer.unit_id = u.id AND officer.role = 'officer'
        JOIN emulation_mandate leader ON leader.unit_id = u.id AND leader.role = 'leader'
        WHERE u.code LIKE 'dv-%%'
        """,
        year=YEAR,
    )
    run("CREATE UNIQUE INDEX ON demo_unit (n)")
    run("ANALYZE demo_unit")
