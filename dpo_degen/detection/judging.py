"""Which repetitions are loops: thresholds, and the judgement of one exact run or one repetitive tail.

The thresholds of exact runs were chosen by reasoning and checked on the calibration half of `data/detector/`, those of
near loops were calibrated on it. The confidence is a score, not a probability.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dpo_degen.detection.near import prose_share
from dpo_degen.detection.result import Detection, Verdict
from dpo_degen.detection.runs import COPIES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dpo_degen.detection.near import Tail
    from dpo_degen.detection.reading import Ints, Reading


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What makes a run a loop, in units of the output: tokens or characters.

    A run must span `span` units and three copies, so a unit of period p needs max(3, ceil(span / p)) copies: a short
    unit says little each time, and has to say it more often.
    """

    span: int
    """The shortest run that is judged at all."""
    substantial: int
    """A run that the model left by itself is still a loop from this span on, if its unit is prose and not code."""
    empty: int
    """A run of a unit without words is a loop from this span on, if it also runs to the end of the output."""
    block: int
    """From this period on, the kind is "block_loop"."""
    ragged: int
    """So many units (or one period, if longer) may follow a run that still counts as running to the end."""
    copies: int = 5
    """A run that the model left by itself needs so many copies; fewer may be meant, as in a traceback."""
    coverage: float = 0.25
    """A run that the model left by itself is also a loop if it fills this share of the output."""


TOKENS = Thresholds(span=20, substantial=250, empty=64, block=64, ragged=4)
CHARACTERS = Thresholds(span=80, substantial=1000, empty=256, block=256, ragged=16)

Ending = Literal["open", "ended", "left"]
_ENDINGS: dict[Ending, str] = {
    "open": "runs to the end of the output",
    "ended": "stops where the model ended its output",
    "left": "stops before the output goes on to something else",
}
_SHARE: dict[Verdict, float] = {"loop": 1.0, "suspected": 0.5, "legitimate": 0.1}

# Markup tags and numbers, which carry letters (`<td>`, 0x1F, 1e5) but no words.
_WORDLESS = re.compile(r"<[^<>]*>|(?<![A-Za-z])[0-9][0-9A-Za-z._]*")

_PROSAIC = 0.5  # words among the words, numbers and punctuation of a unit
_COUNT = re.compile(r"(?<![\d.])\d{1,4}(?![\d.]*\d)")
_EDGES = " \t\n.,;:!?\"'()[]\u3002\u300c\u300d\u201c\u201d\u2018\u2019"
_PART = "\N{REPLACEMENT CHARACTER}"  # what a token that is only part of a character decodes to


def thresholds(reading: Reading) -> Thresholds:
    """The thresholds for the unit that the output is counted in."""
    return CHARACTERS if reading.is_text else TOKENS


def long_enough(runs: Ints, reading: Reading) -> NDArray[np.bool_]:
    """Which rows (start, end, period) of `runs`, shape (m, 3), are worth judging; shape (m,)."""
    return runs[:, 1] - runs[:, 0] >= thresholds(reading).span


def judge(run: tuple[int, int, int], reading: Reading, *, finished: bool | None, prompt: str | None) -> Detection:
    """The verdict on one long-enough run (start, end, period) of the output."""
    start, end, period = run
    n, limits = len(reading.codes), thresholds(reading)
    at_tail = n - end <= max(period, limits.ragged)
    ending: Ending = "left" if not at_tail else "ended" if finished else "open"
    verdict, because = _verdict(run, reading, ending)
    excuse = None if verdict == "legitimate" or not prompt else _excuse(prompt, run, reading, finished)
    if excuse:
        verdict, because = "legitimate", excuse
    return Detection(
        verdict=verdict,
        kind="token_run" if period == 1 else "block_loop" if period >= limits.block else "exact_loop",
        onset=start,
        branch=start + period,
        end=end,
        period=period,
        repeats=round((end - start) / period, 2),
        coverage=(end - start) / n,
        wasted=end - start - period,
        at_tail=at_tail,
        recovered=ending != "open",
        confidence=round(_SHARE[verdict] * (1 - max(limits.span, COPIES * period) / (end - start) / 2), 3),
        reason=f"{_describe(run, reading)} and {_ENDINGS[ending]}; {because}.",
    )


def _verdict(run: tuple[int, int, int], reading: Reading, ending: Ending) -> tuple[Verdict, str]:
    start, end, period = run
    span, limits = end - start, thresholds(reading)
    unit = reading.slice(start, start + period)
    if not has_words(unit):
        return _verdict_without_words(ending, span >= limits.empty)
    if ending == "open":
        return "loop", "nothing shows that the model would have left it"
    prosaic = prose_share(unit) >= _PROSAIC
    long = (span >= limits.substantial and prosaic) or span >= limits.coverage * len(reading.codes)
    if long and span >= limits.copies * period:
        return "loop", "it is too long to be meant"
    return "suspected", "it is short enough to be meant"


def _verdict_without_words(ending: Ending, long: bool) -> tuple[Verdict, str]:
    if ending == "open" and long:
        return "loop", "its unit has no words, but no rule, table or padding is that long"
    if ending == "open" or long:
        return "suspected", "its unit has no words, so it may be a rule, a table or padding"
    return "legitimate", "its unit has no words, like a rule, a table or padding"


def has_words(unit: str | None) -> bool:
    """Whether a repeated unit has a letter outside tags and numbers. Unknown text counts as yes."""
    if unit is None:
        return True
    # A run may begin inside a tag or number, so the middle one of three copies is looked at.
    blanked = _WORDLESS.sub(lambda found: " " * len(found[0]), unit * 3)
    return any(char.isalpha() or char == _PART for char in blanked[len(unit) : 2 * len(unit)])


def _excuse(prompt: str, run: tuple[int, int, int], reading: Reading, finished: bool | None) -> str | None:
    """Why the prompt explains a run, None if it does not."""
    start, end, period = run
    text, unit = reading.slice(start, end), reading.slice(start, start + period)
    if text is None or unit is None:
        return None
    if text in prompt:
        return "the prompt holds this very repetition in full"
    quoted = len(unit.strip(_EDGES)) > 3 and unit.strip(_EDGES).casefold() in prompt.casefold()
    return asked_for(prompt, (end - start) / period, quoted=quoted, finished=finished)


def asked_for(prompt: str, copies: float, *, quoted: bool, finished: bool | None) -> str | None:
    """Why a prompt explains so many copies: it names their number, or quotes what to repeat."""
    numbers = [int(found) for found in _COUNT.findall(prompt)]
    if any(n >= COPIES and abs(n - copies) <= max(1, n / 10) for n in numbers):
        return "the prompt asks for so many"
    if quoted and (finished or any(n >= copies for n in numbers)):
        return "the prompt asks for it word for word"
    return None


def _describe(run: tuple[int, int, int], reading: Reading) -> str:
    start, end, period = run
    noun = "character" if reading.is_text else "token"
    unit = f"One {noun}" if period == 1 else f"A unit of {period:,} {noun}s"
    return f"{unit} stands {(end - start) // period:,} times in a row"


@dataclass(frozen=True, slots=True)
class NearThresholds:
    """What makes a repetitive tail a near loop (see `near.Tail` for what is measured), by how the output ended.

    Calibrated on the calibration half of `data/detector/`: `benchmarks/detector.py --calibrate` prints how many cases
    each bound lets through when it alone is moved.
    """

    words: int = 50
    """The shortest tail."""
    copies: float = 3.0
    """The fewest copies."""
    share: float = 0.0
    """The least share of the text."""
    seen: float = 0.82
    """The least share of word pairs said before."""
    fresh: float = 8.0
    """The most new words a hundred."""
    prose: float = 0.55
    """The least share of words among words, numbers and punctuation."""
    match: float = 0.3
    """The least share of words equal to those a copy before; or else"""
    said: float = 0.7
    """the least share of words in sentences said before."""
    predicted: float = 0.9
    """The least share of numbers that follow from the copy before; not asked for in prose with few numbers."""
    few_numbers: float = 0.1
    """Numbers a word up to which prose has few."""


NEAR_CUT = NearThresholds()
NEAR_UNKNOWN = NearThresholds(words=120, share=0.5, seen=0.9, fresh=4.5)
NEAR_ENDED = NearThresholds(words=200, copies=5.0, seen=0.97, fresh=1.5, prose=0.6, match=0.9, said=0.9)
_TERSE_PROSE, _TERSE_SEEN, _TERSE_FRESH = 0.35, 0.99, 0.3  # templates of few words: then nothing new at all
_CLOCKWORK = NearThresholds(prose=0.15, fresh=1.0, match=0.97, predicted=0.95, copies=8.0)  # only a counter runs
_SETTLED_SEEN, _SETTLED_FRESH = 0.95, 1.5  # so little is new in a cut output that no structure need be shown


def judge_tail(tail: Tail, reading: Reading, *, finished: bool | None, prompt: str | None) -> Detection | None:
    """The verdict on the repetitive tail of a text; None if too little speaks for a near loop."""
    limits = NEAR_ENDED if finished else NEAR_UNKNOWN if finished is None else NEAR_CUT
    if not (_is_near(tail, limits, cut=finished is False) or (not finished and _is_clockwork(tail))):
        return None
    quoted = bool(prompt) and _share_in(tail, prompt or "") >= 0.8
    excuse = asked_for(prompt, tail.copies, quoted=quoted, finished=finished) if prompt else None
    return Detection(
        verdict="legitimate" if excuse else "loop",
        kind=tail.kind,
        onset=tail.onset,
        branch=tail.branch,
        end=tail.end,
        period=tail.branch - tail.onset,
        repeats=round(tail.copies, 2),
        coverage=(tail.end - tail.onset) / len(reading.codes),
        wasted=tail.end - tail.branch,
        at_tail=True,
        recovered=bool(finished),
        confidence=round(0.5 + 0.5 * tail.seen * (1 - tail.fresh / 100) if not excuse else 0.1, 3),
        reason=_describe_tail(tail) + (f"; {excuse}." if excuse else "."),
    )


def _is_near(tail: Tail, limits: NearThresholds, *, cut: bool) -> bool:
    wordy = tail.prose >= limits.prose and tail.fresh <= limits.fresh and tail.seen >= limits.seen
    terse = tail.prose >= _TERSE_PROSE and tail.fresh <= _TERSE_FRESH and tail.seen >= _TERSE_SEEN
    settled = cut and tail.seen >= _SETTLED_SEEN and tail.fresh <= _SETTLED_FRESH
    steady = tail.match >= limits.match or tail.said >= limits.said or settled
    few = tail.prose >= limits.prose and tail.numbers <= limits.few_numbers * tail.words
    follows = few or tail.predicted >= limits.predicted
    long = tail.words >= limits.words and tail.copies >= limits.copies and tail.share >= limits.share
    return long and (wordy or terse) and steady and follows


def _is_clockwork(tail: Tail) -> bool:
    """A template of any kind in which a counter runs and nothing else moves."""
    moves = tail.numbers > 0 and tail.predicted >= _CLOCKWORK.predicted and tail.copies >= _CLOCKWORK.copies
    return (
        moves and tail.match >= _CLOCKWORK.match and tail.fresh <= _CLOCKWORK.fresh and tail.prose >= _CLOCKWORK.prose
    )


def _share_in(tail: Tail, prompt: str) -> float:
    return sum(word in prompt.casefold() for word in tail.vocabulary) / max(len(tail.vocabulary), 1)


def _describe_tail(tail: Tail) -> str:
    said = f"Of the last {tail.words:,} words {tail.seen:.0%} continue as before and {tail.fresh:.1f} in 100"
    kinds = {
        "counter_loop": "only a counter changes from copy to copy",
        "near_loop": "copies differ in a few words",
        "growing_loop": "each copy is longer than the last",
        "shuffled_loop": "the same sentences come back in changing order",
    }
    return f"{said} are new: {kinds[tail.kind]}"
