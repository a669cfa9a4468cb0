"""Sampling with transformers in this process, in a batch that stays full.

Each step is one forward pass over the last token of every row. A row that has ended, or loops where that is not
wanted, leaves at once, and waiting requests take its place. Models whose layers do not all keep everything (sliding
windows, recurrent states) are sampled with `generate`, in batches that end with their last row.
"""

from __future__ import annotations

import inspect
import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from transformers import DynamicCache, GenerationConfig

from dpo_degen.detection import LoopGuard
from dpo_degen.errors import UserError
from dpo_degen.models import free_memory, load_model, locate, pick_device, pick_dtype
from dpo_degen.padding import padded
from dpo_degen.progress import say
from dpo_degen.sampling.draw import ban_first, next_tokens, random_numbers
from dpo_degen.sampling.engine import Completion, Request
from dpo_degen.sampling.slots import SLACK, Slots, fits_slots
from dpo_degen.sampling.static import StaticBatches
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from dpo_degen.config import ModelConfig
    from dpo_degen.records import Finish

_PREFILL = 8192  # prompt tokens read in one pass: bounds the memory of a refill
_MOST = {"cpu": 96, "cuda": 512}  # rows beyond which a step no longer gets cheaper a row
_HELD = 0.8  # of the memory is for what rows hold, the rest for what a pass computes on the way
_UNMEASURED = 32  # rows where the memory of one is not known beforehand
# A CPU, Apple's GPUs and CUDA's libraries each say it in words of their own.
_NO_MEMORY = re.compile(r"out of memory|not enough memory|can't allocate memory|ALLOC_FAILED", re.IGNORECASE)
_REFILL = 8  # refill when one in so many rows is free: reading prompts one by one would cost more than it saves


class HFEngine:
    """A model in this process. Holds its weights until it is dropped.

    Args:
        config: the model section.
        batch_size: rows decoded at once; None takes as many as the memory holds.
        memory_gb: memory for keys, values and logits, in GB; None takes half of what is free.
        model: a model folder to load instead of the one in `config`.
        network: its weights where they are loaded already, such as a model in training; it is used as it is.

    Raises:
        UserError: the model cannot be found or read.
    """

    name = "hf"

    def __init__(
        self,
        config: ModelConfig,
        *,
        batch_size: int | None = None,
        memory_gb: float | None = None,
        model: str | None = None,
        network: Any = None,
    ) -> None:
        self.model = model or config.name
        location = locate(self.model)
        self.vocabulary = Vocabulary.load(location, config)
        self.device = pick_device(config.device)
        self.dtype = pick_dtype(config.dtype, self.device)
        self.batch_size, self.memory_gb = batch_size, memory_gb
        if network is None:
            network = load_model(location, config, dtype=self.dtype, device=self.device)
        self.network = network
        bare = network.get_base_model() if hasattr(network, "get_base_model") else network  # without an adapter's wrap
        takes = inspect.signature(bare.forward).parameters
        self.rolling = "past_key_values" in takes and fits_slots(self.network.config)
        # A model's generation config may carry penalties or a top-k; what is sampled is what the record says.
        self.network.generation_config = GenerationConfig(
            eos_token_id=sorted(self.vocabulary.stop_ids) or None, pad_token_id=self.vocabulary.pad_id
        )

    def complete(
        self,
        requests: Sequence[Request],
        done: Collection[str] = (),
        tick: Callable[[int], None] | None = None,
    ) -> Iterator[list[Completion]]:
        """See `Engine.complete`. Completions are yielded as soon as their rows have ended."""
        left = [request for request in requests if request.id not in done]
        if not left:
            return
        width = max(len(r.input_ids) + r.decoding.max_new_tokens for r in left)
        rows = min(self.batch_size or self._rows_in_memory(width), len(left))
        # Long prompts first: the columns of the batch never have to be widened for a later one.
        waiting = deque(sorted(left, key=lambda r: -len(r.input_ids)))
        while waiting:
            run = _Rolling(self, waiting, rows, width) if self.rolling else StaticBatches(self, waiting, rows)
            try:
                yield from run.steps(tick)
            except (torch.OutOfMemoryError, RuntimeError) as error:
                if not _out_of_memory(error):
                    raise
                if rows == 1:
                    raise UserError(
                        f"out of memory with a single output of {width:,} tokens; lower max_new_tokens"
                    ) from error
                rows //= 2
                say(f"  out of memory: going on with {rows} outputs at once")
            finally:
                waiting.extendleft(reversed(run.unfinished()))
                del run

    def close(self) -> None:
        """Nothing to end: the weights go when the engine does."""

    @torch.inference_mode()
    def _rows_in_memory(self, width: int) -> int:
        """How many rows of `width` tokens fit, told to the user."""
        budget = self.memory_gb * 1e9 if self.memory_gb else free_memory(self.device) / 2
        if not self.rolling:
            return max(1, min(_UNMEASURED, int(budget / _most_of_a_row(self.network.config, self.dtype, width))))
        probe = DynamicCache(config=self.network.config)
        token = torch.full((1, 1), self.vocabulary.pad_id, device=self.device)
        self.network(input_ids=token, past_key_values=probe, use_cache=True)
        a_token = sum(part.nbytes for layer in probe.layers for part in (layer.keys, layer.values))
        a_row = a_token * (width + SLACK) + 4 * 4 * self.vocabulary.size
        rows = max(1, min(int(_HELD * budget / a_row), _MOST.get(self.device, _MOST["cpu"])))
        say(f"  {rows} outputs at once: {a_row * rows / 1e9:.1f} GB of {budget / 1e9:.1f} GB, {self.dtype}")
        return rows


def _most_of_a_row(config: Any, dtype: torch.dtype, width: int) -> int:
    """Bytes of one row's keys and values if every layer kept all of them, which windows and states keep less of."""
    c = config.get_text_config()
    heads = getattr(c, "num_attention_heads", None) or 1
    size = getattr(c, "head_dim", None) or getattr(c, "hidden_size", 0) // heads
    kept = (getattr(c, "num_key_value_heads", None) or heads) * size
    return max(1, 2 * getattr(c, "num_hidden_layers", 1) * kept * dtype.itemsize * width)


def _out_of_memory(error: Exception) -> bool:
    return isinstance(error, torch.OutOfMemoryError) or _NO_MEMORY.search(str(error)) is not None


@dataclass(slots=True)
class _Lane:
    """A request at work in a row of the batch."""

    request: Request
    uniform: NDArray[Any]
    guard: LoopGuard | None
    ids: list[int] = field(default_factory=list)
    finish: Finish | None = None

    def take(self, token: int, stop_ids: Collection[int]) -> None:
        """Append the next id and see whether the row has ended."""
        self.ids.append(token)
        if token in stop_ids:
            self.finish = "stop"
        elif self.guard is not None and self.guard.feed(token):
            self.finish = "loop"
        elif len(self.ids) == self.request.decoding.max_new_tokens:
            self.finish = "length"


class _Rolling:
    """The rows of one batch, from its first request to its last."""

    def __init__(self, engine: HFEngine, waiting: deque[Request], rows: int, width: int) -> None:
        self.network, self.vocabulary, self.device = engine.network, engine.vocabulary, engine.device
        self.waiting, self.slots = waiting, Slots(engine.network.config, rows, width)
        self.lanes: list[_Lane] = []

    def steps(self, tick: Callable[[int], None] | None) -> Iterator[list[Completion]]:
        """Decode until nothing waits and no row is left, yielding rows as they end."""
        while self.lanes or self.waiting:
            free = self.slots.rows - len(self.lanes)
            if self.waiting and (not self.lanes or free * _REFILL >= self.slots.rows):
                made = self._refill(free)
            else:
                made = self._step()
            if tick:
                tick(made)
            ended = [Completion(lane.request, lane.ids, lane.finish) for lane in self.lanes if lane.finish]
            if ended:
                self._leave()
                yield ended

    def unfinished(self) -> list[Request]:
        """Requests whose rows were cut off; they have to begin anew."""
        return [lane.request for lane in self.lanes]

    @torch.inference_mode()
    def _refill(self, free: int) -> int:
        """Read waiting prompts into free rows and draw their first ids."""
        width = len(self.waiting[0].input_ids)
        count = min(free, len(self.waiting), max(1, _PREFILL // width))
        new = [self.waiting.popleft() for _ in range(count)]
        lanes = [_Lane(r, random_numbers(r), self._guard(r)) for r in new]
        self.lanes += lanes  # from here on they are not lost if memory is
        ids, mask = padded([request.input_ids for request in new], self.vocabulary.pad_id)
        mask = mask.to(self.device)
        filled = DynamicCache(config=self.network.config)
        scores = self.network(
            input_ids=ids.to(self.device),
            attention_mask=mask,
            position_ids=(mask.cumsum(-1) - 1).clamp(min=0),
            past_key_values=filled,
            use_cache=True,
            logits_to_keep=1,
        ).logits[:, -1]
        ban_first(scores, new)
        self.slots.add(filled, [len(request.input_ids) for request in new])
        return self._take(lanes, scores)

    @torch.inference_mode()
    def _step(self) -> int:
        """Draw the next id of every row."""

        def column(values: list[int]) -> torch.Tensor:
            return torch.tensor(values, device=self.device)[:, None]

        scores = self.network(
            input_ids=column([lane.ids[-1] for lane in self.lanes]),
            attention_mask=self.slots.mask(self.device),
            position_ids=column([len(lane.request.input_ids) + len(lane.ids) - 1 for lane in self.lanes]),
            past_key_values=self.slots.cache,
            use_cache=True,
        ).logits[:, -1]
        self.slots.advance()
        return self._take(self.lanes, scores)

    @torch.inference_mode()
    def _leave(self) -> None:
        """Free the rows that have ended."""
        kept = self.slots.remove([row for row, lane in enumerate(self.lanes) if lane.finish])
        self.lanes = [self.lanes[row] for row in kept]

    def _take(self, lanes: list[_Lane], scores: torch.Tensor) -> int:
        uniform = [float(lane.uniform[len(lane.ids)]) for lane in lanes]
        drawn = next_tokens(scores, [lane.request for lane in lanes], uniform).tolist()
        for lane, token in zip(lanes, drawn, strict=True):
            lane.take(token, self.vocabulary.stop_ids)
        return len(lanes)

    def _guard(self, request: Request) -> LoopGuard | None:
        if not request.stop_loops:
            return None
        return LoopGuard(pieces=self.vocabulary.pieces, prompt=self.vocabulary.decode(request.input_ids))
