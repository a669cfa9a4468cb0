from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from dpo_degen.reporting.terminal import COLUMNS, duration, interval, markdown_table, p_value, print_summary, table_rows


def printed(summary, width, path=Path("runs/one/report.html")):
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    print_summary(summary, path, console)
    return console.file.getvalue()


def test_a_row_reads_as_people_write_it(summary):
    row = dict(zip(COLUMNS, table_rows(summary)[2], strict=True))
    assert row == {
        "arm": "dpo",
        "loops": "1.0 % [0.0-11.0]",
        "frozen rule": "2.1 % [0.0-12.1]",
        "fixed/new": "18/1",
        "McNemar p": "<0.001",
        "unseen": "2.1 % [0.0-12.1]",
        "ended": "99.0 %",
        "length": "1,234",
        "rep-4": "0.125",
        "wasted": "10.0 % (8.0 s)",
        "ppl (ratio)": "14.25 (1.010)",
    }


def test_missing_values_are_dashes(base_only):
    row = dict(zip(COLUMNS, table_rows(base_only)[0], strict=True))
    assert {name for name, cell in row.items() if cell == "-"} == {
        "fixed/new",
        "McNemar p",
        "unseen",
        "ended",
        "ppl (ratio)",
    }


@pytest.mark.parametrize("width", [100, 120])
def test_the_table_fits_with_every_number_whole(summary, width):
    summary["arms"][2]["arm"] = "midtrain+dpo"
    text = printed(summary, width)
    assert max(map(len, text.splitlines())) <= width
    for part in (cell for row in table_rows(summary) for cell in row):
        for word in part.replace(" %", "").split():
            assert word in text
    assert "repaired: Loops fell" in text


def test_a_long_path_stays_on_one_line_and_markup_is_not_read(summary):
    path = Path("/runs") / ("x" * 200) / "report.html"
    summary["verdict"]["text"] = "an arm called [red]x[/]"
    text = printed(summary, 100, path)
    assert str(path) in text
    assert "[red]x[/]" in text


def test_markdown_is_a_pipe_table(summary):
    summary["arms"][1]["arm"] = "a|b"
    lines = markdown_table(summary).splitlines()
    assert len(lines) == 5
    assert lines[0] == f"| {' | '.join(COLUMNS)} |"
    assert lines[2].startswith("| base | 19.8 % [9.8-29.8] |")
    assert lines[3].startswith("| a\\|b |")
    assert {line.replace("\\|", "").count("|") for line in lines} == {len(COLUMNS) + 1}


def test_formats():
    assert [duration(s) for s in (None, 3.21, 48, 59.7, 750, 3900)] == [
        "-",
        "3.2 s",
        "48 s",
        "1 min 00 s",
        "12 min 30 s",
        "1 h 05 min",
    ]
    assert [p_value(p) for p in (None, 0.0009, 0.0341, 1.0)] == ["-", "<0.001", "0.034", "1.000"]
    assert interval({"count": 9, "n": 9, "rate": 1.0, "low": 0.7, "high": 1.0}) == "100.0 % [70.0-100]"
    assert interval({"count": 0, "n": 0, "rate": 0.0, "low": 0.0, "high": 1.0}) == "-"
