"""Find a language model's repetition loops and train them away.

What users import stands here and loads on first use: `from dpo_degen import detect` needs numpy alone, everything
after the detector needs the `train` extra.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dpo_degen.config import ModelConfig, PairConfig, PromptsConfig, TrainConfig
    from dpo_degen.detection import Detection, LoopGuard, detect, detect_batch
    from dpo_degen.detection.samples import repetition
    from dpo_degen.evaluation import compare, evaluate, measure
    from dpo_degen.pairing import make_pairs
    from dpo_degen.prompts import load_prompts
    from dpo_degen.records import Decoding
    from dpo_degen.sampling import sample
    from dpo_degen.sampling.hf import HFEngine
    from dpo_degen.training import train
    from dpo_degen.training.anchors import anchors
    from dpo_degen.vocabulary import pieces

    __version__: str

__all__ = [
    "Decoding",
    "Detection",
    "HFEngine",
    "LoopGuard",
    "ModelConfig",
    "PairConfig",
    "PromptsConfig",
    "TrainConfig",
    "__version__",
    "anchors",
    "compare",
    "detect",
    "detect_batch",
    "evaluate",
    "load_prompts",
    "make_pairs",
    "measure",
    "pieces",
    "repetition",
    "sample",
    "train",
]

_HOMES = {
    "config": ("ModelConfig", "PairConfig", "PromptsConfig", "TrainConfig"),
    "detection": ("Detection", "LoopGuard", "detect", "detect_batch"),
    "detection.samples": ("repetition",),
    "evaluation": ("compare", "evaluate", "measure"),
    "pairing": ("make_pairs",),
    "prompts": ("load_prompts",),
    "records": ("Decoding",),
    "sampling": ("sample",),
    "sampling.hf": ("HFEngine",),
    "training": ("train",),
    "training.anchors": ("anchors",),
    "vocabulary": ("pieces",),
}
_HOME_OF = {name: f"dpo_degen.{module}" for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public name from its module the first time it is asked for (PEP 562)."""
    if name == "__version__":
        return _version()
    if name not in _HOME_OF:
        raise AttributeError(f"module 'dpo_degen' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dpo-degen")
    except PackageNotFoundError:
        return "0+unknown"
