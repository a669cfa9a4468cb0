"""The README's Python runs as it stands, only on the tiny model and fewer prompts."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_detector_in_three_lines() -> None:
    lines = re.search(r"## The detector in three lines\n\n((?:    .*\n)+)", README)
    assert lines
    code = "".join(line[4:] + "\n" for line in lines[1].splitlines())
    assert len(code.splitlines()) == 3
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        exec(code, {})
    assert shown.getvalue().startswith("loop 10 35 25 ")


def test_the_loop_in_python(tiny_model: Path, tmp_path: Path) -> None:
    block = re.search(r"## The loop in Python\n\n```python\n(.*?)```", README, re.DOTALL)
    assert block
    code = block[1]
    for old, new in {
        '"smollm2-135m-instruct"': f'"{tiny_model}", device="cpu", dtype="float32"',
        "max_new_tokens=256": "max_new_tokens=110",
        '"models/dpo"': f'"{tmp_path / "dpo"}"',
        "train_limit=96, eval_limit=48": "train_limit=8, eval_limit=6",
        "PairConfig()": "PairConfig(chosen_tokens=12, min_chosen_tokens=4, temperature=1.0)",
        "TrainConfig()": "TrainConfig(max_steps=2, pairs_per_step=4, pairs_per_device=2)",
    }.items():
        assert old in code
        code = code.replace(old, new)
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        exec(code, {})
    assert "'count'" in shown.getvalue()
    assert "'fixed'" in shown.getvalue()
    assert (tmp_path / "dpo" / "model.safetensors").is_file()


def test_the_table_is_the_one_that_the_benchmark_wrote() -> None:
    results = Path(__file__).parents[1] / "benchmarks" / "results" / "demo.json"
    assert json.loads(results.read_text(encoding="utf-8"))["table"] in README
