"""The drawings: escaped, named, complete, and the same figures in the table."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from emulation.ui import charts
from emulation.ui.charts.drawing import COLOURS, scale, spread, wrapped
from emulation.ui.gallery import sample_charts

SVG = "{http://www.w3.org/2000/svg}"
QUARTERS = ("Quý I", "Quý II")


def words(drawing):
    return [text for text in ElementTree.fromstring(drawing).itertext() if text.strip()]


@pytest.mark.parametrize("chart", sample_charts(), ids=lambda chart: type(chart).__name__)
def test_every_chart_is_well_formed_named_and_free_of_style(chart):
    drawing = charts.svg(chart)
    root = ElementTree.fromstring(drawing)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == chart.title
    for node in root.iter():
        assert not {"style", "class", "font-family"} & set(node.attrib)
        assert node.tag not in (f"{SVG}style", f"{SVG}script")


@pytest.mark.parametrize("chart", sample_charts(), ids=lambda chart: type(chart).__name__)
def test_every_chart_stays_inside_its_frame(chart):
    root = ElementTree.fromstring(charts.svg(chart))
    _left, _top, width, height = map(float, root.get("viewBox").split())
    for node in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert -1 <= float(node.get(name, 0)) <= width + 1
        for name in ("y", "y1", "y2", "cy"):
            assert -1 <= float(node.get(name, 0)) <= height + 1


def test_names_are_escaped():
    chart = charts.BarChart("<script>", (charts.Bar('"A" & <b>', 1),))
    drawing = charts.svg(chart)
    assert "<script>" not in drawing
    assert '"A" & <b>' in words(drawing)


def test_a_missing_value_is_said_never_drawn_as_zero():
    chart = charts.BarChart("T", (charts.Bar("Huyện", None, 100), charts.Bar("Sở", 0, 100)))
    assert words(charts.svg(chart))[-3:-1] != ["0", "0"]
    assert charts.rows(chart)[1] == ["Huyện", "—", "100"]
    assert charts.rows(chart)[2] == ["Sở", "0", "100"]


def test_a_line_is_interrupted_where_a_value_is_missing():
    series = charts.Series("A", (1, 2, None, 4, 5))
    drawing = charts.svg(charts.LineChart("T", tuple("abcde"), (series,)))
    lines = ElementTree.fromstring(drawing).findall(f".//{SVG}polyline")
    assert len(lines) == 2


def test_rows_hold_series_and_target():
    chart = charts.LineChart(
        "T", QUARTERS, (charts.Series("GRDP", (Decimal("6.5"), None)),), target=(9,)
    )
    table = charts.rows(chart)
    assert table[0][1:] == list(QUARTERS)
    assert table[1] == ["GRDP", "6,5", "—"]
    assert table[2][1:] == ["9", "9"]


def test_too_many_series_or_uneven_rows_are_refused():
    one = charts.Series("A", (1, 2))
    with pytest.raises(ValueError, match="1 to 5"):
        charts.LineChart("T", QUARTERS, (one,) * 6)
    with pytest.raises(ValueError, match="one value for each"):
        charts.ColumnChart("T", QUARTERS, (charts.Series("A", (1,)),))


def test_names_too_long_for_their_column_become_numbers_with_a_key():
    names = (
        "Khối thi đua các cơ quan tham mưu, tổng hợp",
        "Khối thi đua các cơ quan Đảng",
        "Cụm 1",
    )
    chart = charts.ColumnChart("T", names * 3, (charts.Series("A", (1, 2, 3) * 3),))
    shown = words(charts.svg(chart))
    assert f"1. {names[0]}" in shown
    assert "…" not in "".join(shown)
    short = charts.ColumnChart("T", QUARTERS, (charts.Series("A", (1, 2)),))
    assert not {"1. Quý I", "2. Quý II"} & set(words(charts.svg(short)))
    assert charts.proportion(charts.svg(chart)) > charts.proportion(charts.svg(short))


@pytest.mark.parametrize(
    "chart",
    [
        charts.BarChart("T", ()),
        charts.BarChart("T", (charts.Bar("A", None),)),
        charts.BarChart("T", (charts.Bar("A", -5, 3), charts.Bar("B", 2))),
        charts.LineChart("T", ("I",), (charts.Series("A", (None,)),)),
        charts.SmallMultiples("T", ()),
        charts.RankChart("T", "a", "b", ()),
        charts.RankChart(
            "T", "a", "b", (charts.RankChange("A", 1, 1), charts.RankChange("B", 1, 1))
        ),
        charts.ColumnChart("T", QUARTERS, (charts.Series("A", (10**12, -(10**12))),)),
    ],
)
def test_odd_figures_can_be_drawn(chart):
    ElementTree.fromstring(charts.svg(chart))
    assert charts.rows(chart)


def test_a_scale_has_few_round_marks_around_its_values():
    measure = scale([3, 97], 0, 100)
    assert [int(mark) for mark in measure.marks()] == [0, 25, 50, 75, 100]
    assert measure.at(50) == pytest.approx(50)


def test_labels_are_wrapped_and_kept_apart():
    assert wrapped("Ủy ban nhân dân thành phố Bạc Liêu", 120) == [
        "Ủy ban nhân dân",
        "thành phố Bạc L…",
    ] or all(len(line) <= 17 for line in wrapped("Ủy ban nhân dân thành phố Bạc Liêu", 120))
    assert spread([10.0, 11.0, 50.0], 20) == [10.0, 30.0, 50.0]


def contrast(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


@pytest.mark.parametrize("colour", COLOURS)
def test_series_colours_can_be_read_as_text(colour):
    assert contrast(colour) >= 4.5
