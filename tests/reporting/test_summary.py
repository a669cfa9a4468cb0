"""summary.json from a run folder, and the verdict's written rules."""

from __future__ import annotations

from typing import Any

import pytest

from dpo_degen.config import Config
from dpo_degen.errors import UserError
from dpo_degen.evaluation import compare, measure, rate
from dpo_degen.folder import RunFolder
from dpo_degen.jsonl import write_json, write_jsonl
from dpo_degen.records import EvalRow
from dpo_degen.reporting.html import render_html
from dpo_degen.reporting.summary import build, examples
from dpo_degen.reporting.verdict import healthy_length_ratio, verdict
from dpo_degen.settings import dump


def row(number: int, loops: bool, arm: str, tokens: int = 100) -> EvalRow:
    return EvalRow(
        prompt_id=f"p{number}", domain="essay", seen_domain=True, arm=arm, prompt=f"Prompt {number}", text="text",
        tokens=tokens, finish="length" if loops else "stop", verdict="loop" if loops else "none", kind=None, reason="",
        frozen_loop=loops, rep_4=0.0, wasted=0,
    )  # fmt: skip


def decide(before: list[bool], after: list[bool], tokens: int = 100, ratio: float = 1.0) -> dict[str, str]:
    rows = {
        "base": [row(i, loops, "base") for i, loops in enumerate(before)],
        "dpo": [row(i, loops, "dpo", tokens) for i, loops in enumerate(after)],
    }
    arms: list[dict[str, Any]] = [
        {"arm": "base", **measure(rows["base"]), "versus_base": None, "perplexity_ratio": 1.0},
        {"arm": "dpo", **measure(rows["dpo"]), "versus_base": compare(*rows.values()), "perplexity_ratio": ratio},
    ]
    return verdict(arms, rows, rate(before))


FEW, MANY = [True] * 3 + [False] * 37, [True] * 20 + [False] * 20


@pytest.mark.parametrize(
    ("before", "after", "other", "outcome"),
    [
        (MANY, FEW, {}, "repaired"),
        (MANY, FEW, {"ratio": 1.031}, "repaired at a cost"),
        (MANY, FEW, {"tokens": 60}, "repaired at a cost"),
        (FEW, MANY, {}, "worse"),
        (MANY, [False, *MANY[1:]], {}, "no change"),
        (FEW, [False] * 40, {}, "cannot tell"),
    ],
)
def test_the_verdict_follows_its_rules(before: list, after: list, other: dict, outcome: str) -> None:
    found = decide(before, after, **other)
    assert found["outcome"] == outcome
    assert "DPO loops on" in found["text"]


def test_a_model_that_stops_after_five_tokens_is_never_called_repaired() -> None:
    assert decide(MANY, [False] * 40, tokens=5)["outcome"] == "repaired at a cost"


def test_nothing_looped_while_sampling() -> None:
    assert verdict([], {}, rate([False] * 50))["outcome"] == "nothing to repair"
    assert verdict([], {}, rate(MANY))["outcome"] == "cannot tell"


def test_healthy_length_looks_only_at_prompts_that_were_healthy_before() -> None:
    base = [row(0, True, "base", 500), row(1, False, "base", 100)]
    arm = [row(0, False, "dpo", 50), row(1, False, "dpo", 80)]
    assert healthy_length_ratio(base, arm) == 0.8
    assert healthy_length_ratio(base[:1], arm[:1]) is None


def test_examples_show_failures_next_to_successes() -> None:
    base = [row(i, i < 6, "base") for i in range(12)]
    arm = [row(i, i in (0, 1, 11), "dpo") for i in range(12)]
    shown = examples({"base": base, "dpo": arm}, 5)
    assert [e["category"] for e in shown] == ["fixed", "still looping", "newly looping", "healthy", "fixed"]
    assert [o["arm"] for o in shown[0]["outputs"]] == ["base", "dpo"]


def test_a_run_without_samples_says_what_to_do(tmp_path: Any) -> None:
    folder = RunFolder(tmp_path)
    folder.config.write_text(dump(Config()))
    with pytest.raises(UserError, match=r"no samples yet; run: dpo-degen sample"):
        build(folder)


def test_a_run_that_has_only_been_sampled_and_judged_renders(tmp_path: Any, looping: Any) -> None:
    folder = RunFolder(tmp_path)
    folder.config.write_text(dump(Config()))
    write_jsonl(folder.findings().samples, looping[0])
    write_jsonl(
        folder.findings().detections,
        [{"sample_id": s.id, **d.to_dict()} for s, d in zip(*looping, strict=True)],
    )
    summary = build(folder)
    assert summary["funnel"]["loops"] == sum(map(bool, looping[1]))
    assert summary["funnel"]["sample_tokens"] == sum(len(sample.output_ids) for sample in looping[0])
    assert summary["funnel"]["tries"] >= summary["funnel"]["pairs"] or not summary["funnel"]["pairs"]
    assert summary["verdict"]["outcome"] == "cannot tell"
    write_json(folder.summary, summary)
    assert "no arm has been evaluated yet" in render_html(summary)
