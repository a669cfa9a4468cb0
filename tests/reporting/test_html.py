from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from dpo_degen.reporting.html import AFTER, FIRST, LEAD, REPEAT, TEXT, Segment, render_html, segments

HOSTILE = '<script>alert(1)</script><img src="http://evil.example/x" onerror=alert(1)> </div></bdi><b'
VOID = {"meta", "link", "img", "br", "input"}


class Page(HTMLParser):
    """Collects tags and attributes, and fails on tags that do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def with_text(summary, text, **indices):
    """The summary with `text` in every place that a model or a user fills."""
    summary["model"] = summary["verdict"]["text"] = summary["settings"]["model"] = text[:200]
    summary["commands"] = summary["limits"] = [text[:200]]
    example = summary["examples"][0]
    example |= {"prompt": text, "domain": text, "prompt_id": text, "why": text}
    for output in example["outputs"]:
        output |= {"text": text, "reason": text, **indices}
    summary["pairs_preview"][0] |= {"id": text, "prompt": text, "context": text, "chosen": text, "rejected": text}
    return summary


def test_a_whole_run_has_every_part(summary):
    page = render_html(summary)
    parsed = Page(page)
    assert page.startswith("<!doctype html>")
    assert parsed.tags.count("svg") == 6
    for part in ("arms", "charts", "funnel", "outputs", "setup", "limits"):
        assert ("id", part) in parsed.attributes
    for shown in (
        "1,024",
        "too short",
        "train.beta",
        "1.16.0",
        "dpo-degen run quick.yaml",
        "90.0 %",
        "Trained: sft, dpo.",
    ):
        assert shown in page
    for shown in (
        "&lt;0.001",
        "\u2717 +30.0 %",
        "-0.012",
        "66.7 %",
        "2 of 60",
        "90.0 %",
        "temperature 0.7, 512 tokens",
    ):  # costs and rounds
        assert shown in page
    assert render_html(summary) == page


def test_base_only_renders_without_the_absent_parts(base_only):
    parsed = Page(render_html(base_only))
    assert parsed.tags.count("svg") == 1
    ids = {value for name, value in parsed.attributes if name == "id"}
    assert {"arms", "funnel", "setup"} <= ids
    assert not {"outputs", "limits"} & ids
    links = {value for name, value in parsed.attributes if name == "href" and value}
    assert {link[1:] for link in links} <= ids


def test_the_page_loads_and_runs_nothing(summary):
    page = render_html(with_text(summary, HOSTILE))
    parsed = Page(page)
    assert not {"script", "img", "link", "iframe", "object", "base", "form"} & set(parsed.tags)
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    for name, value in parsed.attributes:
        assert not name.startswith("on")
        if name in ("src", "href", "xlink:href"):
            assert value
            assert value.startswith("#")
    assert not re.search(r"@import|url\((?!#)", page)


@pytest.mark.parametrize(
    "text",
    [HOSTILE, "{{ 7 * 7 }}{% raw %}", "<!-- <![CDATA[ </style>", "&lt;b&gt;", "\x00\x1b[31m\r", "\ud800 lone", ""],
)
def test_hostile_text_keeps_the_page_whole(summary, text):
    page = render_html(with_text(summary, text, onset=0, branch=len(text) // 2, end=len(text)))
    Page(page).close()
    page.encode("utf-8")
    assert "\x00" not in page
    assert "\x1b" not in page
    assert "49" not in re.findall(r"<mark[^>]*>(.*?)</mark>", page)


def test_direction_overrides_are_shown_and_isolated(summary):
    page = render_html(with_text(summary, "\u202eabc\u2066"))
    assert "[U+202E]abc[U+2066]" in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert '<bdi class="text' in page


def test_a_megabyte_line_and_many_examples_stay_small(summary):
    with_text(summary, "<" * 1_000_000)
    summary["settings"]["text"] = "<" * 1_000_000
    assert len(render_html(summary)) < 500_000
    example = summary["examples"][0]
    example["outputs"] = [{**output, "text": "<" * 1_000_000} for output in example["outputs"]]
    summary["examples"] = [example] * 500
    page = render_html(summary)
    assert len(page) < 2_000_000
    assert "6 shown, 494 more not" in page


def test_spans_are_marked_where_they_are(summary):
    page = render_html(summary)
    marks = re.findall(r'<mark class="(first|repeat)">(.*?)</mark>', page, flags=re.DOTALL)
    assert ("first", "The ship sailed on. ") in marks
    assert "<span>Once there was a captain.\n</span><mark" in page
    assert "… 480 more characters of the same loop" in page


def test_segments_of_a_short_loop_are_the_text():
    parts = segments("abcXYXYXYz", 3, 5, 9)
    assert parts == [
        Segment("plain", "abc"),
        Segment("first", "XY"),
        Segment("repeat", "XYXY"),
        Segment("plain", "z"),
    ]


@pytest.mark.parametrize("indices", [(-5, 2, 99), (9, 2, 1), (50, 60, 70), (3, None, 9), (None, 2, 3), (3, 5, None)])
def test_odd_indices_lose_no_text(indices):
    assert "".join(part.text for part in segments("abcXYXYXYz", *indices)) == "abcXYXYXYz"


def test_long_parts_are_cut_and_counted():
    text = "l" * 9000 + "f" * 5000 + "r" * 20_000 + "t" * 7000
    parts = segments(text, 9000, 14_000, 34_000)
    shown = {kind: sum(len(part.text) for part in parts if part.kind == kind) for kind in ("plain", "first", "repeat")}
    assert shown == {"plain": LEAD + AFTER, "first": FIRST, "repeat": REPEAT}
    assert sum(shown.values()) < TEXT
    notes = [part.text for part in parts if part.kind == "note"]
    assert "… 19,700 more characters of the same loop" in notes
    assert "… 6,600 characters not shown …" in notes


def test_each_side_of_a_pair_says_whether_it_ended(summary):
    page = render_html(summary)
    assert re.search(r'<b>chosen</b> <span class="badge good">ended</span>', page)
    assert re.search(r'<b>rejected</b> <span class="badge flat">cut</span>', page)
