"""The labelled calibration cases, and what separates near loops from tables and lists.

`data/detector/test` is for `benchmarks/detector.py` alone.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dpo_degen.detection import detect
from dpo_degen.detection.asked import numbers_in

DATA = Path(__file__).parents[2] / "data" / "detector"
EXACT = {"token_run", "exact_loop", "block_loop"}


def cases(label: str) -> list[dict]:
    files = sorted((DATA / "calibration").glob("*.jsonl"))
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["label"] == label]


LOOPS, FINE = cases("loop"), cases("ok")


@pytest.mark.parametrize("row", [row for row in LOOPS if row["kind"] in EXACT], ids=lambda r: r["id"])
def test_exact_kinds_are_found_where_they_begin_with_or_without_the_finish(row: dict) -> None:
    for finished in {row["finished"], None}:
        found = detect(row["text"], finished=finished, prompt=row["prompt"])
        assert found
        assert (found.onset, found.end, found.period) == (row["onset"], row["end"], row["period"])


def test_nine_of_ten_near_loops_are_found_and_begin_where_they_should() -> None:
    rows = [row for row in LOOPS if row["kind"] not in EXACT]
    found = [(row, detect(row["text"], finished=row["finished"], prompt=row["prompt"])) for row in rows]
    missed = [row["id"] for row, detection in found if not detection]
    assert len(missed) <= 0.12 * len(rows), missed
    off = [row["id"] for row, d in found if d and row["period"] and abs(d.onset - row["onset"]) > row["period"]]
    assert len(off) <= 0.07 * sum(bool(d) for row, d in found if row["period"]), off


def test_legitimate_repetition_is_left_alone() -> None:
    """All but what only understanding the prompt could tell, as a poem of one word."""
    flagged = [row for row in FINE if detect(row["text"], finished=row["finished"], prompt=row["prompt"])]
    assert len(flagged) <= 0.05 * len(FINE), [row["id"] for row in flagged]
    assert all(row["id"].startswith(("exact-", "data-178")) for row in flagged)


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


def test_words_of_a_prompt_are_no_quotation_of_a_loop_that_is_made_of_parts_of_them() -> None:
    law = "The law of the law is a law of a law. " * 40
    assert detect(law, finished=False, prompt="Draft house laws, a minimum of fifty, as for this basin.")
    said = "It was built in 1950. The keeper lit the lamp and waited for the ship to come home."
    assert detect(COUNTER, finished=False, prompt=said), "the number is a year"


def test_counting_explains_what_changes_by_its_number_alone() -> None:
    sheep = "".join(f"Sheep {number} jumps over the fence.\n" for number in range(1, 45))
    assert detect(sheep, finished=False, prompt="Count sheep for me up to fifty.").verdict == "legitimate"
    assert detect(sheep, finished=False, prompt="The count rose up to fifty."), "nobody asks for it"


def test_fluent_text_cut_at_the_cap_is_no_loop() -> None:
    text = next(r for r in FINE if r["shape"] == "prose" and r["finished"] is False)["text"]
    assert detect(text, finished=False).verdict == "non_termination"


def test_numbers_are_read_in_digits_of_any_script_in_words_and_in_han() -> None:
    assert set(numbers_in("write it 20 times, or ٣٣, or a dozen")) == {20, 33, 12}
    assert set(numbers_in("Fifty lines or a hundred")) == {50, 100}
    assert set(numbers_in("抄写二十五遍")) == {25}
    assert not numbers_in("pi is 3.14 and the year 20240101")


@pytest.mark.parametrize(
    ("prompt", "legitimate"),
    [
        ("Write 'I will not be late again.' a hundred times.", True),
        ("Keep repeating 'I will not be late again.' until you run out of room.", True),
        ("Write 'I will not be late again.' three times.", False),
        ("List 100 excuses for being late.", False),
        ("Translate: I will not be late again.", False),
        (None, False),
    ],
)
def test_a_request_to_repeat_excuses_a_cut_repetition_and_a_number_alone_does_not(prompt, legitimate) -> None:
    found = detect("I will not be late again.\n" * 40 + "I will not", finished=False, prompt=prompt)
    assert found.verdict == ("legitimate" if legitimate else "loop")
