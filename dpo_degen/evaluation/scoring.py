"""Log-probabilities of given tokens under a model: what every guard that needs a model is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

from dpo_degen.sampling.static import left_padded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_AT_ONCE = 4096  # tokens in one pass


@torch.inference_mode()
def log_probability(
    network: Any,
    pad_id: int,
    rows: Sequence[tuple[Sequence[int], Sequence[int]]],
    tick: Callable[[int], None] | None = None,
) -> list[float]:
    """Sum of log p(target | context) of each row, in nats.

    Args:
        network: a causal language model on its device.
        pad_id: fills batches up.
        rows: (context, target) ids; a context holds at least one id.
        tick: called with the number of tokens just scored.
    """
    found = [0.0] * len(rows)
    for batch in _batches([len(context) + len(target) for context, target in rows]):
        whole = [[*rows[row][0], *rows[row][1]] for row in batch]
        ids, mask = (part.to(network.device) for part in left_padded(whole, pad_id))
        longest = max(len(rows[row][1]) for row in batch)
        logits = (
            network(
                input_ids=ids,
                attention_mask=mask,
                position_ids=(mask.cumsum(-1) - 1).clamp(min=0),
                logits_to_keep=longest + 1,
                use_cache=False,
            )
            .logits[:, -longest - 1 : -1]
            .float()
        )
        targets = ids[:, ids.shape[1] - longest :]
        logps = logits.gather(-1, targets[..., None]).squeeze(-1) - logits.logsumexp(-1)
        for place, row in enumerate(batch):
            found[row] = float(logps[place, longest - len(rows[row][1]) :].sum())
        if tick:
            tick(sum(map(len, whole)))
    return found


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of like length together, as many as `_AT_ONCE` padded tokens hold."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[row] > _AT_ONCE:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
