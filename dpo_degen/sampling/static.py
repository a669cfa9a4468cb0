"""Sampling with transformers' own `generate`, for models whose cache cannot be kept in slots.

Batches are left-padded and end with their last row. Drawing is one logits processor around greedy search, so that a
row draws the same as in the rolling batch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from transformers import LogitsProcessor, LogitsProcessorList, StoppingCriteria, StoppingCriteriaList

from dpo_degen.padding import padded
from dpo_degen.sampling.draw import ban_first, next_tokens, random_numbers
from dpo_degen.sampling.engine import Completion, Request
from dpo_degen.sampling.stopping import LoopStopping

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable, Collection, Iterator

    from dpo_degen.sampling.hf import HFEngine


class StaticBatches:
    """What waits, batch by batch; a request leaves `waiting` when its batch is finished."""

    def __init__(self, engine: HFEngine, waiting: deque[Request], rows: int) -> None:
        self.engine, self.waiting, self.rows = engine, waiting, rows

    def steps(self, tick: Callable[[int], None] | None) -> Iterator[list[Completion]]:
        """Decode until nothing waits, yielding each batch as it ends."""
        while self.waiting:
            cap, stops = self.waiting[0].decoding.max_new_tokens, self.waiting[0].stop_loops
            alike = [r for r in self.waiting if (r.decoding.max_new_tokens, r.stop_loops) == (cap, stops)]
            batch = alike[: self.rows]
            made = _batch(self.engine, batch, cap, tick)
            for request in batch:
                self.waiting.remove(request)
            yield made

    def unfinished(self) -> list[Request]:
        """None: what a batch was at work on still waits."""
        return []


@torch.inference_mode()
def _batch(engine: HFEngine, batch: list[Request], cap: int, tick: Callable[[int], None] | None) -> list[Completion]:
    vocabulary, stop_ids = engine.vocabulary, engine.vocabulary.stop_ids
    ids, mask = padded([request.input_ids for request in batch], vocabulary.pad_id)
    width = ids.shape[1]
    prompts = [vocabulary.decode(request.input_ids) for request in batch]
    stopping = batch[0].stop_loops
    guards = LoopStopping(vocabulary.pieces, prompts=prompts, eos_token_id=stop_ids) if stopping else None
    criteria = [guards, _Ticker(tick, stop_ids) if tick else None]
    output = engine.network.generate(
        input_ids=ids.to(engine.device),
        attention_mask=mask.to(engine.device),
        do_sample=False,
        max_new_tokens=cap,
        logits_processor=LogitsProcessorList([_Draw(batch, width)]),
        stopping_criteria=StoppingCriteriaList([found for found in criteria if found]),
    )
    looping = guards.found if guards else [None] * len(batch)
    rows = output[:, width:].tolist()
    return [cut(*row, stop_ids) for row in zip(batch, rows, looping, strict=True)]


def cut(request: Request, ids: list[int], loop: Any, stop_ids: Collection[int]) -> Completion:
    """End a row at its first stop id or where it was stopped for looping: what follows is padding."""
    stop = next((place for place, token in enumerate(ids) if token in stop_ids), len(ids))
    if loop is not None:
        return Completion(request, ids[: loop.end], "loop")
    return Completion(request, ids[: stop + 1], "stop" if stop < len(ids) else "length")


class _Draw(LogitsProcessor):
    """Leaves exactly the id possible that a row draws: banned first ids out, then its decoding."""

    def __init__(self, batch: list[Request], width: int) -> None:
        self.batch, self.width = batch, width
        self.uniform = [random_numbers(request) for request in batch]

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Scores (rows, vocabulary) that are 0 for the drawn id and minus infinity for every other."""
        step = input_ids.shape[1] - self.width
        if step == 0:
            scores = scores.clone()
            ban_first(scores, self.batch)
        drawn = next_tokens(scores, self.batch, [float(numbers[step]) for numbers in self.uniform])
        return torch.full_like(scores, -torch.inf).scatter(-1, drawn[:, None], 0.0)


class _Ticker(StoppingCriteria):
    """Never stops anything: tells how many tokens each step made, rows that have ended left out."""

    def __init__(self, tick: Callable[[int], None], stop_ids: Collection[int]) -> None:
        self.tick, self.stop_ids = tick, torch.tensor(sorted(stop_ids), dtype=torch.long)
        self.ended: torch.Tensor | None = None

    def __call__(self, input_ids: torch.Tensor, scores: Any, **_: Any) -> torch.Tensor:  # noqa: ARG002
        """No row is done because of us: shape (rows,)."""
        last = input_ids[:, -1].cpu()
        before = torch.zeros_like(last, dtype=torch.bool) if self.ended is None else self.ended
        self.tick(int((~before).sum()))
        self.ended = before | torch.isin(last, self.stop_ids)
        return torch.zeros(input_ids.shape[0], dtype=torch.bool, device=input_ids.device)
