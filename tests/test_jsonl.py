from __future__ import annotations

import resource
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpo_degen.errors import UserError
from dpo_degen.jsonl import JsonlAppender, drop_torn_line, read_jsonl, to_line, write_jsonl
from dpo_degen.records import Decoding, Sample, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator
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


def test_dropping_a_torn_line_of_a_file_without_any_whole_line(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_bytes(b'{"samp')
    drop_torn_line(path)
    assert path.read_bytes() == b""


@pytest.fixture
def full_disk() -> Iterator[int]:
    """No file of this process may grow beyond 1,000 bytes: the kernel fails the write as a full disk does."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, old[1]))
    yield 1000
    resource.setrlimit(resource.RLIMIT_FSIZE, old)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_loses_the_batch_in_flight_and_nothing_else(tmp_path: Path, full_disk: int) -> None:
    path = tmp_path / "s.jsonl"
    room = full_disk // sum(len(to_line(skip)) for skip in SKIPS)
    with JsonlAppender(path) as out:
        for _ in range(room):
            out.append(SKIPS)
        with pytest.raises(UserError, match=r"s.jsonl: cannot write: .*continues where it"):
            out.append(SKIPS)
    assert list(read_jsonl(path, Skip)) == SKIPS * room
    assert path.stat().st_size <= full_disk


def test_a_full_disk_leaves_the_old_file_when_one_is_replaced(tmp_path: Path, full_disk: int) -> None:
    path = tmp_path / "s.jsonl"
    write_jsonl(path, SKIPS[:1])
    with pytest.raises(UserError, match="cannot write"):
        write_jsonl(path, SKIPS * full_disk)
    assert list(read_jsonl(path, Skip)) == SKIPS[:1]
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
