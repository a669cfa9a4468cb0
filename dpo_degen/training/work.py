"""A training on its way to a model folder: begun, gone on from where a killed call left it, and exported whole."""

from __future__ import annotations

import contextlib
import json
import math
import shutil
import time
from typing import TYPE_CHECKING, Any

from dpo_degen import parallel
from dpo_degen.errors import UserError, at, writing
from dpo_degen.jsonl import write_atomic, write_json
from dpo_degen.models import copy_tokenizer, load_config, quiet_loading
from dpo_degen.progress import Bar, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dpo_degen.config import MidtrainConfig, ModelConfig, TrainConfig

_CARD = """\
---
base_model: {base}
library_name: transformers
tags: [dpo-degen, trl, {method}]
---
# {name}

`{base}` trained with {method} on {data} by dpo-degen, {steps} steps.
What it changed was measured in the run's `report.html`.
"""


def steps(items: int, per_step: int, settings: TrainConfig | MidtrainConfig) -> int:
    """Optimizer steps that a number of pairs or blocks makes, so many of them a step."""
    return settings.max_steps or math.ceil(max(math.ceil(items / per_step), 1) * settings.epochs)


def work_folder(out: Path) -> Path:
    """Where checkpoints lie while `out` is being trained."""
    return out.with_name(f".{out.name}.work")


def begin(out: Path, key: str) -> Path:
    """The work folder of `out`; what a killed call with the same key left in it stays, anything else is removed.

    Raises:
        UserError: `out` exists.
    """
    if out.exists():
        raise UserError(f"{at(out)}: exists; choose another folder or remove it")
    work = work_folder(out)
    mark = work / "key"
    if parallel.is_main() and (not mark.is_file() or mark.read_text() != key):
        shutil.rmtree(work, ignore_errors=True)
        write_atomic(mark, key.encode())
    parallel.wait_for_all()
    return work


def fit(trainer: Any, work: Path, name: str, total: int) -> float:
    """Train from the newest checkpoint on, `total` steps in all; the seconds it took, interrupted calls included."""
    from dpo_degen.training.trainers import silence
    from dpo_degen.training.watching import OwnNames

    spent = work / "seconds"
    began = time.monotonic() - (float(spent.read_text()) if spent.is_file() else 0)
    checkpoint = latest_checkpoint(work / "checkpoints", trainer.model)
    trainer.add_callback(OwnNames())
    if checkpoint:
        say(f"  {name}: going on from {checkpoint.name}")
    with Bar(f"train {name}", total) as bar, writing(work):
        silence(trainer, bar)
        try:
            trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
        except BaseException:
            if parallel.is_main():
                with contextlib.suppress(UserError):  # a full disk, say, which is what ended it
                    write_atomic(spent, str(time.monotonic() - began).encode())
            raise
    return time.monotonic() - began


def finish(
    trainer: Any,
    origin: str,
    model: ModelConfig,
    out: Path,
    log: dict[str, Any],
    data: str,
    settle: Callable[[dict[str, Any]], float] | None = None,
) -> None:
    """Write the model folder and remove the work folder.

    Args:
        trainer: after its last step.
        origin: what it began from.
        model: the model section.
        out: the folder to write.
        log: what its `training.json` says.
        data: what was trained on, in words.
        settle: changes the weights in place before they are written, and gives the `share` of the way that is left.
    """
    weights = trainer.accelerator.get_state_dict(trainer.model)  # every process has a part where the model is split
    if parallel.is_main():
        network = trainer.accelerator.unwrap_model(trainer.model)
        if hasattr(network, "merge_and_unload"):
            network = network.merge_and_unload()
            weights = network.state_dict()
        if settle:
            # Room for the models that are compared: everything that holds the optimizer lets go of it.
            for holder in (trainer, trainer.callback_handler):
                holder.optimizer = holder.lr_scheduler = None
            trainer.accelerator.free_memory()
            log["share"] = settle(weights)
        _export(network, weights, origin, model, out, log, data)
        shutil.rmtree(work_folder(out), ignore_errors=True)
    parallel.wait_for_all()


def latest_checkpoint(folder: Path, network: Any) -> Path | None:
    """The newest checkpoint that was written to its end, and whose weights have names that the network knows.

    The trainer writes `trainer_state.json` last; a folder where it is missing or torn was cut short and is removed.
    """
    found = sorted(folder.glob("checkpoint-*"), key=lambda p: int(p.name.rpartition("-")[2]), reverse=True)
    for checkpoint in found:
        with contextlib.suppress(OSError, ValueError):
            json.loads((checkpoint / "trainer_state.json").read_bytes())
            if names_are_known(checkpoint, network):
                return checkpoint
        shutil.rmtree(checkpoint, ignore_errors=True)  # another process may be at it too
    return None


def names_are_known(checkpoint: Path, network: Any) -> bool:
    """Whether all weights in a checkpoint are the network's by name; an adapter's, or split ones, are not looked at."""
    from safetensors import SafetensorError, safe_open

    try:
        files: list[Any] = [safe_open(file, "pt") for file in checkpoint.glob("model*.safetensors")]
    except SafetensorError:  # cut short while it was written
        return False
    known = set(network.state_dict())
    return all(known.issuperset(file.keys()) for file in files)


def _export(
    network: Any, weights: Any, origin: str, model: ModelConfig, out: Path, log: dict[str, Any], data: str
) -> None:
    """Save weights in the number type of the original, with everything that loading needs beside them."""
    dtype = load_config(origin, model).dtype or network.dtype
    part = out.with_name(f".{out.name}.part")
    with writing(out), quiet_loading():
        shutil.rmtree(part, ignore_errors=True)
        network.config.dtype = dtype
        network.save_pretrained(part, state_dict=_cast(weights, dtype))
        copy_tokenizer(origin, part, model)
        write_json(part / "training.json", log)
        steps = log.get("kept_step", log["steps"])
        card = _CARD.format(base=model.name, method=log["method"], name=out.name, data=data, steps=steps)
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
