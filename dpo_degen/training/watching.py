"""Looking after a model while it is trained: a live probe, a bound on what it unlearns, and the best weights so far.

DPO lowers the rejected side and often the chosen one with it; a model that goes that way too far starts to loop on
other things. What is watched here is few prompts and a mean over few steps: enough to stop, not to conclude.
"""

from __future__ import annotations

import shutil
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transformers import TrainerCallback

from dpo_degen.jsonl import read_json, write_json
from dpo_degen.parallel import from_main, is_main
from dpo_degen.progress import say
from dpo_degen.training.work import names_are_known

if TYPE_CHECKING:
    from collections.abc import Callable

_MEMORY = 8  # steps whose mean is held against the bound: a step sees few pairs


class OwnNames(TrainerCallback):
    """Has checkpoints name their weights as the model does.

    transformers writes those of some models (mixtures of experts, for one) under the names that their hub files have,
    and its trainer does not find these again: a resumed training would go on with the weights that it began with.
    """

    def on_save(self, args: Any, state: Any, _control: Any, **kept: Any) -> None:
        """Write a checkpoint's weights again where their names are not the model's."""
        checkpoint = Path(args.output_dir) / f"checkpoint-{state.global_step}"
        if state.is_world_process_zero and not names_are_known(checkpoint, kept["model"]):
            kept["model"].save_pretrained(checkpoint, save_original_format=False)


class Watch(TrainerCallback):
    """Stops training that goes wrong and keeps the weights that did best.

    Args:
        folder: where the best weights and the probe's figures are kept, also over a restart.
        bound: nats a token that the chosen sides may lose against the reference, on average.
        probe: counts the loops of the model on a few prompts; None leaves it out.
        every: optimizer steps between two looks of the probe.
    """

    def __init__(self, folder: Path, bound: float, probe: Callable[[Any], int] | None, every: int) -> None:
        self.folder, self.bound, self.probe, self.every = folder, bound, probe, every
        self.recent: deque[float] = deque(maxlen=_MEMORY)
        self._log = folder / "probe.json"
        self.looks: list[dict[str, int]] = read_json(self._log)["looks"] if self._log.is_file() else []

    @property
    def best(self) -> tuple[int, Path] | None:
        """The step whose weights did better than the last ones, and their folder; None where the last ones are best."""
        fewest = min((look["loops"] for look in self.looks), default=0)
        if not self.looks or self.looks[-1]["loops"] == fewest:
            return None
        step = [look["step"] for look in self.looks if look["loops"] == fewest][-1]
        kept = self.folder / f"best-{step}"
        return (step, kept) if kept.is_dir() else None

    def on_train_begin(self, _args: Any, state: Any, _control: Any, **kept: Any) -> None:
        """Look at the model as it is before the first step, or forget what a killed run saw after its checkpoint."""
        self.recent.extend(entry["chosen"] for entry in state.log_history if "chosen" in entry)
        self.looks = [look for look in self.looks if look["step"] <= state.global_step]
        if not self.looks:
            self._look(state.global_step, kept["model"])

    def on_step_end(self, _args: Any, state: Any, control: Any, **kept: Any) -> None:
        """Let the probe look, and stop where it sees more loops than it ever saw."""
        if state.global_step % self.every and state.global_step != state.max_steps:
            return
        before = [look["loops"] for look in self.looks]
        self._look(state.global_step, kept["model"])
        if self.looks and before and self.looks[-1]["loops"] > max(before):
            self._stop(
                control, state.global_step, f"{self.looks[-1]['loops']} loops in the probe, {min(before)} before"
            )

    def on_train_end(self, _args: Any, state: Any, _control: Any, **kept: Any) -> None:
        """Look at what is left where training was stopped between two looks."""
        if self.looks and self.looks[-1]["step"] != state.global_step:
            self._look(state.global_step, kept["model"])

    def on_log(self, _args: Any, state: Any, control: Any, logs: dict[str, float], **_: Any) -> None:
        """Stop where the chosen sides have become too unlikely."""
        if "chosen" not in logs:
            return
        self.recent.append(logs["chosen"])
        mean = sum(self.recent) / len(self.recent)
        if len(self.recent) == _MEMORY and mean < -self.bound:
            self._stop(control, state.global_step, f"chosen sides lost {-mean:.2f} nats a token")

    def _look(self, step: int, model: Any) -> None:
        if self.probe is None:
            return
        # One process decides for all: another could count otherwise and stop alone.
        loops = from_main(self.probe(model) if is_main() else 0)
        fewest = all(loops <= look["loops"] for look in self.looks)
        if is_main():
            if fewest:
                self._save(step, model)
            write_json(self._log, {"looks": [*self.looks, {"step": step, "loops": loops}]})
            for old in self.folder.glob("best-*") if fewest else ():
                shutil.rmtree(old) if old.name != f"best-{step}" else None
        self.looks.append({"step": step, "loops": loops})

    def _save(self, step: int, model: Any) -> None:
        """Whole or not at all: a kill may come at any time."""
        part, kept = self.folder / "best.part", self.folder / f"best-{step}"
        for old in (part, kept):
            shutil.rmtree(old, ignore_errors=True)
        model.save_pretrained(part, **({} if hasattr(model, "peft_config") else {"save_original_format": False}))
        part.rename(kept)

    @staticmethod
    def _stop(control: Any, step: int, why: str) -> None:
        say(f"  stopped at step {step}: {why}")
        control.should_training_stop = True
