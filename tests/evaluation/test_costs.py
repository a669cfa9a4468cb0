"""What a repair cost, counted by hand on a few rows."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from dpo_degen.evaluation.costs import Scores, costs
from dpo_degen.evaluation.statistics import mean
from dpo_degen.evaluation.texts import chrf, edit_similarity
from dpo_degen.records import EvalRow


def row(prompt: str, text: str, tokens: int, *, onset: int | None = None) -> EvalRow:
    verdict = "ok" if onset is None else "loop"
    return EvalRow(
        prompt, "d", True, "a", "", text, tokens, "stop", verdict, None, "", False, 0.0, 0, onset, onset, onset
    )


def scores(**other: Any) -> Scores:
    values: dict[str, Any] = {
        "healthy": {"h1": -1.0, "h2": -2.0},
        "capability": {"q1": {"logp": -3.0, "right": True}, "q2": {"logp": -5.0, "right": False}},
        "fluency": {"h1": -1.0, "h2": -2.0},
        "on_topic": {"h1": True, "h2": True},
        **other,
    }
    return Scores(**values)


BASE = [
    row("h1", "fine", 10),
    row("h2", "good", 30),
    row("l1", "abc abc abc", 60, onset=4),
    row("l2", "x" * 9, 60, onset=2),
]
ARM = [row("h1", "fine!", 12), row("h2", "good", 48), row("l1", "abc", 2), row("l2", "xyz", 5)]
AFTER = scores(
    healthy={"h1": -1.1, "h2": -2.3},
    capability={"q1": {"logp": -3.5, "right": True}, "q2": {"logp": -5.0, "right": True}},
    fluency={"l1": -1.0, "l2": -1.6},
    on_topic={"l1": True, "l2": False},
)


def test_costs_of_an_arm() -> None:
    found = costs(BASE, ARM, scores(), AFTER)
    assert found["length"]["mean"] == pytest.approx(60 / 40 - 1)
    assert found["length"]["low"] == pytest.approx(12 / 10 - 1)
    assert found["length"]["high"] == pytest.approx(48 / 30 - 1)
    assert found["likelihood"]["mean"] == pytest.approx(-0.2)
    assert found["capability"]["mean"] == pytest.approx(-0.25)
    assert found["right"]["count"] == 2
    assert (found["shorter"]["count"], found["shorter"]["n"]) == (1, 2)  # "abc" ends before character 4, "xyz" not
    assert found["room"] == pytest.approx(6 / 6)
    assert found["fluency"]["mean"] == pytest.approx(-1.3 + 1.5)
    assert found["on_topic"]["count"] == 1
    assert found["drift"]["mean"] == pytest.approx(1 / 2 - 2 / 2)


def test_perplexity_and_divergence_come_with_intervals_over_what_was_scored() -> None:
    found = costs(BASE, ARM, scores(windows=[1.0, 2.0]), scores(windows=[1.1, 2.3], divergence={"h1": 0.1, "h2": 0.3}))
    assert found["perplexity"]["mean"] == pytest.approx(math.exp(0.2) - 1)
    assert found["perplexity"]["low"] == pytest.approx(math.exp(0.1) - 1)
    assert found["divergence"]["mean"] == pytest.approx(0.2)
    assert costs(BASE, ARM, scores(windows=[1.0]), scores(windows=[1.0, 2.0]))["perplexity"] is None, "other text"


def test_answers_that_shrink_to_one_line_are_counted_where_base_said_several() -> None:
    base = [row("a", "one\n\ntwo", 9), row("b", "one", 3), row("c", "one\none\none", 9, onset=3)]
    arm = [row("a", "one\n", 3), row("b", "one", 3), row("c", "", 0)]
    assert (found := costs(base, arm, scores(), scores())["shrunk"])["count"] == 1
    assert found["n"] == 1, "the lines of a loop do not count"


def test_outputs_that_loop_are_no_part_of_what_a_repair_cost() -> None:
    loops = [row("h1", "fine fine fine", 400, onset=0), ARM[1], row("l1", "x" * 999, 384, onset=0), ARM[3]]
    found = costs(BASE, loops, scores(), AFTER)
    assert found["length"] is None, "one answer has no interval"
    assert (found["shorter"]["count"], found["shorter"]["n"], found["room"]) == (0, 1, pytest.approx(3 / 2))
    assert (found["on_topic"]["count"], found["on_topic"]["n"], found["fluency"]) == (0, 1, None)


def test_base_costs_nothing() -> None:
    found = costs(BASE, BASE, scores(), scores())
    for name in ("length", "variety", "likelihood", "capability", "ended"):
        assert found[name] == {"mean": 0.0, "n": 2, "low": 0.0, "high": 0.0}
    assert found["shorter"]["count"] == 0
    assert found["on_topic"] is None  # its looped outputs are not judged


def test_where_nothing_can_be_compared_nothing_is_said() -> None:
    loops = [each for each in BASE if each.loops]
    nothing = scores(healthy={}, fluency={}, on_topic={})
    found = costs(loops, loops, nothing, nothing)
    assert [found[name] for name in ("length", "likelihood", "fluency", "on_topic")] == [None] * 4


def test_the_interval_of_a_mean_holds_it_and_narrows_with_n() -> None:
    few, many = mean([0.0, 1.0, 2.0, 4.0]), mean([0.0, 1.0, 2.0, 4.0] * 25)
    assert few
    assert many
    assert few["low"] < few["mean"] == many["mean"] < many["high"] < few["high"]
    assert mean([0.0, 1.0, 2.0, 4.0]) == few
    assert mean([]) is None
    assert mean([1.0]) is None, "one value has no interval"
    less = mean([1.0, 1.0, 2.0], [0.0, 0.0, 1.0])
    assert less
    assert less["mean"] == pytest.approx(1.0)
    assert less["low"] < 1 < less["high"]


def test_likeness_to_references_is_compared_where_prompts_carry_them() -> None:
    def referred(likeness: float | None, count: int = 3) -> list[EvalRow]:
        return [replace(row(f"r{n}", "fine", 9), chrf=likeness, edit=likeness) for n in range(count)]

    found = costs([*referred(0.5), *BASE], [*referred(0.4), *ARM], scores(), scores())
    assert found["chrf"] == found["edit"] == pytest.approx({"mean": -0.1, "n": 3, "low": -0.1, "high": -0.1})
    assert costs(BASE, ARM, scores(), scores())["chrf"] is None


def test_likeness_is_one_for_the_reference_itself_and_falls_with_what_differs() -> None:
    said = "The cat sat on the mat."
    assert chrf(said, said) == edit_similarity(said, said) == pytest.approx(1)
    assert edit_similarity("The cat sat on the rug.", said) == pytest.approx(1 - 3 / 23)
    assert chrf("", said) == edit_similarity("", said) == 0
    assert chrf("Dogs bark.", said) < chrf("The cat sat on the rug.", said) < 1
