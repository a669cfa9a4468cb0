"""The metric loaded as users load it, and the task run by the installed harness."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import evaluate
import pytest

from dpo_degen.metrics import DEGENERATION, TASKS

if TYPE_CHECKING:
    from evaluate import Metric

LOOP = "Let us begin.\n" + "The next step is the same as the last. " * 9
FINE = "The cat sat on the mat and looked out of the window at the rain."


@pytest.fixture(scope="module")
def metric() -> Metric:
    return evaluate.load(DEGENERATION)


def test_the_metric_judges_text(metric: Metric) -> None:
    found = metric.compute(predictions=[LOOP, FINE, FINE, FINE])
    assert (found["rate"], found["count"], found["outputs"]) == (0.25, 1, 4)
    assert found["loops"] == [True, False, False, False]
    assert found["kinds"] == {"exact_loop": 1}
    assert 0 < found["low"] < 0.25 < found["high"] < 1
    assert 0.1 < found["rep_n"] < 0.25
    assert 0.5 < found["wasted_share"] < 1


def test_repeated_words_are_counted_where_no_spaces_stand_between_them(metric: Metric) -> None:
    for text in ("我们继续往前走。" * 60, "Then on we go. " * 60):
        assert metric.compute(predictions=[text])["rep_n"] > 0.9


def test_the_metric_judges_ids_with_and_without_their_text(metric: Metric) -> None:
    ids = [[1, 2, *[3, 4, 5, 6, 7] * 9], list(range(40))]
    assert metric.compute(predictions=ids)["loops"] == [True, False]
    rules = metric.compute(predictions=[[1] * 60], pieces=["x", "-"])
    assert rules["loops"] == [False], "a rule is no loop where its text is known"


def test_repetition_that_was_asked_for_is_no_loop(metric: Metric) -> None:
    assert metric.compute(predictions=[LOOP], prompts=[f"Copy this: {LOOP}"])["count"] == 0


def test_the_metric_loads_by_the_path_in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(DEGENERATION).parents[2])
    assert evaluate.load("dpo_degen/metrics/degeneration").compute(predictions=[LOOP])["rate"] == 1


def test_lm_evaluation_harness_measures_loops_on_own_prompts(tiny_model: Path, tmp_path: Path) -> None:
    from lm_eval import simple_evaluate
    from lm_eval.tasks import TaskManager

    prompts = tmp_path / "mine.jsonl"
    prompts.write_text(
        "".join(json.dumps({"id": f"p{i}", "prompt": "the cat " * i, "split": "eval"}) + "\n" for i in range(1, 4))
    )
    found = simple_evaluate(
        model="hf",
        model_args={"pretrained": str(tiny_model), "device": "cpu", "dtype": "float32"},
        tasks=["loop_rate"],
        task_manager=TaskManager(include_path=TASKS, metadata={"prompts": str(prompts)}),
        gen_kwargs="max_gen_toks=100,repetition_penalty=1.0",  # the model card's own setting would hide its loops
        apply_chat_template=True,
        bootstrap_iters=0,
    )
    results = found["results"]["loop_rate"]
    assert len(found["samples"]["loop_rate"]) == 3
    assert results["loops,none"] == 1, "the tiny model loops on everything"
    assert results["rep_4,none"] > 0.5
