"""On anchors a model in training is held to what it was: the divergence is the real one, and stays small."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import torch
from test_exact import PAIRS, SETTINGS
from transformers import LlamaForCausalLM

from dpo_degen.config import ModelConfig
from dpo_degen.training import losses, train
from dpo_degen.training.anchors import Anchor, Anchored, anchors
from dpo_degen.training.objectives import BranchDPO

if TYPE_CHECKING:
    from pathlib import Path

    from dpo_degen.detection import Detection
    from dpo_degen.records import Sample
    from dpo_degen.sampling.hf import HFEngine

HELD: list[Anchor] = [([3, 50, 51, 4], [52, 53, 54, 55, 56]), ([3, 60], [61, 62]), ([7, 8, 9], [10, 11, 12])]


def logits(model: Any, anchor: Anchor) -> torch.Tensor:
    """What predicts an anchor's targets, from a sequence of its own: (targets, vocabulary)."""
    context, target = anchor
    made: torch.Tensor = model(input_ids=torch.tensor([context + target])).logits[0, len(context) - 1 : -1]
    return made


def test_the_divergence_is_kl_where_all_tokens_are_told_apart() -> None:
    torch.manual_seed(0)
    before, after = torch.randn(2, 3, 7), torch.randn(2, 3, 7)
    reference = before.log_softmax(-1)
    every = torch.arange(7).expand(2, 3, 7)
    counted = torch.tensor([[1.0, 1.0, 1.0], [0.0, 1.0, 1.0]])
    full = torch.nn.functional.kl_div(after.log_softmax(-1), reference, log_target=True, reduction="none").sum(-1)
    found = losses.divergence(after, every, reference, counted)
    assert found == pytest.approx(float((full * counted).sum() / 5), rel=1e-4)
    some = losses.divergence(after, every[..., :4], reference[..., :4], counted)
    assert 0 < some < found, "tokens counted as one hide what moved among them"


def test_a_batch_of_anchors_counts_as_each_alone(tiny_model: Path) -> None:
    before = LlamaForCausalLM.from_pretrained(tiny_model, dtype=torch.float64).eval()
    after = LlamaForCausalLM.from_pretrained(tiny_model, dtype=torch.float64).eval()
    with torch.no_grad():
        for weight in after.parameters():
            weight += 0.02 * torch.sin(torch.arange(weight.numel())).reshape(weight.shape)
    objective = Anchored(BranchDPO(0, beta=0.1), 0, HELD, weight=2.0)
    rows = objective.rows(PAIRS[:6])
    with torch.no_grad():
        for start in (0, 2, 4):
            objective.refer(before, rows[start : start + 2])
        batch = objective.collate(rows)
        bare = objective.objective.loss(after, batch)[0]
        value, told = objective.loss(after, batch)
        terms = []
        for anchor in HELD + HELD:
            reference, top = logits(before, anchor).log_softmax(-1).topk(64)
            one = losses.divergence(logits(after, anchor)[None], top[None], reference[None], torch.ones(1, len(top)))
            terms.append((float(one), len(top)))
    mean = sum(each * count for each, count in terms) / sum(count for _, count in terms)
    assert float(told["anchor"]) == pytest.approx(mean, rel=1e-6)
    assert float(value) == pytest.approx(float(bare) + 2 * mean, rel=1e-6)
    with torch.no_grad():
        assert float(objective.loss(before, batch)[1]["anchor"]) == pytest.approx(0, abs=1e-6)


def test_a_later_round_is_held_to_base_and_not_to_the_round_before(tiny_model: Path) -> None:
    base = LlamaForCausalLM.from_pretrained(tiny_model, dtype=torch.float64).eval()
    before = LlamaForCausalLM.from_pretrained(tiny_model, dtype=torch.float64).eval()
    with torch.no_grad():
        before.lm_head.weight *= 1.1
        objective = Anchored(BranchDPO(0, beta=0.1), 0, HELD, weight=2.0, base=base)
        rows = objective.rows(PAIRS[:3])
        objective.refer(before, rows)
        batch = objective.collate(rows)
        assert float(objective.loss(base, batch)[1]["anchor"]) == pytest.approx(0, abs=1e-6)
        assert float(objective.loss(before, batch)[1]["anchor"]) > 0.001
    logps = BranchDPO(0, beta=0.1)
    again = logps.rows(PAIRS[:3])
    logps.refer(before, again)
    chosen = [row["reference_chosen"] for row in rows]
    assert chosen == pytest.approx([row["reference_chosen"] for row in again]), "DPO's reference is the round before"


def test_training_moves_less_on_anchors_than_without_them(tiny_model: Path, tmp_path: Path) -> None:
    before = LlamaForCausalLM.from_pretrained(tiny_model).eval()
    moved = {}
    for weight in (0.0, 20.0):
        settings, out = replace(SETTINGS, anchor=weight, epochs=4), tmp_path / str(weight)
        log = train("dpo", ModelConfig(name=str(tiny_model), device="cpu"), PAIRS, out, settings, anchors=HELD)
        assert ("anchor" in log["history"][-1]) == (weight > 0)
        after = LlamaForCausalLM.from_pretrained(out).eval()
        with torch.no_grad():
            pairs = [(logits(before, a).log_softmax(-1), logits(after, a).log_softmax(-1)) for a in HELD]
        moved[weight] = float(sum((p.exp() * (p - q)).sum() for p, q in pairs))
    assert moved[20.0] < moved[0.0] / 2


def test_anchors_are_what_was_said_before_any_loop(
    engine: HFEngine, looping: tuple[list[Sample], list[Detection]]
) -> None:
    said, end = list(range(20, 80)), engine.vocabulary.end_id
    samples = [replace(sample, output_ids=[*said, *sample.output_ids, end]) for sample in looping[0]]
    found = [replace(each, onset=60) if each else each for each in looping[1]]
    held = anchors(samples, found, engine.vocabulary)
    loops = sum(map(bool, found))
    asked = [sample.prompt_ids for sample in samples]
    again = [target for context, target in held if context not in asked]
    assert len(held) - len(again) == len(samples) - loops, "healthy answers are held as they are too"
    doubtful = [replace(each, verdict="suspected") for each in found]
    assert not anchors(samples, doubtful, engine.vocabulary)
    nowhere = [replace(each, onset=None) for each in found if each]
    assert not anchors(samples[: len(nowhere)], nowhere, engine.vocabulary)
    assert again.count(said) == loops, "of a loop only what stood before it is said again"
    assert all(end not in target for target in again)
    plain = [context for context, target in held if context[: len(target)] == target]
    assert 0 < len(plain) < len(again), "some of it is asked for"
    early = [replace(each, onset=5) for each in found if each]
    assert not anchors(samples[: len(early)], early, engine.vocabulary), "too short"
