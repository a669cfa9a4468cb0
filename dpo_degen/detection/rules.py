"""Which repetitive stretches are near loops: the calibrated rules and the judgement.

A stretch (see `near.Tail` for what is measured) is a near loop if any rule of its kind of ending holds. Calibrated on
the calibration cases of `data/detector/`: `benchmarks/detector.py --calibrate` prints what each bound does when it
alone is moved. The confidence is a score, not a probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dpo_degen.detection.asked import asked_for, counts_so_far, numbers_in
from dpo_degen.detection.near import WORD
from dpo_degen.detection.result import Detection

if TYPE_CHECKING:
    from dpo_degen.detection.near import Tail
    from dpo_degen.detection.reading import Reading


@dataclass(frozen=True, slots=True)
class NearRule:
    """Bounds that all have to hold."""

    words: int
    """The shortest stretch."""
    copies: float
    """The fewest copies."""
    seen: float
    """The least share of word pairs said before."""
    fresh: float
    """The most new words a hundred."""
    prose: float
    """The least share of words among words, numbers and punctuation."""
    share: float = 0.0
    """The least share of the text."""
    foreseen: float = 0.0
    """The least share of words that the words before them foretell."""
    numbers: float = 0.0
    """Up to so many numbers a word nothing is asked of them; of more"""
    predicted: float = 0.85
    """this share must go on in step (above 1: none is enough),"""
    counted: int = 5
    """with so many to tell it from; or else"""
    fresh_numbers: float = 0.0
    """at most this share may be new."""
    counting: float = 0.0
    """The least numbers a word."""
    most_numbers: float = 1.0
    """The most numbers a word: data that is mostly numbers is meant to count."""
    period: float = float("inf")
    """The longest copy, in words."""

    def holds(self, tail: Tail) -> bool:
        """Whether a stretch keeps all bounds."""
        in_step = tail.predicted >= self.predicted and tail.counted >= self.counted
        follows = in_step or tail.fresh_numbers <= self.fresh_numbers
        return (
            tail.words >= self.words
            and tail.copies >= self.copies
            and tail.seen >= self.seen
            and tail.fresh <= self.fresh
            and tail.prose >= self.prose
            and tail.share >= self.share
            and tail.foreseen >= self.foreseen
            and tail.period <= self.period
            and self.counting <= tail.numbers <= self.most_numbers
            and (tail.numbers <= self.numbers or follows)
        )


PROSE = 0.55
"""From this share of words on, a stretch is prose; below it, data and code, which repeat by nature."""

MOSTLY_NUMBERS = 0.3
"""From so many numbers a word on, a number in the prompt alone explains as many entries."""

# By how the output ended: cut at a cap, in a way that is unknown, by itself.
CUT = {
    "prose": NearRule(
        words=27,
        copies=2.6,
        seen=0.87,
        fresh=8,
        prose=0.46,
        share=0.18,
        numbers=0.08,
        fresh_numbers=0.1,
        period=50,
        most_numbers=0.16,
    ),
    "long prose": NearRule(words=80, copies=6, seen=0.85, fresh=6.5, prose=PROSE, share=0.3, numbers=0.08, period=50),
    "long copies": NearRule(words=100, copies=6, seen=0.9, fresh=5, prose=PROSE, share=0.3, numbers=0.08),
    "loose": NearRule(words=190, copies=9, seen=0.8, fresh=8, prose=PROSE, share=0.5, numbers=0.08, foreseen=0.65),
    "terse": NearRule(words=60, copies=6, seen=0.97, fresh=1.5, prose=0.15, share=0.3, numbers=0.02, most_numbers=0.02),
    "counter": NearRule(
        words=60, copies=6, seen=0.97, fresh=1.6, prose=0.18, share=0.3, fresh_numbers=0.08, most_numbers=0.16
    ),
    "counter of data": NearRule(words=60, copies=8, seen=0.98, fresh=1, prose=0.3, share=0.3, counting=0.18),
    "no new number": NearRule(
        words=100, copies=8, seen=0.97, fresh=1, prose=0.2, share=0.3, predicted=2, counting=0.18
    ),
    "bare counter": NearRule(words=200, copies=35, seen=0.98, fresh=1, prose=0, foreseen=0.97, counting=0.1),
}
UNKNOWN = {
    "prose": NearRule(
        words=60,
        copies=4,
        seen=0.895,
        fresh=5.5,
        prose=PROSE,
        share=0.4,
        foreseen=0.75,
        numbers=0.08,
        predicted=2,
        fresh_numbers=0.1,
        period=50,
    ),
    "long copies": NearRule(words=150, copies=6, seen=0.93, fresh=4, prose=PROSE, share=0.4, foreseen=0.75),
    "terse": NearRule(words=100, copies=10, seen=0.98, fresh=1, prose=0.33, share=0.4, numbers=0.02, most_numbers=0.02),
    "counter": NearRule(words=200, copies=8, seen=0.98, fresh=1, prose=0.2, predicted=0.95, counting=0.01),
}
ENDED = {
    "prose": NearRule(
        words=60, copies=4, seen=0.895, fresh=5.5, prose=PROSE, share=0.4, foreseen=0.75, numbers=0.08, period=50
    ),
    "long copies": NearRule(words=150, copies=6, seen=0.93, fresh=4, prose=PROSE, share=0.4, foreseen=0.75),
    "terse": NearRule(words=100, copies=8, seen=0.98, fresh=1, prose=0.33, share=0.4, numbers=0.02, most_numbers=0.02),
    "counter": NearRule(words=300, copies=28, seen=0.99, fresh=0.3, prose=0.48, predicted=0.98, counting=0.01),
}


def judge_near(tail: Tail, reading: Reading, *, finished: bool | None, prompt: str | None) -> Detection | None:
    """The verdict on a repetitive stretch of a text; None if too little speaks for a near loop."""
    rules = ENDED if finished else UNKNOWN if finished is None else CUT
    if not any(rule.holds(tail) for rule in rules.values()):
        return None
    excuse = _excuse(tail, prompt, finished) if prompt else None
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
        at_tail=tail.at_tail,
        recovered=bool(finished) or not tail.at_tail,
        confidence=round(0.5 + 0.5 * tail.seen * (1 - tail.fresh / 100) if not excuse else 0.1, 3),
        reason=_describe(tail) + (f"; {excuse}." if excuse else "."),
    )


def _excuse(tail: Tail, prompt: str, finished: bool | None) -> str | None:
    said = {*WORD.findall(prompt.casefold())}
    words = {word for word in tail.vocabulary if len(word) > 1 or not word.isascii()} or tail.vocabulary
    quoted = sum(word in said for word in words) >= 0.8 * max(len(words), 1)
    if tail.numbers >= MOSTLY_NUMBERS and any(tail.copies - 1 <= n <= 5 * tail.copies for n in numbers_in(prompt)):
        return "the prompt asks for data of so many entries"
    if counts_so_far(prompt, tail.copies):
        return "the prompt asks to count as far"
    return asked_for(prompt, tail.copies, quoted=quoted, finished=finished)


def _describe(tail: Tail) -> str:
    said = f"Of {tail.words:,} words {tail.seen:.0%} continue as before and {tail.fresh:.1f} in 100"
    kinds = {
        "counter_loop": "only a counter changes from copy to copy",
        "near_loop": "copies differ in a few words",
        "growing_loop": "each copy is longer than the last",
        "shuffled_loop": "the same sentences come back in changing order",
    }
    return f"{said} are new: {kinds[tail.kind]}"
