"""What `max_length` leaves of each pair, before anything is trained on it.

The frameworks cut silently: a loop beyond the cut makes both sides equal, and the loss then stands still at ln 2
without a warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dpo_degen.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.records import Pair


@dataclass(frozen=True, slots=True)
class Audit:
    """Counts over all pairs; lengths are tokens of context plus the longer side."""

    max_length: int
    pairs: int
    usable: int
    truncated: int
    longest: int
    median: int

    def check(self) -> None:
        """Refuse pairs of which nothing is left.

        Raises:
            UserError: there are pairs, and none is usable.
        """
        if self.pairs and not self.usable:
            raise UserError(
                f"train.max_length {self.max_length} leaves none of {self.pairs} pairs usable; "
                f"they need up to {self.longest} tokens"
            )

    def __str__(self) -> str:
        kept = f"max_length {self.max_length:,} keeps {self.pairs - self.truncated} of {self.pairs} pairs whole"
        refused = self.pairs - self.usable
        return f"{kept} (median {self.median:,}, longest {self.longest:,} tokens; {refused} refused)"


def fit(pair: Pair, max_length: int) -> Pair | None:
    """The pair as the loss will see it: sides are cut at their end, and a cut side no longer ends.

    None where the context alone fills `max_length`, or both sides are the same within it.
    """
    room = max_length - len(pair.context_ids)
    cut = pair.cut(room) if room > 0 else None
    return cut if cut and cut.chosen_ids != cut.rejected_ids else None


def audit(pairs: Sequence[Pair], max_length: int) -> tuple[list[Pair], Audit]:
    """The pairs that can be used, as the loss will see them, and what `max_length` did to all."""
    usable = [made for pair in pairs if (made := fit(pair, max_length))]
    lengths = sorted(len(p.context_ids) + max(len(p.chosen_ids), len(p.rejected_ids)) for p in pairs)
    return usable, Audit(
        max_length=max_length,
        pairs=len(pairs),
        usable=len(usable),
        truncated=sum(length > max_length for length in lengths),
        longest=lengths[-1] if lengths else 0,
        median=lengths[len(lengths) // 2] if lengths else 0,
    )
