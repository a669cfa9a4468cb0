"""Pairs -> a repaired model folder: SFT and DPO on TRL, from checkpoints where a killed run left some.

This module does not know where loops come from; it trains on the ids it is given.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dpo_degen import parallel
from dpo_degen.config import deciding
from dpo_degen.errors import UserError, writing
from dpo_degen.folder import key_of
from dpo_degen.models import fingerprint, load_model, locate, pick_device
from dpo_degen.progress import say
from dpo_degen.training.work import begin, finish, fit, load_weights, steps, work_folder
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dpo_degen.config import Method, ModelConfig, TrainConfig
    from dpo_degen.records import Pair
    from dpo_degen.training.anchors import Anchor
    from dpo_degen.training.watching import Watch

__all__ = ["counted", "steps", "train", "work_folder"]


def counted(pairs: Sequence[Pair], tokens: int | None) -> list[Pair]:
    """The pairs with as many tokens of each side as DPO counts: where the model branches off is where it decides.

    What follows is only what comes of it, and pushing it down unlearns to go on with anything that was begun again.
    Sides from elsewhere (`reference`, `whole`) differ as a whole and stay so. Sides that begin alike, which an engine
    that cannot forbid a first token makes, would teach nothing and are left out.
    """
    if tokens is None:
        return list(pairs)
    cut = [pair.cut(tokens) if pair.method == "branch" else pair for pair in pairs]
    found = [pair for pair in cut if pair.chosen_ids != pair.rejected_ids]
    if len(found) < len(cut):
        say(f"  {len(cut) - len(found)} pairs are left out: their sides begin with the same {tokens} tokens")
    return found


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
    held_to: str | None = None,
    fits: Callable[[Any], bool] | None = None,
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
        anchors: text on which plain DPO holds the model to an earlier one (`anchors.anchors`), with `settings.anchor`.
        held_to: hub id or folder of that one; None is `model.name`.
        fits: says whether a network will do; else the trained weights are drawn back towards that one until they do.

    Returns:
        The log, also in `out/training.json`: steps, the one whose weights are kept, seconds, loss, metrics by step,
        with `fits` the `share` of the way from `held_to` that is kept.

    Raises:
        UserError: no pairs, `out` exists, an unreadable model, or a disk that is full.
    """
    if method == "dpo":
        pairs = counted(pairs, settings.side_tokens)
    if not pairs:
        raise UserError("no pairs to train on; sample more prompts or raise pair.tries")
    parallel.check_share("train.pairs", settings.pairs_per_step, settings.pairs_per_device)
    from dpo_degen.training import watching  # it needs transformers' trainer

    origin, home = locate(start or model.name), locate(held_to or model.name)
    weights = [fingerprint(each) for each in (origin, home)]
    key = key_of(method, [asdict(pair) for pair in pairs], deciding("train", settings), weights, seed, anchors)
    work = begin(out, key)
    trainer = _trainer(method, model, pairs, settings, origin, seed, work, anchors, home)
    watch = watching.Watch(work, settings.max_chosen_drop, probe, settings.probe_steps)
    trainer.add_callback(watch)
    seconds = fit(trainer, work, out.name, steps(len(pairs), settings.pairs_per_step, settings))
    log = {
        "method": method,
        "loss": {"sft": "nll", "dpo": "+".join(settings.loss)}.get(method, method),
        "pairs": len(pairs),
        "steps": trainer.state.global_step,
        "kept_step": _keep_best(trainer, watch),
        "seconds": round(seconds, 1),
        "history": [entry for entry in trainer.state.log_history if "loss" in entry],
        "probe": watch.looks,
    }
    settle = (lambda weights: _drawn_back(weights, home, model, out.name, fits)) if fits else None
    finish(trainer, origin, model, out, log, f"{len(pairs)} pairs against repetition loops", settle)
    return log


def _drawn_back(
    weights: dict[str, Any], home: str, model: ModelConfig, name: str, fits: Callable[[Any], bool]
) -> float:
    from dpo_degen.training.interpolation import draw_back

    share = draw_back(weights, home, model, fits)
    if share is None:
        say(f"  {name}: not drawn back: the model that it started from is beyond train.max_perplexity itself")
        return 1.0
    if share < 1:
        less = "" if share else "; lower train.learning_rate, or raise train.max_perplexity"
        say(f"  {name}: {share:.0%} of its way is kept: what it did to human text would have been too much{less}")
    return share


def _keep_best(trainer: Any, watch: Watch) -> int:
    """Give the model the weights of the probe's best look, if those are not the last ones; the step they are of."""
    if not watch.best:
        return int(trainer.state.global_step)
    step, best = watch.best
    load_weights(trainer.model, best)
    say(f"  the weights of step {step} are kept: the probe saw the fewest loops there")
    return step


def _trainer(
    method: Method,
    model: ModelConfig,
    pairs: Sequence[Pair],
    settings: TrainConfig,
    origin: str,
    seed: int,
    work: Path,
    anchors: Sequence[Anchor],
    home: str,
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
    if more and anchors and origin != home:
        held = load_model(home, model, dtype=torch.float32, device=pick_device(model.device))
        more["base"] = held.requires_grad_(False)  # autocast keeps copies of weights that are to be trained
    with writing(work):
        return trainers.TRAINERS[method](network, vocabulary, ordered, settings, common, work, **more)
