from __future__ import annotations

import copy
import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy.stats import binomtest

from dpo_degen import evaluation
from dpo_degen.errors import UserError
from dpo_degen.evaluation.perplexity import guard_text, perplexity, standard_library_text, windows
from dpo_degen.evaluation.scoring import log_probability
from dpo_degen.evaluation.statistics import mcnemar, prompts_needed, rate, relative
from dpo_degen.records import EvalRow


def row(prompt: str, loops: bool, arm: str = "base", **changes) -> EvalRow:
    values = {
        "prompt_id": prompt, "domain": "essay", "seen_domain": True, "arm": arm, "prompt": "?", "text": "x",
        "tokens": 100, "finish": "length" if loops else "stop", "verdict": "loop" if loops else "none",
        "kind": None, "reason": "", "frozen_loop": loops, "rep_4": 0.5 if loops else 0.0, "wasted": 40 if loops else 0,
    }  # fmt: skip
    return EvalRow(**{**values, **changes})


def test_wilson_interval_against_the_closed_form() -> None:
    """Wilson 1927, equation 4, at z = 1.959964."""
    z, n, p = 1.959963984540054, 40, 0.25
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    found = rate([True] * 10 + [False] * 30)
    assert (found["count"], found["n"], found["rate"]) == (10, 40, 0.25)
    assert found["low"] == pytest.approx(centre - half)
    assert found["high"] == pytest.approx(centre + half)
    assert rate([])["high"] == 1.0


def test_mcnemar_counts_only_changed_prompts() -> None:
    before = [True] * 10 + [False] * 6
    after = [False] * 8 + [True] * 2 + [True] + [False] * 5
    found = mcnemar(before, after)
    assert (found["fixed"], found["new"]) == (8, 1)
    assert found["p"] == pytest.approx(2 * (1 + 9) / 2**9)
    assert found["reduction"]["mean"] == pytest.approx(0.7)
    assert 0.2 < found["reduction"]["low"] < 0.7 < found["reduction"]["high"] <= 1.0
    assert mcnemar([False], [False]) == {"fixed": 0, "new": 0, "p": 1.0, "reduction": None, "prompts_needed": None}


def test_a_bootstrap_interval_holds_the_true_reduction_about_95_times_in_100() -> None:
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(60):
        before = rng.random(200) < 0.5
        after = before & (rng.random(200) < 0.3)
        found = relative(after.astype(float), before.astype(float))
        held += found["low"] <= -0.7 <= found["high"]
    assert 52 <= held <= 60


def test_as_many_prompts_as_told_find_the_difference_four_times_in_five() -> None:
    n = prompts_needed(fixed=30, new=15, n=100)
    rng = np.random.default_rng(0)
    found = 0
    for _ in range(300):
        outcome = rng.choice(3, n, p=[0.30, 0.15, 0.55])
        fixed, new = int(sum(outcome == 0)), int(sum(outcome == 1))
        found += binomtest(fixed, fixed + new).pvalue < 0.05
    assert 0.72 < found / 300 < 0.86
    assert prompts_needed(4, 4, 100) is None


def test_rep_4_is_the_share_of_repeated_4_grams() -> None:
    assert evaluation.rep_n(list(range(50))) == 0.0
    assert evaluation.rep_n([1, 2, 3, 4] * 5) == pytest.approx(1 - 4 / 17)
    assert evaluation.rep_n([1, 2, 3]) == 0.0


def test_measure_splits_seen_and_unseen_domains() -> None:
    rows = [row("a", True), row("b", False), row("c", True, domain="table", seen_domain=False)]
    found = evaluation.measure(rows)
    assert found["loops"]["count"] == 2
    assert found["seen"]["rate"] == 0.5
    assert found["unseen"]["rate"] == 1.0
    assert found["domains"]["table"] == {"seen": False, "loops": found["unseen"]}
    assert found["wasted_share"] == pytest.approx(80 / 300)
    assert evaluation.measure(rows[:2])["unseen"] is None


def test_compare_pairs_by_prompt_whatever_the_order() -> None:
    base = [row("a", True), row("b", False), row("c", True)]
    arm = [row("c", False), row("a", True), row("b", True)]
    found = evaluation.compare(base, arm)
    assert (found["fixed"], found["new"], found["p"], found["reduction"]["mean"]) == (1, 1, 1.0, 0.0)


def test_judging_marks_the_loop_in_the_text(looping, prompts, engine) -> None:
    for sample, prompt, detection in zip(looping[0], prompts, looping[1], strict=True):
        judged = evaluation.judge(sample, prompt, detection, "base", {"a"}, engine.vocabulary)
        assert judged.loops == bool(detection) == judged.frozen_loop
        assert judged.seen_domain == (prompt.domain == "a")
        if detection:
            start, split = judged.onset, judged.branch
            assert sample.text[start:split] == engine.vocabulary.decode(
                sample.output_ids[detection.onset : detection.branch]
            )


def test_perplexity_is_that_of_the_model(engine) -> None:
    text = "the cat sat on the mat and the dog ran after the cat"
    ids = engine.vocabulary.tokenizer.encode(text)
    with torch.inference_mode():
        loss = engine.network(input_ids=torch.tensor([ids]), labels=torch.tensor([ids])).loss
    known = (engine.network, engine.vocabulary.tokenizer, text)
    assert perplexity(windows(*known, 999)) == pytest.approx(math.exp(loss), rel=1e-4)
    assert perplexity(windows(*known, 5)) != pytest.approx(math.exp(loss), rel=1e-4)
    assert len(windows(*known, len(ids), window=len(ids) // 2)) == 2
    assert perplexity(windows(*known, 1)) is None, "one token has nothing before it"
    assert len(windows(*known[:2], text * 40, 9999)) >= 8, "a short text is enough for an interval"


def test_perplexity_begins_like_every_text_of_the_tokenizer(engine) -> None:
    class Beginning:
        bos_token_id = 3

        def encode(self, text: str, *, add_special_tokens: bool = True) -> list[int]:
            return [3] * add_special_tokens + engine.vocabulary.tokenizer.encode(text)

    text = "the cat sat on the mat"
    ids = [3, *engine.vocabulary.tokenizer.encode(text)]
    with torch.inference_mode():
        loss = engine.network(input_ids=torch.tensor([ids]), labels=torch.tensor([ids])).loss
    assert windows(engine.network, Beginning(), text, 99) == pytest.approx([float(loss)], rel=1e-4)


def test_a_model_that_says_nan_is_ruined_and_not_fine(engine) -> None:
    network = copy.deepcopy(engine.network)
    network.lm_head.weight.data.fill_(math.nan)
    nats = windows(network, engine.vocabulary.tokenizer, "the cat sat on the mat " * 9, 99)
    assert nats == pytest.approx([math.log(network.config.vocab_size)] * len(nats)), "it knows nothing"
    assert log_probability(network, 0, [([3], [5, 6])]) == pytest.approx([-2 * math.log(network.config.vocab_size)])
    network.lm_head.weight.data[:] = torch.eye(*network.lm_head.weight.shape) * 1e9
    nats = windows(network, engine.vocabulary.tokenizer, "the cat sat on the mat " * 9, 99)
    assert perplexity(nats) < 1e30


def test_the_guard_text_is_human_and_long_enough(tmp_path) -> None:
    text = standard_library_text(50_000)
    assert len(text) >= 50_000
    assert guard_text(None, 100) == standard_library_text(800)
    with pytest.raises(UserError, match=r"gone.txt: cannot read the text for perplexity"):
        guard_text(str(tmp_path / "gone.txt"), 100)


def test_a_loop_row_counts_only_with_the_verdict_loop() -> None:
    assert not replace(row("a", True), verdict="suspected").loops
