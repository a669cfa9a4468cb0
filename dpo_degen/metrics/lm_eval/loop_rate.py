"""What `loop_rate.yaml` calls: prompts as the harness's documents, and the verdict on each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import datasets

from dpo_degen import detect
from dpo_degen.config import PromptsConfig
from dpo_degen.evaluation import rep_n, words_of
from dpo_degen.prompts import load_prompts

if TYPE_CHECKING:
    from collections.abc import Sequence


def documents(prompts: str | None = None, **_: Any) -> dict[str, datasets.Dataset]:
    """All prompts of a file, or the held-out ones of the package, as one test split.

    Raises:
        UserError: the file is missing or damaged.
    """
    every = PromptsConfig(source=prompts or "builtin")
    found = load_prompts(every, splits=None if prompts else ("eval",))
    rows = [{"id": p.id, "domain": p.domain, "text": p.as_text()} for p in found]
    return {"test": datasets.Dataset.from_list(rows)}


def judge(document: dict[str, Any], results: Sequence[str]) -> dict[str, float]:
    """Whether an answer is a loop, and its share of repeated 4-grams of words."""
    answer = results[0]
    return {"loops": float(bool(detect(answer, prompt=document["text"]))), "rep_4": rep_n(words_of(answer))}
