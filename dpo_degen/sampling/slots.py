"""The keys and values of a batch whose rows come and go: one buffer a layer, written in place.

All rows end in the same column, so that a step writes one column and attention reads one window of the buffer; a row
that came later begins further right, and what lies left of it is masked. transformers' own dynamic cache copies the
whole of it at every step, which for a small model is as much work as the step itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from transformers import Cache, DynamicCache
from transformers.cache_utils import CacheLayerMixin, DynamicLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transformers import PreTrainedConfig

SLACK = 256  # columns beyond the widest row: how often the window has to be moved back to the left


def fits_slots(config: PreTrainedConfig) -> bool:
    """Whether every layer of a model attends to all that came before, so that this cache can hold it."""
    try:
        layers = DynamicCache(config=config).layers
    except (AttributeError, KeyError):  # a model that keeps something else
        return False
    return bool(layers) and all(type(layer) is DynamicLayer for layer in layers)


class Slots:
    """Up to `rows` sequences of up to `width` tokens each.

    `starts` holds the first column of each row in use; rows 0 to `len(starts) - 1` are in use, and columns
    `[left, end)` hold what they have said.
    """

    def __init__(self, config: PreTrainedConfig, rows: int, width: int) -> None:
        self.rows, self.columns = rows, width + SLACK
        self.starts: list[int] = []
        self.end = 0
        layers = len(DynamicCache(config=config).layers)
        self.layers = [_Layer(self) for _ in range(layers)]
        self.cache = Cache(layers=list(self.layers))

    @property
    def left(self) -> int:
        """The first column that any row uses."""
        return min(self.starts, default=self.end)

    def mask(self, device: Any) -> torch.Tensor:
        """1 where a row may look, the column about to be written included: shape (rows in use, end + 1 - left)."""
        columns = torch.arange(self.left, self.end + 1, device=device)
        return (columns >= torch.tensor(self.starts, device=device)[:, None]).long()

    def advance(self) -> None:
        """The column that the last step wrote is now part of every row."""
        self.end += 1
        if self.end == self.columns:
            self._move(self.end - self.left)

    def add(self, filled: DynamicCache, lengths: Sequence[int]) -> None:
        """Append rows whose keys and values `filled` holds, left-padded to a common width."""
        width = max(lengths)
        if not self.starts or width > self.end:
            self._move(max(width, self.end - self.left))
        first, last = len(self.starts), len(self.starts) + len(lengths)
        for layer, new in zip(self.layers, filled.layers, strict=True):
            layer.write(slice(first, last), slice(self.end - width, self.end), new.keys, new.values)
        self.starts += [self.end - length for length in lengths]

    def remove(self, gone: Sequence[int]) -> list[int]:
        """Free rows; returns for each row still in use which row it was before."""
        order = list(range(len(self.starts)))
        for row in sorted(gone, reverse=True):
            last = order.pop()
            if row < len(order):  # the last row takes the hole, so that rows in use stay together
                order[row] = last
                for layer in self.layers:
                    layer.copy_row(last, row)
        self.starts = [self.starts[row] for row in order]
        return order

    def _move(self, end: int) -> None:
        """Shift the window so that it ends in column `end`."""
        by = end - self.end
        for layer in self.layers:
            layer.shift(by)
        self.starts, self.end = [start + by for start in self.starts], end


class _Layer(CacheLayerMixin):
    """One layer's buffer, shape (slots, heads, columns, head size)."""

    is_sliding = False

    def __init__(self, slots: Slots) -> None:
        super().__init__()
        self.slots = slots

    def lazy_initialization(self, key_states: torch.Tensor, value_states: torch.Tensor) -> None:
        """Make room for all slots, in the type and on the device of the first states."""
        self.dtype, self.device = key_states.dtype, key_states.device
        for name, states in (("keys", key_states), ("values", value_states)):
            shape = (self.slots.rows, states.shape[1], self.slots.columns, states.shape[3])
            setattr(self, name, states.new_zeros(shape))
        self.is_initialized = True

    def write(self, rows: slice, columns: slice, keys: torch.Tensor, values: torch.Tensor) -> None:
        """Put states of shape (rows, heads, columns, head size) in their place."""
        if not self.is_initialized:
            self.lazy_initialization(keys, values)
        self.keys[rows, :, columns] = keys
        self.values[rows, :, columns] = values

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, *_args: Any, **_kwargs: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Write a step's column and return all that its rows may look at."""
        rows, end = slice(len(self.slots.starts)), self.slots.end
        self.write(rows, slice(end, end + 1), key_states, value_states)
        window = slice(self.slots.left, end + 1)
        return self.keys[rows, :, window], self.values[rows, :, window]

    def copy_row(self, source: int, target: int) -> None:
        """Copy one row's states to another row."""
        window = slice(self.slots.left, self.slots.end)
        self.keys[target, :, window] = self.keys[source, :, window]
        self.values[target, :, window] = self.values[source, :, window]

    def shift(self, by: int) -> None:
        """Move all states in use by so many columns."""
        if not self.is_initialized or not self.slots.starts or not by:
            return
        rows, left, end = slice(len(self.slots.starts)), self.slots.left, self.slots.end
        for states in (self.keys, self.values):
            states[rows, :, left + by : end + by] = states[rows, :, left:end].clone()

    def get_seq_length(self) -> int:
        """Columns that a step finds filled."""
        return self.slots.end - self.slots.left

    def get_mask_sizes(self, query_length: int) -> tuple[int, int]:
        """Length and offset of what a step looks at."""
        return self.get_seq_length() + query_length, 0

    def get_max_length(self) -> int:
        """The buffer's width bounds no single row."""
        return -1
