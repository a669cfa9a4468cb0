"""summary.json from a run folder, and the verdict's written rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from arms import two_arms

from dpo_degen.config import Config, EvaluateConfig, TrainConfig
from dpo_degen.errors import UserError
from dpo_degen.evaluation import rate
from dpo_degen.evaluation.bounds import GUARDS
from dpo_degen.evaluation.costs import Scores, costs
from dpo_degen.folder import RunFolder
from dpo_degen.jsonl import write_json, write_jsonl
from dpo_degen.records import EvalRow
from dpo_degen.reporting.examples import examples
from dpo_degen.reporting.html import render_html
from dpo_degen.reporting.summary import build
from dpo_degen.reporting.verdict import verdict
from dpo_degen.settings import dump


def row(number: int, loops: bool, arm: str, tokens: int = 100) -> EvalRow:
    return EvalRow(
        prompt_id=f"p{number}", domain="essay", seen_domain=True, arm=arm, prompt=f"Prompt {number}", text="text",
        tokens=tokens, finish="length" if loops else "stop", verdict="loop" if loops else "none", kind=None, reason="",
        frozen_loop=loops, rep_4=0.0, wasted=0,
    )  # fmt: skip


def decide(before: list[bool], after: list[bool], tokens: int = 100, **cost: Any) -> dict[str, str]:
    base = [row(i, loops, "base") for i, loops in enumerate(before)]
    arm = [row(i, loops, "dpo", tokens) for i, loops in enumerate(after)]
    nothing = Scores(healthy={}, capability={}, fluency={}, on_topic={})
    found = {**costs(base, arm, nothing, nothing), **cost}
    return verdict(two_arms(base, arm, found), rate(before))


def moved(by: float, least: float) -> dict[str, Any]:
    return {"mean": by, "n": 40, "low": least, "high": 2 * by - least}


FEW, MANY = [True] * 3 + [False] * 37, [True] * 20 + [False] * 20


@pytest.mark.parametrize(
    ("before", "after", "other", "outcome"),
    [
        (MANY, FEW, {}, "repaired"),
        (MANY, FEW, {"perplexity": moved(0.031, 0.01)}, "repaired at a cost"),
        (MANY, FEW, {"perplexity": moved(0.031, -0.01)}, "repaired"),
        (MANY, FEW, {"perplexity": moved(0.16, 0.1)}, "worse"),
        (MANY, FEW, {"tokens": 60}, "repaired at a cost"),
        (MANY, FEW, {"tokens": 160}, "repaired at a cost"),
        (MANY, [True] * 10 + [False] * 30, {}, "repaired"),
        (MANY, [True] * 11 + [False] * 29, {}, "fewer loops"),
        (MANY, [True] * 11 + [False] * 29, {"perplexity": moved(0.031, 0.01)}, "fewer loops"),
        (MANY, FEW, {"shorter": rate([True] * 15 + [False] * 2)}, "worse"),
        (FEW, MANY, {}, "worse"),
        (MANY, [False, *MANY[1:]], {}, "no change"),
        (MANY, MANY, {"perplexity": moved(0.5, 0.4)}, "worse"),
        (FEW, [False] * 40, {}, "cannot tell"),
    ],
)
def test_the_verdict_follows_its_rules(before: list, after: list, other: dict, outcome: str) -> None:
    found = decide(before, after, **other)
    assert found["outcome"] == outcome
    assert "DPO loops on" in found["text"]


def test_guards_that_are_beyond_their_bound_by_chance_are_not_said_to_hold() -> None:
    found = decide(MANY, FEW, perplexity=moved(0.031, -0.01))
    assert found["outcome"] == "repaired"
    assert "guards hold, and beyond the bound, but within chance of it: human text: perplexity +3.1 %" in found["text"]
    assert "beyond" not in decide(MANY, FEW, perplexity=moved(0.029, -0.01))["text"]


def test_outputs_of_which_the_detector_cannot_say_are_counted_beside_the_loops() -> None:
    base, arm = ([row(i, loops, name) for i, loops in enumerate(each)] for name, each in (("base", MANY), ("dpo", FEW)))
    arm[5:7] = [replace(arm[5], verdict="suspected"), replace(arm[6], verdict="non_termination")]
    nothing = Scores(healthy={}, capability={}, fluency={}, on_topic={})
    found = verdict(two_arms(base, arm, costs(base, arm, nothing, nothing)), rate(MANY))
    assert "2 more are cut or suspected, not called loops (base: 0)" in found["text"]
    assert "suspected" not in decide(MANY, FEW)["text"]


def test_a_model_that_stops_after_five_tokens_is_never_called_repaired() -> None:
    assert decide(MANY, [False] * 40, tokens=5)["outcome"] == "worse"


def test_stopping_short_is_seen_where_base_loops_on_every_prompt_from_its_start() -> None:
    """No answer was healthy, so no length can be compared; and nothing was said before the loop."""
    base = [replace(row(i, True, "base"), text="so " * 60, onset=0, branch=30) for i in range(7)]
    nothing = Scores(healthy={}, capability={}, fluency={}, on_topic={})
    for text, outcome in (("so", "worse"), ("so it goes, and then it is told", "repaired")):
        arm = [replace(row(i, False, "dpo"), text=text) for i in range(7)]
        found = verdict(two_arms(base, arm, costs(base, arm, nothing, nothing)), rate([True] * 7))
        assert found["outcome"] == outcome
    assert f"of {len(GUARDS)} guards that were measured hold" in str(found["text"])


def test_models_from_elsewhere_are_no_rounds_and_no_repair(tmp_path: Any) -> None:
    folder = RunFolder(tmp_path)
    config = Config(train=TrainConfig(arms=["dpo"]), evaluate=EvaluateConfig(models={"dpo-old": "x", "other": "y"}))
    folder.config.write_text(dump(config))
    for arm, loops in {"base": 20, "dpo": 10, "dpo-old": 0, "other": 2}.items():
        rows = [row(i, i < loops, arm) for i in range(40)]
        write_jsonl(folder.evaluation / arm / "rows.jsonl", rows)
    assert build(folder)["verdict"]["arm"] == "dpo"
    folder.config.write_text(dump(replace(config, train=TrainConfig(arms=[]))))
    assert build(folder)["verdict"]["arm"] == "dpo-old", "without training they are what is compared"


def test_too_few_prompts_are_told_with_how_many_it_takes() -> None:
    after = [False] * 3 + [True] * 17 + [False] * 20
    assert "takes about 103 prompts" in decide(MANY, after)["text"]


def test_nothing_looped_while_sampling() -> None:
    assert verdict([], rate([False] * 50))["outcome"] == "nothing to repair"
    assert verdict([], rate([]))["outcome"] == "cannot tell", "a run that was killed while it sampled"
    assert verdict([], rate(MANY))["outcome"] == "cannot tell"


def test_a_ruined_model_without_loops_does_not_stand_before_a_repaired_one() -> None:
    base, nothing = [row(i, loops, "base") for i, loops in enumerate(MANY)], [False] * 40
    few, short = ([row(i, x, "dpo", n) for i, x in enumerate(loops)] for loops, n in ((FEW, 100), (nothing, 5)))
    empty = Scores(healthy={}, capability={}, fluency={}, on_topic={})
    good, bad = (two_arms(base, arm, costs(base, arm, empty, empty)) for arm in (few, short))
    found = verdict([*good, bad[1] | {"arm": "unlikelihood"}], rate(MANY))
    assert (found["arm"], found["outcome"]) == ("dpo", "repaired")


def test_one_model_alone_is_not_told_to_be_fine() -> None:
    found = verdict(two_arms([row(i, True, "base") for i in range(9)], [], {})[:1], rate([]))
    assert found["outcome"] == "cannot tell"
    assert str(found["text"]).startswith("100.0 % [70.1-100] of 9 outputs loop")


def test_examples_show_failures_next_to_successes() -> None:
    base = [row(i, i < 6, "base") for i in range(12)]
    arm = [row(i, i in (0, 1, 11), "dpo") for i in range(12)]
    arm[9] = replace(arm[9], tokens=20)
    shown = examples({"base": base, "dpo": arm}, 6, "dpo", {"p2": False})
    kinds = ["fixed", "still looping", "newly looping", "guard failure", "healthy", "fixed"]
    assert [e["category"] for e in shown] == kinds
    assert "off topic" in shown[3]["why"]
    both = {"base": base, "dpo": arm}
    warm = {name: [replace(r, decoding="temperature 0.7, 99 tokens") for r in rows] for name, rows in both.items()}
    assert all(e["category"] != "guard failure" for e in examples(warm, 12, "dpo", {}))
    assert {e["category"] for e in examples({"base": base}, 12, "base", {"p9": False})} == {"still looping", "healthy"}
    assert "0.2 times as long" in examples({"base": base, "dpo": arm}, 12, "dpo", {})[3]["why"]
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
