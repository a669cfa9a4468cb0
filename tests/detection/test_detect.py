from __future__ import annotations

import json
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dpo_degen
from dpo_degen import Detection, detect, detect_batch
from dpo_degen.detection.judging import has_words

UNITS = {
    "Latin": ("We looked at it first. ", "the answer is the same as before, "),
    "Han": ("首先我们来看这个问题。", "然后我们再重复一遍刚才说过的话、"),
    "Devanagari": ("पहले हम इसे देखते हैं। ", "फिर हम वही बात दोहराते हैं, "),
    "code": ("def f(x):\n    y = 1\n", "    x = step(x, y)\n"),
}
PROSE = (
    "The river rises in the hills above the town and winds for sixty miles before it meets the sea. In spring the "
    "meadows on either side are flooded, and herons stand in the shallows waiting for fish. Farmers once cut reeds "
    "here for thatch; today the reeds are left to the birds, and a wooden path lets visitors walk between them."
)
TABLE = (
    "| name | age | city |\n| --- | --- | --- |\n| Ada | 36 | London |\n| Bo | 41 | Oslo |\n\n"
    + "Contents "
    + "." * 90
    + " 3\n"
    + "-" * 100
    + "\n| "
    + "0 | " * 30
    + "\n"
    + "<td></td>" * 20
    + "\nThe table above lists everyone who took part in the survey this year.\n"
)


@pytest.mark.parametrize("script", UNITS)
@pytest.mark.parametrize("tail", ["", "!", "?? no"])
def test_positions_are_exact_in_text(script, tail):
    prefix, unit = UNITS[script]
    # a mark between prefix and unit, and half a unit after, so that the maximal run is known by construction
    whole = prefix + "§" + unit * 12 + unit[: len(unit) // 2] + tail
    found = detect(whole, finished=False)
    assert found
    assert found.onset == len(prefix) + 1
    assert found.period == len(unit)
    assert found.branch == found.onset + len(unit)
    assert found.end == len(whole) - len(tail)
    assert found.at_tail
    assert not found.recovered
    assert found.repeats == round(12 + (len(unit) // 2) / len(unit), 2)
    assert found.wasted == found.end - found.branch
    assert found.coverage == (found.end - found.onset) / len(whole)
    assert found.reason.endswith(".")


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 30), st.integers(0, 29), st.integers(3, 20), st.integers(0, 50), st.booleans())
def test_positions_are_exact_in_ids(period, partial, copies, before, as_array):
    unit = list(range(100, 100 + period))
    prefix, span = list(range(1000, 1000 + before)), period * copies + min(partial, period - 1)
    x = prefix + (unit * (copies + 1))[:span] + [7]
    found = detect(np.array(x, dtype=np.int32) if as_array else x)
    if span < 20:
        assert found.verdict == "none"
        return
    assert (found.verdict, found.onset, found.branch, found.end) == ("loop", before, before + period, before + span)
    assert found.kind == ("token_run" if period == 1 else "exact_loop")


def test_a_long_unit_is_a_block():
    assert detect(list(range(64)) * 3).kind == "block_loop"
    assert detect(PROSE * 3).kind == "block_loop"


def test_loops_in_the_middle_are_found():
    loop = "and then the same again and again, " * 8
    found = detect(PROSE + loop + PROSE, finished=True)
    assert found
    assert found.recovered
    assert not found.at_tail
    assert (PROSE + loop)[found.onset : found.branch].strip() in loop


def test_a_short_recovered_refrain_is_only_suspected():
    found = detect(PROSE + " Row, row, row your boat, merrily!" * 3 + PROSE)
    assert found.verdict == "suspected"
    assert found.confidence < 0.5


def test_the_most_wasted_loop_is_reported():
    small, large = list(range(5)) * 10, list(range(10, 20)) * 30
    assert detect([*small, 98, *large, 99]).onset == 51
    assert detect([*large, 98, *small, 99]).onset == 0


@pytest.mark.parametrize("finished", [True, None])
@pytest.mark.parametrize("text", [PROSE, TABLE, "", "ok", "Ha, ha, ha, ha!", "-" * 60, PROSE + "\n" + "=" * 90 + "\n"])
def test_clean_text_and_tables_are_no_loops(text, finished):
    found = detect(text, finished=finished)
    assert not found
    assert found.verdict in ("none", "legitimate", "suspected")


def test_a_rule_that_the_output_leaves_is_legitimate():
    assert detect("-" * 100 + "\n" + PROSE).verdict == "legitimate"
    assert detect("-" * 3000 + "\n" + PROSE).verdict == "suspected"


@pytest.mark.parametrize("unit", ["\n", "-", "| --- ", "0, ", "0x00, ", "<td></td>", " . "])
def test_wordless_units_loop_only_at_an_open_end(unit):
    padded = PROSE + unit * 400
    assert detect(padded, finished=False)
    assert detect(padded, finished=True).verdict == "suspected"


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("x00, 0", False),
        ("d><t", False),
        ("0.5e3 ", False),
        (" ", False),
        ("a", False),
        ("ha", True),
        ("的", True),
        ("\ufffd", True),
        (None, True),
    ],
)
def test_words_are_letters_outside_tags_and_numbers(unit, words):
    assert has_words(unit) is words


def test_short_units_need_more_copies():
    assert detect([*range(50), *[1] * 19]).verdict == "none"
    assert detect([*range(50), *[1] * 20])
    assert detect([*range(50), *[1, 2, 3, 4, 5] * 3]).verdict == "none"
    assert detect([*range(50), *[1, 2, 3, 4, 5] * 4])


@pytest.mark.parametrize(
    ("unit", "most"),
    [("    [None, None, None, None],\n", 8), ("| . | . | X | . |\n", 8), ("The dog ran after the cat.\n", 5)],
)
def test_eight_equal_rows_of_an_answer_that_ended_may_be_meant_but_not_sentences(unit, most):
    head, tail = "Here is the whole of it, as it stands in the file:\n", "]\nprint(board)\n"
    assert detect(head + unit * most + tail, finished=True).verdict == "suspected"
    assert detect(head + unit * (most + 1) + tail, finished=True).verdict == "loop"
    assert detect(head + unit * most, finished=False).verdict == "loop", "nothing shows that it would have ended"


def test_finish_without_a_loop():
    assert detect(PROSE, finished=False).verdict == "non_termination"
    assert detect(PROSE, finished=np.bool_(False)).verdict == "non_termination"
    assert detect(TABLE, finished=False).verdict == "non_termination"
    assert detect(PROSE, finished=True).verdict == "none"
    assert detect("", finished=False).verdict == "non_termination"


def test_a_repetition_copied_from_the_prompt_is_legitimate():
    chorus = "We all live in the same old house. " * 6
    assert detect(chorus)
    assert detect(chorus, prompt="Print this again: " + chorus).verdict == "legitimate"
    assert detect(chorus, prompt="We all live in the same old house. " * 2)
    assert detect(chorus, prompt="Print this: " + chorus, finished=False).verdict == "legitimate"
    further = chorus + "And so on, in other words, with something new in each of them."
    assert detect(further, prompt=chorus, finished=False).verdict == "non_termination", "it does not explain the end"
    pieces = ["we all ", "live in ", "a house. "]
    assert detect([0, 1, 2] * 9, pieces=pieces, prompt="".join(pieces) * 9).verdict == "legitimate"


LINE = "The next step is the same as the last. "


@pytest.mark.parametrize(
    "prompt",
    [
        "Summarise this log.\n" + "-" * 60 + "\nerror",
        "Mend this:\n" + " " * 44 + "return x",
        "Sign here: " + "_" * 60,
        "How many copies of the book were sold in 1999?",
        "I have asked you 3 times already in 2024: what is photosynthesis?",
        "Does he have an identical twin? Cite a study from 2015.",
        "What is 125 times 16? Show your work.",
        "My grandmother visited Paris 60 times. Write a letter to her.",
        "Write a letter from a courier who uses it sixty times a day.",
        "Write a story about a boxer who lasts 60 rounds.",
        "The vote count rose to 100. Report on it.",
        "Count to one hundred.",
        "Today is 26 Jul 2024.\n\nExplain why the next step is the same as the last.",
    ],
)
def test_rules_blanks_and_unrelated_numbers_in_a_prompt_excuse_nothing(prompt):
    assert detect(LINE * 50, finished=False, prompt=prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        "Write this line 50 times.",
        "Print 60 identical lines",
        "I need some 55 new copies of it.",
        "Do it fifty times, please",
        "请重复五十次",
    ],
)
def test_a_number_beside_what_it_counts_does(prompt):
    assert detect(LINE * 50, finished=False, prompt=prompt).verdict == "legitimate"


def test_a_quoted_unit_is_known_wherever_the_repetition_begins():
    prompt = f"Keep repeating '{LINE.strip()}' until you run out of room."
    for head in ("", "at last. ", "is the same as the last. "):
        found = detect(head + LINE * 20, finished=False, prompt=prompt)
        assert (found.verdict, found.kind) == ("legitimate", "exact_loop")


def test_a_long_word_in_a_prompt_costs_no_time():
    began = time.process_time()
    detect(LINE * 50, finished=False, prompt=f"Go on: '{LINE}' " + "a" * 100_000)
    assert time.process_time() - began < 10, "quadratic, it would take minutes"


def test_pieces_bring_characters_and_words():
    ids = [*range(3, 53), *[1, 2] * 12]
    words, marks = ["x"] * 53, ["x"] * 53
    words[1:3], marks[1:3] = ["hello ", "world "], ["--", "--"]
    assert detect(ids)
    assert detect(ids, pieces=words)
    assert detect(ids, pieces=["x"] * 53).verdict == "none", "24 characters are too few"
    assert detect(ids + [1, 2] * 60, pieces=marks)
    assert detect([*ids, *[1, 2] * 12, *range(3, 53)], pieces=marks).verdict == "legitimate"


def test_a_bound_on_the_unit_leaves_shorter_units_to_be_found():
    ids = [*range(1, 41)] * 6 + [0] + [44, 45, 46] * 20
    words = [f" w{chr(97 + i // 10)}{chr(97 + i % 10)}" for i in range(47)]
    for pieces in (None, words):
        assert detect(ids, pieces=pieces).period == 40
        assert detect(ids, pieces=pieces, max_period=10).period == 3


BYTES = ["a", "b", " the", "\udce2", "\udc82\udcac", "\udc80", "\udcf0\udc9f", "\udc98", "\udc80x", "\u00e9"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.integers(0, 9), max_size=6),
    st.lists(st.integers(0, 9), min_size=1, max_size=5),
    st.integers(10, 60),
    st.sampled_from([True, False, None]),
)
def test_positions_lie_in_the_output_whatever_bytes_its_tokens_hold(head, unit, copies, finished):
    ids = head + unit * copies
    found = detect(ids, pieces=BYTES, finished=finished)
    assert Detection.from_dict(found.to_dict()) == found
    assert found.end is None or found.end <= len(ids)


@pytest.mark.parametrize("ids", [[0, 5], [-1], [2**80]])
def test_ids_outside_pieces_are_refused(ids):
    with pytest.raises(ValueError, match="outside the vocabulary: pieces has 3 entries"):
        detect(ids, pieces=["a", "b", "c"])


def test_pieces_must_be_text():
    with pytest.raises(ValueError, match=r"pieces\[1\] is NoneType"):
        detect([0, 1], pieces=["a", None])


@pytest.mark.parametrize(
    "x",
    [None, 3, 1.5, b"abc", [1.0], ["a"], [True], [[1]], {1: 2}, iter([1]), np.zeros(3), np.zeros((2, 2), int),
     np.array([True])],
)  # fmt: skip
def test_other_types_are_refused_in_one_sentence(x):
    with pytest.raises(TypeError, match="expected text"):
        detect(x)


def test_other_arguments_are_refused():
    with pytest.raises(TypeError, match="finished"):
        detect("a", finished="length")
    with pytest.raises(TypeError, match="prompt"):
        detect("a", prompt=["a"])
    with pytest.raises(TypeError, match="max_period as a whole number or None, got str"):
        detect("a", max_period="5")
    with pytest.raises(ValueError, match="max_period is -1"):
        detect("a", max_period=-1)


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(exclude_categories=[]), max_size=80) | st.lists(st.integers(), max_size=80),
    st.integers(1, 40),
    st.sampled_from([True, False, None]),
)
def test_never_raises_and_round_trips(x, copies, finished):
    for output in (x, x * copies):
        found = detect(output, finished=finished)
        assert Detection.from_dict(json.loads(json.dumps(found.to_dict()))) == found
        assert 0 <= found.confidence <= 1
        assert bool(found) == (found.verdict == "loop") == (found.confidence >= 0.5)
        if found.onset is not None:
            assert output[found.branch : found.end] == output[found.onset : found.end - found.period]


def test_text_and_its_code_points_have_the_same_positions():
    text = "é😀漢" * 40
    ids = detect(list(map(ord, text)))
    assert (ids.onset, ids.branch, ids.end) == (0, 3, 120)
    assert detect(text).end == 120


GOOD = detect("again and " * 30).to_dict()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ([], "mapping"),
        ({"verdict": "loop"}, "exactly the fields"),
        ({**GOOD, "extra": 1}, "'extra'"),
        ({**GOOD, "verdict": "maybe"}, "'verdict'"),
        ({**GOOD, "wasted": "many"}, "'wasted'"),
        ({**GOOD, "confidence": 1.5}, "'confidence'"),
        ({**GOOD, "coverage": float("nan")}, "'coverage'"),
        ({**GOOD, "branch": 3}, "branch = |branch"),
        ({**GOOD, "end": None}, "None for all four"),
    ],
)
def test_from_dict_refuses_bad_rows(row, message):
    with pytest.raises(ValueError, match=message) as error:
        Detection.from_dict(row)
    assert "\n" not in str(error.value)


def test_batch():
    loop = [1, 2, 3] * 20
    verdicts = [d.verdict for d in detect_batch([loop, [1, 2], [1, 2]], finished=[None, False, True])]
    assert verdicts == ["loop", "non_termination", "none"]
    assert detect_batch([]) == []
    with pytest.raises(ValueError, match="1 outputs, but 2"):
        detect_batch([loop], finished=[None, None])
    with pytest.raises(TypeError, match="single text"):
        detect_batch("text")


def test_package_names():
    assert {"Detection", "detect", "detect_batch"} <= set(dir(dpo_degen))
    assert dpo_degen.detect is detect
    assert dpo_degen.__version__
    with pytest.raises(AttributeError, match="no attribute 'detekt'"):
        _ = dpo_degen.detekt
