"""Sampling with transformers' `generate`, in left-padded batches.

Temperature, nucleus and the draw itself are one logits processor around greedy search: each row draws with its
own random numbers, so a row's output depends on its seed and its logits, not on its neighbours. The logits
themselves may differ in the last bits between batch shapes, most of all in bfloat16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from transformers import (
    GenerationConfig,
    LogitsProcessor,
    LogitsProcessorList,
    StoppingCriteria,
    StoppingCriteriaList,
)

from dpo_degen.models import load_model, locate, pick_device, pick_dtype
from dpo_degen.sampling.engine import Completion, Request
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from dpo_degen.config import ModelConfig
    from dpo_degen.records import Decoding

_HEAD = 1024


class HFEngine:
    """A model in this process. Holds its weights until it is dropped.

    Raises:
        UserError: the model cannot be found or read.
    """

    name = "hf"

    def __init__(self, config: ModelConfig, *, batch_size: int = 32, model: str | None = None) -> None:
        self.model = model or config.name
        location = locate(self.model)
        self.vocabulary = Vocabulary.load(location, config)
        self.device = pick_device(config.device)
        self.dtype = pick_dtype(config.dtype, self.device)
        self.batch_size = batch_size
        self.network = load_model(location, config, dtype=self.dtype, device=self.device)
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
        """See `Engine.complete`. Requests of like length share a batch; a batch is yielded when it is finished."""
        ordered = sorted(requests, key=lambda r: (str(r.decoding), len(r.input_ids)))
        for batch in _batches(ordered, self.batch_size):
            left = [request for request in batch if request.id not in done]
            if left:
                yield self._generate(left, tick)

    @torch.inference_mode()
    def _generate(self, batch: list[Request], tick: Callable[[int], None] | None) -> list[Completion]:
        width = max(len(request.input_ids) for request in batch)
        ids = torch.full((len(batch), width), self.vocabulary.pad_id, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, request in enumerate(batch):
            ids[row, width - len(request.input_ids) :] = torch.tensor(request.input_ids)
            mask[row, width - len(request.input_ids) :] = 1
        output = self.network.generate(
            input_ids=ids.to(self.device),
            attention_mask=mask.to(self.device),
            do_sample=False,
            max_new_tokens=batch[0].decoding.max_new_tokens,
            logits_processor=_processors(batch, width),
            stopping_criteria=StoppingCriteriaList([_Ticker(tick, self.vocabulary.stop_ids)]) if tick else None,
        )
        return [self._cut(request, row) for request, row in zip(batch, output[:, width:].tolist(), strict=True)]

    def _cut(self, request: Request, ids: list[int]) -> Completion:
        """End a row at its first stop id: what follows is padding."""
        for position, token in enumerate(ids):
            if token in self.vocabulary.stop_ids:
                return Completion(request, ids[: position + 1], "stop")
        return Completion(request, ids, "length")


def _batches(ordered: list[Request], size: int) -> Iterator[list[Request]]:
    """Consecutive requests with the same decoding, at most `size` at once."""
    groups: dict[Any, list[Request]] = {}
    for request in ordered:
        groups.setdefault(request.decoding, []).append(request)
    for group in groups.values():
        for start in range(0, len(group), size):
            yield group[start : start + size]


def _processors(batch: list[Request], width: int) -> LogitsProcessorList:
    decoding = batch[0].decoding
    processors: list[LogitsProcessor] = []
    if any(request.banned_first for request in batch):
        processors.append(_BanFirst([request.banned_first for request in batch], width))
    if decoding.temperature > 0:
        processors.append(_SeededDraw([request.seed for request in batch], decoding, width))
    return LogitsProcessorList(processors)


class _BanFirst(LogitsProcessor):
    """Gives each row's banned ids no probability at the first new position."""

    def __init__(self, banned: list[tuple[int, ...]], width: int) -> None:
        self.banned, self.width = banned, width

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Scores (rows, vocabulary) with the banned entries at minus infinity."""
        if input_ids.shape[1] != self.width:
            return scores
        scores = scores.clone()
        for row, banned in enumerate(self.banned):
            scores[row, list(banned)] = -torch.inf
        return scores


class _SeededDraw(LogitsProcessor):
    """Draws each row's next id from the nucleus by inverting its cumulative distribution at the row's own number."""

    def __init__(self, seeds: list[int], decoding: Decoding, width: int) -> None:
        steps = decoding.max_new_tokens
        uniforms = np.stack([np.random.default_rng(seed).random(steps, dtype=np.float32) for seed in seeds])
        self.uniforms, self.width = torch.from_numpy(uniforms), width
        self.temperature, self.top_p = decoding.temperature, decoding.top_p

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Scores (rows, vocabulary) that leave exactly the drawn id possible."""
        probabilities = (scores.float() / self.temperature).softmax(-1)
        # Sorting the whole vocabulary costs more than a small model's forward pass; the head is nearly always enough.
        count = min(_HEAD, scores.shape[-1]) if self.top_p < 1 else scores.shape[-1]
        top, ids = probabilities.topk(count, sorted=True)
        if bool((top.sum(-1) < self.top_p).any()):
            top, ids = probabilities.sort(-1, descending=True)
        cumulative = top.cumsum(-1)
        # The nucleus is the smallest head that reaches top_p: all ids before which less than top_p is covered.
        inside = cumulative - top < self.top_p
        mass = (top * inside).sum(-1, keepdim=True)
        uniform = self.uniforms[:, input_ids.shape[1] - self.width].to(scores.device)[:, None]
        place = torch.searchsorted(cumulative, uniform * mass, right=True)
        drawn = ids.gather(-1, place.minimum(inside.sum(-1, keepdim=True) - 1))
        return torch.full_like(scores, -torch.inf).scatter(-1, drawn, 0.0)


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
