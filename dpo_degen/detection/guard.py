"""Watching an output while it is made: the loop stop of servers and agents, in bounded memory.

The guard looks at the tail every `DELAY` units. A run of period p that has gone on for p + g units ends in a g-gram
that also stood p units earlier, so the candidates are the earlier places of the last gram, found by a byte search; each
is checked by comparing two slices of bytes. When a run is within `DELAY` units of the length that is judged, the guard
looks at every unit, so that no run crosses that length unseen. What has crossed it is judged by `detect` on the window.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from dpo_degen.detection.detector import check, detect
from dpo_degen.detection.judging import CHARACTERS, TOKENS
from dpo_degen.detection.runs import COPIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.detection.result import Detection

DELAY = 8
"""Units by which a loop may be reported later than `detect` would report it on the same prefix."""
_TOKEN, _CHARACTER = 8, 4  # bytes a unit
# A run must show its gram twice before it comes within DELAY units of being judged: period + gram <= length - DELAY.
_GRAMS = {_TOKEN: 5, _CHARACTER: 8}
_MASK = (1 << 64) - 1


class LoopGuard:
    """Says when a growing output has become a loop. Feed it tokens or text, one kind a guard.

    >>> guard = LoopGuard()
    >>> next(i for i in range(200) if guard.feed([7, 8, 9][i % 3]))
    19

    It reports loops that run to the current end, which every loop does while it grows, up to `DELAY` units after
    `detect(prefix, max_period=max_period)` says "loop". Once found, a loop stays reported. Near kinds need the whole
    output and are not looked for.

    Args:
        max_period: the longest unit whose loop is seen, in what is fed (tokens or characters). Memory is bounded by
            it: at most about 8 x `max_period` units are kept.
        pieces: as in `detect`, for tokens.
        prompt: as in `detect`. A repetition that it asks for is looked at again when it is a quarter longer.

    Raises:
        TypeError: `max_period` or `prompt` is of another type.
        ValueError: `max_period` is below 1.
    """

    def __init__(
        self, max_period: int = 512, *, pieces: Sequence[str] | None = None, prompt: str | None = None
    ) -> None:
        check(prompt, max_period)
        self.max_period, self.pieces, self.prompt = max_period, pieces, prompt
        self.found: Detection | None = None
        self._bytes = bytearray()
        self._width = 0
        self._dropped = 0
        self._due = DELAY
        self._keep = self._span = self._judge_from = 0

    def feed(self, new: int | str) -> Detection | None:
        """Take the next token, or the next text of any length, and return the loop if there is one by now.

        Positions in the answer are indices into everything that was fed.

        Raises:
            TypeError: `new` is neither, or of another kind than before.
        """
        if isinstance(new, str):
            self._expect(_CHARACTER)
            data = new.encode("utf-32-le", "surrogatepass")
            place = 0
            while place < len(data):  # in parts that end where a look is due: the verdict does not depend on the chunks
                end = place + self._due * _CHARACTER
                self._take(data[place:end])
                place = end
        elif isinstance(new, int | np.integer) and not isinstance(new, bool):
            self._expect(_TOKEN)
            self._take((int(new) & _MASK).to_bytes(_TOKEN, "little"))
        else:
            raise TypeError(f"expected a token id or text, got {type(new).__name__}")
        return self.found

    def _expect(self, width: int) -> None:
        if self._width == width:
            return
        if self._width:
            raise TypeError("this guard was fed tokens and text; use one guard for each")
        self._width = width
        self._span = TOKENS.span if width == _TOKEN else CHARACTERS.span
        # Three copies of the longest unit, or several of the shortest span that is judged, and as much again.
        self._keep = 2 * max(COPIES * self.max_period, 4 * self._span)

    def _take(self, data: bytes) -> None:
        self._bytes += data
        self._due -= len(data) // self._width
        if self._due > 0:
            return
        self._due = DELAY
        if self.found:
            return
        missing = self._missing_at_tail()
        if missing is None or missing > 0:
            self._judge_from = 0  # what was put off until then has ended; another run is judged as soon as it is long
        if missing is not None:
            self._due = 1
            if missing <= 0 and self._fed() >= self._judge_from:
                self._judge()
        excess = len(self._bytes) // self._width - self._keep
        if excess > self._keep // 4:  # seldom, so that the cost of moving bytes is spread
            del self._bytes[: excess * self._width]
            self._dropped += excess

    def _fed(self) -> int:
        return self._dropped + len(self._bytes) // self._width

    def _missing_at_tail(self) -> int | None:
        """Units that the run at the tail lacks to be judged, at most 0 if none; None if no run comes near."""
        held, width, least = self._bytes, self._width, None
        size, gram = len(held), held[-_GRAMS[self._width] * width :]
        place = held.rfind(gram, 0, size - width)
        while place >= 0:
            back = size - len(gram) - place  # bytes between the gram and its earlier place
            if back > self.max_period * width:
                break
            span = max(COPIES * back, self._span * width)
            if back % width == 0 and self._periodic(span, back):
                return 0
            if back % width == 0 and self._periodic(span - DELAY * width, back):
                least = DELAY
            place = held.rfind(gram, 0, place + len(gram) - 1)
        return least

    def _periodic(self, span: int, back: int) -> bool:
        held = self._bytes
        return span <= len(held) and held[-(span - back) :] == held[-span:-back]

    def _judge(self) -> None:
        window: str | np.ndarray[tuple[int], np.dtype[np.int64]]
        if self._width == _CHARACTER:
            window = self._bytes.decode("utf-32-le", "surrogatepass")
        else:
            window = np.frombuffer(bytes(self._bytes), dtype="<i8")
        found = detect(window, prompt=self.prompt, pieces=self.pieces, max_period=self.max_period)
        if found.onset is None or found.branch is None or found.end is None:
            return
        if not found:
            # A run without words may become a loop when it is as long as such a run has to be, one that the prompt asks
            # for when it has gone on beyond that.
            empty = TOKENS.empty if self._width == _TOKEN else CHARACTERS.empty
            span = found.end - found.onset
            self._judge_from = self._fed() + max(empty + 1 - span, span // 4 if self.prompt else 0, 1)
            return
        shift = self._dropped
        self.found = replace(
            found,
            onset=found.onset + shift,
            branch=found.branch + shift,
            end=found.end + shift,
            coverage=(found.end - found.onset) / self._fed(),
        )
