"""The losses of others, on numbers that can be worked out by hand, and as arms on the tiny model."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import torch
from test_exact import LOOP, PAIRS, SETTINGS, log_p, pair
from transformers import AutoModelForCausalLM

from dpo_degen.config import ModelConfig
from dpo_degen.models import load_model
from dpo_degen.training import losses, train, trainers
from dpo_degen.training.objectives import FTPO
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

CHOSEN = torch.tensor([[False, True, True, False]])
REJECTED = torch.tensor([0])


def test_dpo_is_ln_2_where_nothing_moved_and_falls_with_the_margin() -> None:
    values = [losses.dpo(torch.tensor([margin]), beta=0.5).item() for margin in (-2.0, 0.0, 2.0)]
    assert values[1] == pytest.approx(math.log(2))
    assert values[0] - values[2] == pytest.approx(0.5 * 4 / 2)


def test_ftpo_before_training_is_its_preference_alone() -> None:
    logits = torch.tensor([[5.0, 4.0, 3.0, 0.0]])
    value, won = losses.ftpo(logits, logits, REJECTED, CHOSEN)
    # Both chosen trail: leads -1 and -2, gaps to the margin of 2 are 3 and 4, both weights are 1.
    assert value.item() == pytest.approx((math.log1p(math.exp(3)) + math.log1p(math.exp(4))) / 2, rel=1e-5)
    assert won.item() == 0


def test_a_token_that_leads_by_the_margin_no_longer_pulls() -> None:
    logits = torch.tensor([[0.0, 3.0, -1.0, 0.0]], requires_grad=True)
    value, won = losses.ftpo(logits, logits.detach(), REJECTED, CHOSEN)
    value.backward()
    assert won.item() == 0.5
    assert logits.grad is not None
    assert logits.grad[0, 1] == 0
    assert logits.grad[0, 2] < 0 < logits.grad[0, 0]


def test_the_rest_of_the_vocabulary_is_held_more_tightly_than_the_targets() -> None:
    start = torch.zeros(1, 4)
    costs = []
    for token in (3, 1):
        moved = start.clone()
        moved[0, token] = 0.4
        costs.append(losses.ftpo(moved, start, REJECTED, CHOSEN)[0] - losses.ftpo(moved, moved, REJECTED, CHOSEN)[0])
    assert costs[0].item() == pytest.approx(0.4 * 0.4**2, rel=1e-4)
    assert costs[1].item() == pytest.approx(0, abs=1e-6), "within the free band"


def test_unlikelihood_counts_repeated_tokens_alone() -> None:
    logps = torch.log(torch.tensor([[0.5, 0.9, 0.1]]))
    value = losses.unlikelihood(logps, torch.tensor([[1, 0, 1]]))
    assert value.item() == pytest.approx(-(math.log(0.5) + math.log(0.9)) / 2, rel=1e-5)


def test_ftpo_prefers_what_the_model_finds_likeliest_and_says_something(tiny_model: Path) -> None:
    model = AutoModelForCausalLM.from_pretrained(tiny_model).eval()
    pieces = ["x"] * model.config.vocab_size
    row = pair(0)
    with torch.no_grad():
        ranked = model(input_ids=torch.tensor([row.context_ids])).logits[0, -1].argsort(descending=True).tolist()
    pieces[ranked[1]] = " \n"
    objective = FTPO(0, pieces, chosen=2)
    rows = objective.rows([replace(row, rejected_ids=[ranked[0], *LOOP])])
    with torch.no_grad():
        objective.refer(model, rows)
    _, told = objective.loss(model, objective.collate(rows))
    assert told["chosen_win"] == 0
    model.lm_head.weight.data[ranked[2]] += 10 * model.lm_head.weight.data[ranked[0]]
    _, told = objective.loss(model, objective.collate(rows))
    assert told["chosen_win"] == 0.5, "one of the two that say something leads now"


@pytest.mark.parametrize("method", ["naive", "ftpo", "unlikelihood"])
def test_every_method_of_others_makes_loops_less_likely(tiny_model: Path, tmp_path: Path, method: Any) -> None:
    out, settings = tmp_path / method, replace(SETTINGS, max_steps=6, learning_rate=3e-3)
    messages = {"prompt": [{"role": "user", "content": "the cat"}]}
    sides = {
        side: [{"role": "assistant", "content": text}] for side, text in (("chosen", "dog"), ("rejected", "mat mat"))
    }
    pairs = [replace(p, **messages, **sides) for p in PAIRS]
    log = train(method, ModelConfig(name=str(tiny_model), device="cpu"), pairs, out, settings)
    assert log["loss"] == method
    before, after = (AutoModelForCausalLM.from_pretrained(folder) for folder in (tiny_model, out))
    if method == "naive":
        assert log["history"][-1]["loss"] < log["history"][0]["loss"]
    else:
        first = [(log_p(m, p.context_ids, p.rejected_ids[:1])) for m in (before, after) for p in pairs]
        assert sum(first[len(pairs) :]) < sum(first[: len(pairs)])


def test_naive_dpo_gives_the_chat_template_its_arguments(tiny_model: Path, tmp_path: Path) -> None:
    config = ModelConfig(str(tiny_model), "cpu", chat_template_kwargs={"mood": "calm"})
    vocabulary = Vocabulary.load(str(tiny_model), config)
    vocabulary.tokenizer.chat_template += "{% if mood %}{{ mood }}{% endif %}"
    said = {side: [{"role": "assistant", "content": side}] for side in ("chosen", "rejected")}
    pairs = [replace(p, prompt=[{"role": "user", "content": "the cat"}], **said) for p in PAIRS]
    model = load_model(str(tiny_model), config, dtype=torch.float32, device="cpu")
    common = trainers.common_arguments(SETTINGS, config, 0, tmp_path) | {"bf16": False}
    trainer = trainers.naive_trainer(model, vocabulary, pairs, SETTINGS, common, tmp_path)
    assert vocabulary.decode(next(iter(trainer.get_train_dataloader()))["input_ids"][0].tolist()).count("calm") == 1


def test_ftpo_stops_by_its_own_measure(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trainers, "_WON", 0.0)
    config = ModelConfig(name=str(tiny_model), device="cpu")
    assert train("ftpo", config, PAIRS, tmp_path / "ftpo", replace(SETTINGS, max_steps=9))["steps"] == 1
