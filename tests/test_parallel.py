"""Several processes at one run: real ones, started by torch's launcher (what `accelerate launch` uses on GPUs)."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from dpo_degen.cli import main
from dpo_degen.jsonl import read_jsonl, write_jsonl
from dpo_degen.records import Sample
from dpo_degen.stages import merge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def launch(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2"]
    return subprocess.run(
        [*command, "-m", "dpo_degen", *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120
    )


def records(out: Path) -> dict[str, Sample]:
    found = list(read_jsonl(out / "samples" / "train.jsonl", Sample))
    assert len({sample.id for sample in found}) == len(found)
    return {sample.id: sample for sample in found}


def test_two_processes_sample_what_one_does_and_share_it(tiny_config: Callable[..., Path], tmp_path: Path) -> None:
    also = [{"temperature": 0.9, "samples": 2, "max_new_tokens": 30}]
    config = tiny_config(sample={"also": also})
    one, two = tmp_path / "one", tmp_path / "two"
    assert main(["sample", str(one), "--config", str(config)]) == 0
    done = launch("sample", two, "--config", config)
    assert done.returncode == 0, done.stderr
    assert "sample: 18 of 18" in done.stderr, "each process had half of the 36 outputs"
    assert records(one) == records(two)
    assert [path.name for path in (two / "samples").glob("*.jsonl")] == ["train.jsonl"]
    assert json.loads((two / "manifest.json").read_text())["stages"]["sample"]["samples"] == 36
    refused = launch("run", config, "--out", two)
    assert "training works in one process; run: dpo-degen train" in refused.stderr
    assert (two / "pairs" / "pairs.jsonl").is_file(), "what one process does for all is done"


def test_shards_left_by_a_kill_are_merged_once(looping: tuple[list[Sample], list], tmp_path: Path) -> None:
    samples = looping[0]
    write_jsonl(tmp_path / "train.jsonl", samples[:4])
    write_jsonl(tmp_path / "train.0.jsonl", samples[2:6])
    (tmp_path / "train.1.jsonl").write_bytes(b'{"id": "torn')
    merge(tmp_path / "train.jsonl")
    assert list(read_jsonl(tmp_path / "train.jsonl", Sample)) == samples[:6]
    assert len(list(tmp_path.iterdir())) == 1
