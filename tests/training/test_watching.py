"""Training is stopped where it goes wrong, and the weights that did best are what is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import torch
from safetensors.torch import load_file
from test_exact import PAIRS, SETTINGS
from transformers import TrainerControl, TrainerState

from dpo_degen.config import ModelConfig
from dpo_degen.training import train
from dpo_degen.training.trainers import StopAt
from dpo_degen.training.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def seen(*loops: int) -> tuple[Callable[[Any], int], list[dict[str, torch.Tensor]]]:
    """A probe that counts what it is told to, and the weights at each look."""
    weights: list[dict[str, torch.Tensor]] = []

    def look(network: Any) -> int:
        weights.append({name: value.clone() for name, value in network.state_dict().items()})
        return loops[len(weights) - 1]

    return look, weights


@pytest.mark.parametrize("lora", [False, True])
@pytest.mark.parametrize(("loops", "best"), [((5, 2, 3, 4), 1), ((5, 4, 3, 2), 3), ((5, 5, 5, 5), 3), ((2, 3), 0)])
def test_the_weights_of_the_best_look_are_kept(
    tiny_model: Path, tmp_path: Path, loops: tuple[int, ...], best: int, lora: bool
) -> None:
    probe, weights = seen(*loops)
    settings = replace(SETTINGS, max_steps=6, probe_steps=2, lora=lora, lora_r=4, lora_alpha=8)
    log = train("dpo", ModelConfig(name=str(tiny_model), device="cpu"), PAIRS, tmp_path / "dpo", settings, probe=probe)
    assert [look["loops"] for look in log["probe"]] == list(loops)
    assert log["steps"] == 2 * (len(loops) - 1), "more loops than ever before end training"
    assert log["kept_step"] == 2 * best
    assert f" {2 * best} steps" in (tmp_path / "dpo" / "README.md").read_text()
    made = load_file(tmp_path / "dpo" / "model.safetensors")
    if not lora:
        assert all(torch.equal(made[name], weights[best][name]) for name in made)
    else:
        start = load_file(tiny_model / "model.safetensors")
        same = all(torch.allclose(made[name], start[name], atol=1e-7) for name in made)
        assert same == (best == 0)


def test_chosen_sides_that_fall_too_far_end_training(tiny_model: Path, tmp_path: Path, capsys: Any) -> None:
    config, settings = (
        ModelConfig(name=str(tiny_model), device="cpu"),
        replace(SETTINGS, max_steps=40, learning_rate=0.1),
    )
    log = train("dpo", config, PAIRS, tmp_path / "a", replace(settings, max_chosen_drop=1e-6))
    assert 8 <= log["steps"] < 40
    assert "chosen sides lost" in capsys.readouterr().err


def test_a_run_that_goes_on_from_a_checkpoint_remembers_what_the_sides_lost(tmp_path: Path) -> None:
    state, control = TrainerState(global_step=8), TrainerControl()
    watch = Watch(tmp_path, bound=1.0, probe=None, every=1)
    state.log_history = [{"loss": 0.1, "chosen": -2.0}] * 8
    watch.on_train_begin(None, state, control, model=None)
    watch.on_log(None, state, control, {"chosen": -1.5})
    assert control.should_training_stop


def test_the_measure_of_ftpo_is_averaged_over_a_restart_too() -> None:
    state, control = TrainerState(global_step=3), TrainerControl()
    state.log_history = [{"loss": 0.1, "chosen_win": 0.5}] * 3
    for stop, ended in ((StopAt("chosen_win", 0.4), True), (StopAt("chosen_win", 0.6), False)):
        control.should_training_stop = False
        stop.on_train_begin(None, state, control)
        stop.on_log(None, state, control, {"chosen_win": 0.5})
        assert control.should_training_stop == ended


def test_embeddings_stay_unless_asked_for(tiny_model: Path, tmp_path: Path) -> None:
    config, start = ModelConfig(name=str(tiny_model), device="cpu"), load_file(tiny_model / "model.safetensors")
    for embeddings in (False, True):
        train("dpo", config, PAIRS, tmp_path / str(embeddings), replace(SETTINGS, embeddings=embeddings))
        made = load_file(tmp_path / str(embeddings) / "model.safetensors")
        assert torch.equal(made["model.embed_tokens.weight"], start["model.embed_tokens.weight"]) != embeddings
        assert not torch.equal(made["model.layers.0.mlp.up_proj.weight"], start["model.layers.0.mlp.up_proj.weight"])
