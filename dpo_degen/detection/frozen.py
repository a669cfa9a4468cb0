"""The frozen exact rule that every table of loop rates shows beside the detector's own.

Frozen: no training, tuning or threshold uses it, and it shares no code with the detector, which may not grade itself
alone. Do not change it: rates from different versions could no longer be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def frozen_loop(ids: Sequence[int] | NDArray[np.integer]) -> bool:
    """Whether some unit stands at least 3 times in a row over at least 20 tokens, anywhere in `ids` of shape (n,)."""
    x = np.asarray(ids)
    for period in range(1, len(x) // 3 + 1):
        differs = x[period:] != x[:-period]
        walls = np.flatnonzero(np.concatenate(([True], differs, [True])))
        longest_match = int(np.diff(walls).max()) - 1
        if longest_match + period >= max(20, 3 * period):
            return True
    return False
