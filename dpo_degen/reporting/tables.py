"""The tables beside the arms table: what a repair cost, how its rounds did. Cells only; nothing is computed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dpo_degen.reporting.terminal import NONE, interval, number, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

COSTS = (
    "arm",
    "healthy: length",
    "healthy: nats a token",
    "capability: nats an answer",
    "right answers",
    "looped: ends before the loop",
    "looped: nats a token under base",
    "looped: on topic",
    "distinct words",
    "zlib",
)
ROUNDS = ("model", "loops", "perplexity", "kept")


def cost_rows(summary: Mapping[str, Any]) -> list[list[str]]:
    """The cells of the cost table in the order of `COSTS`, one row an arm whose guards were scored."""
    return [_costs(arm["arm"], arm["costs"]) for arm in summary["arms"] if arm.get("costs")]


def _costs(arm: str, costs: Mapping[str, Any]) -> list[str]:
    base = arm == "base"
    return [
        arm,
        NONE if base or costs["healthy_length"] is None else f"x{costs['healthy_length']:.2f}",
        NONE if base else change(costs["healthy_logp"]),
        NONE if base else change(costs["capability"]),
        interval(costs["right"]),
        NONE if base else interval(costs["shorter"]),
        NONE if base else change(costs["fluency"]),
        interval(costs["on_topic_healthy"] if base else costs["on_topic"]),
        number(costs["distinct_words"], 1),
        number(costs["compression"], 2),
    ]


def change(value: Mapping[str, Any] | None) -> str:
    """A mean difference with its interval, as "-0.012 [-0.020, -0.004]"."""
    return NONE if value is None else f"{value['mean']:+.3f} [{value['low']:+.3f}, {value['high']:+.3f}]"


def round_rows(summary: Mapping[str, Any]) -> list[list[str]]:
    """The cells of the rounds table in the order of `ROUNDS`."""
    return [
        [
            each["arm"],
            f"{each['loops']} of {each['n']} ({percent(each['loops'] / max(each['n'], 1))})",
            number(each["perplexity"], 2),
            "yes" if each["kept"] else "",
        ]
        for each in summary["rounds"]
    ]
