"""Rates with intervals and paired tests, from scipy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import binomtest, bootstrap

if TYPE_CHECKING:
    from collections.abc import Sequence


def rate(hits: Sequence[bool]) -> dict[str, Any]:
    """Count, n, rate and its 95 % Wilson interval; an empty set has rate 0 and interval 0 to 1."""
    count, n = sum(hits), len(hits)
    if not n:
        return {"count": 0, "n": 0, "rate": 0.0, "low": 0.0, "high": 1.0}
    interval = binomtest(count, n).proportion_ci(0.95, method="wilson")
    return {"count": count, "n": n, "rate": count / n, "low": float(interval.low), "high": float(interval.high)}


def mean(values: Sequence[float], less: Sequence[float] = (0.0, 0.0)) -> dict[str, Any] | None:
    """Mean of values, less that of another group, n and a 95 % bootstrap percentile interval (the same at each call).

    Both groups are drawn anew. None where a group has fewer than two values, of which no interval can be made.
    """
    if min(len(values), len(less)) < 2:
        return None
    found = float(np.mean(values) - np.mean(less))
    low = high = found
    if len({*values}) > 1 or len({*less}) > 1:
        drawn = bootstrap(
            (values, less), _gap, n_resamples=2000, method="percentile", rng=np.random.default_rng(0), vectorized=True
        )
        low, high = map(float, drawn.confidence_interval)
    return {"mean": found, "n": len(values), "low": low, "high": high}


def _gap(values: Any, less: Any, axis: int) -> Any:
    return np.mean(values, axis=axis) - np.mean(less, axis=axis)


def mcnemar(before: Sequence[bool], after: Sequence[bool]) -> dict[str, Any]:
    """Exact two-sided McNemar test on paired outcomes.

    Under the null a changed pair is as likely fixed as newly broken (McNemar 1947; the exact form is the
    binomial test on the discordant pairs).

    Returns:
        `fixed` (bad before, good after), `new` (the reverse), `p`, and `reduction` = 1 - after/before, None
        where nothing was bad before.
    """
    fixed = sum(b and not a for b, a in zip(before, after, strict=True))
    new = sum(a and not b for b, a in zip(before, after, strict=True))
    p = float(binomtest(fixed, fixed + new).pvalue) if fixed + new else 1.0
    bad = sum(before)
    return {"fixed": fixed, "new": new, "p": p, "reduction": 1 - sum(after) / bad if bad else None}
