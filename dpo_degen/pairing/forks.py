"""Where a looping output splits into a side to keep and a side to reject."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dpo_degen.records import Skip

if TYPE_CHECKING:
    from dpo_degen.config import PairConfig
    from dpo_degen.detection import Detection
    from dpo_degen.records import Decoding, Sample


@dataclass(frozen=True, slots=True)
class Fork:
    """A context, the side that loops, and how to sample the other side.

    `healthy` counts the output tokens at the end of `context_ids` that both sides share.
    """

    sample: Sample
    detection: Detection
    context_ids: list[int]
    rejected_ids: list[int]
    healthy: int
    decoding: Decoding
    banned_first: tuple[int, ...] = ()


def fork(sample: Sample, detection: Detection, config: PairConfig, context: int) -> Fork | Skip:
    """Split a sample where `config.method` says, or say why it cannot be split.

    Args:
        sample: the output with its exact ids.
        detection: what was found in it; indices are token positions in `output_ids`.
        config: the pair section.
        context: token capacity of the model.
    """
    if not detection:
        return skip(sample, "healthy", detection.reason)
    positioned = None not in (detection.branch, detection.end, detection.period)
    if config.method != "whole" and not positioned:
        return skip(sample, "no branch point", "the detector gave no position; pair.method whole needs none")
    if config.method == "branch":
        made = _at_second_copy(sample, detection, config)
    else:
        made = _whole(sample, detection, config)
    room = context - len(made.context_ids)
    if room < config.min_chosen_tokens:
        return skip(sample, "no room in the context", f"{len(made.context_ids)} of {context} tokens are taken")
    return replace(made, decoding=replace(made.decoding, max_new_tokens=min(made.decoding.max_new_tokens, room)))


def skip(sample: Sample, reason: str, detail: str = "") -> Skip:
    """The record of an output that makes no pair."""
    return Skip(sample.id, sample.prompt_id, sample.domain, reason, detail)


def loop_tokens(detection: Detection, config: PairConfig) -> int:
    """Tokens of loop on the rejected side: some copies, at least as long as the shortest chosen side."""
    assert detection.period is not None
    assert detection.branch is not None
    assert detection.end is not None
    copies = max(config.rejected_copies * detection.period, config.min_chosen_tokens)
    return min(copies, config.rejected_tokens, detection.end - detection.branch)


def _at_second_copy(sample: Sample, detection: Detection, config: PairConfig) -> Fork:
    """Both sides share everything up to the second copy, the first place where the model went wrong."""
    assert detection.branch is not None
    branch = detection.branch
    rejected = sample.output_ids[branch : branch + loop_tokens(detection, config)]
    return Fork(
        sample,
        detection,
        context_ids=sample.prompt_ids + sample.output_ids[:branch],
        rejected_ids=rejected,
        healthy=branch,
        decoding=_decoding(sample, config, config.chosen_tokens),
        banned_first=(rejected[0],),  # else most tries walk straight back into the loop
    )


def _whole(sample: Sample, detection: Detection, config: PairConfig) -> Fork:
    """The sides share the prompt alone. A reference is rejected against the loop trimmed to some copies."""
    rejected = sample.output_ids
    if config.method == "reference":
        assert detection.branch is not None
        rejected = rejected[: detection.branch + loop_tokens(detection, config)]
    return Fork(
        sample,
        detection,
        context_ids=sample.prompt_ids,
        rejected_ids=rejected,
        healthy=0,
        decoding=_decoding(sample, config, sample.decoding.max_new_tokens),
    )


def _decoding(sample: Sample, config: PairConfig, max_new_tokens: int) -> Decoding:
    return replace(sample.decoding, max_new_tokens=max_new_tokens, temperature=config.temperature, top_p=config.top_p)
