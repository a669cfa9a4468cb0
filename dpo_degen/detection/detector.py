"""Detect: read the output, find its repetitions, judge them, and report the one that matters most.

Exact repetitions are found anywhere and of every period; near ones only where no exact loop is, and only at the end of
the output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dpo_degen.detection.judging import judge, judge_tail, long_enough, thresholds
from dpo_degen.detection.near import may_be_near, tail_of
from dpo_degen.detection.reading import Output, Reading, read
from dpo_degen.detection.result import Detection, Verdict
from dpo_degen.detection.runs import may_repeat, repetitions

if TYPE_CHECKING:
    from collections.abc import Sequence

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
            vocabulary's size. With it ids are judged by characters and words too; without it a run of rules or
            padding cannot be told from one of words.
        max_period: leave out runs of longer units, as a guard with this bound does; None looks for every period.

    Returns:
        The most important finding: loops first, then suspected, then legitimate, and among those the most wasted.

    Raises:
        TypeError: `x`, `finished` or `prompt` is of another type.
        ValueError: an id is outside `pieces`, or its piece is no text.
    """
    ended = _checked(finished, prompt)
    reading = read(x, pieces)
    finding = _most_important(reading, ended, prompt, max_period)
    if max_period is None and (finding is None or finding.verdict != "loop"):
        finding = _near(reading, ended, prompt) or finding
    if finding is not None and (ended is not False or finding.verdict in ("loop", "suspected")):
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


def _checked(finished: Any, prompt: Any) -> bool | None:
    if prompt is not None and not isinstance(prompt, str):
        raise TypeError(f"expected the prompt as text or None, got {type(prompt).__name__}")
    if finished is not None and not isinstance(finished, bool | np.bool_):
        raise TypeError(f"expected finished as True, False or None, got {type(finished).__name__}")
    return None if finished is None else bool(finished)


def _near(reading: Reading, finished: bool | None, prompt: str | None) -> Detection | None:
    """A near loop, looked for only where no exact one is, and only where there is text."""
    text = reading.slice(0, len(reading.codes))
    if text is None or not may_be_near(reading):
        return None
    tail = tail_of(text)
    return judge_tail(tail, reading, finished=finished, prompt=prompt) if tail else None


def _most_important(
    reading: Reading, finished: bool | None, prompt: str | None, max_period: int | None
) -> Detection | None:
    if not may_repeat(reading.codes, thresholds(reading).span):
        return None
    runs = repetitions(reading.codes)
    runs = runs[long_enough(runs, reading)]
    if max_period is not None:
        runs = runs[runs[:, 2] <= max_period]
    wasted = runs[:, 1] - runs[:, 0] - runs[:, 2]
    best = None
    for start, end, period in runs[np.argsort(-wasted, kind="stable")].tolist():
        found = judge((start, end, period), reading, finished=finished, prompt=prompt)
        if best is None or _RANK[found.verdict] > _RANK[best.verdict]:
            best = found
        if best:  # a loop, and no later run wastes more
            break
    return best
