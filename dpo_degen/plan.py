"""`--dry-run`: what a run would do, which settings follow from the machine, and what it needs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from dpo_degen import parallel
from dpo_degen.config import BASE, TrainConfig
from dpo_degen.models import load_config, pick_device, pick_dtype, readable
from dpo_degen.run import Run
from dpo_degen.training import steps

if TYPE_CHECKING:
    from pathlib import Path

    from dpo_degen.config import Config

_GB = 1e9
_LOOP_SHARE = 0.5  # of badly looping models; an upper bound is what a plan is for


def parameters(location: str, config: Config) -> int:
    """Number of weights, from the config alone."""
    import torch
    from transformers import AutoModelForCausalLM

    with torch.device("meta"), readable(location):
        model = AutoModelForCausalLM.from_config(
            load_config(location, config.model), trust_remote_code=config.model.trust_remote_code
        )
    return sum(weight.numel() for weight in model.parameters())


def plan(config: Config, out: Path) -> str:
    """The plan as lines of text. No run folder is made, and no weights are fetched or loaded.

    Raises:
        UserError: the model or the prompts cannot be read.
    """
    import torch

    from dpo_degen.folder import RunFolder

    run = Run(config, RunFolder(out), weights=False)
    run.check()
    weights = parameters(run.location, config)
    device = pick_device(config.model.device)
    train, held_out = len(run.split("train")), len(run.split("eval"))
    arms = run.arms()
    models = 1 + len(arms if config.evaluate.every_round else config.train.arms) + len(config.evaluate.models)
    ways = config.decodings()
    tokens = sum(way.max_new_tokens for way in ways)
    forks = len(config.pair.forks) + config.pair.endings if config.pair.method == "branch" else 1
    pairs = round(train * len(ways) * _LOOP_SHARE * forks)
    pairs = min(pairs, config.pair.max_pairs or pairs)
    # Arms have the number type of the original. While one trains, two checkpoints have weights and two Adam moments in
    # float32, or an adapter, which is small.
    size = (load_config(run.location, config.model).dtype or torch.float32).itemsize
    adapters = {"midtrain": config.midtrain.lora}
    whole = not all(adapters.get(TrainConfig.method(arm), config.train.lora) for arm in arms)
    disk = weights * (len(arms) * size + 2 * 3 * 4 * whole)
    memory = weights * (2 * 4 if config.train.lora else 4 * 4)
    existing = next(parent for parent in (out.absolute(), *out.absolute().parents) if parent.exists())
    free = shutil.disk_usage(existing).free
    per_step = config.train.pairs_per_step
    accumulation = per_step // (config.train.pairs_per_device * parallel.processes())
    return "\n".join(
        [
            f"run folder  {out}{' (exists: complete stages are kept)' if out.exists() else ''}",
            f"model       {config.model.name}, {weights / 1e6:,.0f} M weights, {device}, "
            f"{str(pick_dtype(config.model.dtype, device)).removeprefix('torch.')} for sampling",
            f"sample      {train * len(ways)} outputs of {train} prompts, at most {train * tokens:,} tokens, "
            f"{config.sample.batch_size or 'as many as the memory holds'} at once{_again(run)}",
            f"pair        {config.pair.method}: up to {pairs} pairs if half of the outputs loop, "
            f"{config.pair.tries} tries each",
            *_reading(run),
            f"train       {', '.join(arm for arm in arms if arm != 'midtrain') or 'nothing'}: each up to "
            f"{steps(pairs, per_step, config.train)} steps of "
            f"{per_step} pairs ({config.train.pairs_per_device} at once, "
            f"{accumulation} accumulated), max_length {config.train.max_length:,}",
            f"evaluate    {held_out} prompts x {models} models, at most "
            f"{held_out * models * sum(way.max_new_tokens for way in config.evaluations()):,} tokens",
            f"needs       about {memory / _GB:.1f} GB of memory for weights and optimizer plus activations, "
            f"about {disk / _GB:.1f} GB of disk ({free / _GB:.0f} GB free)",
        ]
    )


def _again(run: Run) -> str:
    """What is sampled besides base: every arm that another one starts from."""
    parents = {TrainConfig.parent(arm) for arm in run.arms()} - {BASE}
    return f"; as much again of {', '.join(sorted(parents))}" if parents else ""


def _reading(run: Run) -> list[str]:
    """What `midtrain` reads, where an arm begins with it."""
    if not run.documents:
        return []
    documents, replay = run.documents
    tokens = sum(len(run.vocabulary.encode_text(text)) for text in documents)
    more = f", with {run.config.midtrain.replay_share:.0%} of other text" if replay else ""
    return [
        f"midtrain    {len(documents):,} documents of {tokens:,} tokens, epochs: {run.config.midtrain.epochs:g}{more}"
    ]
