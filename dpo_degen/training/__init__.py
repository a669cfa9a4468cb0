"""Pairs -> a repaired model folder: SFT and DPO on TRL, from checkpoints where a killed run left some.

This module does not know where loops come from; it trains on the ids it is given.
"""

from __future__ import annotations

import contextlib
import json
import math
import shutil
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dpo_degen import parallel
from dpo_degen.errors import UserError, at, writing
from dpo_degen.folder import key_of
from dpo_degen.jsonl import write_atomic, write_json
from dpo_degen.models import copy_tokenizer, fingerprint, load_config, load_model, locate, pick_device, quiet_loading
from dpo_degen.progress import Bar, say
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dpo_degen.config import Method, ModelConfig, TrainConfig
    from dpo_degen.records import Pair
    from dpo_degen.training.anchors import Anchor
    from dpo_degen.training.watching import Watch

__all__ = ["check_step", "steps", "train", "work_folder"]

_CARD = """\
---
base_model: {base}
library_name: transformers
tags: [dpo-degen, trl, {method}]
---
# {name}

`{base}` trained with {method} on {pairs} pairs against repetition loops by dpo-degen, {steps} steps.
What it changed was measured in the run's `report.html`.
"""


def steps(pairs: int, settings: TrainConfig) -> int:
    """Optimizer steps that a number of pairs makes, the same for every arm."""
    if settings.max_steps:
        return settings.max_steps
    an_epoch = max(math.ceil(pairs / settings.pairs_per_step), 1)
    return math.ceil(an_epoch * settings.epochs)


def check_step(settings: TrainConfig) -> None:
    """Refuse steps that the processes of this run cannot share.

    Raises:
        UserError: `pairs_per_step` is no multiple of what all processes take at once.
    """
    at_once = settings.pairs_per_device * parallel.processes()
    if settings.pairs_per_step % at_once:
        raise UserError(
            f"train.pairs_per_step {settings.pairs_per_step}: {parallel.processes()} processes take {at_once} pairs at "
            f"once (train.pairs_per_device {settings.pairs_per_device} each); expected a multiple of that"
        )


def work_folder(out: Path) -> Path:
    """Where checkpoints lie while `out` is being trained."""
    return out.with_name(f".{out.name}.work")


def train(
    method: Method,
    model: ModelConfig,
    pairs: Sequence[Pair],
    out: Path,
    settings: TrainConfig,
    *,
    start: str | None = None,
    seed: int = 0,
    probe: Callable[[Any], int] | None = None,
    anchors: Sequence[Anchor] = (),
) -> dict[str, Any]:
    """Train on pairs and write a complete model folder.

    Args:
        method: "sft" sees the chosen sides, "dpo" both; "naive", "ftpo" and "unlikelihood" are what others do.
        model: the model section; `start` overrides which weights training begins from.
        pairs: pairs that fit `settings.max_length` (see `pairing.audit`).
        out: the model folder to write; it appears whole or not at all.
        settings: the train section.
        start: hub id or folder of the weights to begin from, also DPO's reference; None is `model.name`.
        seed: order of the pairs and weights of a new adapter.
        probe: counts loops of the model in training on a few prompts; the weights of its best look are kept.
        anchors: text on which plain DPO holds the model to `model.name` (`anchors.anchors`), with `settings.anchor`.

    Returns:
        The log: steps, seconds, loss name, the trainer's metrics by step and the probe's (also in `out/training.json`).

    Raises:
        UserError: no pairs, `out` exists, an unreadable model, or a disk that is full.
    """
    if not pairs:
        raise UserError("no pairs to train on; sample more prompts or raise pair.tries")
    if out.exists():
        raise UserError(f"{at(out)}: exists; choose another folder or remove it")
    check_step(settings)
    from dpo_degen.training import watching  # it needs transformers' trainer

    origin = locate(start or model.name)
    work = work_folder(out)
    key = key_of(method, [asdict(pair) for pair in pairs], asdict(settings), fingerprint(origin), seed, anchors)
    if parallel.is_main():
        _begin(work, key)
    parallel.wait_for_all()
    trainer = _trainer(method, model, pairs, settings, origin, seed, work, anchors)
    watch = watching.Watch(work, settings.max_chosen_drop, probe, settings.probe_steps)
    seconds = _fit(trainer, watch, work, out.name, steps(len(pairs), settings))
    log = {
        "method": method,
        "loss": {"sft": "nll", "dpo": "+".join(settings.loss)}.get(method, method),
        "pairs": len(pairs),
        "steps": trainer.state.global_step,
        "seconds": round(seconds, 1),
        "history": [entry for entry in trainer.state.log_history if "loss" in entry],
        "probe": watch.looks,
    }
    weights = trainer.accelerator.get_state_dict(trainer.model)  # every process has a part where the model is split
    if parallel.is_main():
        _export(trainer, weights, origin, model, out, log)
        shutil.rmtree(work, ignore_errors=True)
    parallel.wait_for_all()
    return log


def _fit(trainer: Any, watch: Watch, work: Path, name: str, total: int) -> float:
    """Train from the newest checkpoint, and go back to the best weights that were seen; the seconds it took."""
    from dpo_degen.training.trainers import silence

    began = time.monotonic()
    checkpoint = latest_checkpoint(work / "checkpoints")
    if checkpoint:
        say(f"  {name}: going on from {checkpoint.name}")
    with Bar(f"train {name}", total) as bar, writing(work):
        silence(trainer, bar)
        trainer.add_callback(watch)
        trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
    if watch.best:
        load_weights(trainer.model, watch.best)
    return time.monotonic() - began


def _begin(work: Path, key: str) -> None:
    """Keep the work of a killed call with the same data and settings; throw away any other."""
    mark = work / "key"
    if not mark.is_file() or mark.read_text() != key:
        shutil.rmtree(work, ignore_errors=True)
        write_atomic(mark, key.encode())


def _trainer(
    method: Method,
    model: ModelConfig,
    pairs: Sequence[Pair],
    settings: TrainConfig,
    origin: str,
    seed: int,
    work: Path,
    anchors: Sequence[Anchor],
) -> Any:
    import datasets
    import torch

    from dpo_degen.training import trainers
    from dpo_degen.training.data import grouped

    datasets.disable_progress_bars()
    vocabulary = Vocabulary.load(origin, model)
    network = load_model(origin, model, dtype=torch.float32, device="cpu")
    network.get_input_embeddings().requires_grad_(settings.embeddings)
    common = trainers.common_arguments(settings, model, seed, work)
    ordered = grouped(pairs, settings.pairs_per_device, seed)
    more: dict[str, Any] = {"anchors": anchors} if method == "dpo" else {}
    if more and anchors and origin != locate(model.name):
        more["base"] = load_model(locate(model.name), model, dtype=torch.float32, device=pick_device(model.device))
    with writing(work):
        return trainers.TRAINERS[method](network, vocabulary, ordered, settings, common, work, **more)


def latest_checkpoint(folder: Path) -> Path | None:
    """The newest checkpoint that was written to its end.

    The trainer writes `trainer_state.json` last; a folder where it is missing or torn was cut short and is removed.
    """
    found = sorted(folder.glob("checkpoint-*"), key=lambda p: int(p.name.rpartition("-")[2]), reverse=True)
    for checkpoint in found:
        with contextlib.suppress(OSError, ValueError):
            json.loads((checkpoint / "trainer_state.json").read_bytes())
            return checkpoint
        shutil.rmtree(checkpoint, ignore_errors=True)  # another process may be at it too
    return None


def _export(trainer: Any, weights: Any, origin: str, model: ModelConfig, out: Path, log: dict[str, Any]) -> None:
    """Save weights in the number type of the original, with everything that loading needs beside them."""
    network = trainer.accelerator.unwrap_model(trainer.model)
    if hasattr(network, "merge_and_unload"):
        network = network.merge_and_unload()
        weights = network.state_dict()
    dtype = load_config(origin, model).dtype or network.dtype
    part = out.with_name(f".{out.name}.part")
    with writing(out), quiet_loading():
        shutil.rmtree(part, ignore_errors=True)
        network.config.dtype = dtype
        network.save_pretrained(part, state_dict=_cast(weights, dtype))
        copy_tokenizer(origin, part, model)
        write_json(part / "training.json", log)
        base = model.name
        card = _CARD.format(base=base, method=log["method"], name=out.name, pairs=log["pairs"], steps=log["steps"])
        write_atomic(part / "README.md", card.encode())
        part.rename(out)


def _cast(weights: dict[str, Any], dtype: Any) -> dict[str, Any]:
    """Weights in another number type; those that were one tensor under two names stay one, or both would be saved."""
    made: dict[int, Any] = {}
    return {
        name: made.setdefault(value.data_ptr(), value.to(dtype) if value.is_floating_point() else value)
        for name, value in weights.items()
    }


def load_weights(network: Any, folder: Path) -> None:
    """Give a model, or its adapter, the weights that `save_pretrained` left in a folder.

    Raises:
        RuntimeError: they are not all of the model's, or have other names.
    """
    from safetensors.torch import load_file

    if hasattr(network, "peft_config"):
        from peft import set_peft_model_state_dict

        set_peft_model_state_dict(network, load_file(folder / "adapter_model.safetensors"))
        return
    known = network.state_dict()
    given: set[str] = set()
    for file in folder.glob("*.safetensors"):  # large models are saved in parts
        part = load_file(file)
        network.load_state_dict(part, strict=False)
        given |= part.keys()
    held = {known[name].data_ptr() for name in given & known.keys()}  # tied weights are saved under one name
    lost = sorted((given - known.keys()) | {name for name, value in known.items() if value.data_ptr() not in held})
    if lost:
        raise RuntimeError(f"{folder}: weights under other names than the model's: {', '.join(lost[:3])}")
