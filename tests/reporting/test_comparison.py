"""Two runs side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from test_summary import row

from dpo_degen.config import Config, EvaluateConfig, TrainConfig
from dpo_degen.errors import UserError
from dpo_degen.folder import RunFolder
from dpo_degen.jsonl import write_jsonl
from dpo_degen.reporting.comparison import compare_runs
from dpo_degen.settings import dump

if TYPE_CHECKING:
    from pathlib import Path


def run(path: Path, subject: str, loops: int) -> RunFolder:
    folder = RunFolder(path)
    folder.path.mkdir()
    folder.config.write_text(dump(Config(train=TrainConfig(arms=[]), evaluate=EvaluateConfig(models={"other": "x"}))))
    for arm, count in (("base", 30), ("other", loops)):
        rows = [replace(row(i, i < count, arm), prompt=f"{subject} {i}") for i in range(40)]
        write_jsonl(folder.evaluation / arm / "rows.jsonl", rows)
    return folder


def test_prompts_are_the_same_by_their_text_and_not_by_their_ids(tmp_path: Path) -> None:
    cats, more, dogs = (
        run(tmp_path / name, name[:4], loops) for name, loops in (("cats1", 10), ("cats2", 2), ("dogs", 0))
    )
    assert {each["n"] for each in compare_runs(cats, more)["arms"]} == {40}
    with pytest.raises(UserError, match="no arm, prompt and decoding"):
        compare_runs(cats, dogs)
