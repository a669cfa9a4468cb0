from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import matplotlib
import pytest

from dpo_degen.reporting import plots, svg


def test_every_chart_is_drawn_and_the_same_twice(summary):
    first, second = plots.charts(summary), plots.charts(summary)
    assert [chart.title for chart in first] == [
        "Loop rate",
        "Loop rate by domain",
        "Loop rate by decoding",
        "Output length",
        "Loop onset",
        "Training",
    ]
    assert first == second


def test_ids_are_unique_over_all_charts_and_references_hold(summary):
    page = "".join(chart.svg for chart in plots.charts(summary))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', page))
    assert {a or b for a, b in re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', page)} <= set(ids)


def test_charts_are_named_scalable_text_in_page_colors(summary):
    for chart in plots.charts(summary):
        root = ElementTree.fromstring(chart.svg)
        assert root.get("role") == "img"
        assert root.get("width") is None
        assert root[0].text == chart.title
        assert root[1].text == chart.caption
        assert "<text" in chart.svg
        assert "currentColor" in chart.svg
        assert not re.search("|".join(svg.PAINT), chart.svg)
        assert "<style" not in chart.svg
        assert "metadata" not in chart.svg


@pytest.mark.parametrize("name", ["</svg><script>$x$ & _", "font: it's bold", "#010101 url(#x"])
def test_hostile_arm_names_stay_text(summary, name):
    summary["arms"][2]["arm"] = name
    summary["lengths"] = {name: [1, 2]}
    summary["verdict"]["arm"] = name
    for chart in (plots.loop_rates(summary), plots.by_domain(summary), plots.lengths(summary)):
        texts = [node.text for node in ElementTree.fromstring(chart.svg).iter("{http://www.w3.org/2000/svg}text")]
        assert name in texts
        assert "<script" not in chart.svg


def test_global_settings_are_left_alone(summary):
    before = dict(matplotlib.rcParams)
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        changed = plots.charts(summary)
    assert changed == plots.charts(summary)
    assert dict(matplotlib.rcParams) == before


def test_what_has_no_data_is_not_drawn(base_only, summary):
    assert [chart.title for chart in plots.charts(base_only)] == ["Loop rate"]
    base_only["arms"] = []
    assert plots.charts(base_only) == []
    summary["training"] = {"dpo": [{"step": 1, "loss": math.nan}, {"step": 2}]}
    assert plots.training(summary) is not None
