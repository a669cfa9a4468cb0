"""TRL's trainers, set up through public arguments only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peft import LoraConfig
from transformers import PrinterCallback, ProgressCallback, TrainerCallback
from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer

from dpo_degen.models import fast_bf16, pick_device
from dpo_degen.training.data import ExactPreferenceCollator, chosen_set, preference_set

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dpo_degen.config import ModelConfig, TrainConfig
    from dpo_degen.progress import Bar
    from dpo_degen.records import Pair
    from dpo_degen.vocabulary import Vocabulary


def dpo_trainer(
    model: Any, vocabulary: Vocabulary, pairs: Sequence[Pair], settings: TrainConfig, common: dict[str, Any], work: Path
) -> DPOTrainer:
    """A DPOTrainer on exact ids whose reference is the model as it is now.

    Reference log-probabilities are computed once, before the first step, so no second model stays in memory and
    a chained arm cannot get the wrong reference.
    """
    return DPOTrainer(
        model=model,
        args=DPOConfig(
            **common,
            learning_rate=settings.learning_rate,
            loss_type=list(settings.loss),
            loss_weights=settings.loss_weights,
            beta=settings.beta,
            label_smoothing=settings.label_smoothing,
            precompute_ref_log_probs=True,
            remove_unused_columns=False,
            max_length=None,  # sides were cut to `train.max_length` by the audit, in the open
        ),
        train_dataset=preference_set(pairs, work / "pairs"),
        data_collator=ExactPreferenceCollator(vocabulary.pad_id),
        processing_class=vocabulary.tokenizer,
        peft_config=adapter(settings),
    )


def sft_trainer(
    model: Any, vocabulary: Vocabulary, pairs: Sequence[Pair], settings: TrainConfig, common: dict[str, Any], _: Path
) -> SFTTrainer:
    """An SFTTrainer on the chosen sides of the same pairs."""
    return SFTTrainer(
        model=model,
        args=SFTConfig(**common, learning_rate=settings.sft_learning_rate, max_length=None, packing=False),
        train_dataset=chosen_set(pairs),
        processing_class=vocabulary.tokenizer,
        peft_config=adapter(settings),
    )


def adapter(settings: TrainConfig) -> LoraConfig | None:
    """LoRA on every linear layer but the head, or None for full fine-tuning."""
    if not settings.lora:
        return None
    return LoraConfig(
        r=settings.lora_r, lora_alpha=settings.lora_alpha, target_modules="all-linear", task_type="CAUSAL_LM"
    )


def common_arguments(settings: TrainConfig, model: ModelConfig, seed: int, work: Path) -> dict[str, Any]:
    """What both trainers are told. Weights are float32; the forward pass is bfloat16 where that is fast."""
    device = pick_device(model.device)
    return {
        "output_dir": str(work / "checkpoints"),
        "per_device_train_batch_size": settings.pairs_per_device,
        "gradient_accumulation_steps": settings.pairs_per_step // settings.pairs_per_device,
        "num_train_epochs": settings.epochs,
        "max_steps": settings.max_steps or -1,
        "warmup_steps": settings.warmup_share,
        "lr_scheduler_type": "linear",
        "logging_steps": 1,
        "save_steps": settings.save_steps,
        "save_total_limit": 2,
        "seed": seed,
        "bf16": fast_bf16(device),
        "use_cpu": device == "cpu",
        "dataloader_pin_memory": device != "cpu",
        "gradient_checkpointing": settings.gradient_checkpointing,
        "train_sampling_strategy": "sequential",  # the order of `data.grouped`, which a restart does not change
        "report_to": settings.report_to,
        "disable_tqdm": True,
    }


def silence(trainer: Any, bar: Bar) -> None:
    """Show training on our bar instead of the trainer's own output."""
    trainer.remove_callback(PrinterCallback)
    trainer.remove_callback(ProgressCallback)
    trainer.add_callback(_OnBar(bar))


class _OnBar(TrainerCallback):
    def __init__(self, bar: Bar) -> None:
        self.bar = bar

    def on_step_end(self, _args: Any, state: Any, _control: Any, **_: Any) -> None:
        self.bar.advance(state.global_step - self.bar.done)
