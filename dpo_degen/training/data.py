"""Pairs as the trainers take them, token for token.

DPOTrainer re-tokenises text columns, closes both sides with an end token and overwrites columns called
`chosen_ids` or `rejected_ids`. So the text columns here are empty, the exact ids travel under names of our own,
and `ExactPreferenceCollator` makes the batch from those alone.
"""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING, Any

from trl.trainer.dpo_trainer import DataCollatorForPreference

from dpo_degen import parallel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dpo_degen.records import Pair

# Part of the dataset's fingerprint: TRL caches reference log-probabilities by it and cannot see the collator.
_FORMAT = "exact-ids-1"
_IGNORED = -100


class ExactPreferenceCollator:
    """Batches exact-id pairs: chosen rows first, then rejected, right-padded; only the sides carry loss."""

    def __init__(self, pad_id: int) -> None:
        self._collate = DataCollatorForPreference(pad_token_id=pad_id, max_length=None)

    def __call__(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """Tensors `input_ids`, `attention_mask`, `completion_mask`, each (2 x rows, longest)."""
        exact = [
            {
                "prompt_ids": row["exact_context_ids"],
                "chosen_ids": row["exact_chosen_ids"],
                "rejected_ids": row["exact_rejected_ids"],
                **{name: row[name] for name in ("ref_chosen_logps", "ref_rejected_logps") if name in row},
            }
            for row in rows
        ]
        return dict(self._collate(exact))


def grouped(pairs: Sequence[Pair], size: int, seed: int) -> list[Pair]:
    """The pairs in training order: batches of `size` pairs of like length, the batches shuffled.

    Contexts differ widely in length, and padding costs like tokens. The trainer's own length grouping draws a new
    order from the global generator after a restart, so that a resumed epoch sees some pairs twice and some never;
    this order is fixed, and read in sequence.
    """
    ordered = sorted(pairs, key=lambda p: len(p.context_ids) + max(len(p.chosen_ids), len(p.rejected_ids)))
    batches = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    short = [batches.pop()] if len(batches[-1]) < size else []  # stays last, or all after it would shift
    random.Random(seed).shuffle(batches)
    return [pair for batch in batches + short for pair in batch]


def preference_set(pairs: Sequence[Pair], folder: Path) -> Any:
    """The pairs as a `datasets.Dataset` kept in `folder`.

    On disk rather than in memory: for a set in memory TRL puts its cache of reference log-probabilities in a
    folder that differs from process to process.
    """
    from datasets import Dataset, load_from_disk

    rows = [
        {
            "prompt": "",
            "chosen": "",
            "rejected": "",
            "exact_context_ids": pair.context_ids,
            "exact_chosen_ids": pair.chosen_ids,
            "exact_rejected_ids": pair.rejected_ids,
            "format": _FORMAT,
        }
        for pair in pairs
    ]
    if not folder.is_dir() and parallel.is_main():
        part = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        Dataset.from_list(rows).save_to_disk(part)
        part.rename(folder)
    parallel.wait_for_all()
    return load_from_disk(folder)


def chosen_set(pairs: Sequence[Pair]) -> Any:
    """The chosen sides for SFTTrainer: `input_ids` with `labels` that ignore the context."""
    from datasets import Dataset

    return Dataset.from_list(
        [
            {
                "input_ids": pair.context_ids + pair.chosen_ids,
                "labels": [_IGNORED] * len(pair.context_ids) + pair.chosen_ids,
            }
            for pair in pairs
        ]
    )
