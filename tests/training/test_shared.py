"""Both sides in one sequence: the same log-probabilities, losses, gradients and training as in two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import torch
from test_exact import PAIRS, SETTINGS, pair
from transformers import LlamaForCausalLM, MistralConfig, MistralForCausalLM

from dpo_degen.config import ModelConfig
from dpo_degen.models import load_model
from dpo_degen.training import trainers
from dpo_degen.training.objectives import BranchDPO, Unlikelihood, repeated, sides
from dpo_degen.training.shared import SharedPrefixCollator, shares_prefix, side_logps
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UNEVEN = [
    pair(0),
    pair(1, context_ids=[3, 50, 51, 52, 53, 4, 60, 61], chosen_ids=[100, 120], rejected_ids=[40, 41, 42, 40, 41]),
    pair(2, context_ids=[7], chosen_ids=[9], rejected_ids=[8]),
]


@pytest.fixture
def double(tiny_model: Path) -> Any:
    return LlamaForCausalLM.from_pretrained(tiny_model, dtype=torch.float64).eval()


def alone(model: Any, context: list[int], ids: list[int]) -> torch.Tensor:
    """log p of each id after the context, from a sequence of its own: shape (ids,)."""
    logits = model(input_ids=torch.tensor([context + ids])).logits[0].log_softmax(-1)
    return logits[len(context) - 1 : -1].gather(1, torch.tensor(ids)[:, None]).squeeze(1)


def test_each_side_has_the_log_probabilities_that_it_has_alone(double: Any) -> None:
    chosen, rejected = side_logps(double, SharedPrefixCollator(0)(sides(UNEVEN)))
    for row, p in enumerate(UNEVEN):
        for found, ids in ((chosen[row], p.chosen_ids), (rejected[row], p.rejected_ids)):
            expected = alone(double, p.context_ids, ids)
            assert torch.allclose(found[: len(ids)], expected, rtol=0, atol=1e-12)
            assert (found[len(ids) :] == 0).all(), "padding counts for nothing"


def test_loss_and_gradients_are_those_of_two_sequences(double: Any) -> None:
    objective = BranchDPO(0, beta=0.3)
    rows = [{**row, "reference_chosen": -3.0, "reference_rejected": -5.0} for row in sides(UNEVEN)]
    loss, told = objective.loss(double, objective.collate(rows))
    loss.backward()
    shared = {name: weight.grad.clone() for name, weight in double.named_parameters()}
    double.zero_grad()
    terms = []
    for p in UNEVEN:
        good, bad = (alone(double, p.context_ids, ids).sum() for ids in (p.chosen_ids, p.rejected_ids))
        terms.append(-torch.nn.functional.logsigmoid(0.3 * ((good + 3.0) - (bad + 5.0))))
    expected = torch.stack(terms).mean()
    expected.backward()
    assert loss.item() == pytest.approx(expected.item(), abs=1e-12)
    for name, weight in double.named_parameters():
        # Llama's norms compute in float32 whatever the weights are in.
        assert (shared[name] - weight.grad).abs().max() <= 1e-6 * weight.grad.abs().max(), name
    assert set(told) == {"chosen", "rejected", "accuracy"}


def trained(make: Callable[..., Any], tiny_model: Path, work: Path, **changes: Any) -> list[float]:
    """The loss of each step."""
    config, settings = ModelConfig(name=str(tiny_model), device="cpu"), replace(SETTINGS, max_steps=4, **changes)
    common = trainers.common_arguments(settings, config, 0, work) | {"bf16": False}
    model = load_model(str(tiny_model), config, dtype=torch.float32, device="cpu")
    trainer = make(model, Vocabulary.load(str(tiny_model), config), PAIRS, settings, common, work)
    trainer.train()
    return [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]


def test_training_takes_the_steps_that_trl_takes(tiny_model: Path, tmp_path: Path) -> None:
    ours = trained(trainers.dpo_trainer, tiny_model, tmp_path / "a")
    theirs = trained(trainers.trl_trainer, tiny_model, tmp_path / "b")
    assert ours == pytest.approx(theirs, abs=1e-4)
    assert ours[-1] < ours[0]


def test_an_adapter_begins_the_same_whatever_was_drawn_before(tiny_model: Path, tmp_path: Path) -> None:
    runs = []
    for name in "ab":
        torch.rand(ord(name))
        runs.append(trained(trainers.dpo_trainer, tiny_model, tmp_path / name, lora=True, lora_r=4, lora_alpha=8))
    assert runs[0] == runs[1]


def test_a_window_is_no_shared_prefix(double: Any) -> None:
    config = MistralConfig(
        vocab_size=97, hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=2,
        num_key_value_heads=1, sliding_window=4,
    )  # fmt: skip
    assert not shares_prefix(MistralForCausalLM(config), 0)
    assert shares_prefix(double, 0)


def test_rounding_of_very_unlikely_ids_is_no_reason_against_it(double: Any) -> None:
    sure = double.float()
    sure.get_output_embeddings().weight.data.normal_(0, 1e6, generator=torch.Generator().manual_seed(0))
    assert shares_prefix(sure, 0)


def test_attention_that_takes_no_mask_of_ours_is_noticed(double: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dpo_degen.training import shared

    def causal(mask: torch.Tensor, chosen: int, rejected: int) -> torch.Tensor:
        width = mask.shape[1] + chosen + rejected
        return torch.ones(width, width, dtype=torch.bool).tril().expand(len(mask), 1, width, width)

    monkeypatch.setattr(shared, "_visible", causal)
    assert not shares_prefix(double, 0)


def test_attention_that_reads_our_mask_otherwise_is_noticed(tiny_model: Path) -> None:
    """Eager attention adds a boolean mask to the scores, so that each token sees what comes after it."""
    eager = LlamaForCausalLM.from_pretrained(tiny_model, dtype=torch.float64, attn_implementation="eager").eval()
    assert not shares_prefix(eager, 0)


def test_tokens_of_grams_that_stood_before_are_repeated() -> None:
    assert repeated([1, 2, 3, 4, 9, 1, 2, 3, 4, 5]) == [0, 0, 0, 0, 0, 1, 1, 1, 1, 0]
    assert repeated([1, 2, 3]) == [0, 0, 0]


def test_unlikelihood_lowers_what_is_repeated_and_keeps_the_chosen_side_likely(double: Any) -> None:
    objective = Unlikelihood(0)
    rows = sides([pair(0, rejected_ids=[40, 41, 42, 40, 41, 42, 99])])
    batch = objective.collate(rows)
    assert batch["repeated"].tolist() == [[1, 1, 1, 1, 1, 1, 0]], "the context holds the first copy"
    before = side_logps(double, batch)[1][0]
    loss, _ = objective.loss(double, batch)
    alone = -(torch.log1p(-before[:6].exp())).mean(), -side_logps(double, batch)[0].mean()
    assert loss.item() == pytest.approx(float(sum(alone)) / 2, abs=1e-9)
    alone[0].backward()
    with torch.no_grad():
        for weight in double.parameters():
            weight -= weight.grad
    assert side_logps(double, batch)[1][0, :6].sum() < before[:6].sum()
