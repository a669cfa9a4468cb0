from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dpo_degen.detection import LoopGuard, detect
from dpo_degen.detection.guard import DELAY

WORDS = st.lists(st.integers(0, 2), max_size=90)
LOOPS = st.builds(
    lambda head, unit, times, tail: head + unit * times + tail,
    st.lists(st.integers(0, 3), max_size=25),
    st.lists(st.integers(0, 3), min_size=1, max_size=14),
    st.integers(1, 12),
    st.lists(st.integers(0, 3), max_size=30),
)


def reported(outputs: list[int] | str, max_period: int) -> list[bool]:
    """Whether the guard had reported a loop after each unit."""
    guard = LoopGuard(max_period)
    return [bool(guard.feed(unit)) for unit in outputs]


@given(WORDS | LOOPS, st.sampled_from([1, 3, 8, 40]))
@example([0] * 20 + [1] * 30, 8)
def test_streaming_equals_offline_on_every_prefix(ids: list[int], max_period: int) -> None:
    online = reported(ids, max_period)
    offline = [bool(detect(ids[: i + 1], max_period=max_period)) for i in range(len(ids))]
    first = offline.index(True) if True in offline else None
    if first is None:
        assert True not in online
    else:
        assert online[first:].count(False) <= DELAY
        assert True not in online[:first]


@given(st.text(alphabet="ab \n-", min_size=1, max_size=30), st.integers(3, 30), st.integers(1, 50))
def test_text_in_any_chunks_gives_the_same_answer(unit: str, times: int, chunk: int) -> None:
    text = "Once upon a time. " + unit * times
    whole, parts = LoopGuard(), LoopGuard()
    for start in range(0, len(text), chunk):
        parts.feed(text[start : start + chunk])
    assert whole.feed(text) == parts.found


def test_positions_count_from_the_first_unit_though_memory_is_bounded() -> None:
    guard = LoopGuard(max_period=16)
    healthy = [(i * 7919) % 5003 for i in range(20_000)]
    for token in healthy:
        assert guard.feed(token) is None
    assert len(guard._bytes) < 8 * 8 * max(3 * 16, 80)
    found = None
    for i in range(60):
        found = guard.feed(90_000 + i % 5)
    assert found
    assert (found.onset, found.branch, found.period) == (20_000, 20_005, 5)


def test_a_unit_longer_than_the_bound_is_not_seen() -> None:
    ids = list(range(50)) * 4
    assert not any(reported(ids, 49))
    assert reported(ids, 50)[-1]


def test_a_run_without_words_is_reported_when_it_is_as_long_as_offline_asks() -> None:
    text = "A table:\n" + "-" * 400
    guard = LoopGuard()
    first = next(i for i, char in enumerate(text) if guard.feed(char))
    offline = next(i for i in range(len(text)) if detect(text[: i + 1]))
    assert offline <= first <= offline + DELAY


LINE = "and on we go, "


@pytest.mark.parametrize(
    ("before", "prompt"),
    [
        ("Table:\n" + "-" * 80 + "\n", None),
        ("We all live in the same old house. " * 30 + "\n", "Keep writing 'We all live in the same old house.'"),
    ],
)
def test_a_loop_behind_a_repetition_with_a_good_reason_is_reported_as_soon(before: str, prompt: str | None) -> None:
    guard, text = LoopGuard(prompt=prompt), before + LINE * 30
    first = next(n for n, char in enumerate(text, 1) if guard.feed(char))
    assert first <= len(before) + 80 + len(LINE) + DELAY
    assert guard.found
    assert guard.found.coverage == pytest.approx((guard.found.end - guard.found.onset) / first)


def test_text_that_the_prompt_asks_for_is_not_stopped_when_the_window_moves() -> None:
    guard = LoopGuard(prompt="Keep repeating 'We all live in the same old house.' until you run out of room.")
    assert not any(guard.feed("We all live in the same old house. " * 10) for _ in range(60))


def test_wrong_input() -> None:
    guard = LoopGuard()
    with pytest.raises(TypeError, match="expected a token id or text, got float"):
        guard.feed(1.5)  # type: ignore[arg-type]
    guard.feed(2**80)
    with pytest.raises(TypeError, match="fed tokens and text; use one guard for each"):
        guard.feed("a")
    with pytest.raises(ValueError, match="max_period is 0"):
        LoopGuard(0)
    with pytest.raises(TypeError, match="max_period as a whole number"):
        LoopGuard(512.0)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="the prompt as text"):
        LoopGuard(prompt=["a"])  # type: ignore[arg-type]
