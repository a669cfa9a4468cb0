"""A transformers Trainer for the losses that TRL has not, on exact ids."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import torch
from transformers import Trainer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transformers import TrainingArguments

    from dpo_degen.records import Pair
    from dpo_degen.training.objectives import Objective


class ObjectiveTrainer(Trainer):
    """Minimises an objective over pairs in the order given.

    What the model says before the first step is computed once, in the number type of training.

    Args:
        model: the model to train, or a PEFT model.
        objective: see `objectives.Objective`.
        pairs: in training order.
        args: as for any Trainer; `remove_unused_columns` must be off.
    """

    def __init__(self, model: Any, objective: Objective, pairs: Sequence[Pair], args: TrainingArguments) -> None:
        self.objective, self.pairs = objective, objective.rows(pairs)
        super().__init__(model=model, args=args, train_dataset=self.pairs, data_collator=objective.collate)
        self.loss_is_scaled_for_ga = False  # a mean over the rows of a batch
        self._told: dict[str, list[torch.Tensor]] = defaultdict(list)

    @torch.no_grad()
    def refer(self, advance: Callable[[int], None] = lambda _: None) -> None:
        """Compute what the objective needs of the model as it is now; `advance` is told of pairs done."""
        model = self.model.to(self.args.device).eval()
        size = self.args.per_device_train_batch_size
        for start in range(0, len(self.pairs), size):
            with self.accelerator.autocast():
                self.objective.refer(model, self.pairs[start : start + size])
            advance(len(self.pairs[start : start + size]))

    def compute_loss(
        self,
        model: Any,
        inputs: dict[str, torch.Tensor],
        return_outputs: bool = False,
        num_items_in_batch: Any = None,  # noqa: ARG002
    ) -> Any:
        """The objective's loss; its measures are averaged into the next log entry."""
        loss, told = self.objective.loss(model, inputs)
        for name, value in told.items():
            self._told[name].append(value.detach())
        return (loss, None) if return_outputs else loss

    def log(self, logs: dict[str, float], start_time: float | None = None) -> None:
        """Log with the objective's measures since the last entry."""
        told = {name: torch.stack(values).mean() for name, values in self._told.items()}
        means = {name: float(value) for name, value in self.accelerator.reduce(told, "mean").items()} if told else {}
        self._told.clear()
        super().log({**logs, **means}, start_time)
