"""Log-probabilities of given tokens under a model: what every guard that needs a model is made of."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import torch

from dpo_degen.padding import padded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_AT_ONCE = 4096  # tokens in one pass
_IN_32_BITS = 1024  # tokens whose logits are float32 at a time: a long answer's would take a GPU's memory
_FAR = 1e4  # nats; JSON has no infinity

Row = tuple["Sequence[int]", "Sequence[int]"]


def log_probability(
    network: Any,
    pad_id: int,
    rows: Sequence[Row],
    tick: Callable[[int], None] | None = None,
) -> list[float]:
    """Sum of log p(target | context) of each row, in nats; see `logits_of` for the arguments."""
    found = [0.0] * len(rows)
    for row, logits in logits_of(network, pad_id, rows, tick):
        targets = torch.tensor(rows[row][1], dtype=torch.long, device=logits.device)
        for begin in range(0, len(targets), _IN_32_BITS):
            span = slice(begin, begin + _IN_32_BITS)
            part, ids = finite(logits[span]), targets[span]
            found[row] += float((part.gather(-1, ids[:, None]).squeeze(-1) - part.logsumexp(-1)).sum())
    return found


def logits_of(
    network: Any,
    pad_id: int,
    rows: Sequence[Row],
    tick: Callable[[int], None] | None = None,
) -> Iterator[tuple[int, torch.Tensor]]:
    """The number of each row, in any order, and what predicts its target: (target, vocabulary), logits as they come.

    Args:
        network: a causal language model on its device.
        pad_id: fills batches up.
        rows: (context, target) ids; a context holds at least one id.
        tick: called with the number of tokens just scored.
    """
    takes = inspect.signature(network.forward).parameters  # a model's own code may know less
    for batch in _batches([len(context) + len(target) for context, target in rows]):
        whole = [[*rows[row][0], *rows[row][1]] for row in batch]
        ids, mask = (part.to(network.device) for part in padded(whole, pad_id))
        longest = max(len(rows[row][1]) for row in batch)
        known = {"position_ids": (mask.cumsum(-1) - 1).clamp(min=0), "logits_to_keep": longest + 1, "use_cache": False}
        more = {name: value for name, value in known.items() if name in takes}
        with torch.inference_mode():
            logits = network(input_ids=ids, attention_mask=mask, **more).logits[:, -longest - 1 : -1]
        for place, row in enumerate(batch):
            yield row, logits[place, longest - len(rows[row][1]) :]
        if tick:
            tick(sum(map(len, whole)))


def finite(logits: torch.Tensor) -> torch.Tensor:
    """Logits as float32 numbers: a model that says nothing but NaN knows as much as one that finds all alike."""
    return logits.float().nan_to_num(0.0, _FAR, -_FAR)


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
