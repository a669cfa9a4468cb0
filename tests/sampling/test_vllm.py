"""vLLM's server as a child: a real process that stands in for it, started, asked, ended, and failing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from dpo_degen.config import ModelConfig
from dpo_degen.errors import UserError
from dpo_degen.records import Decoding, Prompt
from dpo_degen.sampling import sample
from dpo_degen.sampling.vllm import VLLMEngine

if TYPE_CHECKING:
    from pathlib import Path

    from dpo_degen.sampling.hf import HFEngine

PROMPTS = [Prompt(f"p{i}", "train", prompt=f"the cat {i} " + "sat " * i) for i in range(5)]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pid)


@pytest.fixture
def config(tiny_model: Path) -> ModelConfig:
    return ModelConfig(name=str(tiny_model), device="cpu", dtype="float32")


def test_it_is_started_asked_and_ended(vllm_python: str, config: ModelConfig, tmp_path: Path, engine: HFEngine) -> None:
    child = VLLMEngine(config, vllm_python, log=tmp_path / "vllm.log")
    pid = child._child.pid
    made = sample(PROMPTS, child, Decoding(120), stop_loops=True)
    here = sample(PROMPTS, engine, Decoding(120), stop_loops=True)
    assert [s.output_ids for s in made] == [s.output_ids for s in here]
    assert {s.engine for s in made} == {"vllm"}
    child.close()
    assert gone(pid)
    assert "--generation-config vllm" in (tmp_path / "vllm.log").read_text(), "else the model's penalties would apply"


def test_a_server_that_dies_in_the_middle_is_named_with_its_log(
    vllm_python: str, config: ModelConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dpo_degen.sampling.server._PAUSE", 0.01)
    child = VLLMEngine(config, vllm_python, log=tmp_path / "vllm.log")
    assert len(sample(PROMPTS, child, Decoding(4))) == len(PROMPTS)
    os.killpg(child._child.pid, signal.SIGKILL)
    with pytest.raises(UserError, match=r"vllm.log: vLLM ended with status -9: .* it continues where it stopped"):
        sample(PROMPTS, child, Decoding(4))
    child.close()


def test_a_server_that_ends_at_once_says_why(vllm_python: str, config: ModelConfig, tmp_path: Path) -> None:
    log = tmp_path / "vllm.log"
    with pytest.raises(
        UserError, match=r"vllm.log: vLLM ended with status 1: ValueError: unrecognised arguments --tp 2"
    ):
        VLLMEngine(config, vllm_python, arguments=["--tp", "2"], log=log)


def test_a_server_that_never_comes_up_is_ended(config: ModelConfig, tmp_path: Path) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho loading\nsleep 60\n")
    program.chmod(0o755)
    with pytest.raises(UserError, match=r"vLLM was not ready after 1 s: loading"):
        VLLMEngine(config, str(program), log=tmp_path / "vllm.log", start_timeout=1)
    assert not subprocess.run(["pgrep", "-f", f"{program}"], capture_output=True, check=False).stdout


def test_a_missing_environment_is_named(config: ModelConfig, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"sample.vllm_python '.*': no such executable; run `make vllm-env`"):
        VLLMEngine(config, str(tmp_path / "none"), log=tmp_path / "vllm.log")


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's death signal is Linux's")
def test_the_server_does_not_outlive_a_killed_process(vllm_python: str, config: ModelConfig, tmp_path: Path) -> None:
    code = (
        "import time\nfrom pathlib import Path\nfrom dpo_degen.config import ModelConfig\n"
        "from dpo_degen.sampling.vllm import VLLMEngine\n"
        f"engine = VLLMEngine(ModelConfig({config.name!r}, 'cpu', 'float32'), {vllm_python!r}, "
        f"log=Path({str(tmp_path / 'vllm.log')!r}))\n"
        "print(engine._child.pid, flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.send_signal(signal.SIGKILL)
    assert gone(pid)
