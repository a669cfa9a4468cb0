"""A trained model drawn back towards an earlier one, until it passes a test.

Models on the line between fine-tuned weights and those they came from are about as good as what a shorter training
makes, and need none: weight-space ensembles (WiSE-FT, Wortsman et al. 2022, arXiv:2109.01903, section 3).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import torch

from dpo_degen.models import load_config, load_model, pick_device, pick_dtype

if TYPE_CHECKING:
    from collections.abc import Callable

    from dpo_degen.config import ModelConfig

_PARTS = 20  # the line is looked at in twentieths


@torch.no_grad()
def draw_back(weights: dict[str, Any], home: str, model: ModelConfig, fits: Callable[[Any], bool]) -> float | None:
    """Move weights towards an earlier model's until it fits: as little as that takes, in twentieths of the way.

    Args:
        weights: of the trained model, by the names of its state dict; changed in place.
        home: hub id or folder of the earlier model.
        model: the model section, by which models are loaded.
        fits: says whether a network will do. If one on the line does, so do those that are nearer to the earlier model.

    Returns:
        How much of the way from the earlier model is left, 0 where only that model itself fits. None where it does not
        fit either: the weights stay.
    """
    device = pick_device(model.device)
    network = load_model(home, model, dtype=pick_dtype(model.dtype, device), device=device)
    start = load_model(home, model, dtype=torch.float32, device="cpu").state_dict()
    stored = load_config(home, model).dtype or torch.float32  # what is tested is what will be saved

    def fit(parts: int) -> bool:
        for name, value in network.state_dict().items():
            found = _between(start[name], weights[name], parts / _PARTS)
            value.copy_(found.to(stored) if found.is_floating_point() else found)
        return fits(network)

    if fit(_PARTS):
        return 1.0
    parts = bisect_left(range(1, _PARTS), True, key=lambda each: not fit(each))
    if not parts and not fit(0):
        return None
    seen = set()
    for name, value in weights.items():
        if value.data_ptr() not in seen:  # one tensor under two names moves once
            value.copy_(_between(start[name], value, parts / _PARTS))
        seen.add(value.data_ptr())
    return parts / _PARTS


def _between(start: Any, end: Any, share: float) -> Any:
    """A weight on the line, in the number type and on the device of its end; what is not a float is the end's."""
    if not end.is_floating_point():
        return end
    return torch.lerp(start.to(end), end, share) if share else start.to(end)  # the end may be no number
