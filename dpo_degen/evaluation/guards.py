"""What a repair may cost, measured with a model: values by prompt, so that arms can be compared in pairs.

All take outputs as exact ids and a model that is loaded (`network`, with its `vocabulary`); none samples anything.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import torch

from dpo_degen.evaluation.scoring import finite, log_probability, logits_of
from dpo_degen.jsonl import read_objects
from dpo_degen.prompts import builtin, unit_hash
from dpo_degen.records import Prompt
from dpo_degen.training import losses

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dpo_degen.records import Sample
    from dpo_degen.vocabulary import Vocabulary

_OTHERS = 9  # prompts that an output's own is ranked against
_TAIL = 64  # tokens at the end of an output, where it would have drifted; what base says of more costs minutes
_HELD, _SPAN, _TOP = 48, 128, 64  # outputs, their tokens and the likeliest of each, by which divergence is estimated
_ASK = "{question} Answer in a few words."


def likelihood(
    network: Any, vocabulary: Vocabulary, samples: Sequence[Sample], tick: Callable[[int], None] | None = None
) -> dict[str, float]:
    """Log-probability a token, in nats, of outputs under a model, by prompt.

    Of base's healthy outputs under an arm: whether the arm still would say them. Of an arm's outputs under base:
    whether they are text that base finds natural, or fluent drift.
    """
    rows = [(sample.prompt_ids, sample.output_ids) for sample in samples]
    sums = log_probability(network, vocabulary.pad_id, rows, tick)
    return {s.prompt_id: total / max(len(s.output_ids), 1) for s, total in zip(samples, sums, strict=True)}


def reference(
    network: Any, vocabulary: Vocabulary, samples: Sequence[Sample], tick: Callable[[int], None] | None = None
) -> dict[str, torch.Tensor]:
    """What base says at each place of some of its outputs, for `divergence`.

    Returns:
        By prompt, its likeliest tokens and their log-probabilities: (2, tokens, k), float32, which holds ids exactly.
    """
    found = {}
    drawn = _drawn(samples)
    for row, logits in logits_of(network, vocabulary.pad_id, _spans(drawn), tick):
        top = finite(logits).log_softmax(-1).topk(min(_TOP, logits.shape[-1]))
        found[drawn[row].prompt_id] = torch.stack([top.indices.float(), top.values]).cpu()
    return found


def divergence(
    network: Any,
    vocabulary: Vocabulary,
    samples: Sequence[Sample],
    base: Mapping[str, torch.Tensor],
    tick: Callable[[int], None] | None = None,
) -> dict[str, float]:
    """KL of a model from base on base's outputs, nats a token, by prompt (see `losses.divergence`).

    Args:
        network: the model on its device.
        vocabulary: its vocabulary.
        samples: the outputs that `reference` was given.
        base: what that returned.
        tick: called with the number of tokens just scored.
    """
    found = {}
    drawn = [sample for sample in _drawn(samples) if sample.prompt_id in base]
    for row, logits in logits_of(network, vocabulary.pad_id, _spans(drawn), tick):
        top, logps = base[drawn[row].prompt_id].to(logits.device)
        kl = losses.divergence(finite(logits)[None], top.long()[None], logps[None], torch.ones_like(logps[None, :, 0]))
        found[drawn[row].prompt_id] = float(kl)
    return found


def _drawn(samples: Sequence[Sample]) -> list[Sample]:
    return sorted(samples, key=lambda sample: unit_hash(sample.prompt_id))[:_HELD]


def _spans(samples: Sequence[Sample]) -> list[tuple[list[int], list[int]]]:
    return [(sample.prompt_ids, sample.output_ids[:_SPAN]) for sample in samples]


def on_topic(
    network: Any,
    vocabulary: Vocabulary,
    samples: Sequence[Sample],
    pool: Mapping[str, list[int]],
    tick: Callable[[int], None] | None = None,
) -> dict[str, bool]:
    """Whether base, given the end of an output, finds its own prompt likelier than nine others, by prompt.

    All prompts being as likely beforehand, p(prompt | output) ranks as p(output | prompt) does (Bayes). The nine are
    drawn from `pool` (ids by prompt) by hash, the same for every arm.
    """
    rows = []
    for sample in samples:
        others = sorted(pool.keys() - {sample.prompt_id}, key=partial(_draw, sample.prompt_id))[:_OTHERS]
        rows += [(ids, sample.output_ids[-_TAIL:]) for ids in (sample.prompt_ids, *(pool[name] for name in others))]
    sums = log_probability(network, vocabulary.pad_id, rows, tick)
    size = max(min(_OTHERS, len(pool) - 1), 0) + 1
    groups = [sums[start : start + size] for start in range(0, len(sums), size)]
    return {sample.prompt_id: group[0] >= max(group) for sample, group in zip(samples, groups, strict=True)}


def _draw(name: str, other: str) -> float:
    return unit_hash(f"{name} {other}")


def capability(
    network: Any, vocabulary: Vocabulary, tick: Callable[[int], None] | None = None
) -> dict[str, dict[str, Any]]:
    """Questions with one short answer: what a model knows, by question.

    Returns:
        `logp`, nats of the whole answer, and `right`: whether the answer is likelier a token than three wrong ones.
    """
    questions = [row for _, row in read_objects(builtin().parent / "capability" / "questions.jsonl")]
    rows = []
    for row in questions:
        asked = vocabulary.encode(Prompt(row["id"], "eval", prompt=_ASK.format(**row)))
        rows += [(asked, vocabulary.encode_text(answer)) for answer in (row["answer"], *row["wrong"])]
    sums = log_probability(network, vocabulary.pad_id, rows, tick)
    found = {}
    for place, row in enumerate(questions):
        four = slice(4 * place, 4 * place + 4)
        mean = [total / len(ids) for total, (_, ids) in zip(sums[four], rows[four], strict=True)]
        found[row["id"]] = {"logp": sums[4 * place], "right": mean[0] > max(mean[1:])}
    return found
