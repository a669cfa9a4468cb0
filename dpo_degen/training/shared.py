"""Both sides of a pair in one sequence, behind the context that they share.

    context | chosen | rejected

Each side attends to the context and to itself, and counts its positions from the context's end, so that its
log-probabilities are those that it has alone (prefix sharing, arXiv 2410.20305). Pairs that branch at a loop share most
of their tokens, and only the positions that predict a side go through the model's head.

This does not know what a loss makes of the log-probabilities.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import torch

from dpo_degen.padding import padded
from dpo_degen.sampling.slots import fits_slots

if TYPE_CHECKING:
    from collections.abc import Sequence


_CLOSE = 0.1  # rounding against what a side would gain by seeing the other: on trained models 1e-3 nats against 1


class SharedPrefixCollator:
    """Batches rows with `context_ids`, `chosen_ids` and `rejected_ids`; numbers of a row become 1-D tensors.

    Contexts are padded on the left and sides on the right, so that the same columns hold the sides of every row.
    """

    def __init__(self, pad_id: int) -> None:
        self.pad_id = pad_id

    def __call__(self, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Tensors for `side_logps`.

        Returns:
            `input_ids` and `position_ids` of shape (rows, context + chosen + rejected), `attention_mask` of shape
            (rows, 1, all, all), and `chosen_mask` and `rejected_mask`, 1 where a side has a token.
        """
        context, context_mask = padded([row["context_ids"] for row in rows], self.pad_id)
        chosen, chosen_mask = padded([row["chosen_ids"] for row in rows], self.pad_id, "right")
        rejected, rejected_mask = padded([row["rejected_ids"] for row in rows], self.pad_id, "right")
        ends = context_mask.sum(-1, keepdim=True)
        positions = [
            (context_mask.cumsum(-1) - 1).clamp(min=0),
            ends + torch.arange(chosen.shape[1]),
            ends + torch.arange(rejected.shape[1]),
        ]
        numbers = [name for name, value in rows[0].items() if isinstance(value, float)]
        extra = {name: torch.tensor([row[name] for row in rows]) for name in numbers}
        return {
            "input_ids": torch.cat([context, chosen, rejected], 1),
            "position_ids": torch.cat(positions, 1),
            "attention_mask": _visible(context_mask, chosen.shape[1], rejected.shape[1]),
            "chosen_mask": chosen_mask,
            "rejected_mask": rejected_mask,
            **extra,
        }


def _visible(context_mask: torch.Tensor, chosen: int, rejected: int) -> torch.Tensor:
    """Which column each column may attend to: itself and what came before it, padding and the other side left out."""
    rows, context = context_mask.shape
    width = context + chosen + rejected
    seen = torch.ones(width, width, dtype=torch.bool).tril()
    seen[context + chosen :, context : context + chosen] = False
    kept = torch.cat([context_mask.bool(), torch.ones(rows, chosen + rejected, dtype=torch.bool)], 1)
    alone = torch.eye(width, dtype=torch.bool)  # a column that sees nothing has no softmax
    return ((seen & kept[:, None, :]) | alone)[:, None]


def side_logps(model: Any, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Log-probabilities of the sides' tokens, in nats, 0 where a side has none.

    Args:
        model: a causal language model whose forward takes `logits_to_keep`.
        batch: what `SharedPrefixCollator` makes.

    Returns:
        Chosen (rows, longest chosen) and rejected (rows, longest rejected).
    """
    chosen, rejected = batch["chosen_mask"].shape[1], batch["rejected_mask"].shape[1]
    logits = model(
        input_ids=batch["input_ids"],
        attention_mask=batch["attention_mask"],
        position_ids=batch["position_ids"],
        logits_to_keep=1 + chosen + rejected,
        use_cache=False,
    ).logits
    logits = logits.to(torch.promote_types(logits.dtype, torch.float32))
    # The column before a side's first token is the context's last one, for both sides.
    logits = logits[:, [*range(chosen), 0, *range(chosen + 1, chosen + rejected)]]
    sides = batch["input_ids"][:, -(chosen + rejected) :]
    logps = logits.gather(-1, sides[..., None]).squeeze(-1) - logits.logsumexp(-1)
    return logps[:, :chosen] * batch["chosen_mask"], logps[:, chosen:] * batch["rejected_mask"]


@torch.no_grad()
def shares_prefix(network: Any, pad_id: int) -> bool:
    """Whether a model gives the sides of one sequence the log-probabilities that each has alone.

    Not with layers that keep a window or a state, with attention that takes no mask of our own or (`eager`) reads ours
    otherwise, or where the forward computes every logit.
    """
    if not fits_slots(network.config) or "logits_to_keep" not in inspect.signature(network.forward).parameters:
        return False
    size = network.config.get_text_config().vocab_size
    row = {"context_ids": [3 % size, 5 % size], "chosen_ids": [7 % size, 2 % size], "rejected_ids": [6 % size] * 3}
    batch = SharedPrefixCollator(pad_id)([row])
    leaky = {**batch, "attention_mask": torch.ones_like(batch["attention_mask"]).tril()}
    try:
        both, seeing = (
            torch.cat(side_logps(network, {name: value.to(network.device) for name, value in each.items()}), 1)
            for each in (batch, leaky)
        )
        alone = torch.cat([_alone(network, row["context_ids"], row[side]) for side in ("chosen_ids", "rejected_ids")])
    except (RuntimeError, TypeError, ValueError, AttributeError):
        return False
    off, leak = ((found[0] - alone).abs().max() for found in (both, seeing))
    return bool(off <= _CLOSE * leak)


def _alone(network: Any, context: list[int], side: list[int]) -> torch.Tensor:
    """The log-probabilities of a side in an ordinary sequence without any mask of ours."""
    ids = torch.tensor([context + side], device=network.device)
    logps: torch.Tensor = network(input_ids=ids, use_cache=False).logits[0].float().log_softmax(-1)
    return logps[len(context) - 1 : -1].gather(1, ids[0, len(context) :, None]).squeeze(1)
