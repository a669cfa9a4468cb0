"""TRL's trainers and our own, set up through public arguments only."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from peft import LoraConfig, get_peft_model
from transformers import PrinterCallback, ProgressCallback, Trainer, TrainerCallback, TrainingArguments, set_seed
from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer

from dpo_degen import parallel
from dpo_degen.models import fast_bf16, pick_device
from dpo_degen.progress import Bar, say
from dpo_degen.training.anchors import Anchored
from dpo_degen.training.data import ExactPreferenceCollator, chosen_set, preference_set
from dpo_degen.training.objectives import FTPO, BranchDPO, Unlikelihood
from dpo_degen.training.own import ObjectiveTrainer
from dpo_degen.training.shared import shares_prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dpo_degen.config import MidtrainConfig, ModelConfig, TrainConfig
    from dpo_degen.records import Pair
    from dpo_degen.training.anchors import Anchor
    from dpo_degen.training.objectives import Objective
    from dpo_degen.vocabulary import Vocabulary


_WON = 0.4  # share of chosen tokens that lead, at which Antidoom stops: beyond it, outputs were damaged
_STEADY = 4  # steps over which that is averaged


def dpo_trainer(
    model: Any,
    vocabulary: Vocabulary,
    pairs: Sequence[Pair],
    settings: TrainConfig,
    common: dict[str, Any],
    work: Path,
    anchors: Sequence[Anchor] = (),
    base: Any = None,
) -> Trainer:
    """DPO on exact ids whose reference is the model as it is now.

    With the plain loss both sides of a pair go through the model in one sequence, where its attention allows that;
    TRL computes every other loss, without anchors; those hold to `base`, or where it is None to that reference too.
    """
    as_it_is = settings.loss == ["sigmoid"] and not (settings.label_smoothing or settings.loss_weights)
    plain = as_it_is and shares_prefix(model, vocabulary.pad_id)
    if settings.anchor and not (plain and anchors):
        say(f"  no anchors: {'none of the outputs can be held' if plain else 'this loss or model takes TRL as it is'}")
    if plain:
        objective: Objective = BranchDPO(vocabulary.pad_id, settings.beta)
        if anchors and settings.anchor:
            objective = Anchored(objective, vocabulary.pad_id, anchors, settings.anchor, base)
        trainer = own_trainer(model, objective, pairs, settings, common)
        if isinstance(objective, Anchored):
            objective.base = None  # it has said all that is needed of it
        return trainer
    return trl_trainer(model, vocabulary, pairs, settings, common, work)


def ftpo_trainer(
    model: Any, vocabulary: Vocabulary, pairs: Sequence[Pair], settings: TrainConfig, common: dict[str, Any], _: Path
) -> Trainer:
    """Antidoom's single-token preferences, which stop by their own measure."""
    trainer = own_trainer(model, FTPO(vocabulary.pad_id, vocabulary.pieces), pairs, settings, common)
    trainer.add_callback(StopAt("chosen_win", _WON))
    return trainer


def unlikelihood_trainer(
    model: Any, vocabulary: Vocabulary, pairs: Sequence[Pair], settings: TrainConfig, common: dict[str, Any], _: Path
) -> Trainer:
    """Sequence unlikelihood on the rejected sides; whole outputs (`pair.method: whole`) are what its authors use."""
    return own_trainer(model, Unlikelihood(vocabulary.pad_id), pairs, settings, common)


def naive_trainer(
    model: Any, vocabulary: Vocabulary, pairs: Sequence[Pair], settings: TrainConfig, common: dict[str, Any], _: Path
) -> DPOTrainer:
    """DPO as plain TRL gives it: text, tokenised again, each side closed with an end token, ended or not."""
    from datasets import Dataset

    template = {"chat_template_kwargs": vocabulary.template} if vocabulary.template else {}
    rows = [{"prompt": pair.prompt, "chosen": pair.chosen, "rejected": pair.rejected, **template} for pair in pairs]
    return DPOTrainer(
        model=model,
        args=DPOConfig(
            **common,
            learning_rate=settings.learning_rate,
            beta=settings.beta,
            max_length=settings.max_length,
            precompute_ref_log_probs=True,
        ),
        train_dataset=Dataset.from_list(rows),
        processing_class=vocabulary.tokenizer,
        peft_config=adapter(settings),
    )


def own_trainer(
    model: Any, objective: Objective, pairs: Sequence[Pair], settings: TrainConfig, common: dict[str, Any]
) -> ObjectiveTrainer:
    """An objective on exact ids, with what it needs of the model as it is now already computed."""
    lora = adapter(settings)
    set_seed(common["seed"])  # a new adapter is drawn
    arguments = TrainingArguments(**common, learning_rate=settings.learning_rate, remove_unused_columns=False)
    trainer = ObjectiveTrainer(get_peft_model(model, lora) if lora else model, objective, pairs, arguments)
    with Bar("reference", len(pairs)) as bar:
        trainer.refer(bar.advance)
    return trainer


def trl_trainer(
    model: Any, vocabulary: Vocabulary, pairs: Sequence[Pair], settings: TrainConfig, common: dict[str, Any], work: Path
) -> DPOTrainer:
    """TRL's DPOTrainer on exact ids.

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


def adapter(settings: TrainConfig | MidtrainConfig) -> LoraConfig | None:
    """LoRA on every linear layer but the head, or None for full fine-tuning."""
    if not settings.lora:
        return None
    return LoraConfig(
        r=settings.lora_r, lora_alpha=settings.lora_alpha, target_modules="all-linear", task_type="CAUSAL_LM"
    )


def common_arguments(settings: TrainConfig, model: ModelConfig, seed: int, work: Path) -> dict[str, Any]:
    """What all trainers on pairs are told."""
    return {
        **shared_arguments(settings, model, seed, work, settings.report_to),
        "per_device_train_batch_size": settings.pairs_per_device,
        "gradient_accumulation_steps": settings.pairs_per_step // (settings.pairs_per_device * parallel.processes()),
        "lr_scheduler_type": "linear",
        "train_sampling_strategy": "sequential",  # the order of `data.grouped`, which a restart does not change
    }


def shared_arguments(
    settings: TrainConfig | MidtrainConfig, model: ModelConfig, seed: int, work: Path, report_to: str
) -> dict[str, Any]:
    """What every trainer is told. Weights are float32; the forward pass is bfloat16 where that is fast."""
    device = pick_device(model.device)
    return {
        "output_dir": str(work / "checkpoints"),
        "num_train_epochs": settings.epochs,
        "max_steps": settings.max_steps or -1,
        "warmup_steps": settings.warmup_share,
        "logging_steps": 1,
        "save_steps": settings.save_steps,
        "save_total_limit": 2,
        "seed": seed,
        "bf16": fast_bf16(device),
        "use_cpu": device == "cpu",
        "dataloader_pin_memory": device != "cpu",
        "activation_checkpointing": settings.gradient_checkpointing,  # transformers' newer name of it
        "report_to": report_to,
        "disable_tqdm": True,
    }


def silence(trainer: Any, bar: Bar) -> None:
    """Show training on our bar instead of the trainer's own output."""
    trainer.remove_callback(PrinterCallback)
    trainer.remove_callback(ProgressCallback)
    trainer.add_callback(_OnBar(bar))


class StopAt(TrainerCallback):
    """Ends training when a measure has come as far as this, averaged over the last few steps."""

    def __init__(self, measure: str, enough: float) -> None:
        self.measure, self.enough = measure, enough
        self.recent: deque[float] = deque(maxlen=_STEADY)

    def on_train_begin(self, _args: Any, state: Any, _control: Any, **_: Any) -> None:
        """Remember the last steps of a killed run."""
        self.recent.extend(logs[self.measure] for logs in state.log_history if self.measure in logs)

    def on_log(self, _args: Any, _state: Any, control: Any, logs: dict[str, float], **_: Any) -> None:
        """Stop where the last steps are far enough on average."""
        self.recent.append(logs.get(self.measure, 0.0))
        if sum(self.recent) / _STEADY >= self.enough:
            control.should_training_stop = True


class _OnBar(TrainerCallback):
    def __init__(self, bar: Bar) -> None:
        self.bar = bar

    def on_step_end(self, _args: Any, state: Any, _control: Any, **_: Any) -> None:
        self.bar.advance(state.global_step - self.bar.done)


TRAINERS: dict[str, Callable[..., Trainer]] = {
    "sft": sft_trainer,
    "dpo": dpo_trainer,
    "naive": naive_trainer,
    "ftpo": ftpo_trainer,
    "unlikelihood": unlikelihood_trainer,
}
"""What each link of an arm trains with."""
