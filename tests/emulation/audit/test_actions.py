"""Every act in the trail has a name that people read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from django.urls import reverse
from django.utils.translation import override

from emulation.audit.details import details_of
from emulation.audit.services import record
from emulation.people.enums import Role
from emulation.registries.acts import action_choices
from emulation.units.enums import Level, UnitKind
from tests.builders.clients import signed_in
from tests.builders.people import make_mandate
from tests.builders.units import make_unit

ROOT = Path(__file__).resolve().parents[3]
CODE = re.compile(r"[a-z]+\.[a-z_]+")
WRITERS = {
    "record", "record_many", "journal", "journal_many", "_save", "_enter", "_count_change",
    "_after_change",
}  # fmt: skip


def codes_of(path: Path) -> set[str]:
    """Return the codes of acts that the calls of a service file name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WRITERS:
            values = [*node.args, *(key.value for key in node.keywords if key.arg == "action")]
            words = [each.value for each in values if isinstance(each, ast.Constant)]
            found |= {word for word in words if isinstance(word, str) and CODE.fullmatch(word)}
    return found


def test_every_act_has_a_name_of_its_own_language() -> None:
    files = [
        path for app in ("emulation", "campaigns", "awards") for path in (ROOT / app).rglob("*.py")
    ]
    written = set().union(*(codes_of(path) for path in files))
    assert len(written) > 100
    with override("en"):
        english = dict(action_choices())
    with override("vi"):
        named = dict(action_choices())
    assert written - named.keys() == set()
    assert {code for code in named if named[code] == english[code]} == set()
    assert len(set(named.values())) == len(named), "two acts have the same name"


def test_what_changed_is_told_in_words(db) -> None:
    changes = {"from": "draft", "to": "submitted", "items": [], "on_behalf": True, "CT01": "9"}
    assert details_of("emulation.Document", changes) == [
        ("từ", "Dự thảo"), ("đến", "Đang trình ký"), ("nhập thay", "Có"), ("CT01", "9"),
    ]  # fmt: skip
    assert details_of("emulation.Person", {"birth_date": "1984-03-12", "gender": "female"}) == [
        ("ngày sinh", "12/03/1984"), ("giới tính", "Nữ"),
    ]  # fmt: skip
    assert details_of("", {"code": "a"}) == [("code", "a")]


def test_the_trail_is_read_and_filtered_by_names(db) -> None:
    province = make_unit("ubnd", UnitKind.PEOPLES_COMMITTEE, Level.PROVINCE)
    auditor = make_mandate(Role.AUDITOR, province)
    for action in ("council.convene", "report.accept"):
        record(by=auditor, action=action, obj=province, changes={})
    client = signed_in(auditor)
    page = client.get(reverse("audit:entry-list")).content.decode()
    assert "Triệu tập phiên họp" in page.split("<tbody")[1]
    assert "Tiếp nhận: báo cáo" in page.split("<tbody")[1]
    kept = client.get(reverse("audit:entry-list"), {"action": "report.accept"}).content.decode()
    assert "council.convene" not in kept.split("<tbody")[1]
