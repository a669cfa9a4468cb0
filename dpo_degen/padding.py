"""Rows of token ids as one block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import torch
from torch.nn.utils.rnn import pad_sequence

if TYPE_CHECKING:
    from collections.abc import Sequence


def padded(
    rows: Sequence[Sequence[int]], pad_id: int, side: Literal["left", "right"] = "left"
) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids, filled up with `pad_id` on one side, and the mask that is 1 where a row has one; both (rows, longest)."""
    ids = [torch.tensor(row, dtype=torch.long) for row in rows]
    block = pad_sequence(ids, batch_first=True, padding_value=pad_id, padding_side=side)
    return block, pad_sequence([torch.ones_like(row) for row in ids], batch_first=True, padding_side=side)
