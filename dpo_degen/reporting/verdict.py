"""One sentence on whether the repair is real, by written rules.

1. Nothing looped while sampling: "nothing to repair".
2. Fewer than six prompts loop before or after: the exact test cannot reach p < 0.05, "cannot tell".
3. McNemar p at or above 0.05: "no change".
4. Significantly more loops: "worse".
5. Significantly fewer, but a guard is broken (perplexity over 3 % higher, or prompts that base answered healthily
   get answers over 25 % shorter): "repaired at a cost". Else "repaired".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dpo_degen.config import BASE
from dpo_degen.reporting.terminal import interval, p_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dpo_degen.records import EvalRow

_FEWEST = 6
_ALPHA = 0.05
_PERPLEXITY = 1.03
_LENGTH = 0.75


def verdict(
    arms: Sequence[Mapping[str, Any]], rows: Mapping[str, Sequence[EvalRow]], sampled: Mapping[str, Any]
) -> dict[str, str]:
    """The outcome and its sentence for the trained arm with the fewest loops.

    Args:
        arms: the arms of the summary, base first.
        rows: their judged outputs.
        sampled: loop rate (with interval) of the training samples.
    """
    trained = [arm for arm in arms if arm["versus_base"]]
    if not trained:
        if sampled["count"]:
            return _said("cannot tell", f"{interval(sampled)} of the samples loop; no arm has been evaluated yet.")
        return _said("nothing to repair", f"No sampled output loops ({interval(sampled)} of {sampled['n']}).")
    base, best = arms[0], min(trained, key=lambda arm: arm["loops"]["rate"])
    change = best["versus_base"]
    numbers = (
        f"{best['arm'].upper()} loops on {interval(best['loops'])} of {best['n']} held-out prompts, "
        f"base on {interval(base['loops'])} (exact McNemar p{_equal(p_value(change['p']))})"
    )
    if base["loops"]["count"] + change["new"] < _FEWEST:
        return _said("cannot tell", f"{numbers}: too few loops to conclude; evaluate on more prompts.")
    if change["p"] >= _ALPHA:
        return _said("no change", f"{numbers}: the difference could be chance.")
    if change["new"] > change["fixed"]:
        return _said("worse", f"{numbers}.")
    broken = _broken(best, rows)
    if broken:
        return _said("repaired at a cost", f"{numbers}, but {' and '.join(broken)}.")
    return _said("repaired", f"{numbers}; perplexity and the length of healthy answers hold.")


def _broken(arm: Mapping[str, Any], rows: Mapping[str, Sequence[EvalRow]]) -> list[str]:
    found = []
    ratio = arm["perplexity_ratio"]
    if ratio and ratio > _PERPLEXITY:
        found.append(f"perplexity on human text rose by {ratio - 1:.1%}")
    length = healthy_length_ratio(rows[BASE], rows[arm["arm"]])
    if length is not None and length < _LENGTH:
        found.append(f"answers that were healthy before are {1 - length:.0%} shorter")
    return found


def healthy_length_ratio(base: Sequence[EvalRow], arm: Sequence[EvalRow]) -> float | None:
    """Mean length (tokens) after over before, on the prompts where base did not loop; None without any."""
    before = {row.prompt_id: row.tokens for row in base if not row.loops}
    after = [row.tokens for row in arm if row.prompt_id in before]
    return sum(after) / sum(before.values()) if after and sum(before.values()) else None


def _said(outcome: str, text: str) -> dict[str, str]:
    return {"outcome": outcome, "text": text}


def _equal(p: str) -> str:
    return f" {p.replace('<', '< ')}" if p.startswith("<") else f" = {p}"
