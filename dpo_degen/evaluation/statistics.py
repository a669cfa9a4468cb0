"""Rates with intervals and paired tests, from scipy."""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import binomtest, bootstrap, norm

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


def relative(after: Sequence[float], before: Sequence[float]) -> dict[str, Any] | None:
    """Relative change of a sum over pairs, `sum(after) / sum(before) - 1`, in `mean`'s form; pairs are drawn anew.

    None where fewer than two pairs are there, or nothing was there before.
    """
    if len(before) < 2 or not sum(before):
        return None
    found = float(np.sum(after) / np.sum(before) - 1)
    low = high = found
    if len({a / b if b else None for a, b in zip(after, before, strict=True)}) > 1:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # draws without anything before have no ratio and are left out
            drawn = bootstrap(
                (after, before),
                _growth,
                paired=True,
                n_resamples=2000,
                method="percentile",
                rng=np.random.default_rng(0),
                vectorized=True,
            )
        values = drawn.bootstrap_distribution
        low, high = map(float, np.quantile(values[np.isfinite(values)], [0.025, 0.975]))
    return {"mean": found, "n": len(before), "low": low, "high": high}


def _growth(after: Any, before: Any, axis: int) -> Any:
    return np.sum(after, axis=axis) / np.sum(before, axis=axis) - 1


def prompts_needed(fixed: float, new: float, n: int) -> int | None:
    """How many prompts would show a difference of the size seen, with McNemar's test (Connor 1987, equation 2).

    In four of five tries, at the two-sided level of 5 %.

    Args:
        fixed: prompts that were bad before only.
        new: prompts that are bad after only.
        n: all prompts.

    Returns:
        The number, None where no difference was seen.
    """
    changed, gap = (fixed + new) / n, (fixed - new) / n
    if not gap:
        return None
    spread = float(norm.isf(0.05 / 2)) * math.sqrt(changed) + float(norm.isf(1 - 0.8)) * math.sqrt(changed - gap**2)
    return math.ceil(spread**2 / gap**2)


def mcnemar(before: Sequence[bool], after: Sequence[bool]) -> dict[str, Any]:
    """Exact two-sided McNemar test on paired outcomes.

    Under the null a changed pair is as likely fixed as newly broken (McNemar 1947; the exact form is the
    binomial test on the discordant pairs).

    Returns:
        `fixed` (bad before, good after), `new` (the reverse), `p`, `reduction` = 1 - after/before with a 95 % bootstrap
        interval over pairs (`relative`'s form), None where nothing was bad before, and `prompts_needed`.
    """
    fixed = sum(b and not a for b, a in zip(before, after, strict=True))
    new = sum(a and not b for b, a in zip(before, after, strict=True))
    p = float(binomtest(fixed, fixed + new).pvalue) if fixed + new else 1.0
    change = relative([float(a) for a in after], [float(b) for b in before])
    if change:
        change |= {"mean": 0.0 - change["mean"], "low": 0.0 - change["high"], "high": 0.0 - change["low"]}
    needed = prompts_needed(fixed, new, len(before)) if before else None
    return {"fixed": fixed, "new": new, "p": p, "reduction": change, "prompts_needed": needed}
