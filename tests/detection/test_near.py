"""Near loops on the calibration half of the labelled cases, and what separates them from tables and lists.

The test half is for `benchmarks/detector.py` alone.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dpo_degen.detection import detect

DATA = Path(__file__).parents[2] / "data" / "detector"
EXACT = {"token_run", "exact_loop", "block_loop"}


def cases(name: str) -> list[dict]:
    rows = map(json.loads, (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["split"] == "calibration"]


@pytest.mark.parametrize("row", [r for r in cases("positives") if r["kind"] in EXACT], ids=lambda r: r["id"])
def test_exact_kinds_are_found_where_they_begin_with_or_without_the_finish(row: dict) -> None:
    for finished in (row["finished"], None):
        found = detect(row["text"], finished=finished, prompt=row["prompt"])
        assert found
        assert (found.onset, found.end, found.period) == (row["onset"], row["end"], row["period"])


def test_near_kinds_are_found() -> None:
    rows = [row for row in cases("positives") if row["kind"] not in EXACT]
    missed = [row["id"] for row in rows if not detect(row["text"], finished=row["finished"], prompt=row["prompt"])]
    assert len(missed) <= 0.05 * len(rows), missed


@pytest.mark.parametrize("row", cases("negatives"), ids=lambda r: r["id"])
def test_legitimate_repetition_is_left_alone(row: dict) -> None:
    assert not detect(row["text"], finished=row["finished"], prompt=row["prompt"])


COUNTER = "The keeper of the lighthouse wrote a letter. " + "".join(
    f"{n}. The {n}th keeper lit the lamp and waited for the ship to come home. " for n in range(3, 24)
)


def test_a_counter_loop_says_what_it_is() -> None:
    found = detect(COUNTER, finished=False)
    assert (found.verdict, found.kind, found.at_tail) == ("loop", "counter_loop", True)
    assert "only a counter changes from copy to copy" in found.reason
    unit = COUNTER[found.onset : found.branch]
    assert abs(len(unit) - 69) <= 3


def test_ids_with_pieces_are_judged_as_their_text(engine) -> None:
    vocabulary = engine.vocabulary
    ids = vocabulary.encode_text(COUNTER)
    found = detect(ids, finished=False, pieces=vocabulary.pieces)
    assert found.kind == "counter_loop"
    said = vocabulary.decode(ids[: found.branch])
    assert abs(len(said) - detect(COUNTER, finished=False).branch) <= 3
    assert not detect(ids, finished=False), "without pieces only what ids show is reported"


def test_an_answer_that_ended_needs_more_and_a_prompt_can_ask_for_it() -> None:
    asked = "Write 21 numbered sentences about lighthouse keepers who lit the lamp."
    assert detect(COUNTER, finished=True, prompt=asked).verdict in ("legitimate", "none")
    said = "Write 'I will be on time' 30 times."
    lines = "I will be on time.\n" * 30
    assert detect(lines, finished=True, prompt=said).verdict == "legitimate"
    assert detect(lines * 3, finished=False, prompt=said), "that is more than was asked for"


def test_fluent_text_cut_at_the_cap_is_no_loop() -> None:
    text = next(r for r in cases("negatives") if r["shape"] == "prose" and r["finished"] is False)["text"]
    assert detect(text, finished=False).verdict == "non_termination"
