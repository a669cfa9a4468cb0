"""What a repair may cost: log-probabilities as computed one by one, and what follows from them."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import torch

from dpo_degen.evaluation.guards import capability, divergence, likelihood, on_topic, reference
from dpo_degen.evaluation.scoring import log_probability
from dpo_degen.evaluation.texts import compression, distinct_words

if TYPE_CHECKING:
    from dpo_degen.records import Sample
    from dpo_degen.sampling.hf import HFEngine


def one_by_one(network: Any, context: list[int], target: list[int]) -> float:
    with torch.inference_mode():
        logps = network(input_ids=torch.tensor([context + target])).logits[0].float().log_softmax(-1)
    return float(sum(logps[len(context) + i - 1, token] for i, token in enumerate(target)))


def test_batches_of_any_shape_score_as_single_rows(engine: HFEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [([3, 40, 4], [50, 51]), ([3, 41, 42, 43, 4], [60] * 9), ([7], [8]), ([3, 4], [])]
    expected = [one_by_one(engine.network, list(context), list(target)) for context, target in rows]
    ticks: list[int] = []
    for at_once, in_32_bits in ((4096, 1024), (1, 2)):
        monkeypatch.setattr("dpo_degen.evaluation.scoring._AT_ONCE", at_once)
        monkeypatch.setattr("dpo_degen.evaluation.scoring._IN_32_BITS", in_32_bits)
        found = log_probability(engine.network, engine.vocabulary.pad_id, rows, ticks.append)
        assert found == pytest.approx(expected, abs=1e-3)
    assert sum(ticks) == 2 * sum(len(context) + len(target) for context, target in rows)


def test_a_models_own_code_may_take_less_than_transformers_does(
    engine: HFEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [([3, 40, 4], [50, 51]), ([7], [8])]
    expected, whole = log_probability(engine.network, 0, rows), type(engine.network).forward

    def forward(self: Any, input_ids: Any, attention_mask: Any) -> Any:
        return whole(self, input_ids=input_ids, attention_mask=attention_mask)

    monkeypatch.setattr(type(engine.network), "forward", forward)
    monkeypatch.setattr("dpo_degen.evaluation.scoring._AT_ONCE", 1)
    assert log_probability(engine.network, 0, rows) == pytest.approx(expected, abs=1e-3)


def test_likelihood_is_a_mean_over_an_outputs_tokens(engine: HFEngine, looping: tuple[list[Sample], list[Any]]) -> None:
    some = looping[0][:3]
    found = likelihood(engine.network, engine.vocabulary, some)
    for sample in some:
        expected = one_by_one(engine.network, sample.prompt_ids, sample.output_ids) / len(sample.output_ids)
        assert found[sample.prompt_id] == pytest.approx(expected, abs=1e-3)


def test_divergence_is_none_from_base_itself_and_grows_with_change(
    engine: HFEngine, looping: tuple[list[Sample], list[Any]]
) -> None:
    some, network = looping[0][:3], copy.deepcopy(engine.network)
    base = reference(network, engine.vocabulary, some)
    found = []
    for _ in range(3):
        found.append(divergence(network, engine.vocabulary, some, base))
        with torch.no_grad():
            for weight in network.parameters():
                weight += 0.02 * torch.sin(torch.arange(weight.numel(), dtype=weight.dtype)).reshape(weight.shape)
    assert found[0] == pytest.approx(dict.fromkeys(base, 0.0), abs=1e-4)
    assert all(found[0][name] < found[1][name] < found[2][name] for name in base)


def test_an_output_is_on_topic_if_its_own_prompt_explains_it_best(
    engine: HFEngine, looping: tuple[list[Sample], list[Any]]
) -> None:
    """The tiny model's first token comes from the prompt alone, so short outputs belong to their prompts."""
    short = [replace(sample, output_ids=sample.output_ids[:1]) for sample in looping[0]]
    pool = {sample.prompt_id: sample.prompt_ids for sample in short}
    own = on_topic(engine.network, engine.vocabulary, short, pool)
    swapped = [replace(a, output_ids=b.output_ids) for a, b in zip(short, [*short[1:], short[0]], strict=True)]
    assert sum(own.values()) > sum(on_topic(engine.network, engine.vocabulary, swapped, pool).values())
    assert own.keys() == pool.keys()


def test_every_question_of_the_capability_probe_is_scored(engine: HFEngine) -> None:
    found = capability(engine.network, engine.vocabulary)
    assert len(found) >= 150
    assert all(answer["logp"] < 0 for answer in found.values())
    assert 0 < sum(answer["right"] for answer in found.values()) < len(found)


def test_repeated_text_compresses_and_varied_text_has_many_words() -> None:
    varied, repeated = "The quick brown fox jumps over the lazy dog near a quiet river bank.", "the cat sat " * 40
    assert compression(repeated) > 5 > compression(varied) > 0
    assert compression("") == 0
    assert distinct_words("One one TWO", 4) == 50
    assert distinct_words("", 0) == 0
