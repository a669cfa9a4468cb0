"""Detect: read the output, find its repetitions, judge them, and report the one that matters most.

Exact repetitions are found anywhere and of every period. Near ones are looked for where no exact loop is, or where one
begins late: at the end of the output, and in one that ended by itself anywhere.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from dpo_degen.detection.judging import judge, long_enough, thresholds
from dpo_degen.detection.near import may_be_near, tail_of
from dpo_degen.detection.reading import Output, Reading, read
from dpo_degen.detection.result import EXACT_KINDS, Detection, Verdict
from dpo_degen.detection.rules import judge_near
from dpo_degen.detection.runs import may_repeat, repetitions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from dpo_degen.detection.reading import Ints

    Bound = Callable[[Ints], NDArray[np.bool_]]

# An exact loop that begins after this share of the output is looked at again: near copies often settle into exact ones.
_LATE, _FAR_MORE = 0.25, 1.5
_RANK: dict[Verdict, int] = {"legitimate": 0, "suspected": 1, "loop": 2}


def detect(
    x: Output,
    *,
    finished: bool | None = None,
    prompt: str | None = None,
    pieces: Sequence[str] | None = None,
    max_period: int | None = None,
) -> Detection:
    r"""Judge one output.

    >>> text = "Let us begin.\n" + "The next step is the same as the last. " * 9
    >>> found = detect(text, finished=False)
    >>> bool(found), found.kind, found.period, text[found.branch : found.branch + 8]
    (True, 'exact_loop', 39, 'The next')

    Args:
        x: the output as text, as a sequence of token ids, or as a 1-D integer array. Positions in the answer are
            indices into it.
        finished: True if the model ended the output, False if it was cut at a cap, None if that is unknown. A cut
            output without a loop (or a suspected one) gets the verdict "non_termination".
        prompt: what the model was asked. A repetition that stands in it in full is "legitimate": the output copies
            it. Ids are compared by their pieces, so ids without pieces cannot use it.
        pieces: the text of each token id as decoded (" the", not a byte-level "\u0120the"), so `len(pieces)` is the
            vocabulary's size. With it ids are judged as their text, the same through every tokenizer; without it
            only exact runs are found, and one of rules or padding cannot be told from one of words.
        max_period: leave out runs of longer units, as a guard with this bound does; None looks for every period.

    Returns:
        The most important finding: loops first, then suspected, then legitimate, and among those the most wasted.

    Raises:
        TypeError: `x`, `finished`, `prompt` or `max_period` is of another type.
        ValueError: an id is outside `pieces`, or its piece is no text, or `max_period` is below 1.
    """
    check(prompt, max_period)
    if finished is not None and not isinstance(finished, bool | np.bool_):
        raise TypeError(f"expected finished as True, False or None, got {type(finished).__name__}")
    ended = None if finished is None else bool(finished)
    reading = read(x, pieces)
    text = reading.slice(0, len(reading.codes)) if reading.pieces is not None else None
    if text is None:
        finding = _best(reading, ended, prompt, None if max_period is None else _within(max_period))
    else:
        finding = _by_text(text, reading, ended, prompt, max_period)
    # A rule or table on the way does not explain that the output never ended; one that runs to its end does.
    if finding is not None and (ended is not False or finding.verdict != "legitimate" or finding.at_tail):
        return finding
    if ended is False:
        return Detection("non_termination", reason="The output was cut before it ended, and no loop explains it.")
    return Detection("none", reason="Nothing stands three times in a row over a span that matters.")


def detect_batch(
    xs: Sequence[Output],
    *,
    finished: Sequence[bool | None] | None = None,
    prompts: Sequence[str | None] | None = None,
    pieces: Sequence[str] | None = None,
) -> list[Detection]:
    """Judge outputs one by one, as `detect` does; `finished` and `prompts` hold one entry an output.

    Raises:
        TypeError: as `detect`, or `xs` is a single text.
        ValueError: as `detect`, or the lengths differ.
    """
    if isinstance(xs, str):
        raise TypeError("expected a sequence of outputs, got a single text; use detect for one output")
    endings: Sequence[bool | None] = [None] * len(xs) if finished is None else finished
    asked: Sequence[str | None] = [None] * len(xs) if prompts is None else prompts
    if not len(xs) == len(endings) == len(asked):
        raise ValueError(f"{len(xs)} outputs, but {len(endings)} entries in finished and {len(asked)} in prompts")
    return [
        detect(x, finished=ending, prompt=prompt, pieces=pieces)
        for x, ending, prompt in zip(xs, endings, asked, strict=True)
    ]


def check(prompt: Any, max_period: Any) -> None:
    """Refuse what `detect` and the guard cannot use.

    Raises:
        TypeError: one is of another type.
        ValueError: `max_period` is below 1.
    """
    if prompt is not None and not isinstance(prompt, str):
        raise TypeError(f"expected the prompt as text or None, got {type(prompt).__name__}")
    if max_period is not None and (isinstance(max_period, bool) or not isinstance(max_period, int | np.integer)):
        raise TypeError(f"expected max_period as a whole number or None, got {type(max_period).__name__}")
    if max_period is not None and max_period < 1:
        raise ValueError(f"max_period is {max_period}; expected at least 1")


def _by_text(
    text: str, reading: Reading, finished: bool | None, prompt: str | None, max_period: int | None
) -> Detection | None:
    """The verdict on the tokens' text, so that it does not depend on the tokenizer, at the tokens' positions."""
    bound = None if max_period is None else _within(max_period, reading.covered)
    found = _best(read(text), finished, prompt, bound)
    if found is None or found.onset is None or found.branch is None or found.end is None or reading.covered is None:
        return found
    # The token that holds a character begins at or before it.
    marks = np.searchsorted(reading.covered, (found.onset, found.branch, found.end - 1), side="right") - 1
    onset, branch, end = int(marks[0]), int(marks[1]), int(marks[2]) + 1
    exact = found.kind in EXACT_KINDS
    if exact:
        runs = repetitions(reading.codes)
        shared = np.minimum(runs[:, 1], end) - np.maximum(runs[:, 0], onset)
        if len(runs) and 2 * shared.max() >= end - onset:
            onset, end, period = runs[shared.argmax()].tolist()
            branch = onset + period
    period = max(branch - onset, 1)
    if max_period is not None and period > max_period:
        return None
    kind = found.kind
    if exact and (period == 1 or kind == "token_run"):  # one character need not be one token, nor the reverse
        kind = "token_run" if period == 1 else "exact_loop"
    return replace(
        found,
        kind=kind,
        onset=onset,
        branch=onset + period,
        end=end,
        period=period,
        repeats=round((end - onset) / period, 2) if exact else found.repeats,
        coverage=(end - onset) / len(reading.codes),
        wasted=max(end - onset - period, 0),
    )


def _within(max_period: int, covered: Ints | None = None) -> Bound:
    """Which runs have a unit of at most so many tokens; `covered` says where they are in a text's runs."""

    def tokens(places: Ints) -> Ints:
        return places if covered is None else np.searchsorted(covered, places, side="right") - 1

    return lambda runs: tokens(runs[:, 0] + runs[:, 2]) - tokens(runs[:, 0]) <= max_period


def _best(reading: Reading, finished: bool | None, prompt: str | None, bound: Bound | None) -> Detection | None:
    """An exact loop, unless it only ends a near one that costs far more; else a near loop; else the best find.

    With a bound on the unit's length, exact runs within it alone.
    """
    found = _most_important(reading, finished, prompt, bound)
    if bound is not None or reading.text is None:
        return found
    if found and (found.onset or 0) < _LATE * len(reading.codes):
        return found
    judged = _near(reading, finished, prompt)
    if judged is None:
        return found
    if found:
        return judged if judged and judged.wasted > _FAR_MORE * found.wasted else found
    return found if found is not None and _RANK[found.verdict] >= _RANK[judged.verdict] else judged


def _near(reading: Reading, finished: bool | None, prompt: str | None) -> Detection | None:
    if reading.text is None or not may_be_near(reading):
        return None
    tail = tail_of(reading.text, anywhere=finished is True)
    return judge_near(tail, reading, finished=finished, prompt=prompt) if tail else None


def _most_important(
    reading: Reading, finished: bool | None, prompt: str | None, bound: Bound | None
) -> Detection | None:
    if not may_repeat(reading.codes, thresholds(reading).span):
        return None
    runs = repetitions(reading.codes)
    runs = runs[long_enough(runs, reading)]
    if bound is not None:
        runs = runs[bound(runs)]
    wasted = runs[:, 1] - runs[:, 0] - runs[:, 2]
    best = None
    for start, end, period in runs[np.argsort(-wasted, kind="stable")].tolist():
        found = judge((start, end, period), reading, finished=finished, prompt=prompt)
        if best is None or _RANK[found.verdict] > _RANK[best.verdict]:
            best = found
        if best:  # a loop, and no later run wastes more
            break
    return best
