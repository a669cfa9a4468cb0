"""Several processes at one run: real ones, started by torch's launcher (what `accelerate launch` uses on GPUs)."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import torch
from safetensors.torch import load_file

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


def test_two_processes_end_together_where_all_loops_are_held_out(
    tiny_config: Callable[..., Path], tmp_path: Path
) -> None:
    config = tiny_config(train={"arms": ["dpo"], "rounds": 2, "holdout": 0.999, "pairs_per_device": 1})
    done = launch("run", config, "--out", tmp_path / "run")
    assert done.returncode == 0, done.stderr
    assert "too little to repair" in done.stderr
    assert (tmp_path / "run" / "report.html").is_file()


def test_two_processes_train_what_one_does(tiny_config: Callable[..., Path], tmp_path: Path) -> None:
    """The same loss at every step, within what the order of additions does to float32."""
    sizes = {"max_steps": 4, "pairs_per_step": 4, "pairs_per_device": 1}
    config = tiny_config(train={"arms": ["sft", "dpo"], "anchor": 1.0, **sizes})
    one, two = tmp_path / "one", tmp_path / "two"
    assert main(["run", str(config), "--out", str(one)]) == 0
    done = launch("run", config, "--out", two)
    assert done.returncode == 0, done.stderr
    for arm in ("sft", "dpo"):
        expected, found = (json.loads((out / "models" / arm / "training.json").read_text()) for out in (one, two))
        losses = [entry["loss"] for entry in expected["history"]]
        assert len(losses) == 4
        assert ("anchor" in found["history"][0]) == (arm == "dpo")
        assert [entry["loss"] for entry in found["history"]] == pytest.approx(losses, abs=1e-4)
        weights = [load_file(out / "models" / arm / "model.safetensors") for out in (one, two)]
        assert all(torch.allclose(weights[0][name], weights[1][name], atol=1e-4) for name in weights[0])
    assert (two / "report.html").is_file()


def test_one_process_probes_for_all(tiny_config: Callable[..., Path], tmp_path: Path) -> None:
    train = {"arms": ["dpo"], "max_steps": 4, "pairs_per_device": 1, "probe_prompts": 2, "probe_steps": 2}
    out = tmp_path / "run"
    done = launch("run", tiny_config(train={**train, "holdout": 0.4}), "--out", out)
    assert done.returncode == 0, done.stderr
    looks = json.loads((out / "models" / "dpo" / "training.json").read_text())["probe"]
    assert [look["step"] for look in looks] in ([0, 2, 4], [0, 2])


def test_a_step_that_the_processes_cannot_share_is_refused(tiny_config: Callable[..., Path], tmp_path: Path) -> None:
    config = tiny_config(train={"arms": ["dpo"], "pairs_per_step": 3, "pairs_per_device": 3})
    done = launch("run", config, "--out", tmp_path / "run")
    assert done.returncode != 0
    assert "train.pairs_per_step 3: 2 processes take 6 at once" in done.stderr


@pytest.mark.parametrize(
    ("train", "message"),
    [
        ({"arms": ["dpo"], "probe_prompts": 2}, "train.probe_prompts 2: one process asks"),
        ({"arms": ["dpo"], "lora": True}, "train.lora true: FSDP splits"),
        ({"arms": ["midtrain+dpo"]}, "midtrain.lora true: FSDP splits"),
    ],
)
def test_what_needs_the_whole_model_is_refused_where_no_process_has_it(
    tiny_config: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    train: dict[str, Any],
    message: str,
) -> None:
    monkeypatch.setenv("ACCELERATE_USE_FSDP", "true")
    config, out = str(tiny_config(train=train)), str(tmp_path / "run")
    verbs = [["run", config, "--out", out], *([["midtrain", out, "--config", config]] if "midtrain" in message else [])]
    for verb in verbs:
        assert main(verb) == 2
        assert message in capsys.readouterr().err
        assert not (tmp_path / "run").exists()


def test_shards_left_by_a_kill_are_merged_once(looping: tuple[list[Sample], list], tmp_path: Path) -> None:
    samples = looping[0]
    write_jsonl(tmp_path / "train.jsonl", samples[:4])
    write_jsonl(tmp_path / "train.0.jsonl", samples[2:6])
    (tmp_path / "train.1.jsonl").write_bytes(b'{"id": "torn')
    merge(tmp_path / "train.jsonl")
    assert list(read_jsonl(tmp_path / "train.jsonl", Sample)) == samples[:6]
    assert len(list(tmp_path.iterdir())) == 1
