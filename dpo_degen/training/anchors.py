"""Text on which a model in training is held to what it was: its healthy answers, and what is rightly said again.

A model unlearns its loops in part by copying less everywhere, and loses tables, refrains and quotations with them; and
its healthy answers drift (figures in benchmarks/README.md). So the loss gets a term: divergence from base on answers
that did not loop, and where it is asked to repeat a text or finds it standing twice.
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

import torch
from torch.nn.utils.rnn import pad_sequence

from dpo_degen.padding import padded
from dpo_degen.prompts import unit_hash
from dpo_degen.records import Prompt
from dpo_degen.training import losses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.detection import Detection
    from dpo_degen.records import Pair, Sample
    from dpo_degen.training.objectives import Batch, Objective, Row
    from dpo_degen.vocabulary import Vocabulary

Anchor = tuple[list[int], list[int]]
"""Ids that a model reads, and the ids that it would say next."""
_ASK = "Repeat this text:\n\n{text}"
_SHORTEST, _LONGEST = 32, 128  # tokens that are held
_TOP = 64  # likeliest tokens that are told apart; the rest of the vocabulary counts as one


def anchors(samples: Sequence[Sample], detections: Sequence[Detection], vocabulary: Vocabulary) -> list[Anchor]:
    """What a model said before any loop: as its answer, and to be said again, in turn asked for and in plain text.

    Outputs with a suspected loop, or with a loop of unknown place, are left out.
    """
    gap = vocabulary.encode_text("\n\n")
    made: list[Anchor] = []
    drawn = sorted(zip(samples, detections, strict=True), key=lambda each: unit_hash(each[0].id))
    for number, (sample, found) in enumerate(drawn):
        if found.verdict == "suspected" or (found and found.onset is None):
            continue
        if not found:
            made.append((sample.prompt_ids, sample.output_ids[:_LONGEST]))
        healthy = sample.output_ids[: found.onset] if found else sample.output_ids
        ids = [token for token in healthy if token not in vocabulary.stop_ids][:_LONGEST]
        if len(ids) < _SHORTEST:
            continue
        asked = vocabulary.encode(Prompt(sample.id, "train", prompt=_ASK.format(text=vocabulary.decode(ids))))
        again = asked if number % 2 else [*ids, *gap]
        made.append((again, ids))
    return [(context, target) for context, target in made if target]


class Anchored:
    """An objective that holds the model on an anchor beside each pair.

    Args:
        objective: what is minimised besides.
        pad_id: fills batches up.
        anchors: at least one; taken in turn.
        weight: of the divergence, in nats a token.
        base: the model that anchors hold to; None is the one in training, as it was before.
    """

    def __init__(
        self, objective: Objective, pad_id: int, anchors: Sequence[Anchor], weight: float, base: Any = None
    ) -> None:
        self.objective, self.pad_id, self.anchors, self.weight = objective, pad_id, anchors, weight
        self.base = base

    def rows(self, pairs: Sequence[Pair]) -> list[Row]:
        """See `Objective.rows`."""
        return [
            {**row, "anchor": anchor}
            for row, anchor in zip(self.objective.rows(pairs), cycle(self.anchors), strict=False)
        ]

    def collate(self, rows: Sequence[Row]) -> Batch:
        """See `Objective.collate`; everything of the anchors is right-aligned, as (rows, longest target, ...)."""
        batch = self.objective.collate(rows)
        ids, mask = padded([[*context, *target] for context, target in (row["anchor"] for row in rows)], self.pad_id)
        lengths = [len(row["anchor"][1]) for row in rows]
        counted = torch.arange(max(lengths), 0, -1) <= torch.tensor(lengths)[:, None]
        batch |= {"anchor_ids": ids, "anchor_mask": mask, "anchor_counted": counted.float()}
        if "anchor_top" in rows[0]:
            for name in ("anchor_top", "anchor_logps"):
                batch[name] = pad_sequence([row[name] for row in rows], batch_first=True, padding_side="left")
        return batch

    def refer(self, model: Any, rows: Sequence[Row]) -> None:
        """See `Objective.refer`: the likeliest tokens at each place of an anchor, and their log-probabilities."""
        self.objective.refer(model, rows)
        batch = {name: value.to(model.device) for name, value in self.collate(rows).items()}
        logps = _logits(self.base or model, batch).log_softmax(-1)
        top = logps.topk(min(_TOP, logps.shape[-1]))
        for row, *found in zip(rows, top.values.cpu(), top.indices.cpu(), strict=True):
            size = len(row["anchor"][1])
            row["anchor_logps"], row["anchor_top"] = (part[-size:].clone() for part in found)

    def loss(self, model: Any, batch: Batch) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """See `Objective.loss`; `anchor` is the divergence."""
        value, told = self.objective.loss(model, batch)
        logits = _logits(model, batch)
        held = losses.divergence(logits, batch["anchor_top"], batch["anchor_logps"], batch["anchor_counted"])
        return value + self.weight * held, {**told, "anchor": held}


def _logits(model: Any, batch: Batch) -> torch.Tensor:
    """Logits that predict the anchors' targets: (rows, longest target, vocabulary)."""
    mask = batch["anchor_mask"]
    made = model(
        input_ids=batch["anchor_ids"],
        attention_mask=mask,
        position_ids=(mask.cumsum(-1) - 1).clamp(min=0),
        logits_to_keep=batch["anchor_counted"].shape[1] + 1,
        use_cache=False,
    )
    logits: torch.Tensor = made.logits[:, :-1]
    return logits.to(torch.promote_types(logits.dtype, torch.float32))
