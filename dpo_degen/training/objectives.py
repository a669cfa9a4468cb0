"""What our own trainer minimises: each objective makes its rows of the pairs, their batches, and the loss.

TRL computes each side in a sequence of its own and every logit of it; a pair that branches late in an output costs it
twice its context. It also has no single-token loss and no unlikelihood. Everything here sees exact ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import torch

from dpo_degen.padding import padded
from dpo_degen.training import losses
from dpo_degen.training.shared import SharedPrefixCollator, side_logps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.records import Pair

Batch = dict[str, torch.Tensor]
Row = dict[str, Any]


class Objective(Protocol):
    """A loss on pairs."""

    def rows(self, pairs: Sequence[Pair]) -> list[Row]:
        """What a batch is made of, one row a pair."""
        ...

    def collate(self, rows: Sequence[Row]) -> Batch:
        """The batch of some rows."""
        ...

    def refer(self, model: Any, rows: Sequence[Row]) -> None:
        """Add to rows what is needed of the model before training; called without gradients."""
        ...

    def loss(self, model: Any, batch: Batch) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """The loss of a batch, and what is worth a curve."""
        ...


class BranchDPO:
    """DPO on pairs that share a prefix, each in one sequence.

    Args:
        pad_id: fills batches up.
        beta: see `losses.dpo`.
    """

    def __init__(self, pad_id: int, beta: float) -> None:
        self.collate = SharedPrefixCollator(pad_id)
        self.beta = beta

    def rows(self, pairs: Sequence[Pair]) -> list[Row]:
        """See `Objective.rows`."""
        return sides(pairs)

    def refer(self, model: Any, rows: Sequence[Row]) -> None:
        """See `Objective.refer`: the log-probability of each side."""
        chosen, rejected = side_logps(model, on(model, self.collate(rows)))
        for row, a, b in zip(rows, chosen.sum(1).tolist(), rejected.sum(1).tolist(), strict=True):
            row["reference_chosen"], row["reference_rejected"] = a, b

    def loss(self, model: Any, batch: Batch) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """See `Objective.loss`; `chosen` and `rejected` are nats a token above the reference."""
        chosen, rejected = side_logps(model, batch)
        good = chosen.sum(1) - batch["reference_chosen"]
        bad = rejected.sum(1) - batch["reference_rejected"]
        return losses.dpo(good - bad, self.beta), {
            "chosen": good.sum() / batch["chosen_mask"].sum(),  # by tokens: a side that only ends is one
            "rejected": bad.sum() / batch["rejected_mask"].sum(),
            "accuracy": (good > bad).float().mean(),
        }


class FTPO:
    """Single-token preferences at the place where the loop is entered (Antidoom's loss; see `losses.ftpo`).

    Chosen are the model's own likeliest tokens there, as Antidoom takes them: at most `chosen` of those that say
    something, the loop's token left out.

    Args:
        pad_id: fills batches up.
        pieces: the text of each token id.
        chosen: the most tokens to prefer at one place.
    """

    def __init__(self, pad_id: int, pieces: Sequence[str], chosen: int = 20) -> None:
        self.pad_id, self.chosen = pad_id, chosen
        self.speaks = torch.tensor([bool(piece.strip()) for piece in pieces])

    def rows(self, pairs: Sequence[Pair]) -> list[Row]:
        """See `Objective.rows`."""
        return [{"context_ids": p.context_ids, "rejected": p.rejected_ids[0]} for p in pairs]

    def collate(self, rows: Sequence[Row]) -> Batch:
        """See `Objective.collate`."""
        ids, mask = padded([row["context_ids"] for row in rows], self.pad_id)
        batch = {"input_ids": ids, "attention_mask": mask, "rejected": torch.tensor([row["rejected"] for row in rows])}
        if "reference" in rows[0]:
            batch["reference"] = torch.stack([row["reference"] for row in rows])
        return batch

    def refer(self, model: Any, rows: Sequence[Row]) -> None:
        """See `Objective.refer`: all logits where the loop is entered."""
        for row, logits in zip(rows, self._logits(model, on(model, self.collate(rows))).cpu(), strict=True):
            row["reference"] = logits

    def loss(self, model: Any, batch: Batch) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """See `Objective.loss`; `chosen_win` is the measure by which its authors stop training."""
        reference, rejected = batch["reference"], batch["rejected"]
        speaks = self.speaks[: reference.shape[1]].to(reference.device)  # a tokenizer can be longer than the head
        ranked = reference.masked_fill(~speaks, -torch.inf)
        ranked = ranked.scatter(1, rejected[:, None], -torch.inf)
        chosen = torch.zeros_like(ranked, dtype=torch.bool).scatter(1, ranked.topk(self.chosen).indices, value=True)
        value, won = losses.ftpo(self._logits(model, batch), reference, rejected, chosen)
        return value, {"chosen_win": won}

    def _logits(self, model: Any, batch: Batch) -> torch.Tensor:
        mask = batch["attention_mask"]
        positions = (mask.cumsum(-1) - 1).clamp(min=0)
        made = model(
            input_ids=batch["input_ids"], attention_mask=mask, position_ids=positions, logits_to_keep=1, use_cache=False
        )
        logits: torch.Tensor = made.logits[:, -1].float()
        return logits


class Unlikelihood:
    """Sequence unlikelihood on the rejected sides, likelihood on the chosen ones, half and half (Welleck et al. 2019).

    Args:
        pad_id: fills batches up.
    """

    def __init__(self, pad_id: int) -> None:
        self._sides = SharedPrefixCollator(pad_id)

    def rows(self, pairs: Sequence[Pair]) -> list[Row]:
        """See `Objective.rows`."""
        return sides(pairs)

    def collate(self, rows: Sequence[Row]) -> Batch:
        """See `Objective.collate`."""
        batch = self._sides(rows)
        batch["repeated"] = torch.zeros_like(batch["rejected_mask"])
        for place, row in enumerate(rows):
            marks = repeated(row["context_ids"] + row["rejected_ids"])[len(row["context_ids"]) :]
            batch["repeated"][place, : len(marks)] = torch.tensor(marks)
        return batch

    def refer(self, model: Any, rows: Sequence[Row]) -> None:
        """See `Objective.refer`: nothing."""

    def loss(self, model: Any, batch: Batch) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """See `Objective.loss`."""
        chosen, rejected = side_logps(model, batch)
        value = losses.unlikelihood(rejected, batch["repeated"]) + losses.nll(chosen, batch["chosen_mask"])
        return value / 2, {}


def sides(pairs: Sequence[Pair]) -> list[Row]:
    """Pairs as `SharedPrefixCollator` takes them."""
    return [{"context_ids": p.context_ids, "chosen_ids": p.chosen_ids, "rejected_ids": p.rejected_ids} for p in pairs]


def repeated(ids: Sequence[int], n: int = 4) -> list[int]:
    """1 for each token of an n-gram that stood earlier in `ids`, else 0."""
    seen: set[tuple[int, ...]] = set()
    marks = [0] * len(ids)
    for start in range(len(ids) - n + 1):
        gram = tuple(ids[start : start + n])
        if gram in seen:
            marks[start : start + n] = [1] * n
        seen.add(gram)
    return marks


def on(model: Any, batch: Batch) -> Batch:
    """A batch on the model's device."""
    return {name: value.to(model.device) for name, value in batch.items()}
