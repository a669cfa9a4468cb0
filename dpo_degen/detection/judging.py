"""Which exact repetitions are loops: thresholds, and the judgement of one run.

The thresholds were chosen by reasoning and checked on the calibration cases of `data/detector/`. The confidence is a
score, not a probability.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dpo_degen.detection.asked import asked_for, quotes
from dpo_degen.detection.near import prose_share
from dpo_degen.detection.result import Detection, Verdict
from dpo_degen.detection.runs import COPIES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    """A run of a unit without words is a loop beyond this span, if it also runs to the end of the output."""
    block: int
    """From this period on, the kind is "block_loop"."""
    ragged: int
    """So many units (or one period, if longer) may follow a run that still counts as running to the end."""
    substantial_copies: int = 4
    """Fewer copies than that may be meant, as in a refrain."""
    copies: int = 6
    """A run that the model left by itself is also a loop with so many copies, if it fills"""
    coverage: float = 0.25
    """this share of the output; fewer may be meant, as in a traceback."""
    rows: int = 9
    """A unit that is not prose has to come so often there, or span as much as is substantial: eight equal rows of a
    board or lines of code are common."""


TOKENS = Thresholds(span=20, substantial=250, empty=45, block=64, ragged=4)
CHARACTERS = Thresholds(span=80, substantial=1000, empty=180, block=256, ragged=16)

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
_EMOJI = "\U0001f300"
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
        return _verdict_without_words(ending, span > limits.empty)
    if ending == "open":
        return "loop", "nothing shows that the model would have left it"
    copies, substantial = span / period, span >= limits.substantial
    often = copies >= limits.copies and span >= limits.coverage * len(reading.codes)
    if prose_share(unit) >= _PROSAIC:
        meant = not (often or (substantial and copies >= limits.substantial_copies))
    else:
        meant = not (often and (substantial or copies >= limits.rows))
    if not meant:
        return "loop", "it is too long to be meant"
    return "suspected", "it is short enough to be meant"


def _verdict_without_words(ending: Ending, long: bool) -> tuple[Verdict, str]:
    if ending == "open" and long:
        return "loop", "its unit has no words, but no rule, table or padding is that long"
    if ending == "open" or long:
        return "suspected", "its unit has no words, so it may be a rule, a table or padding"
    return "legitimate", "its unit has no words, like a rule, a table or padding"


def has_words(unit: str | None) -> bool:
    """Whether a repeated unit has a letter outside tags and numbers, and is more than one Latin letter (as in base64).

    Emoji speak too, and unknown text counts as yes.
    """
    if unit is None:
        return True
    if len(unit) == 1 and unit.isascii():
        return False
    # A run may begin inside a tag or number, so the middle one of three copies is looked at.
    blanked = _WORDLESS.sub(lambda found: " " * len(found[0]), unit * 3)
    return any(char.isalpha() or char == _PART or char >= _EMOJI for char in blanked[len(unit) : 2 * len(unit)])


def _excuse(prompt: str, run: tuple[int, int, int], reading: Reading, finished: bool | None) -> str | None:
    """Why the prompt explains a run, None if it does not."""
    start, end, period = run
    text, unit = reading.slice(start, end), reading.slice(start, start + period)
    if text is None or unit is None:
        return None
    if text in prompt:
        return "the prompt holds this very repetition in full"
    return asked_for(prompt, (end - start) / period, quoted=quotes(prompt, unit), finished=finished)


def _describe(run: tuple[int, int, int], reading: Reading) -> str:
    start, end, period = run
    noun = "character" if reading.is_text else "token"
    unit = f"One {noun}" if period == 1 else f"A unit of {period:,} {noun}s"
    return f"{unit} stands {(end - start) // period:,} times in a row"
