"""A transformers stopping criterion that ends rows one by one when they loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from transformers import StoppingCriteria

from dpo_degen.detection import LoopGuard

if TYPE_CHECKING:
    from collections.abc import Sequence


class LoopStopping(StoppingCriteria):
    """Ends each row of a batch as soon as its new tokens loop; the other rows go on.

        guards = LoopStopping(pieces)
        model.generate(**inputs, stopping_criteria=StoppingCriteriaList([guards]))

    Use a new one for each call of `generate`. `found` then holds one `Detection` or None a row, with positions
    counted from the row's first new token. A row that ends here gets padding, as one that ends by itself does.

    Args:
        pieces: the text of each token id, as in `detect`.
        max_period: the longest unit, in tokens, whose loop is seen.
        prompts: the text that each row answers; repetition that it asks for ends no row.
    """

    def __init__(
        self,
        pieces: Sequence[str] | None = None,
        max_period: int = 512,
        prompts: Sequence[str | None] | None = None,
    ) -> None:
        self.pieces, self.max_period, self.prompts = pieces, max_period, prompts
        self.guards: list[LoopGuard] = []

    def __call__(self, input_ids: torch.Tensor, scores: Any, **_: Any) -> torch.Tensor:  # noqa: ARG002
        """Which rows loop by now: shape (rows,)."""
        if not self.guards:
            prompts = self.prompts or [None] * len(input_ids)
            self.guards = [LoopGuard(self.max_period, pieces=self.pieces, prompt=prompt) for prompt in prompts]
        looping = [bool(guard.feed(token)) for guard, token in zip(self.guards, input_ids[:, -1].tolist(), strict=True)]
        return torch.tensor(looping, device=input_ids.device)

    @property
    def found(self) -> list[Any]:
        """The loop of each row, None where there is none."""
        return [guard.found for guard in self.guards]
