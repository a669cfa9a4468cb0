"""The verdict on outputs of a real model, as benchmarks/verdicts.py recorded them."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from arms import two_arms

from dpo_degen.evaluation import rate
from dpo_degen.evaluation.costs import costs
from dpo_degen.jsonl import read_json, read_jsonl
from dpo_degen.records import EvalRow
from dpo_degen.reporting.verdict import verdict

DATA = Path(__file__).parents[2] / "data" / "verdicts"
TRIES, AGREE = 200, 190  # nineteen of twenty; the test of the loops alone is allowed one


class Recorded:
    """A model's judged outputs and scores, by prompt."""

    def __init__(self, home: Path) -> None:
        self.rows = {row.prompt_id: row for row in read_jsonl(home / "rows.jsonl", EvalRow)}
        self.scores: dict[str, Any] = {**read_json(home / "scores.json"), **read_json(home / "by_base.json")}


@pytest.fixture(scope="module")
def seeds() -> list[Recorded]:
    found = [Recorded(home) for home in sorted(DATA.glob("seed-*"))]
    assert len(found) == 5
    return found


def outcome(base: list[EvalRow], arm: list[EvalRow], before: Any, after: Any) -> str:
    found = costs(base, arm, before, after)
    return str(verdict(two_arms(base, arm, found), rate([row.loops for row in base]))["outcome"])


def drawn(seeds: list[Recorded], which: dict[str, int]) -> tuple[list[EvalRow], dict[str, Any]]:
    """A look at the model: for each prompt the output, and what base says of it, of one of the seeds."""
    rows = [seeds[number].rows[name] for name, number in which.items()]
    said = {
        key: {n: seeds[i].scores[key][n] for n, i in which.items() if n in seeds[i].scores[key]}
        for key in ("fluency", "on_topic")
    }
    same = {"healthy": seeds[0].scores["healthy"], "capability": seeds[0].scores["capability"]}
    return rows, {**same, **said}


def test_two_looks_at_one_model_show_no_change(seeds: list[Recorded]) -> None:
    random_numbers = random.Random(0)
    found: Counter[str] = Counter()
    for _ in range(TRIES):
        both = {name: random_numbers.sample(range(len(seeds)), 2) for name in seeds[0].rows}
        first, second = (drawn(seeds, {name: two[side] for name, two in both.items()}) for side in (0, 1))
        found[outcome(first[0], second[0], first[1], second[1])] += 1
    assert found["no change"] >= AGREE, found


def test_a_model_that_stops_after_five_tokens_is_worse(seeds: list[Recorded]) -> None:
    for seed in seeds:
        base = list(seed.rows.values())
        cut = [
            replace(row, text=" ".join(row.text.split()[:5]), tokens=5, finish="stop", verdict="none", onset=None)
            for row in base
        ]
        nothing = {"healthy": {}, "capability": {}, "fluency": {}, "on_topic": {}}
        assert outcome(base, cut, nothing, nothing) == "worse"


def test_a_model_with_noise_in_its_weights_is_worse() -> None:
    base, noised = Recorded(DATA / "worse" / "base"), Recorded(DATA / "worse" / "noised")
    rows = [list(each.rows.values()) for each in (base, noised)]
    assert outcome(*rows, base.scores, noised.scores) == "worse"
