from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpo_degen.errors import UserError
from dpo_degen.jsonl import JsonlAppender, drop_torn_line, read_jsonl, to_line, write_jsonl
from dpo_degen.records import Decoding, Sample, Skip

if TYPE_CHECKING:
    from pathlib import Path

SKIPS = [Skip(f"s{i}", f"p{i}", "tables", "healthy", "né\u2028 <b>") for i in range(5)]


def make_sample(**changes) -> Sample:
    values = {
        "id": "a/0", "prompt_id": "a", "domain": "d", "prompt_ids": [1, 2], "output_ids": [3], "finish": "stop",
        "text": "x", "decoding": Decoding(8), "seed": 1, "engine": "hf", "model": "m",
    }  # fmt: skip
    return Sample(**{**values, **changes})


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_survives_a_round_trip(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("r") / "x.jsonl"
    write_jsonl(path, [make_sample(text=text)])
    assert list(read_jsonl(path, Sample)) == [make_sample(text=text)]


def test_a_torn_last_line_is_cut_and_the_rest_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    write_jsonl(path, SKIPS[:2])
    with path.open("ab") as file:
        file.write(to_line(SKIPS[2])[:-9])
    with JsonlAppender(path) as out:
        out.append(SKIPS[2:4])
    assert list(read_jsonl(path, Skip)) == SKIPS[:4]


def test_a_whole_last_line_is_kept_whatever_it_ends_with(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_bytes(b"".join(map(to_line, SKIPS[:2])).rstrip())
    with JsonlAppender(path) as out:
        out.append(SKIPS[2:3])
    assert list(read_jsonl(path, Skip)) == SKIPS[:3]


def test_dropping_a_torn_line_of_a_file_without_any_whole_line(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_bytes(b'{"samp')
    drop_torn_line(path)
    assert path.read_bytes() == b""


LIMITED = """
import resource, signal, sys
from pathlib import Path
from dpo_degen.errors import UserError
from dpo_degen.jsonl import JsonlAppender, write_jsonl
from dpo_degen.records import Skip

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
path, skips = Path(sys.argv[1]), [Skip(f"s{i}", f"p{i}", "tables", "healthy") for i in range(5)]
"""


def on_a_full_disk(code: str, path: Path) -> str:
    """Run code in a process whose files cannot grow beyond 1,000 bytes, as on a full disk; what it prints.

    Not in this process: the limit would hit the test runner's own log.
    """
    command = [sys.executable, "-c", LIMITED + code, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_full_disk_loses_the_batch_in_flight_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    code = """
with JsonlAppender(path) as out:
    for done in range(100):
        try:
            out.append(skips)
        except UserError as error:
            print(done, error)
            break
"""
    batches, _, message = on_a_full_disk(code, path).partition(" ")
    assert "s.jsonl: cannot write: File too large" in message
    assert "continues where it stopped" in message
    kept = list(read_jsonl(path, Skip))
    assert len(kept) == int(batches) * 5 > 0


def test_a_full_disk_leaves_the_old_file_when_one_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    code = """
write_jsonl(path, skips[:1])
try:
    write_jsonl(path, skips * 100)
except UserError as error:
    print(error)
"""
    assert "cannot write" in on_a_full_disk(code, path)
    assert len(list(read_jsonl(path, Skip))) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["s.jsonl"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ('"finish":"done"', "field 'finish': \"done\" is not one of 'stop', 'length', 'loop'"),
        ('"seed":true', "field 'seed': true is not a whole number"),
        ('"output_ids":[3,"4"]', "field 'output_ids': [3, \"4\"] is not a list of whole numbers"),
        ('"sead":3', "field 'sead': unknown"),
    ],
)
def test_a_damaged_record_is_told_with_line_and_field(tmp_path: Path, change: str, message: str) -> None:
    path = tmp_path / "s.jsonl"
    good = to_line(make_sample())
    path.write_bytes(good + good[:-2] + b"," + change.encode() + b"}\n")
    with pytest.raises(UserError) as error:
        list(read_jsonl(path, Sample))
    assert f"s.jsonl:2: {message}" in str(error.value)


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text('{"sample_id": "a"}\n')
    with pytest.raises(UserError, match=r"s.jsonl:1: .*missing.*'prompt_id'"):
        list(read_jsonl(path, Skip))
