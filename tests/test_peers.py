from __future__ import annotations

import random
import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
peers = import_module("peers")
JUDGES = {peer.name: peer.judge for peer in peers.PEERS}
TAKES = {peer.name: peer.takes for peer in peers.PEERS}

CLEAN = (
    "The ferry leaves the island at seven, well before the market opens. Two fishermen carry crates of mackerel up the "
    "slope while a girl counts coins for her ticket. Nobody hurries; rain is forecast for noon, and by then every "
    "stall should already be packed away."
)
LOOP = "So the sum is twelve. " + "I will check the answer once more. " * 30
AFTER = " Then the bell rang, everybody left the room and the lights went out for the night."
COUNTER = "".join(f"Step {n}: check the answer once more. " for n in range(120, 160))
RULER = "name | value\n" + "-" * 15 + "\nalpha | 1"


def says(name: str, text: str) -> bool:
    """The verdict on `text`; a rule on ids gets one id a byte."""
    return JUDGES[name](text if TAKES[name] == "text" else list(text.encode()))


def noise(length: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz     ", seed: int = 0) -> str:
    return "".join(random.Random(seed).choices(alphabet, k=length))


@pytest.mark.parametrize("name", JUDGES)
def test_an_obvious_loop_is_flagged_and_clean_or_no_text_is_not(name):
    assert says(name, LOOP) is True
    assert says(name, CLEAN) is False
    assert says(name, "") is False
    assert says(name, "Yes.") is False


@pytest.mark.parametrize(
    ("name", "text", "verdict"),
    [
        ("OCR tail", LOOP + AFTER[:49], True),  # the second look, without the last 50 characters
        ("OCR tail", LOOP + AFTER, False),  # looks at nothing but the end
        ("OCR tail", noise(251) * 9, False),  # units to 250 characters
        ("vLLM 1..64 x3", LOOP + AFTER, True),
        ("vLLM 1..64 x3", RULER, True),  # a false alarm
        ("vLLM 1..64 x3", noise(65) * 9, False),
        ("vLLM 16..1024 x4", RULER, False),
        ("vLLM 16..1024 x4", noise(900) + "word " * 12, False),  # 60 tokens are too few for 4 copies of 16
        ("zlib > 2.4", "0.00, 0.00, 1.00\n" * 8, True),  # a false alarm
        ("zlib > 2.4", noise(9000) + LOOP, False),  # diluted
        ("Gopher", noise(9000) + LOOP, False),  # diluted
        ("Gopher", "\n".join(["| a | b |", *("|---|", "| 1 | 0 |") * 4]), True),  # a false alarm
        ("seq-rep-4 > 0.5", noise(9000) + LOOP, False),  # diluted
        ("Antidoom", noise(9000) + LOOP + AFTER, True),
        ("Antidoom", noise(1025) * 9, False),  # periods to 1,024 characters
        ("Antidoom", noise(20) + "ab" * 40 + noise(400, seed=1), False),  # between two fingerprints
        ("Antidoom", CLEAN + "x" * 30, False),  # too few characters
    ],
)
def test_known_limits_and_blind_spots(name, text, verdict):
    assert says(name, text) is verdict


@pytest.mark.parametrize("name", ["vLLM 1..64 x3", "vLLM 16..1024 x4", "OCR tail", "Antidoom"])
def test_exact_rules_miss_a_counter_loop(name):
    assert says(name, COUNTER) is False


def test_vllm_agrees_with_asking_after_every_token():
    rng = random.Random(1)

    def fires(ids: list[int], shortest: int, longest: int, copies: int) -> bool:
        return any(
            end >= copies * period and ids[end - period : end] * copies == ids[end - copies * period : end]
            for end in range(1, len(ids) + 1)
            for period in range(shortest, longest + 1)
        )

    cases = [(rng.choices(range(3), k=rng.randrange(24)), rng.randint(1, 3), rng.randint(2, 4)) for _ in range(400)]
    verdicts = [peers.vllm(ids, shortest, 6, copies) for ids, shortest, copies in cases]
    assert verdicts == [fires(ids, shortest, 6, copies) for ids, shortest, copies in cases]
    assert 0.1 < sum(verdicts) / len(verdicts) < 0.9


def test_vllm_needs_whole_copies():
    unit = list(range(40))
    assert peers.vllm(unit * 3, 1, 64, 3)
    assert not peers.vllm(unit * 2 + unit[:-1], 1, 64, 3)


@pytest.mark.parametrize(("unit", "allowed"), [("x", 16), ("0123456789", 5), ("abcdefghijklm", 4), (noise(200), 4)])
def test_the_tail_rule_allows_short_units_more_copies(unit, allowed):
    text = "." + unit * allowed  # short texts are not looked at twice
    assert not peers.ocr_tail(text, cut=len(text))
    assert peers.ocr_tail(text + unit, cut=len(text))


@pytest.mark.parametrize(
    "text",
    [
        "I am your father.\n" * 2 + "You are my son.\n" * 2,  # lines, and their characters
        "You are a wizard.\n\nI am groot.\n\n" + ("x" * 40 + ".\n\n") * 2,  # characters of paragraphs, not their number
        "one two " + " ".join(f"{a} one two" for a in ("alpha", "beta", "gamma", "delta")),  # the top 2-gram
    ],
)
def test_gopher_measures(text):
    assert peers.gopher(text)


def test_gopher_counts_repeated_grams_without_overlap():
    words = "a b c d e".split() * 3 + ["f"]
    assert peers._repeated_grams(words, 5) == 10
    assert peers._top_gram(words, 2) == len("a b") * 3
    assert peers._top_gram(words[:5], 2) == 0


def test_seq_rep_4_needs_more_than_half():
    assert not peers.seq_rep_4([1, 2, 3, 4] * 2)  # 4 of 5 are new
    assert not peers.seq_rep_4([1] * 5)  # exactly half
    assert peers.seq_rep_4([1] * 6)


def test_antidoom_needs_four_copies():
    unit = noise(100)
    assert not peers.antidoom(unit * 3 + CLEAN)
    assert peers.antidoom(unit * 4 + CLEAN)
