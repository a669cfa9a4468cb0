"""Every exact repetition of at least three copies, anywhere and of every period, by prefix doubling.

A run is a maximal stretch [s, e) with x[i] == x[i + p] throughout, whose smallest period p is its period. (Runs in
the sense of Kolpakov and Kucherov 1999; doubling in the sense of Karp, Miller and Rosenberg 1972.)

For k = 1, 2, 4, ... rank all k-grams, and let gap[i] be the distance from i back to the previous place of the k-gram
at i. Claim: for d with k/2 < d <= k, the maximal stretches of consecutive i in [i0, i1] with gap[i] == d are exactly
the runs [i0 - d, i1 + k) of period d and length >= k + d. Since k < 2d, that is every run of three copies.

1. A run gives a stretch. Take i in [s + p, e - k]: the k-gram at i recurs at distance p. If it recurred at q < p, then
   x[i - q : i + k], which lies in the run, would have the periods p and q and a length k + q >= p + q, hence the period
   gcd(p, q) (Fine and Wilf 1965). It holds a whole unit, so p would not be the smallest period. So gap[i] == p. At
   i = s + p - 1 and at i = e - k + 1 the run's maximality denies the match at distance p, so the stretch ends there.
2. A stretch gives a run. [i0 - d, i1 + k) has the period d, and no smaller one, or gap would be smaller. It is
   maximal: could it grow by one to the left, the k-gram at i0 - 1 would recur at d but (the stretch being maximal) have
   a gap q < d; as in 1, g = gcd(d, q) would be a period there, carry over to i0, and make gap[i0] <= g. Likewise on the
   right.

A level costs one sort, O(n log n), and there are at most log2(n) levels: fewer as soon as all k-grams are distinct.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]

_ODD, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)
COPIES = 3
"""The fewest copies that a run is reported for; the proof above needs three."""


def may_repeat(x: Ints, span: int) -> bool:
    """Whether `x` could hold a run of at least three copies and `span` units; False is certain, True is not.

    Such a run of period p is max(3p, span) long, so all its grams of up to 2/3 span units stand twice. One sort of
    hashes tells whether any gram does; most healthy outputs end here, at a fraction of the cost of `repetitions`.
    """
    if len(x) < span:
        return False
    size, hashes = 1, x.astype(np.uint64)
    with np.errstate(over="ignore"):
        hashes = (hashes ^ (hashes >> _SHIFT)) * _ODD
        while 3 * 2 * size <= 2 * span:  # a hash of 2k units from two hashes of k
            hashes = (hashes[:-size] * _ODD ^ (hashes[:-size] >> _SHIFT)) + hashes[size:]
            size *= 2
    hashes.sort()
    return bool((hashes[1:] == hashes[:-1]).any())


def repetitions(x: Ints) -> Ints:
    """All runs of at least three copies.

    Args:
        x: shape (n,), any integers.

    Returns:
        Shape (m, 3): a row `start, end, period` a run, `end` exclusive, in no particular order; m < n.
    """
    n, k, key = len(x), 1, x
    found = [np.empty((0, 3), dtype=np.int64)]
    while COPIES * (k // 2 + 1) <= n:  # the shortest run that this level could find still fits
        order = np.argsort(key, kind="stable")  # places of equal k-grams stand side by side, in order of place
        grams = key[order]
        same = grams[1:] == grams[:-1]
        if not same.any():
            break
        found.append(_runs_of_level(order, same, k))
        rank = np.empty_like(order)
        rank[order] = np.concatenate(([0], np.cumsum(~same)))
        key = rank[:-k] * n + rank[k:]  # a 2k-gram is two k-grams
        k *= 2
    return np.concatenate(found)


def _runs_of_level(order: Ints, same: NDArray[np.bool_], k: int) -> Ints:
    gap = np.zeros_like(order)
    gap[order[1:][same]] = np.diff(order)[same]
    places = np.flatnonzero((gap > k // 2) & (gap <= k))
    gaps = gap[places]
    breaks = (np.diff(places) != 1) | (np.diff(gaps) != 0)
    first = np.concatenate((places[:1], places[1:][breaks]))
    last = np.concatenate((places[:-1][breaks], places[-1:]))
    period = gap[first]
    start, end = first - period, last + k
    long = end - start >= COPIES * period
    return np.stack((start[long], end[long], period[long]), axis=1)
