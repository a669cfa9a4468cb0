"""The arms of a summary as the verdict reads them, made of judged outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dpo_degen.config import GuardsConfig
from dpo_degen.evaluation import compare, measure
from dpo_degen.evaluation.bounds import judged

if TYPE_CHECKING:
    from dpo_degen.records import EvalRow


def two_arms(base: list[EvalRow], arm: list[EvalRow], found: dict[str, Any]) -> list[dict[str, Any]]:
    """Base, and an arm with its costs."""
    return [
        {"arm": "base", **measure(base), "versus_base": None, "costs": None, "guards": []},
        {
            "arm": "dpo",
            **measure(arm),
            "versus_base": compare(base, arm),
            "costs": found,
            "guards": judged(found, GuardsConfig()),
        },
    ]
