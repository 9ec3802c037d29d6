"""The sheets of the workbook: their columns, which are needed, and what may stand in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.db import models
from django.utils import translation

from emulation.people.enums import Employment, Gender, Role
from emulation.people.models import Account, Mandate, Person
from emulation.ui.vietnamese import fold
from emulation.units.enums import ClusterKind, Level, UnitKind
from emulation.units.models import Cluster, Unit

UNITS: Final = "Đơn vị"
CLUSTERS: Final = "Cụm khối"
PERSONS: Final = "Cá nhân"
ACCOUNTS: Final = "Tài khoản"
MANDATES: Final = "Nhiệm vụ"
WORDS: Final = "Danh mục"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head in the workbook, the value it fills and how its cells are read.

    ``kind`` is ``text``, ``code``, ``codes`` (several, separated by commas), ``day``, ``year``,
    ``flag`` or ``choice`` (one of the labels of ``choices``). ``also`` are heads that offices use.
    """

    name: str
    head: str
    kind: str = "text"
    needed: bool = False
    choices: type[models.TextChoices] | None = None
    width: int = 18
    also: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """The head in the template, and those by which offices call the column."""
        return (self.head, *self.also)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the model it fills and its columns; the first ones name a row."""

    name: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    label: Callable[[Mapping[str, Any]], str] = field(default=lambda row: "")


OF_STAFF: Final = ("Mã CB", "Mã CBCC", "Mã nhân viên", "Mã số cán bộ")
OF_NAME: Final = ("Họ tên", "Họ và tên cán bộ", "Họ, tên")
OF_UNIT: Final = ("Đơn vị", "Đơn vị công tác", "Cơ quan")

SHEETS: Final = (
    Sheet(
        UNITS,
        Unit,
        (
            Column("code", "Mã", "code", needed=True, width=16),
            Column("name", "Tên đơn vị", needed=True, width=44),
            Column("short_name", "Tên ngắn"),
            Column("kind", "Loại", "choice", needed=True, choices=UnitKind, width=28),
            Column("level", "Cấp", "choice", choices=Level),
            Column("parent", "Mã đơn vị cấp trên", "code"),
            Column("symbol", "Ký hiệu văn bản"),
            Column("place", "Địa danh"),
            Column("leader_title", "Chức danh người đứng đầu", width=24),
            Column("leader_name", "Họ tên người đứng đầu", width=24),
            Column("address", "Địa chỉ", width=30),
            Column("email", "E-mail", width=24),
            Column("decides_awards", "Có thẩm quyền khen", "flag"),
            Column("valid_from", "Thành lập từ ngày", "day", needed=True),
        ),
        lambda row: str(row.get("name") or row.get("code") or ""),
    ),
    Sheet(
        CLUSTERS,
        Cluster,
        (
            Column("code", "Mã", "code", needed=True, width=16),
            Column("name", "Tên cụm, khối", needed=True, width=36),
            Column("kind", "Loại", "choice", needed=True, choices=ClusterKind),
            Column("year", "Năm", "year", needed=True, width=8),
            Column("organiser", "Mã đơn vị tổ chức", "code"),
            Column("members", "Mã các thành viên", "codes", width=60),
        ),
        lambda row: f"{row.get('name') or row.get('code')} {row.get('year') or ''}".strip(),
    ),
    Sheet(
        PERSONS,
        Person,
        (
            Column(
                "code",
                "Mã cán bộ",
                needed=True,
                width=14,
                also=OF_STAFF,
            ),
            Column(
                "full_name",
                "Họ và tên",
                needed=True,
                width=26,
                also=OF_NAME,
            ),
            Column(
                "unit",
                "Mã đơn vị",
                "code",
                needed=True,
                also=OF_UNIT,
            ),
            Column("gender", "Giới tính", "choice", choices=Gender, also=("Nam/Nữ", "Nam, nữ")),
            Column("birth_date", "Ngày sinh", "day", also=("Ngày tháng năm sinh", "Năm sinh")),
            Column("position", "Chức vụ", width=26, also=("Chức danh", "Chức vụ, chức danh")),
            Column("employment", "Nhóm", "choice", choices=Employment),
            Column("is_leader", "Giữ chức vụ lãnh đạo", "flag"),
            Column("recruited_on", "Ngày tuyển dụng", "day"),
            Column("address", "Địa chỉ", width=30),
        ),
        lambda row: str(row.get("full_name") or row.get("code") or ""),
    ),
    Sheet(
        ACCOUNTS,
        Account,
        (
            Column("username", "Tên đăng nhập", "code", needed=True),
            Column(
                "full_name",
                "Họ và tên",
                needed=True,
                width=26,
                also=OF_NAME,
            ),
            Column("unit", "Mã đơn vị công tác", "code", needed=True, also=("Đơn vị", "Mã đơn vị")),
            Column("position", "Chức vụ", width=26, also=("Chức danh", "Chức vụ, chức danh")),
            Column("email", "E-mail", width=26, also=("Email", "Thư điện tử")),
            Column("phone", "Điện thoại", also=("SĐT", "Số điện thoại", "ĐT")),
        ),
        lambda row: str(row.get("username") or ""),
    ),
    Sheet(
        MANDATES,
        Mandate,
        (
            Column("account", "Tên đăng nhập", "code", needed=True),
            Column("role", "Vai trò", "choice", needed=True, choices=Role, width=28),
            Column(
                "unit",
                "Mã đơn vị",
                "code",
                needed=True,
                also=OF_UNIT,
            ),
            Column("cluster", "Mã cụm, khối", "code"),
            Column("year", "Năm của cụm, khối", "year"),
            Column("valid_from", "Từ ngày", "day", needed=True),
            Column("valid_to", "Đến ngày", "day"),
            Column("position", "Chức danh", width=24),
            Column("legal_basis", "Căn cứ", width=36),
        ),
        lambda row: str(row.get("account") or ""),
    ),
)


@cache
def words_of(choices: type[models.TextChoices]) -> dict[str, str]:
    """Return what may stand in a cell of ``choices``: the Vietnamese labels and their values."""
    with translation.override("vi"):
        return {str(label): str(value) for value, label in choices.choices}


@cache
def folded_words(choices: type[models.TextChoices]) -> dict[str, str]:
    """Return the same without marks and case, so that a slip of either does no harm."""
    return {fold(label): value for label, value in words_of(choices).items()}
