"""A return points to cells; the officer sees them there, the reviewer what was and what is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.urls import reverse

from campaigns.reports import services
from emulation.clock import at
from emulation.workflow.selectors import last_return
from tests.builders.clients import signed_in
from tests.builders.reports import Province

GOOD = {"lua": 50, "tngt": 4, "bhyt": 93}


def test_a_return_points_to_a_cell_and_the_answer_is_shown_beside_what_was(
    province: Province,
) -> None:
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    report = province.approve("huyen0")
    line = province.line("huyen0", "lua")
    office, address = signed_in(province.office), reverse("reports:return", args=[report.pk])
    form = office.get(address).content.decode()
    assert f'name="said-{line.pk}"' in form
    data = {"reason": "Sai đơn vị tính", "due_on": "25/06/2021", "version": report.version}
    empty = office.post(address, data)
    assert empty.status_code == 422
    assert "bên cạnh số liệu" in empty.content.decode()
    data |= {f"said-{line.pk}": "Kiểm tra lại: nghìn tấn", f"cell-{line.pk}": "value"}
    assert office.post(address, data).status_code == 302

    report = province.report("huyen0")
    asked = last_return(report)
    assert asked is not None
    assert [(point.cell, point.said) for point in asked.points] == [
        (f"v-{line.pk}", "Kiểm tra lại: nghìn tấn")
    ]
    officer = signed_in(province.officers["huyen0"])
    grid = officer.get(reverse("reports:entry", args=[report.pk])).content.decode()
    assert f'id="id_v-{line.pk}_remark">Bị trả lại: Kiểm tra lại: nghìn tấn' in grid
    assert f'aria-describedby="id_v-{line.pk}_remark"' in grid
    assert f'#id_v-{line.pk}">' in grid, "the list above leads to the cell"
    page = officer.get(reverse("reports:report", args=[report.pk])).content.decode()
    assert "Kiểm tra lại: nghìn tấn" in page

    entry = services.LineEntry(line.pk, None, value=Decimal("55.5"), kind="official")
    assert "Thay đổi sau khi trả lại" not in page
    with at(dt.date(2021, 6, 22)):
        services.save_report(by=province.officers["huyen0"], report=report, lines=[entry])
        province.submit("huyen0")
    for who in (province.leaders["huyen0"], province.office):
        page = signed_in(who).get(reverse("reports:report", args=[report.pk])).content.decode()
        part = page[page.index('id="thay-doi"') : page.index("</section>")]
        assert 'class="num">50</td>' in part
        assert 'class="num">55,5</td>' in part
        assert "Kiểm tra lại: nghìn tấn" in part
        assert "Số vụ tai nạn" not in part, "only what changed"


def test_a_return_in_words_alone_is_still_possible(province: Province) -> None:
    province.fill("huyen0", GOOD)
    report = province.submit("huyen0")
    leader = signed_in(province.leaders["huyen0"])
    data = {
        "reason": "Viết lại",
        "items": "- Bổ sung nguyên nhân\n- Nêu giải pháp",
        "due_on": "20/06/2021",
        "version": report.version,
    }
    assert leader.post(reverse("reports:send-back", args=[report.pk]), data).status_code == 302
    asked = last_return(report)
    assert asked is not None
    assert asked.items == ["Bổ sung nguyên nhân", "Nêu giải pháp"]
