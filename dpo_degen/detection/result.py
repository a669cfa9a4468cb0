"""What the detector says about one output."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

from dpo_degen.jsonl import describe, fits, hints_of, readable

Verdict = Literal["loop", "suspected", "legitimate", "non_termination", "none"]
EXACT_KINDS = frozenset({"token_run", "exact_loop", "block_loop"})
"""Kinds with `x[i] == x[i + period]` over the whole repetition."""


@dataclass(frozen=True, slots=True)
class Detection:
    """The verdict on one output and the repetition behind it.

    Positions and lengths count characters when the output was text and tokens when it was ids. A verdict without a
    repetition ("none", "non_termination") has None for `kind`, `onset`, `branch`, `end` and `period`.

    Attributes:
        verdict: "loop"; "suspected" (a repetition too short, or too poor in words, to call); "legitimate" (a
            repetition with a good reason); "non_termination" (cut at a cap, and no loop explains it); "none".
        kind: exact: "token_run" (a unit of one token or character), "exact_loop", or "block_loop" (a long unit); near:
            "counter_loop" (a number goes up), "near_loop" (words change), "growing_loop" or "shuffled_loop".
        onset: where the maximal repetition begins (inclusive).
        branch: `onset + period`, where the second copy begins: here the model went wrong.
        end: where the repetition ends (exclusive).
        period: length of the unit, primitive: the unit is itself no repetition.
        repeats: copies to two decimals; the last may be a partial one. Of exact kinds `(end - onset) / period`, of near
            ones an estimate, as their copies differ in length.
        coverage: `(end - onset) / n`, the repetition's share of the output, 0..1.
        wasted: `end - branch`, what the repetition cost.
        at_tail: the repetition runs to the end of the output, give or take a ragged last bit.
        recovered: the model left the repetition by itself, to other text or by ending.
        confidence: 0..1, how surely this is a degenerate loop: at least 0.5 exactly for "loop". Not calibrated.
        reason: one plain sentence.
    """

    verdict: Verdict
    kind: str | None = None
    onset: int | None = None
    branch: int | None = None
    end: int | None = None
    period: int | None = None
    repeats: float = 0.0
    coverage: float = 0.0
    wasted: int = 0
    at_tail: bool = False
    recovered: bool = False
    confidence: float = 0.0
    reason: str = ""

    def __bool__(self) -> bool:
        """True only for the verdict "loop": only that stops rows, makes pairs and counts in rates."""
        return self.verdict == "loop"

    def to_dict(self) -> dict[str, Any]:
        """Every field by name, ready for `json.dumps`."""
        return asdict(self)

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """The detection that `to_dict` wrote.

        Raises:
            ValueError: `row` is no mapping, lacks or adds a field, or holds a value of the wrong type or range.
        """
        if not isinstance(row, Mapping):
            raise ValueError(f"a detection is a mapping of field names to values, not {type(row).__name__}")
        hints = hints_of(Detection)
        if row.keys() != hints.keys():
            odd = ", ".join(sorted(map(repr, row.keys() ^ hints.keys())))
            raise ValueError(f"a detection has exactly the fields {', '.join(hints)}; missing or unknown: {odd}")
        for name, hint in hints.items():
            if not fits(row[name], hint):
                raise ValueError(f"field {name!r} of a detection: {describe(row[name])} is not {readable(hint)}")
        detection = cls(**row)
        detection._check()
        return detection

    def _check(self) -> None:
        for name, share in (("coverage", self.coverage), ("confidence", self.confidence)):
            if not 0 <= share <= 1:
                raise ValueError(f"field {name!r} of a detection: {share} is not between 0 and 1")
        if self.wasted < 0 or not 0 <= self.repeats < math.inf:
            raise ValueError(f"a detection has wasted and repeats of 0 or more; got {self.wasted} and {self.repeats}")
        places = (self.onset, self.branch, self.end, self.period)
        if places == (None,) * 4:
            return
        onset, branch, end, period = (-1 if place is None else place for place in places)
        if not (0 <= onset < branch <= end and period == branch - onset):
            raise ValueError(
                f"a detection has onset < branch <= end and period = branch - onset, or None for all four; got {places}"
            )
