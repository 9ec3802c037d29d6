"""The pages of reports as people use them: entry, conflicts, wrong figures, Excel, board, queue."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.reports import services
from campaigns.reports.models import LineRevision
from emulation.desk.selectors import desk_of
from emulation.people.enums import Role
from emulation.ui.forms import new_key
from emulation.workflow.clock import at, now
from tests.campaigns.reports.stage import Province, build, mandate, signed_in
from tests.emulation.files import corpus

GOOD = {"lua": 50, "tngt": 4, "bhyt": 93}


def entry_data(
    province: Province, values: dict[str, str], code: str = "huyen0", **more: str
) -> dict[str, str]:
    data = {"results": "Hoàn thành.", **more}
    for name in ("lua", "tngt", "bhyt"):
        line = province.line(code, name)
        data |= {
            f"v-{line.pk}": values.get(name, ""),
            f"k-{line.pk}": "official",
            f"c-{line.pk}": "14/06/2021",
            f"n-{line.pk}": "",
            f"r-{line.pk}": str(line.version),
        }
    return data


def page(province: Province, name: str, code: str = "huyen0") -> str:
    return reverse(f"reports:{name}", args=[province.report(code).pk])


def test_entry_without_javascript(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    shown = client.get(page(province, "entry")).content.decode()
    assert "Sản lượng lúa" in shown
    answer = client.post(
        page(province, "entry"), entry_data(province, {"lua": "1.234,5", "tngt": "0"})
    )
    assert answer.status_code == 302
    assert province.line("huyen0", "lua").value == Decimal("1234.5")
    assert province.line("huyen0", "tngt").value == 0
    assert province.line("huyen0", "bhyt").value is None
    assert "1.234,5" in client.get(page(province, "entry")).content.decode()


@pytest.mark.parametrize(
    "wrong", ["1.2.3", "1,5.0", "abc", "1234.5", "1,23456", "9" * 30, "--1", "1 2x"]
)
def test_wrong_figures_are_answered_beside_the_field_and_nothing_is_lost(
    province: Province, wrong: str
) -> None:
    client = signed_in(province.officers["huyen0"])
    answer = client.post(page(province, "entry"), entry_data(province, {"lua": wrong, "tngt": "7"}))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "cell-error" in text
    assert f'value="{wrong}"' in text
    assert 'value="7"' in text
    assert not LineRevision.objects.exists()


def test_a_conflict_shows_both_values_and_the_second_save_keeps_mine(province: Province) -> None:
    officer, leader = signed_in(province.officers["huyen0"]), signed_in(province.leaders["huyen0"])
    mine, theirs = entry_data(province, {"lua": "10"}), entry_data(province, {"lua": "20"})
    assert leader.post(page(province, "entry"), theirs).status_code == 302
    answer = officer.post(page(province, "entry"), mine)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "20" in text
    assert 'value="10"' in text
    line = province.line("huyen0", "lua")
    assert line.value == 20
    again = mine | {f"r-{line.pk}": str(line.version), "was-results": "Hoàn thành."}
    assert officer.post(page(province, "entry"), again).status_code == 302
    assert province.line("huyen0", "lua").value == 10


def test_autosave_of_a_cell(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    line = province.line("huyen0", "lua")
    body = {
        "line": line.pk,
        "value": "12,5",
        "kind": "estimated",
        "cutoff_on": "",
        "note": "",
        "version": 1,
    }
    answer = client.post(page(province, "save-field"), body)
    assert answer.json()["version"] == 2
    stale = client.post(page(province, "save-field"), body | {"value": "13"})
    assert stale.status_code == 409
    assert "12,5" in stale.json()["error"]
    assert "13" in stale.json()["error"]
    assert client.post(page(province, "save-field"), body | {"value": "1.2.3"}).status_code == 422
    assert (
        client.post(
            page(province, "save-field"), {"name": "results", "text": "Tốt", "shown": ""}
        ).status_code
        == 200
    )
    conflict = client.post(
        page(province, "save-field"), {"name": "results", "text": "Khác", "shown": ""}
    )
    assert conflict.status_code == 409
    assert "Tốt" in conflict.json()["error"]
    assert (
        client.post(page(province, "save-field"), {"name": "state", "text": "accepted"}).status_code
        == 422
    )


def test_a_double_click_submits_once(province: Province) -> None:
    province.fill("huyen0", GOOD)
    officer = province.officers["huyen0"]
    client = signed_in(officer)
    data = {"once": new_key(officer.account_id), "version": province.report("huyen0").version}
    first = client.post(page(province, "submit"), data)
    second = client.post(page(province, "submit"), data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert province.report("huyen0").state == "submitted"


def test_what_was_typed_survives_the_end_of_the_session(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    session = client.session
    session["touched_at"] = 1
    session.save()
    answer = client.post(page(province, "entry"), entry_data(province, {"lua": "5"}))
    assert answer.status_code == 302
    assert not LineRevision.objects.exists()


# --- who sees and does what ------------------------------------------------------------------

STEPS = {
    "submit": ({"officer"}, "draft"),
    "approve": ({"leader"}, "submitted"),
    "record-approval": ({"officer", "office"}, "submitted"),
    "accept": ({"office"}, "approved"),
    "return": ({"office"}, "approved"),
    "reopen": ({"office"}, "accepted"),
    "enter-for-unit": ({"office"}, "waiting"),
    "extend": ({"office"}, "waiting"),
    "entry": ({"officer", "leader"}, "draft"),
}


@pytest.mark.parametrize("step", STEPS)
def test_steps_by_role(province: Province, step: str) -> None:
    allowed, state = STEPS[step]
    if state != "waiting":
        province.fill("huyen0", GOOD)
    if state in {"submitted", "approved", "accepted"}:
        province.submit("huyen0")
    if state in {"approved", "accepted"}:
        province.approve("huyen0")
    if state == "accepted":
        province.accept("huyen0")
    people = {
        "officer": province.officers["huyen0"],
        "leader": province.leaders["huyen0"],
        "office": province.office,
        "signer": province.signer,
        "auditor": mandate(Role.AUDITOR, province.committee),
    }
    for role, who in people.items():
        client = signed_in(who)
        address = page(province, step)
        wants_post = step in {"submit", "approve", "accept"}
        if wants_post and role in allowed:
            continue
        answer = client.post(address) if wants_post else client.get(address)
        assert (answer.status_code == 403) is (role not in allowed), (
            step,
            role,
            answer.status_code,
        )


def test_a_foreign_report_is_not_there(province: Province) -> None:
    client = signed_in(province.officers["huyen1"])
    for name in ("report", "entry", "template", "submit", "save-field"):
        address = page(province, name)
        answer = client.post(address) if name in {"submit", "save-field"} else client.get(address)
        assert answer.status_code == 404, name
    assert "Hồng Dân" not in client.get(reverse("reports:list")).content.decode()
    line = province.line("huyen0", "lua")
    assert client.get(reverse("reports:line-history", args=[line.pk])).status_code == 404


def test_a_cluster_head_reads_accepted_reports_of_members(province: Province) -> None:
    head = mandate(Role.CLUSTER_HEAD, province.districts[2], cluster=province.cluster)
    province.deliver("huyen0", GOOD)
    province.fill("huyen1", GOOD)
    client = signed_in(head)
    assert client.get(page(province, "report")).status_code == 200
    assert client.get(page(province, "report", "huyen1")).status_code == 404
    board = client.get(reverse("reports:board", args=[province.campaign.pk])).content.decode()
    assert "Phước Long" in board


def test_a_monitoring_agency_reads_received_reports_only(province: Province) -> None:
    province.fill("huyen0", GOOD)
    client = signed_in(province.statistician)
    assert client.get(page(province, "report")).status_code == 404
    province.submit("huyen0")
    province.approve("huyen0")
    assert client.get(page(province, "report")).status_code == 200


# --- queue -----------------------------------------------------------------------------------


def test_accept_and_go_to_the_next(province: Province) -> None:
    for code in ("huyen0", "huyen1"):
        province.fill(code, GOOD)
        province.submit(code)
        province.approve(code)
    client = signed_in(province.office)
    first, second = province.report("huyen0"), province.report("huyen1")
    answer = client.post(
        reverse("reports:accept", args=[first.pk]), {"next": "1", "version": first.version}
    )
    assert answer["Location"] == second.get_absolute_url()
    answer = client.post(
        reverse("reports:accept", args=[second.pk]), {"next": "1", "version": second.version}
    )
    assert answer["Location"] == reverse("reports:queue")


# --- Excel -----------------------------------------------------------------------------------


def filled(province: Province, change: Any = None) -> SimpleUploadedFile:
    client = signed_in(province.officers["huyen0"])
    content = b"".join(client.get(page(province, "template")).streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    if change:
        change(book.active)
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile("bao-cao.xlsx", target.getvalue())


def cell_of(sheet: Any, code: str, column: int) -> Any:
    for row in sheet.iter_rows():
        if row[0].value == code:
            return row[column]
    raise LookupError(code)


def test_excel_out_and_in(province: Province) -> None:
    def change(sheet: Any) -> None:
        cell_of(sheet, "lua", 5).value = 1234.5
        cell_of(sheet, "tngt", 5).value = "1.000"
        cell_of(sheet, "tngt", 6).value = "Chính thức"
        cell_of(sheet, "bhyt", 8).value = "Chưa chốt"
        cell_of(sheet, "lua", 7).value = dt.date(2021, 6, 14)

    client = signed_in(province.officers["huyen0"])
    preview = client.post(page(province, "import"), {"upload": filled(province, change)})
    assert preview.status_code == 200
    assert not LineRevision.objects.exists()
    text = preview.content.decode()
    packed = text.split('name="packed" value="')[1].split('"')[0]
    assert client.post(page(province, "confirm-import"), {"packed": packed}).status_code == 302
    lua, tngt, bhyt = (province.line("huyen0", code) for code in ("lua", "tngt", "bhyt"))
    assert (lua.value, lua.cutoff_on) == (Decimal("1234.5"), dt.date(2021, 6, 14))
    assert (tngt.value, tngt.kind) == (1000, "official")
    assert (bhyt.value, bhyt.note) == (None, "Chưa chốt")


@pytest.mark.parametrize(
    ("code", "column", "value", "words"),
    [
        ("lua", 5, "1.2.3", "dấu phẩy"),
        ("lua", 5, dt.date(2021, 1, 1), "không phải là số"),
        ("lua", 6, "Có lẽ", "Ước"),
        ("lua", 7, "31/02/2021", "ngày"),
        ("lua", 0, "la", "không thuộc báo cáo"),
        ("tngt", 0, "lua", "lặp lại"),
        ("lua", 8, "x" * 501, "500"),
        ("lua", 5, "0.00001", "dấu phẩy"),
    ],
)
def test_a_fault_in_one_row_takes_over_none(
    province: Province, code: str, column: int, value: Any, words: str
) -> None:
    def change(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 5).value = 93
        cell_of(sheet, code, column).value = value

    client = signed_in(province.officers["huyen0"])
    answer = client.post(page(province, "import"), {"upload": filled(province, change)})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Dòng" in text
    assert 'name="packed"' not in text
    assert not LineRevision.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 fake", b"%PDF-1.4"])
def test_a_file_that_is_none(province: Province, content: bytes) -> None:
    client = signed_in(province.officers["huyen0"])
    upload = SimpleUploadedFile("bao-cao.xlsx", content)
    assert client.post(page(province, "import"), {"upload": upload}).status_code == 422


def test_another_sheet_is_refused_with_a_sentence(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    upload = SimpleUploadedFile("x.xlsx", corpus.workbook(["a", "b"], [1, 2]))
    answer = client.post(page(province, "import"), {"upload": upload})
    assert answer.status_code == 422
    assert "tiêu đề" in answer.content.decode()


def test_a_preview_of_another_report_is_refused(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    text = client.post(page(province, "import"), {"upload": filled(province)}).content.decode()
    packed = text.split('name="packed" value="')[1].split('"')[0]
    other = signed_in(province.officers["huyen1"])
    for value in (packed, packed[:-3], ""):
        other.post(page(province, "confirm-import", "huyen1"), {"packed": value})
    assert not LineRevision.objects.exists()


# --- evidence --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b""), ("a.pdf", b"hello"), ("a.exe", b"MZ"), ("a.jpg", b"%PDF-1.4")],
)
def test_fake_evidence(province: Province, name: str, content: bytes) -> None:
    client = signed_in(province.officers["huyen0"])
    upload = SimpleUploadedFile(name, content)
    answer = client.post(page(province, "add-evidence"), {"caption": "Ảnh", "upload": upload})
    assert answer.status_code == 422
    assert "Ảnh" in answer.content.decode()


def test_evidence_is_attached_read_and_taken_off(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    line = province.line("huyen0", "lua")
    upload = SimpleUploadedFile("bieu.pdf", corpus.pdf())
    data = {"caption": "Biểu thống kê", "upload": upload, "line": line.pk}
    assert client.post(page(province, "add-evidence"), data).status_code == 302
    proof = province.report("huyen0").evidence.get()
    assert client.get(proof.file.url).status_code == 200
    assert signed_in(province.officers["huyen1"]).get(proof.file.url).status_code == 404
    assert client.post(reverse("reports:remove-evidence", args=[proof.pk])).status_code == 302
    foreign = province.line("huyen1", "lua")
    again = {
        "caption": "x",
        "upload": SimpleUploadedFile("b.pdf", corpus.pdf()),
        "line": foreign.pk,
    }
    assert client.post(page(province, "add-evidence"), again).status_code == 422


# --- board -----------------------------------------------------------------------------------


def board(province: Province) -> str:
    return reverse("reports:board", args=[province.campaign.pk])


def test_the_board_says_who_is_late_in_words(province: Province) -> None:
    province.deliver("huyen0", {"lua": 50, "tngt": 4, "bhyt": None})
    with at(dt.date(2021, 6, 24)):
        client = signed_in(province.office)
        text = client.get(board(province)).content.decode()
        assert "Trễ 3 ngày" in text
        assert "thiếu 1 số liệu" in text
        assert "Chép nội dung nhắc" in text
        late = client.get(f"{board(province)}?state=late").content.decode()
        assert "Hồng Dân" not in late.split("<tbody>")[1].split("</tbody>")[0]
        assert "Phước Long" in late
        for query in (
            "?cluster=abc",
            "?page=9999",
            "?kind=xyz",
            "?state=nothing",
            f"?cluster={province.cluster.pk}",
        ):
            assert client.get(board(province) + query).status_code == 200


def test_the_reminder_names_the_late_units_and_is_recorded(province: Province) -> None:
    province.deliver("huyen0", GOOD)
    with at(dt.date(2021, 6, 24)):
        client = signed_in(province.office)
        address = reverse("reports:remind", args=[province.periods[0].pk])
        text = client.get(address).content.decode()
        assert "còn 02 đơn vị chưa gửi" in text
        assert "Phước Long – trễ 3 ngày làm việc" in text
        assert "Hồng Dân" not in text
        assert client.post(address, {"channel": "chat"}).status_code == 302
        assert province.periods[0].reminders.get().units == 2
        assert signed_in(province.officers["huyen0"]).get(address).status_code == 403


def queries_of(who: Any, address: str) -> int:
    client = signed_in(who)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


ADDRESSES = {
    "board": lambda p: board(p),
    "report": lambda p: page(p, "report"),
    "entry": lambda p: page(p, "entry"),
    "figures": lambda p: reverse("reports:figures", args=[p.indicators["lua"].pk, p.periods[0].pk]),
}


def counted(number: int, name: str) -> int:
    """Return the queries of a page in a province of so many units, which vanishes afterwards."""
    with transaction.atomic():
        province = build(number)
        for code in province.officers:
            province.fill(code, GOOD)
            if name != "entry":
                province.submit(code)
                province.approve(code)
        who = province.statistician if name in {"monitoring", "figures"} else province.office
        who = province.officers["huyen0"] if name == "entry" else who
        address = ADDRESSES.get(name, lambda p: reverse(f"reports:{name}"))(province)
        count = queries_of(who, address)
        transaction.set_rollback(True)
    return count


@pytest.mark.parametrize(
    "name", ["board", "list", "queue", "report", "entry", "monitoring", "figures"]
)
def test_queries_do_not_grow_with_the_rows(db: Any, name: str) -> None:
    one, three = counted(1, name), counted(3, name)
    assert three <= one, (one, three)
    if name == "board":
        assert three <= 12


def test_entry_for_a_unit_through_the_pages(province: Province) -> None:
    client = signed_in(province.office)
    data = {"channel": "letter", "day": "18/06/2021", "time": "08:30", "incoming_number": "99"}
    answer = client.post(page(province, "enter-for-unit"), data)
    assert answer["Location"] == page(province, "entry")
    assert (
        client.post(page(province, "enter-for-unit"), data | {"day": "19/06/2021"}).status_code
        == 422
    )
    assert (
        client.post(
            page(province, "entry"), entry_data(province, {"lua": "1", "tngt": "2", "bhyt": "93"})
        ).status_code
        == 302
    )
    assert client.post(page(province, "receive")).status_code == 302
    text = signed_in(province.leaders["huyen0"]).get(page(province, "report")).content.decode()
    assert "Cơ quan thi đua nhập thay đơn vị" in text
    assert "Công văn" in text


def test_the_api_shows_what_the_mandate_sees(province: Province) -> None:
    province.deliver("huyen0", GOOD)
    address = "/api/v1/reports"
    office = signed_in(province.office)
    found = office.get(address, {"state": "accepted", "campaign": province.campaign.pk}).json()
    assert found["count"] == 1
    one = office.get(f"{address}/{province.report('huyen0').pk}").json()
    assert {line["indicator"]: line["reported"] for line in one["lines"]}["lua"] in {
        "50",
        "50.0000",
    }
    unit = signed_in(province.officers["huyen1"])
    assert unit.get(address).json()["count"] == 2
    assert unit.get(f"{address}/{province.report('huyen0').pk}").status_code == 404
    for query in ({"state": "x"}, {"period": "abc"}, {"period": 10**30}):
        assert office.get(address, query).status_code == 422
    assert Client().get(address).status_code == 401


def test_the_desk_says_whose_turn_it_is(province: Province) -> None:
    def verbs(who: Any) -> list[str]:
        return [item.verb for item in desk_of(who).mine]

    officer, leader, office = (
        province.officers["huyen0"],
        province.leaders["huyen0"],
        province.office,
    )
    assert "Nhập báo cáo" in verbs(officer)
    province.fill("huyen0", GOOD)
    assert "Hoàn thành báo cáo" in verbs(officer)
    province.submit("huyen0")
    assert "Duyệt báo cáo" in verbs(leader)
    assert "Duyệt báo cáo" not in verbs(officer)
    province.approve("huyen0")
    assert "Tiếp nhận báo cáo" in verbs(office)
    services.return_report(
        by=office, report=province.report("huyen0"), reason="Sai", due_on=dt.date(2021, 6, 25)
    )
    assert "Bổ sung báo cáo bị trả lại" in verbs(officer)
    assert "Cung cấp số liệu" in verbs(province.statistician)
    assert now().year == 2021
