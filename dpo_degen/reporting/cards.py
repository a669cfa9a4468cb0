"""The card of a repaired model: its metadata with results for the hub, and what was done, from the summary alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huggingface_hub import EvalResult, ModelCardData

from dpo_degen.config import BASE
from dpo_degen.reporting.tables import guard_columns, guard_rows
from dpo_degen.reporting.terminal import markdown, markdown_table, number

if TYPE_CHECKING:
    from collections.abc import Mapping

_CARD = """\
---
{metadata}
---
# {model}, repaired: {arm}

`{model}` trained by dpo-degen{version} to run into fewer repetition loops: {links}.

**{outcome}**: {text}

On {n} prompts that training did not have, {decoding}:

{table}
{guards}
*frozen rule*: some period at least three times in a row over at least 20 tokens. *fixed/new*: prompts that stopped, and
that began to loop. *unseen*: domains that training had no prompts from. Brackets are 95 % intervals.

## Training data

{prompts} prompts gave {samples} outputs of the base model, of which {loops} looped; {pairs} pairs were made of these,
the rejected sides as the model said them. An arm that starts from another is trained on what that one still loops on.

## Limits

{limits}
"""


def model_card(summary: Mapping[str, Any], arm: str) -> str:
    """The README.md of an arm's model folder, valid on the hub.

    Args:
        summary: of the run that trained and evaluated it.
        arm: its name.
    """
    shown = {**summary, "arms": [each for each in summary["arms"] if each["arm"] in (BASE, arm)]}
    found, funnel, verdict = shown["arms"][-1], summary["funnel"], summary["verdict"]
    mine = verdict["arm"] == arm
    guards = guard_rows(shown)
    version = summary["versions"].get("dpo-degen")
    return _CARD.format(
        metadata=_metadata(summary, found).to_yaml().strip(),
        model=summary["model"],
        arm=arm,
        version=f" {version}" if version else "",
        links=", then ".join(map(_link, found["links"])) or "nothing was trained",
        pairs=number(funnel["pairs"]),
        outcome=verdict["outcome"] if mine else "not the arm that the verdict speaks of",
        text=verdict["text"] if mine else f"that is {verdict['arm']}.",
        n=number(found["n"]),
        decoding=summary["decodings"][0]["decoding"] or "greedy",
        table=markdown_table(shown),
        guards=f"\n{markdown(guard_columns(shown), guards)}\n" if guards else "",
        prompts=number(funnel["prompts"]),
        samples=number(funnel["samples"]),
        loops=number(funnel["loops"]),
        limits="\n".join(f"- {each}" for each in summary["limits"]),
    )


def _link(link: Mapping[str, Any]) -> str:
    what = f"{number(link['documents'])} documents" if link["documents"] else f"{number(link['pairs'])} pairs"
    kept = "" if link["share"] in (None, 1) else f", {link['share']:.0%} of its way kept"
    return f"{link['arm']} ({link['loss'] or '-'}, {what}, {number(link['steps'])} steps{kept})"


def _metadata(summary: Mapping[str, Any], arm: Mapping[str, Any]) -> ModelCardData:
    source = str(summary["settings"]["prompts"]["source"])
    values = {
        "loop_rate": arm["loops"]["rate"],
        "loop_rate_frozen_rule": arm["frozen"]["rate"],
        "perplexity": arm["perplexity"],
    }
    results = [
        EvalResult(
            task_type="text-generation",
            dataset_type="prompts",
            dataset_name=f"held-out prompts ({Path(source).name})",
            metric_type=name,
            metric_value=value,
        )
        for name, value in values.items()
        if value is not None
    ]
    model = summary["model"]
    return ModelCardData(
        base_model=model if re.fullmatch(r"[\w-][\w.-]*/[\w.-]+", model) else None,
        library_name="transformers",
        pipeline_tag="text-generation",
        tags=["dpo-degen", "trl", arm["loss"] or "base"],
        model_name=f"{model.rstrip('/').rpartition('/')[2]}-{arm['arm']}",
        eval_results=results,
    )
