from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dpo_degen.detection.files import scan, wilson
from dpo_degen.errors import UserError

LOOP = "Well. " + "and then \x1b[31mthe same\n again, " * 20


def run(*paths, field=None, as_json=False, fail_above=None):
    out = io.StringIO()
    code = scan(paths, field=field, as_json=as_json, fail_above=fail_above, out=out)
    return code, out.getvalue().splitlines()


@pytest.fixture
def outputs(tmp_path):
    path = tmp_path / "outputs.jsonl"
    rows = [{"text": LOOP}, {"output": "Fine."}, {"completion": [5, 6, 7] * 9}, {"response": "Cut", "finish": "length"}]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    return path


def test_jsonl_findings_and_summary(outputs):
    code, lines = run(outputs)
    assert code == 0
    assert lines == [
        f"{outputs}:1: loop exact_loop at 5..626, period 31, x20.03: ' and then \\x1b[31mthe same\\n again,'",
        f"{outputs}:3: loop exact_loop at 0..27, period 3, x9: [5, 6, 7]",
        f"{outputs}:4: non_termination",
        "4 outputs, 2 loops (50.0%, 95% Wilson interval 15.0-85.0%)",
    ]


def test_json_lines(outputs):
    _, lines = run(outputs, as_json=True)
    rows = list(map(json.loads, lines))
    assert [(row["line"], row["verdict"]) for row in rows[:-1]] == [
        (1, "loop"), (2, "none"), (3, "loop"), (4, "non_termination"),
    ]  # fmt: skip
    assert rows[-1]["outputs"] == 4
    assert rows[-1]["rate"] == 0.5


def test_plain_text_is_one_output_with_the_line_of_the_loop(tmp_path):
    path = tmp_path / "log.txt"
    path.write_bytes(b"first\nsecond \xff\n" + b"It goes on and on without an end. " * 9)
    _, lines = run(path)
    assert lines[0].startswith(f"{path}:3: loop exact_loop at 15..")
    assert lines[-1].startswith("1 output, 1 loop (100.0%")


def test_long_units_are_cut(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "".join(map(chr, range(65, 165))) * 5}))
    assert run(path)[1][0].endswith("...")


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LOOP.encode())))
    assert run(Path("-"))[1][0].startswith("-:1: loop")


def test_rows_piped_to_standard_input_are_judged_each(monkeypatch):
    rows = "".join(json.dumps({"text": text, "finish": "stop"}) + "\n" for text in (LOOP, "All is well."))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(rows.encode())))
    _, lines = run(Path("-"))
    assert lines[0].startswith("-:1: loop")
    assert lines[-1].startswith("2 outputs, 1 loop (50.0%")


def test_lines_on_standard_input_are_those_of_the_rows(monkeypatch):
    rows = [{"text": "a\nb\n" + LOOP, "finish": None}, {"text": "fine", "finish": None, "finish_reason": "length"}]
    stdin = "\ufeff" + "\n".join(map(json.dumps, rows)) + "\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
    assert [line.split()[0] for line in run(Path("-"))[1]] == ["-:1:", "-:2:", "2"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n\n" + json.dumps(rows[0]).encode())))
    assert run(Path("-"))[1][0].startswith("-:3: loop")
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UserError, match="standard input is closed"):
        run(Path("-"))


@pytest.mark.parametrize("name", ["a.ndjson", "b.JSONL", "c.jsonlines"])
def test_rows_are_rows_whatever_the_file_is_called(tmp_path, name):
    (tmp_path / name).write_text("".join(json.dumps({"text": text}) + "\n" for text in (LOOP, "fine", "fine")))
    assert run(tmp_path / name)[1][-1].startswith("3 outputs, 1 loop")


def test_names_of_fields_are_told_so_that_a_terminal_does_not_act_on_them(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"a\x1b[31mred": 1}))
    with pytest.raises(UserError, match=r"from: 'a\\x1b\[31mred'"):
        run(tmp_path / "a.jsonl")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"", "-: no outputs to judge"),
        (b" \n\n", "-: no outputs to judge"),
        (json.dumps([{"text": LOOP}]).encode(), "-: one JSON document; expected JSONL"),
        (json.dumps({"text": LOOP}, indent=2).encode(), "-: one JSON document; expected JSONL"),
    ],
)
def test_a_pipe_without_outputs_does_not_pass_as_a_healthy_one(monkeypatch, given, told):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    with pytest.raises(UserError, match=told):
        run(Path("-"), fail_above=0.01)


def test_a_field_that_is_null_gives_way_to_the_one_that_holds_the_output(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": None, "output": LOOP}))
    assert run(tmp_path / "a.jsonl")[1][-1].startswith("1 output, 1 loop")


def test_text_in_braces_is_still_a_text(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"{\n" + LOOP.encode())))
    assert run(Path("-"))[1][0].startswith("-:2: loop")


@pytest.mark.parametrize("name", ["all.json", "all.jsonl.gz", "all.csv"])
def test_what_would_pass_as_one_healthy_output_is_refused(tmp_path, name):
    (tmp_path / name).write_text("[]")
    with pytest.raises(UserError, match=r"is not read; expected \.jsonl"):
        run(tmp_path / name)


@pytest.mark.parametrize(("limit", "code"), [(0.0, 1), (0.49, 1), (0.5, 0), (1.0, 0), (None, 0)])
def test_fail_above(outputs, limit, code):
    assert run(outputs, fail_above=limit)[0] == code


def test_prompt_is_evidence(tmp_path):
    path = tmp_path / "copies.jsonl"
    path.write_text(json.dumps({"prompt": "Copy: " + LOOP, "text": LOOP, "finish_reason": "stop"}))
    assert run(path)[1] == ["1 output, 0 loops (0.0%, 95% Wilson interval 0.0-79.3%)"]


@pytest.mark.parametrize(("role", "code"), [("user", 0), ("assistant", 1)])
def test_what_the_messages_of_a_row_ask_for_is_evidence_but_not_what_the_model_said(tmp_path, role, code):
    path = tmp_path / "chats.jsonl"
    messages = [{"role": "user", "content": "Go on."}, {"role": role, "content": LOOP}, {"role": "user"}]
    path.write_text(json.dumps({"messages": messages, "text": LOOP, "finish_reason": "stop"}))
    assert run(path, fail_above=0.0)[0] == code


@pytest.mark.parametrize(
    ("content", "field", "message"),
    [
        ('{"text": "a"}\n{"text": ', None, "f.jsonl:2: not JSON"),
        ('{"answer": "a"}', None, "f.jsonl:1: no field 'text' or"),
        ('{"text": "a"}', "answer", "f.jsonl:1: no field 'answer'; choose .* from: 'text'"),
        ('{"text": 3}', None, "f.jsonl:1: field 'text': 3 is neither"),
        ('{"ids": [1, "b"]}', "ids", "f.jsonl:1: field 'ids': "),
        ("", None, "f.jsonl: no outputs"),
    ],
)
def test_bad_lines_are_one_line_errors(tmp_path, content, field, message):
    path = tmp_path / "f.jsonl"
    path.write_text(content)
    with pytest.raises(UserError, match=message):
        run(path, field=field)


def test_bad_arguments(tmp_path):
    with pytest.raises(UserError, match="no such file"):
        run(tmp_path / "none.jsonl")
    with pytest.raises(UserError, match=r"none.txt: cannot read"):
        run(tmp_path / "none.txt")
    with pytest.raises(UserError, match="between 0 and 1"):
        run(tmp_path / "none.txt", fail_above=5)
    with pytest.raises(UserError, match="no files"):
        run()


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"), [(0, 10, 0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1)]
)
def test_wilson(hits, total, low, high):
    assert wilson(hits, total) == pytest.approx((low, high), abs=1e-4)


def test_parquet_with_the_full_install(tmp_path: Path) -> None:
    path = tmp_path / "outputs.parquet"
    pq.write_table(pa.table({"completion": ["Fine.", "again and again and so on, " * 30]}), path)
    out = io.StringIO()
    assert scan([path], field=None, as_json=False, fail_above=0.9, out=out) == 0
    assert "outputs.parquet:2: loop exact_loop" in out.getvalue()
    assert "2 outputs, 1 loop" in out.getvalue()
    path.write_bytes(b"nonsense")
    with pytest.raises(UserError, match=r"outputs.parquet: cannot read: .*; expected a Parquet file"):
        scan([path], field=None, as_json=False, fail_above=None, out=out)
