"""Which sampled continuation may stand on the chosen side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dpo_degen.detection.samples import ends

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dpo_degen.config import PairConfig
    from dpo_degen.detection import Detection
    from dpo_degen.pairing.forks import Fork
    from dpo_degen.records import Sample
    from dpo_degen.vocabulary import Vocabulary

_GRAM = 4
_NEW_SHARE = 0.5


def flaw(
    fork: Fork,
    candidate: Sample,
    config: PairConfig,
    detector: Callable[[Sample], Detection],
    vocabulary: Vocabulary,
) -> str | None:
    """Why a continuation may not be chosen, None if it may.

    `candidate.prompt_ids` is the fork's context and `candidate.output_ids` the continuation.
    """
    ids = candidate.output_ids
    body = ids[:-1] if ends(ids, vocabulary.stop_ids) else ids
    if len(body) < config.min_chosen_tokens:
        return "every continuation ended at once"
    whole = fork.sample.output_ids[: fork.healthy] + ids
    # As the end of a full output, so that a loop across the seam is seen too.
    output = replace(candidate, prompt_ids=fork.sample.prompt_ids, output_ids=whole, text=vocabulary.decode(whole))
    if _loops_on(detector(output), fork):
        return "every continuation loops"
    # A copy of the loop with one word changed is no repair, and exact detection alone would let it pass.
    if new_share(whole[: fork.healthy], body) < _NEW_SHARE:
        return "every continuation repeats what was said"
    return None


def _loops_on(detection: Detection, fork: Fork) -> bool:
    return bool(detection) and (detection.end is None or detection.end > fork.healthy)


def new_share(before: Sequence[int], ids: Sequence[int]) -> float:
    """Share of the 4-grams ending in `ids` that neither `before` nor the earlier part of `ids` holds (0 to 1)."""
    row = [*before, *ids]
    seen: set[tuple[int, ...]] = set()
    new = total = 0
    for end in range(_GRAM, len(row) + 1):
        gram = tuple(row[end - _GRAM : end])
        if end > len(before):
            total += 1
            new += gram not in seen
        seen.add(gram)
    return new / total if total else 1.0


def best(fork: Fork, candidates: Sequence[Sample]) -> Sample:
    """The sound continuation that ends by itself if there is one, else the one with the most new words."""
    before = fork.sample.output_ids[: fork.healthy]
    return max(candidates, key=lambda c: (c.finish == "stop", new_share(before, c.output_ids)))
