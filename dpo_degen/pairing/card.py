"""The pair set as a folder that `datasets` and TRL load, with its card."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.records import Pair, Skip

_CARD = """\
---
configs:
- config_name: default
  data_files: pairs.jsonl
task_categories:
- text-generation
tags:
- dpo
- repetition
- trl
---
# Preference pairs against repetition loops

{count} pairs made by dpo-degen {version} (method `{method}`) from outputs of `{model}`.

    from datasets import load_dataset
    pairs = load_dataset("PATH OF THIS FOLDER", split="train")

`prompt`, `chosen` and `rejected` are TRL's conversational preference format, for training elsewhere.
**The exact data are the ids**: `context_ids + chosen_ids` against `context_ids + rejected_ids`, as sampled
(but pairs named `.../end`, whose chosen side is an end put there by `pair.endings`).
A trainer that uses the text instead closes both sides with an end token, also a loop that never ended
(`rejected_ended` false), and so teaches the model not to stop after a loop; it also overwrites columns
named `chosen_ids` and `rejected_ids`.

| domain | pairs |
|---|---|
{domains}

Outputs without a pair, by reason (`skipped.jsonl`):

| reason | outputs |
|---|---|
{skipped}
"""


def card(pairs: Sequence[Pair], skips: Sequence[Skip], *, model: str, method: str, version: str) -> str:
    """The README.md of the pair set."""
    return _CARD.format(
        count=len(pairs),
        version=version,
        method=method,
        model=model,
        domains=_rows(Counter(pair.domain for pair in pairs)),
        skipped=_rows(Counter(skip.reason for skip in skips)),
    )


def _rows(counts: Counter[str]) -> str:
    return "\n".join(f"| {name.replace('|', ' ')} | {count} |" for name, count in counts.most_common())
