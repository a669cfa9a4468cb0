"""Which token comes next: greedy, or drawn from the nucleus with each row's own random numbers.

A row's draws depend on its seed and its logits alone, not on its neighbours in the batch. The logits themselves may
differ in the last bits between batch shapes, most of all in bfloat16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dpo_degen.sampling.engine import Request

_HEAD = 1024


def random_numbers(request: Request) -> NDArray[np.float32]:
    """A request's own uniform number for each step, shape (max_new_tokens,)."""
    return np.random.default_rng(request.seed).random(request.decoding.max_new_tokens, dtype=np.float32)


def ban_first(scores: torch.Tensor, requests: Sequence[Request]) -> None:
    """Take all probability from ids that may not be a request's first token; scores (rows, vocabulary), in place."""
    for row, request in enumerate(requests):
        scores[row, list(request.banned_first)] = -torch.inf


def next_tokens(scores: torch.Tensor, requests: Sequence[Request], uniform: Sequence[float]) -> torch.Tensor:
    """The next id of each row.

    Args:
        scores: logits, shape (rows, vocabulary).
        requests: one a row; their decodings may differ.
        uniform: one number in [0, 1) a row, unused where the decoding is greedy.

    Returns:
        Shape (rows,).
    """
    chosen = scores.argmax(-1)
    rows = [row for row, request in enumerate(requests) if request.decoding.temperature > 0]
    if rows:
        decodings = [requests[row].decoding for row in rows]
        where = torch.tensor(rows, device=scores.device)

        def column(values: list[float]) -> torch.Tensor:
            return torch.tensor(values, dtype=torch.float32, device=scores.device)[:, None]

        temperature, top_p = column([d.temperature for d in decodings]), column([d.top_p for d in decodings])
        probabilities = (scores[where].float() / temperature).softmax(-1)
        chosen[where] = _draw(probabilities, top_p, column([uniform[row] for row in rows]))
    return chosen


def _draw(probabilities: torch.Tensor, top_p: torch.Tensor, uniform: torch.Tensor) -> torch.Tensor:
    """Draw from each row's nucleus by inverting its cumulative distribution at the row's own number: shape (rows,).

    The distribution is summed up in the order of ids: in the order of probabilities, two that differ in the last bit
    would change places from batch to batch, and the draw with them.
    """
    # Sorting the whole vocabulary costs more than a small model's forward pass; the head is nearly always enough.
    top = probabilities.topk(min(_HEAD, probabilities.shape[-1]), sorted=True).values
    if bool((top.sum(-1, keepdim=True) < top_p).any()):
        top = probabilities.sort(-1, descending=True).values
    # The nucleus is the smallest head that reaches top_p: all ids before which less than top_p is covered.
    inside = top.cumsum(-1) - top < top_p
    least = top.gather(-1, inside.sum(-1, keepdim=True) - 1)
    cumulative = probabilities.masked_fill(probabilities < least, 0.0).cumsum(-1)
    target = (uniform * cumulative[:, -1:]).clamp(min=torch.finfo(cumulative.dtype).tiny)  # never an id of no weight
    return torch.searchsorted(cumulative, target)[:, 0]
