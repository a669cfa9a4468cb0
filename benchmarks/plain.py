"""What a user of transformers alone would do: greedy `generate` on left-padded batches of prompts of like length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

from dpo_degen.padding import padded
from dpo_degen.sampling.static import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dpo_degen.sampling import Completion, Request
    from dpo_degen.sampling.hf import HFEngine


def plain(
    engine: HFEngine,
    requests: Sequence[Request],
    size: int,
    tell: Callable[[int], None] = lambda _: None,
    **arguments: Any,
) -> list[Completion]:
    """Outputs in the order of the requests, which share a token cap.

    Args:
        engine: the model.
        requests: what is asked.
        size: of a batch.
        tell: called with the size of each batch that is done.
        arguments: further ones of `generate`.
    """
    ordered = sorted(requests, key=lambda request: len(request.input_ids))
    made: dict[str, Completion] = {}
    for start in range(0, len(ordered), size):
        batch = ordered[start : start + size]
        ids, mask = padded([request.input_ids for request in batch], engine.vocabulary.pad_id)
        with torch.inference_mode():
            output = engine.network.generate(
                input_ids=ids.to(engine.device),
                attention_mask=mask.to(engine.device),
                do_sample=False,
                max_new_tokens=batch[0].decoding.max_new_tokens,
                **arguments,
            )
        for request, row in zip(batch, output[:, ids.shape[1] :].tolist(), strict=True):
            made[request.id] = cut(request, row, None, engine.vocabulary.stop_ids)
        tell(len(batch))
    return [made[request.id] for request in requests]
