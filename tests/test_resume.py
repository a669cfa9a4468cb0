"""Kill a run in the middle and start it again: the same records, none lost, none twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
import torch
from safetensors.torch import load_file, save_file

from dpo_degen.cli import main
from dpo_degen.errors import UserError
from dpo_degen.folder import RunFolder
from dpo_degen.run import Run
from dpo_degen.settings import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def start_and_kill(config: Path, out: Path, when: Callable[[], bool], sign: int = signal.SIGKILL) -> int:
    """Run the real command and kill it as soon as `when` holds; how it ended."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dpo_degen", "run", str(config), "--out", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        text=True,
    )
    deadline = time.monotonic() + 120
    while not when():
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        assert time.monotonic() < deadline, "the moment never came"
        time.sleep(0.002)
    process.send_signal(sign)
    process.communicate()
    return process.returncode


def records(out: Path) -> dict[str, list[bytes]]:
    return {str(path.relative_to(out)): sorted(path.read_bytes().splitlines()) for path in out.rglob("*.jsonl")}


def test_killed_in_sampling_and_in_training_then_finished(
    tiny_config: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    config = tiny_config(
        sample={"batch_size": 1},
        train={"arms": ["dpo"], "max_steps": 40, "save_steps": 2, "pairs_per_step": 2, "pairs_per_device": 1},
    )
    straight, killed = tmp_path / "straight", tmp_path / "killed"
    subprocess.run(
        [sys.executable, "-m", "dpo_degen", "run", str(config), "--out", str(straight)],
        check=True, capture_output=True, env=os.environ,
    )  # fmt: skip

    samples = killed / "samples" / "train.jsonl"
    assert start_and_kill(config, killed, lambda: samples.is_file() and samples.stat().st_size > 0) == -signal.SIGKILL
    assert 0 < samples.read_bytes().count(b"\n") < 12
    work = killed / "models" / ".dpo.work" / "checkpoints"
    ended = start_and_kill(
        config, killed, lambda: len(list(work.glob("checkpoint-*/trainer_state.json"))) > 0, signal.SIGTERM
    )
    assert ended == 143
    assert not (killed / "models" / "dpo").exists()
    spent = RunFolder(killed).manifest()["interrupted"]["train"]
    assert spent > 0
    last = subprocess.run(
        [sys.executable, "-m", "dpo_degen", "run", str(config), "--out", str(killed)],
        check=True, capture_output=True, text=True, env=os.environ,
    )  # fmt: skip
    assert "sample: complete" in last.stderr
    assert "dpo: going on from checkpoint-" in last.stderr

    assert RunFolder(killed).manifest()["interrupted"] == {}
    assert RunFolder(killed).manifest()["stages"]["train"]["seconds"] > spent, "what was interrupted counts too"
    assert records(killed) == records(straight)
    assert (killed / "models" / "dpo" / "training.json").is_file()
    weights = [load_file(home / "models" / "dpo" / "model.safetensors") for home in (straight, killed)]
    for name, tensor in weights[0].items():
        torch.testing.assert_close(weights[1][name], tensor, rtol=1e-4, atol=1e-5)


def test_a_stage_that_was_begun_with_other_settings_is_not_mixed(tmp_path: Path) -> None:
    folder, one, two = RunFolder(tmp_path), {"sample.top_p": 1.0}, {"sample.top_p": 0.9}
    assert not folder.complete("sample", lambda _: one)
    told = r"stage 'sample' was made with other settings or inputs \(sample.top_p\); use --redo sample"
    with pytest.raises(UserError, match=told):
        folder.complete("sample", lambda _: two)
    folder.record("sample", one, 1.0, {}, {})
    assert folder.complete("sample", lambda _: one)
    with pytest.raises(UserError, match=told):
        folder.complete("detect", lambda stage: two if stage == "sample" else {})
    folder.redo("sample", "two")
    assert not folder.complete("sample", lambda _: two)


def test_what_redo_cleared_is_not_cleared_again_by_the_same_command(tmp_path: Path) -> None:
    """A scheduler gives a killed command again: what it had made since is not to be lost."""
    folder, made = RunFolder(tmp_path), tmp_path / "models" / "dpo"

    def left_after(key: str) -> bool:
        made.mkdir(parents=True, exist_ok=True)
        folder.redo("train", key)
        return made.is_dir()

    folder.record("sample", {}, 1.0, {}, {})
    folder.record("train", {}, 1.0, {}, {})
    assert not left_after("a")
    assert folder.manifest()["stages"].keys() == {"sample"}
    assert left_after("a"), "killed and given again"
    assert not left_after("b"), "other settings"
    assert left_after("b")
    folder.redone()
    assert not left_after("b"), "it was done, and is asked for anew"


def test_changed_prompts_are_noticed(
    tiny_config: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config, out = tiny_config(), tmp_path / "out"
    assert main(["sample", str(out), "--config", str(config)]) == 0
    asked = tmp_path / "asked.jsonl"
    asked.write_text(asked.read_text().replace("cat", "dog"))
    assert main(["run", str(config), "--out", str(out)]) == 2
    assert "stage 'sample' was made with other settings or inputs" in capsys.readouterr().err
    assert main(["run", str(config), "--out", str(out), "--redo", "sample"]) == 0


def test_a_second_process_is_kept_out(tmp_path: Path) -> None:
    first = RunFolder(tmp_path / "run")
    first.lock()
    with pytest.raises(UserError, match="another process works in this run folder"):
        RunFolder(tmp_path / "run").lock()
    del first
    RunFolder(tmp_path / "run").lock()


def test_a_newer_version_leaves_old_runs_complete(tiny_config: Callable[..., Path], tmp_path: Path) -> None:
    """One that brings new settings, gives up old ones, or has other defaults than those the folder was made with."""
    folder = RunFolder(tmp_path)
    basis = Run(load(tiny_config()), folder).basis("sample")
    folder.record("sample", {**basis, "sample.given_up": 1}, 1.0, {}, {})
    assert folder.complete("sample", lambda _: {**basis, "sample.brand_new": 1})
    with pytest.raises(UserError, match=r"\(sample.temperature\)"):
        folder.complete("sample", Run(load(tiny_config(sample={"temperature": 0.5})), folder).basis)


def test_a_compared_model_that_changed_is_evaluated_anew(
    tiny_config: Callable[..., Path], tiny_model: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(tiny_model, tmp_path / "other")
    config = load(tiny_config(evaluate={"models": {"other": str(other)}}))
    found = []
    for seed in range(2):
        weights = load_file(other / "model.safetensors")
        save_file({name: value + seed for name, value in weights.items()}, other / "model.safetensors")
        found.append(Run(config, RunFolder(tmp_path / "run")).basis("evaluate"))
    assert found[0] != found[1]
