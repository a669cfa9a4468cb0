"""Which guards hold: an arm's costs against the bounds of the `guards` section. Pure functions over figures."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from dpo_degen.config import GuardsConfig

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CUT = 0.5  # answers that lose more than this share, or whose share ends before the loop began, were cut off
_RUIN = 5  # times its usual bound: a guard so far beyond is no price of a repair
_USUAL = asdict(GuardsConfig())


@dataclass(frozen=True)
class Guard:
    """Something that a repair should not move.

    Its name is that of its bound in `GuardsConfig` and of its figure in `costs`. `bad` says which way is a cost, `form`
    how it is told; a "share" is a rate of its own, everything else a change against base. `others`: against base's
    answers to other prompts, which differ for that alone.
    """

    name: str
    label: str
    bad: Literal["more", "less", "either"]
    form: Literal["relative", "nats", "points", "share"]
    others: bool = False


GUARDS = (
    Guard("perplexity", "human text: perplexity", "more", "relative"),
    Guard("likelihood", "base's healthy answers: nats a token", "less", "nats"),
    Guard("divergence", "base's healthy answers: KL, nats a token", "more", "nats"),
    Guard("length", "healthy answers: length", "either", "relative"),
    Guard("ended", "healthy answers: ended by the model", "less", "points"),
    Guard("variety", "healthy answers: distinct words a token", "less", "relative"),
    Guard("chrf", "healthy answers: chrF against references", "less", "points"),
    Guard("edit", "healthy answers: edit similarity to references", "less", "points"),
    Guard("capability", "short questions: nats an answer", "less", "nats"),
    Guard("shorter", "where base looped: ends before the loop", "more", "share"),
    Guard("shrunk", "several lines at base: one line or none", "more", "share"),
    Guard("drift", "where base looped: on topic", "less", "points", others=True),
    Guard("fluency", "where base looped: nats a token under base", "less", "nats", others=True),
)


def judged(costs: Mapping[str, Any], bounds: GuardsConfig) -> list[dict[str, Any]]:
    """What each guard came to.

    Returns:
        One entry a guard that was measured: `name`, `label`, `form`, `value` with `low` and `high` of its 95 %
        interval (None where it has none), `bound` (None where it does not count), and `state`: "holds", "beyond" or
        "broken". Broken is a value beyond its bound whose interval leaves no doubt that it moved that way: of a change,
        away from 0; of a share, or against other prompts, away from the bound. Where that is in doubt, it is "beyond".
    """
    return [
        {"name": g.name, "label": g.label, "form": g.form, **found, **_state(g, found, getattr(bounds, g.name))}
        for g in GUARDS
        if (found := _value(costs.get(g.name))) is not None
    ]


def cut_off(costs: Mapping[str, Any]) -> str | None:
    """How outputs were cut off instead of repaired, None if they were not."""
    length, shorter = _value(costs.get("length")), _value(costs.get("shorter"))
    if length and length["value"] < -_CUT:
        return f"answers that were healthy before are {-length['value']:.0%} shorter"
    if shorter and shorter["value"] > _CUT:
        return f"{shorter['value']:.0%} of the repaired answers end before base began to loop"
    return None


def ruined(guards: Sequence[Mapping[str, Any]]) -> str | None:
    """Which broken guards are so far beyond their bounds that nothing was repaired, None if there are none."""
    far = [each for each in guards if each["state"] == "broken" and abs(each["value"]) > _RUIN * _USUAL[each["name"]]]
    return "; ".join(f"{each['label']} {told(each)}" for each in far) or None


def _value(figure: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if figure is None or not figure["n"]:
        return None
    value = figure["mean"] if "mean" in figure else figure["rate"]
    return {"value": value, "low": figure["low"], "high": figure["high"]}


def _state(guard: Guard, found: Mapping[str, Any], bound: float | None) -> dict[str, Any]:
    if bound is None:
        return {"bound": None, "state": "holds"}
    least = bound if guard.form == "share" or guard.others else 0.0
    up = found["value"] > bound and guard.bad != "less"
    down = found["value"] < -bound and guard.bad != "more"
    surely = (up and found["low"] > least) or (down and found["high"] < -least)
    return {"bound": bound, "state": "broken" if surely else "beyond" if up or down else "holds"}


_UNITS = {"relative": " %", "nats": "", "points": " points", "share": " %"}


def told(guard: Mapping[str, Any], key: str = "value", *, unit: bool = True) -> str:
    """A guard's value, or one end of its interval, in its form: "+5.5 %", "-0.110", "-2.0 points", "3.3 %"."""
    value, form = guard[key], guard["form"]
    digits = {"nats": f"{value:+.3f}", "share": f"{100 * value:.1f}"}.get(form, f"{100 * value:+.1f}")
    return digits + (_UNITS[form] if unit else "")
