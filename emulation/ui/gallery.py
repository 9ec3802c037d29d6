"""The gallery: every component of the interface with its states, on one page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from emulation.clock import now, today
from emulation.ui import charts
from emulation.ui.forms import FigureFormField, PortalForm, VietnameseDateField
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction
from emulation.ui.lists.address import Asked
from emulation.ui.lists.context import list_context
from emulation.ui.models import ColumnChoice
from emulation.ui.views import SIGNED_IN, RecordPage

CONTENTS = (
    ("type", _("Type and colours")),
    ("states", _("States and dates")),
    ("actions", _("Buttons and notes")),
    ("tables", _("Tables and lists")),
    ("records", _("Records")),
    ("forms", _("Forms")),
    ("grid", _("Grid entry and boards")),
    ("charts", _("Charts")),
    ("work", _("Background work")),
    ("findings", _("Findings of the law")),
)
TONES = (
    ("done", "Đã ban hành"),
    ("attention", "Trả lại để bổ sung"),
    ("late", "Quá hạn"),
    ("underway", "Đang thẩm định"),
    ("waiting", "Chờ báo cáo"),
)
SWATCHES = (
    "ink",
    "muted",
    "brand",
    "link",
    "gold",
    "line",
    "done",
    "attention",
    "late",
    "underway",
)
UNITS = (
    "Sở Nội vụ",
    "Sở Giáo dục, Khoa học và Công nghệ",
    "Ủy ban nhân dân thành phố Bạc Liêu",
    "Ủy ban nhân dân huyện Hồng Dân",
    "Hội Liên hiệp Phụ nữ tỉnh",
)


class SampleForm(PortalForm):
    """A form with one field of each kind."""

    name = forms.CharField(
        label=_("Name of the campaign"),
        help_text=_("As it will stand in the plan, without the year."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("regular", _("Regular")), ("thematic", _("Thematic"))]
    )
    starts_on = VietnameseDateField(label=_("Begins on"))
    growth = FigureFormField(label=_("Growth"), required=False)
    summary = forms.CharField(
        label=_("Summary"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    level = forms.ChoiceField(
        label=_("Level"),
        widget=forms.RadioSelect,
        choices=[("province", _("Province")), ("unit", _("Unit"))],
    )
    public = forms.BooleanField(label=_("Show on the public page"), required=False)
    plan_file = forms.FileField(
        label=_("Signed plan"), required=False, help_text=_("PDF, at most 20 MB.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["growth"].unit = "%"  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """Sample filters of a list."""

    words = forms.CharField(label=_("Words"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), ("late", _("Late"))]
    )


def sample_charts() -> list[charts.Chart]:
    """Return one chart of each kind."""
    quarters = ("Quý I", "Quý II", "Quý III", "Quý IV")
    growth = charts.Series("Tăng trưởng GRDP", tuple(map(Decimal, ("4.1", "6.3", "5.2", "9.4"))))
    partial = charts.Series("Thu ngân sách", (Decimal("3.2"), None, Decimal("7.1"), Decimal("8.6")))
    bars = tuple(
        charts.Bar(name, value, 100)
        for name, value in zip(UNITS, (104, 97, Decimal("88.5"), None, 100), strict=True)
    )
    panels = tuple(
        charts.LineChart(
            name, quarters, (charts.Series("", (60 + n * 7, 71, 84 - n * 3, 92)),), "%"
        )
        for n, name in enumerate(UNITS[:4])
    )
    ranks = zip(UNITS, (2, 1, 5, 3, None), (1, 2, 3, 5, 4), strict=True)
    return [
        charts.BarChart("Tỷ lệ hoàn thành chỉ tiêu so với kế hoạch", bars, unit="%"),
        charts.LineChart(
            "Tốc độ tăng trưởng theo quý", quarters, (growth, partial), "%", target=(Decimal(9),)
        ),
        charts.ColumnChart(
            "Số tập thể và cá nhân được khen",
            quarters,
            (
                charts.Series("Tập thể", (12, 30, 25, 64)),
                charts.Series("Cá nhân", (45, 80, 61, 152)),
            ),
        ),
        charts.SmallMultiples("Tiến độ từng đơn vị", panels),
        charts.RankChart(
            "Thay đổi thứ hạng trong khối",
            "Sơ kết",
            "Tổng kết",
            tuple(charts.RankChange(*change) for change in ranks),
        ),
    ]


def sample_jobs() -> list[SimpleNamespace]:
    """Return a running, a finished and a failed piece of work."""
    blank: dict[str, Any] = {"pk": 0, "done": 0, "total": 0, "error": "", "is_open": False}
    blank["tones"] = {"running": "underway", "failed": "late"}
    return [
        SimpleNamespace(
            **{**blank, "pk": 1, "done": 3, "total": 8, "is_open": True},
            state="running",
            get_state_display=lambda: _("Running"),
            message="Đang tổng hợp báo cáo của Khối thi đua số 3",
        ),
        SimpleNamespace(
            **{**blank, "pk": 2, "error": _("A report was withdrawn while it was being counted.")},
            state="failed",
            get_state_display=lambda: _("Failed"),
            message="Tổng hợp sơ kết",
        ),
    ]


def sample_rows() -> list[SimpleNamespace]:
    """Return rows of a list of reports."""
    days = (-9, -2, 0, 2, 12)
    figures = (Decimal("104.25"), None, Decimal(97), Decimal("1234567.8"), 0)
    rows = zip(UNITS, TONES, days, figures, strict=True)
    return [
        SimpleNamespace(
            pk=pk, unit=unit, state=(word, tone), due=today() + dt.timedelta(left), figure=figure
        )
        for pk, (unit, (tone, word), left, figure) in enumerate(rows, start=1)
    ]


SAMPLE_LIST: Listing[SimpleNamespace] = Listing(
    name="gallery",
    title="Báo cáo quý III năm 2021",
    rows=lambda mandate: ColumnChoice.objects.none(),
    columns=[
        Column("unit", _("Unit"), link=lambda row: "#records", sort="unit"),
        Column("state", _("State"), lambda row: row.state, Kind.STATE),
        Column("due", _("Due date"), kind=Kind.DUE, sort="due"),
        Column("figure", _("Completion rate (percent)"), kind=Kind.NUMBER, sort="figure"),
    ],
    actions=[
        SelectionAction(
            name="accept",
            label=_("Accept"),
            perform=lambda by, record: None,
            done="",
            tone="brand",
            offered=lambda mandate: True,
        )
    ],
    name_of=lambda row: row.unit,
    empty=Empty(title="Chưa có báo cáo nào"),
)


def sample_list(request: HttpRequest, mandate: Any) -> dict[str, Any]:
    """Return what the page of a list shows, here with rows that are in no database."""
    asked = Asked(SAMPLE_LIST, request, mandate, {})
    asked.page = Paginator(range(900), 50).page(4)
    asked.page.object_list = sample_rows()  # type: ignore[assignment]
    return {**list_context(asked), "choosable": []}


class Gallery(RecordPage):
    """Shows the components."""

    permission = SIGNED_IN
    template_name = "emulation/ui/gallery.html"

    def page_context(self) -> dict[str, Any]:
        """Return samples of everything."""
        account_id = self.request.user.pk
        return {
            "contents": CONTENTS,
            "tones": TONES,
            "legend_items": [(word, tone) for tone, word in TONES],
            "swatches": SWATCHES,
            **sample_list(self.request, self.mandate),
            "filter_form": FilterForm(),
            "form": SampleForm(account_id=account_id),
            "bad_form": SampleForm(
                {"growth": "1234.5", "kind": "regular"}, account_id=account_id, auto_id="bad_%s"
            ),
            "steps": _sample_steps(),
            "facts": _sample_facts(),
            "entries": _sample_activity(),
            "charts": sample_charts(),
            "jobs": sample_jobs(),
            "findings": _sample_findings(),
        }


def _sample_steps() -> list[dict[str, Any]]:
    return [
        {
            "label": "Dự thảo",
            "state": "done",
            "at": today() - dt.timedelta(20),
            "by": "Nguyễn Văn An",
        },
        {
            "label": "Trình ký",
            "state": "done",
            "at": today() - dt.timedelta(12),
            "by": "Lê Thị Ánh",
        },
        {"label": "Ký", "state": "current", "by": "Chủ tịch"},
        {"label": "Vào số", "state": "todo"},
        {"label": "Ban hành", "state": "todo"},
    ]


def _sample_facts() -> list[tuple[Any, ...]]:
    return [
        ("Đơn vị chủ trì", UNITS[0], "#records"),
        ("Thời gian thực hiện", "01/01/2021 – 31/12/2021"),
        ("Số, ký hiệu", "15/KH-UBND"),
        ("Ngày ban hành", ""),
    ]


def _sample_activity() -> list[dict[str, Any]]:
    return [
        {
            "by": "Lê Thị Ánh",
            "text": "trả lại để bổ sung",
            "reason": "Thiếu phụ lục chỉ tiêu; đề nghị gửi lại trước ngày 05/12/2021.",
            "at": now() - dt.timedelta(hours=3),
        },
        {"by": "Nguyễn Văn An", "text": "trình ký", "at": now() - dt.timedelta(days=2)},
    ]


def _sample_findings() -> list[dict[str, str]]:
    return [
        {
            "outcome": "met",
            "text": "Đã đăng ký thi đua từ đầu năm.",
            "article": "Điều 10 Luật Thi đua, khen thưởng",
            "url": "#findings",
        },
        {
            "outcome": "not_met",
            "text": "Có kỷ luật trong thời gian xét.",
            "article": "Điều 23",
            "url": "",
        },
        {
            "outcome": "unknown",
            "text": "Chưa có quyết định công nhận sáng kiến cấp cơ sở.",
            "article": "Điều 24",
            "url": "",
        },
    ]
