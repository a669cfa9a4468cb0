"""A trained model drawn back towards where it began, no further than it has to be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import torch
from test_exact import PAIRS, SETTINGS
from transformers import AutoModelForCausalLM

from dpo_degen.config import ModelConfig
from dpo_degen.training import train
from dpo_degen.training.interpolation import draw_back

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "model.norm.weight"


@pytest.fixture
def model(tiny_model: Path) -> ModelConfig:
    return ModelConfig(name=str(tiny_model), device="cpu", dtype="float32")


def moved(folder: Path, by: float) -> dict[str, Any]:
    """The weights of a model, each with `by` added."""
    network = AutoModelForCausalLM.from_pretrained(folder)
    with torch.no_grad():
        for weight in network.parameters():
            weight.add_(by)
    return network.state_dict()


def within(weights: dict[str, Any], most: float, looks: list[float]) -> Callable[[Any], bool]:
    """Fits where no more than `most` was added to a model's weights; what was looked at ends up in `looks`."""
    start = weights[NAME].clone()

    def fits(network: Any) -> bool:
        looks.append(float((network.state_dict()[NAME] - start).mean()))
        return looks[-1] <= most + 1e-4

    return fits


@pytest.mark.parametrize(
    ("most", "share"), [(2.0, 1.0), (1.0, 1.0), (0.99, 0.95), (0.5, 0.5), (0.52, 0.5), (0.05, 0.05), (0.04, 0.0)]
)
def test_weights_go_back_no_further_than_they_have_to(
    tiny_model: Path, model: ModelConfig, most: float, share: float
) -> None:
    before, weights, looks = moved(tiny_model, 0), moved(tiny_model, 1), list[float]()
    assert draw_back(weights, str(tiny_model), model, within(before, most, looks)) == share
    for name, value in weights.items():
        torch.testing.assert_close(value, before[name] + share)
    assert len(looks) <= 7, "a look takes seconds to minutes"


def test_weights_that_are_no_numbers_go_back_to_the_start(tiny_model: Path, model: ModelConfig) -> None:
    before, weights = moved(tiny_model, 0), moved(tiny_model, float("nan"))
    assert draw_back(weights, str(tiny_model), model, within(before, 1.0, [])) == 0
    for name, value in weights.items():
        torch.testing.assert_close(value, before[name])


def test_weights_stay_where_the_start_does_not_fit_either(tiny_model: Path, model: ModelConfig) -> None:
    weights = moved(tiny_model, 1)
    assert draw_back(weights, str(tiny_model), model, lambda _: False) is None
    for name, value in moved(tiny_model, 1).items():
        torch.testing.assert_close(weights[name], value)


def test_a_start_that_is_beyond_the_bound_is_told(
    model: ModelConfig, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = train("dpo", model, PAIRS, tmp_path / "dpo", replace(SETTINGS, max_steps=1), fits=lambda _: False)
    assert log["share"] == 1
    assert "not drawn back" in capsys.readouterr().err
    only_start = iter([False] * 6 + [True])
    log = train("dpo", model, PAIRS, tmp_path / "none", replace(SETTINGS, max_steps=1), fits=lambda _: next(only_start))
    assert log["share"] == 0
    assert "0% of its way is kept" in capsys.readouterr().err


@pytest.mark.parametrize("lora", [False, True])
def test_a_model_folder_has_the_weights_that_fit(
    tiny_model: Path, model: ModelConfig, tmp_path: Path, lora: bool
) -> None:
    settings = replace(SETTINGS, max_steps=3, learning_rate=0.01, lora=lora, lora_r=4, lora_alpha=8)
    asked = iter([False, True, *[False] * 4])
    logs = [
        train("dpo", model, PAIRS, tmp_path / name, settings, fits=fits)
        for name, fits in (("far", None), ("near", lambda _: next(asked)))
    ]
    start, far, near = (
        AutoModelForCausalLM.from_pretrained(each).state_dict()
        for each in (tiny_model, tmp_path / "far", tmp_path / "near")
    )
    assert "share" not in logs[0]
    assert logs[1]["share"] == 0.5
    assert any(not torch.equal(value, far[name]) for name, value in start.items())
    for name, value in near.items():
        torch.testing.assert_close(value, (start[name] + far[name]) / 2)
