"""A session that ends while a report is written: said, kept, put back."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.builders.clients import signed_in
from tests.builders.reports import Province


def test_the_autosave_says_that_the_session_ended(province: Province) -> None:
    """It blamed the connection: a redirect to the sign-in page is no answer to a script."""
    line, report = province.line("huyen0", "lua"), province.report("huyen0")
    data = {"line": line.pk, "version": 1, "value": "5", "kind": "official"}
    answer = Client().post(
        reverse("reports:save-field", args=[report.pk]),
        data,
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 401
    assert "Phiên làm việc đã hết" in answer.json()["error"]


def test_the_sign_in_page_says_that_the_text_is_kept(province: Province) -> None:
    officer, report = province.officers["huyen0"], province.report("huyen0")
    address = reverse("reports:entry", args=[report.pk])
    page = signed_in(officer).get(address)
    once = page.context["form"]["once"].value()
    client = Client()
    sent = client.post(address, {"once": once, "results": "Đã viết rất lâu"}, follow=True)
    text = sent.content.decode()
    assert "được giữ lại" in text
    assert "Đăng nhập" in text
    fresh = Client().get(reverse("people:sign-in")).content.decode()
    assert "được giữ lại" not in fresh


def test_dates_and_figures_come_back_with_the_browsers_back_button() -> None:
    """Browsers blank what says autocomplete="off" when one goes back to a form."""
    from emulation.ui.forms import FigureFormField, VietnameseDateField

    for field in (VietnameseDateField(), FigureFormField()):
        assert "autocomplete" not in field.widget.attrs
    assert str(VietnameseDateField().clean("1-1-2022")) == "2022-01-01"
