"""The pages of reports as people use them: entry, conflicts, wrong figures, Excel, board, queue."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from campaigns.reports import services
from campaigns.reports.models import LineRevision
from campaigns.targets.models import Indicator
from emulation.people.enums import Role
from emulation.people.services import delegate
from emulation.ui.forms import new_key
from tests.builders.clients import signed_in
from tests.builders.people import make_account
from tests.builders.reports import DAY, Province, mandate

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
    leader = signed_in(province.leaders["huyen0"])
    stale = leader.post(page(province, "save-field"), body | {"value": "13"})
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


def test_a_lost_answer_is_not_held_against_the_writer(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    line = province.line("huyen0", "lua")
    body = {"line": line.pk, "kind": "estimated", "cutoff_on": "", "note": "", "version": 1}
    for value in ("12", "13"):
        answer = client.post(page(province, "save-field"), body | {"value": value})
        assert answer.status_code == 200
    assert (
        client.post(page(province, "entry"), entry_data(province, {"lua": "14"})).status_code == 302
    )
    line.refresh_from_db()
    assert (line.value, line.version) == (14, 4)


def test_a_day_that_cannot_be_is_said_beside_its_cell(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    line = province.line("huyen0", "lua")
    data = entry_data(province, {"lua": "12"}) | {f"c-{line.pk}": "31/12/2021"}
    answer = client.post(page(province, "entry"), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_c-{line.pk}_error"' in text
    assert f'href="#id_c-{line.pk}"' in text


def test_the_grid_escapes_what_people_typed(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    line = province.line("huyen0", "lua")
    Indicator.objects.filter(pk=line.indicator_id).update(name="<b>Lúa</b>")
    data = entry_data(province, {"lua": '"><script>'}) | {f"n-{line.pk}": "</td><i>"}
    text = client.post(page(province, "entry"), data).content.decode()
    assert "<b>Lúa" not in text
    assert "<script>" not in text.replace("<script src", "")
    assert "</td><i>" not in text


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
    said = [str(each) for each in get_messages(answer.wsgi_request)]
    units = (first.participant.unit, second.participant.unit)
    assert said == ["Đã tiếp nhận báo cáo của {}. Tiếp theo: báo cáo của {}.".format(*units)]
    answer = client.post(
        reverse("reports:accept", args=[second.pk]), {"next": "1", "version": second.version}
    )
    assert answer["Location"] == reverse("reports:queue")


def test_each_stage_is_credited_to_who_brought_the_report_there(province: Province) -> None:
    province.deliver("huyen0", GOOD)
    steps = signed_in(province.office).get(page(province, "report")).context["steps"]
    people = (province.officers["huyen0"], province.leaders["huyen0"], province.office)
    assert [step["by"] for step in steps[1:]] == [who.account.full_name for who in people]
    assert [step["state"] for step in steps] == ["done"] * 4


def test_a_return_takes_back_what_lies_behind_it(province: Province) -> None:
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    province.approve("huyen0")
    services.return_report(
        by=province.office, report=province.report("huyen0"), reason="Thiếu", items=["Số"],
        due_on=DAY,
    )  # fmt: skip
    shown = signed_in(province.officers["huyen0"]).get(page(province, "report")).context
    assert [step["state"] for step in shown["steps"]] == ["returned", "todo", "todo", "todo"]
    assert (shown["returned"].reason, shown["returned"].items) == ("Thiếu", ["Số"])
    texts = [act.text for act in shown["activity"]]
    assert texts[0] == "đã trả lại để bổ sung báo cáo"


def test_a_delegated_step_says_for_whom(province: Province) -> None:
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    leader = province.leaders["huyen0"]
    deputy = make_account("pho.huyen0", leader.unit, full_name="Phó Chủ tịch")
    acting = delegate(by=leader, account=deputy, valid_from=DAY, valid_to=DAY)
    services.approve_report(by=acting, report=province.report("huyen0"))
    shown = signed_in(province.office).get(page(province, "report"))
    behalf = f"Phó Chủ tịch (thay mặt {leader.account.full_name})"
    assert shown.context["steps"][2]["by"] == behalf
    assert f"thay mặt {leader.account.full_name}" in shown.context["activity"][0].by
    assert behalf in shown.content.decode()


def test_what_is_asked_back_stands_beside_the_form(province: Province) -> None:
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    officer = signed_in(province.officers["huyen0"])
    assert "Chờ lãnh đạo duyệt" in officer.get(page(province, "report")).content.decode()
    province.approve("huyen0")
    services.return_report(
        by=province.office,
        report=province.report("huyen0"),
        reason="Chưa nêu nguyên nhân.",
        items=["Nguyên nhân số vụ tai nạn tăng"],
        due_on=DAY,
    )
    for name in ("report", "entry"):
        shown = officer.get(page(province, name)).content.decode()
        assert "Nguyên nhân số vụ tai nạn tăng" in shown, name


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
