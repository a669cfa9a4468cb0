"""Documents -> a model that has read them: continued pretraining on packed text, the stage before SFT or DPO.

Figures of the defaults: arXiv 2605.02087 (LoRA r 64 and alpha 128 on attention and MLP, one epoch, AdamW at 1e-4 with a
cosine, 5 % warm-up, weight decay 0.01).
"""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Any

from dpo_degen import parallel
from dpo_degen.config import deciding
from dpo_degen.errors import UserError, writing
from dpo_degen.folder import key_of
from dpo_degen.models import fingerprint, load_model, locate
from dpo_degen.training.work import begin, finish, fit, steps
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dpo_degen.config import MidtrainConfig, ModelConfig


def midtrain(
    model: ModelConfig,
    documents: Sequence[str],
    out: Path,
    settings: MidtrainConfig,
    *,
    replay: Sequence[str] = (),
    seed: int = 0,
    report_to: str = "none",
) -> dict[str, Any]:
    """Train on whole texts, packed into blocks, and write a complete model folder.

    Args:
        model: the model section.
        documents: texts; each ends with the model's end token.
        out: the model folder to write; it appears whole or not at all.
        settings: the midtrain section.
        replay: other texts, of which `settings.replay_share` of all characters is mixed in.
        seed: order of the documents and weights of a new adapter.
        report_to: experiment tracker.

    Returns:
        The log: steps, seconds, documents and loss by step (also in `out/training.json`).

    Raises:
        UserError: no documents, steps that processes cannot share, LoRA under FSDP, `out` exists, an unreadable model,
            or a full disk.
    """
    if not documents:
        raise UserError("no documents to train on; expected at least one")
    parallel.check_whole("midtrain", lora=settings.lora)
    parallel.check_share("midtrain.blocks", settings.blocks_per_step, settings.blocks_per_device)
    texts = mixed(documents, replay, settings.replay_share, seed)
    origin = locate(model.name)
    work = begin(out, key_of("midtrain", texts, deciding("midtrain", settings), fingerprint(origin), seed))
    with writing(work):
        trainer = _trainer(model, texts, settings, origin, seed, work, report_to)
    total = steps(len(trainer.train_dataset), settings.blocks_per_step, settings)
    seconds = fit(trainer, work, out.name, total)
    log = {
        "method": "midtrain",
        "loss": "nll",
        "documents": len(documents),
        "steps": trainer.state.global_step,
        "seconds": round(seconds, 1),
        "history": [entry for entry in trainer.state.log_history if "loss" in entry],
    }
    finish(trainer, origin, model, out, log, f"{len(documents)} documents")
    return log


def mixed(documents: Sequence[str], replay: Sequence[str], share: float, seed: int) -> list[str]:
    """Documents in a shuffled order, with as much of the replay as makes up that share of all characters."""
    drawn = random.Random(seed)
    texts, more = list(documents), list(replay)
    drawn.shuffle(more)
    room = share / (1 - share) * sum(map(len, texts))
    for text in more:
        if room <= 0:
            break
        texts.append(text[: math.ceil(room)])
        room -= len(text)
    drawn.shuffle(texts)
    return texts


def _trainer(
    model: ModelConfig, texts: list[str], settings: MidtrainConfig, origin: str, seed: int, work: Path, report_to: str
) -> Any:
    import datasets
    import torch
    from trl import SFTConfig, SFTTrainer

    from dpo_degen.training.trainers import adapter, shared_arguments

    datasets.disable_progress_bars()
    vocabulary = Vocabulary.load(origin, model)
    arguments = SFTConfig(
        **shared_arguments(settings, model, seed, work, report_to),
        max_length=min(settings.max_length, vocabulary.context),
        packing=True,
        packing_strategy="wrapped",  # the one that needs no special attention: a block is cut out of the running text
        learning_rate=settings.learning_rate,
        lr_scheduler_type="cosine",
        weight_decay=settings.weight_decay,
        per_device_train_batch_size=settings.blocks_per_device,
        gradient_accumulation_steps=settings.blocks_per_step // (settings.blocks_per_device * parallel.processes()),
    )
    return SFTTrainer(
        model=load_model(origin, model, dtype=torch.float32, device="cpu"),
        args=arguments,
        train_dataset=datasets.Dataset.from_list([{"text": text} for text in texts]),
        processing_class=vocabulary.tokenizer,
        peft_config=adapter(settings),
    )
