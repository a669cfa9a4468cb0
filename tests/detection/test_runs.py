"""The search for runs against the definition, tried out on every short word that hypothesis can think of."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dpo_degen.detection.frozen import frozen_loop
from dpo_degen.detection.runs import may_repeat, repetitions

WORDS = st.lists(st.integers(0, 1), max_size=40) | st.lists(st.integers(0, 2), max_size=40)
TILED = st.tuples(WORDS, st.lists(st.integers(0, 2), min_size=1, max_size=9), st.integers(0, 30), WORDS).map(
    lambda parts: parts[0] + parts[1] * parts[2] + parts[3]
)


def smallest_period(word):
    return next(p for p in range(1, len(word) + 1) if word[p:] == word[:-p] or p == len(word))


def runs_by_definition(x):
    n, runs = len(x), set()
    for period in range(1, n // 3 + 1):
        start = 0
        while start + period < n:
            end = start + period
            while end < n and x[end] == x[end - period]:
                end += 1
            if end - start >= 3 * period and smallest_period(x[start:end]) == period:
                runs.add((start, end, period))
            start = end - period + 1
    return runs


def found_in(x):
    rows = [tuple(row) for row in repetitions(np.array(x, dtype=np.int64)).tolist()]
    assert len(rows) == len(set(rows))
    return set(rows)


@settings(max_examples=750, deadline=None)
@given(WORDS | TILED)
def test_finds_exactly_the_maximal_runs_of_three_copies(x):
    assert found_in(x) == runs_by_definition(x)


@settings(max_examples=150, deadline=None)
@given(TILED)
def test_frozen_rule_is_its_sentence(x):
    n = len(x)
    by_definition = any(
        x[start + period : start + span] == x[start : start + span - period]
        for period in range(1, n // 3 + 1)
        for span in [max(20, 3 * period)]
        for start in range(n - span + 1)
    )
    assert frozen_loop(x) == by_definition
    assert frozen_loop(x) == any(end - start >= 20 for start, end, _ in found_in(x))


@pytest.mark.parametrize(("copies", "expected"), [(3, False), (4, True)])
def test_frozen_rule_needs_twenty_tokens(copies, expected):
    assert frozen_loop([9, *[1, 2, 3, 4, 5] * copies, 8]) is expected
    assert frozen_loop(np.array([9, *[1, 2, 3, 4, 5] * copies, 8])) is expected


def test_frozen_rule_takes_no_output():
    assert not frozen_loop([])


def fibonacci_word(n):
    a, b = [0], [0, 1]
    while len(b) < n:
        a, b = b, b + a
    return b[:n]


@pytest.mark.parametrize(
    "word",
    [
        np.zeros(200_000),
        np.random.default_rng(0).integers(0, 2, 200_000),
        np.array(fibonacci_word(200_000)),
        np.array([bin(i).count("1") % 2 for i in range(200_000)]),
        np.tile(np.random.default_rng(0).integers(0, 99, 66_666), 3),
    ],
    ids=["one symbol", "random", "Fibonacci", "Thue-Morse", "three huge copies"],
)
def test_worst_cases_stay_fast(word):
    began = time.perf_counter()
    repetitions(word.astype(np.int64))
    assert time.perf_counter() - began < 3, "about 0.1 s on an idle core; quadratic work would take minutes"


def test_thue_morse_has_no_run_of_three_copies():
    assert found_in([bin(i).count("1") % 2 for i in range(4096)]) == set()


@given(TILED, st.integers(3, 20))
def test_the_quick_look_never_misses_a_run(x, span):
    found = repetitions(np.array(x, dtype=np.int64))
    if any(end - start >= span for start, end, _ in found.tolist()):
        assert may_repeat(np.array(x, dtype=np.int64), span)


def test_the_quick_look_ends_most_healthy_outputs():
    assert not may_repeat(np.random.default_rng(0).integers(0, 5000, 2000), 20)
    assert not may_repeat(np.arange(5), 20)
