"""One sentence on whether the repair is real, by written rules.

1. Nothing looped while sampling: "nothing to repair". Loops, but no model beside base: "cannot tell".
2. Fewer than six prompts loop before or after: the exact test cannot reach p < 0.05, "cannot tell".
3. Significantly more loops (McNemar p < 0.05): "worse".
4. McNemar p at or above 0.05: "no change"; "worse" if a guard is broken, for there is a cost and nothing gained.
5. Significantly fewer, but healthy answers lost more than half of their length, or more than half of the repaired ones
   end before base began to loop: they were cut off, "worse". So it is where a guard is broken by more than five times
   its usual bound: a model that says nothing of use does not loop either.
6. Significantly fewer, but more than half as many as base has are left: "fewer loops".
7. At most half as many, and a guard is broken (`evaluation.bounds`): "repaired at a cost". Else "repaired".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dpo_degen.evaluation.bounds import GUARDS, cut_off, ruined, told
from dpo_degen.reporting.terminal import interval, p_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FEWEST = 6
_ALPHA = 0.05
_LEFT = 0.5  # of base's loops: a model that keeps more of them still has to be repaired


def verdict(arms: Sequence[Mapping[str, Any]], sampled: Mapping[str, Any]) -> dict[str, str | None]:
    """The outcome, its sentence (`text`) and the `arm` it speaks of, if any.

    That is the trained one with the fewest loops; one that is worse than base only where all of them are.

    Args:
        arms: the arms of the summary, base first.
        sampled: loop rate (with interval) of the training samples.
    """
    trained = [arm for arm in arms if arm["versus_base"]]
    if not trained:
        outcome, text = "nothing to repair", f"No sampled output loops ({interval(sampled)} of {sampled['n']})."
        if arms and not sampled["n"]:  # models from elsewhere, of which there is one
            base = arms[0]
            count = f"{interval(base['loops'])} of {base['n']} outputs loop"
            outcome, text = "cannot tell", f"{count}; no other model was given to compare."
        elif sampled["count"]:
            outcome, text = "cannot tell", f"{interval(sampled)} of the samples loop; no arm has been evaluated yet."
        elif not sampled["n"]:
            outcome, text = "cannot tell", "No output has been judged yet."
        return {"outcome": outcome, "text": text, "arm": None}
    found = [(arm, *_outcome(arms[0], arm)) for arm in trained]
    best, outcome, text = min(found, key=lambda each: (each[1] == "worse", each[0]["loops"]["rate"]))
    return {"outcome": outcome, "text": f"{text}.", "arm": best["arm"]}


def _outcome(base: Mapping[str, Any], best: Mapping[str, Any]) -> tuple[str, str]:
    change = best["versus_base"]
    numbers = (
        f"{best['arm'].upper()} loops on {interval(best['loops'])} of {best['n']} held-out prompts, "
        f"base on {interval(base['loops'])} (exact McNemar p{_equal(p_value(change['p']))})"
    )
    undecided = [arm["undecided"]["count"] for arm in (best, base)]
    if any(undecided):  # which is where the loops are that the detector cannot call
        numbers += f"; {undecided[0]} more are cut or suspected, not called loops (base: {undecided[1]})"
    broken = "; ".join(_those(best["guards"], "broken"))
    if base["loops"]["count"] + change["new"] < _FEWEST:
        return "cannot tell", f"{numbers}: too few loops to conclude; evaluate on more prompts"
    if change["p"] >= _ALPHA:
        text = f"{numbers}: the difference could be chance{_needed(change, best['n'])}"
        return ("worse", f"{text}, and {broken}") if broken else ("no change", text)
    if change["new"] > change["fixed"]:
        return "worse", numbers
    cut = cut_off(best["costs"])
    if cut:
        return "worse", f"{numbers}, but outputs were cut off, not repaired: {cut}"
    ruin = ruined(best["guards"])
    if ruin:
        return "worse", f"{numbers}, but the model was ruined: {ruin}"
    if best["loops"]["count"] > _LEFT * base["loops"]["count"]:
        return "fewer loops", f"{numbers}, but more than half of the loops are left" + (broken and f", and {broken}")
    if broken:
        return "repaired at a cost", f"{numbers}, but {broken}"
    return "repaired", numbers + _held(best["guards"])


def _those(guards: Sequence[Mapping[str, Any]], state: str) -> list[str]:
    return [f"{guard['label']} {told(guard)}" for guard in guards if guard["state"] == state]


def _held(guards: Sequence[Mapping[str, Any]]) -> str:
    """How many guards say that nothing was lost; those that were switched off say nothing."""
    held = sum(guard["bound"] is not None for guard in guards)
    if not held:
        return ""
    beyond = _those(guards, "beyond")
    if beyond:
        return f"; {held - len(beyond)} guards hold, and beyond the bound, but within chance of it: {'; '.join(beyond)}"
    return (
        f"; all {held} guards hold"
        if held == len(GUARDS)
        else f"; the {held} of {len(GUARDS)} guards that were measured hold"
    )


def _needed(change: Mapping[str, Any], n: int) -> str:
    """How many prompts would show the difference that was seen, where these are too few and it is not tiny."""
    needed = change["prompts_needed"]
    return f"; to see one of this size takes about {needed:,} prompts" if needed and n < needed else ""


def _equal(p: str) -> str:
    return f" {p.replace('<', '< ')}" if p.startswith("<") else f" = {p}"
