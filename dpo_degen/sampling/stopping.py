"""A transformers stopping criterion that ends rows one by one when they loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from transformers import StoppingCriteria

from dpo_degen.detection import LoopGuard

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class LoopStopping(StoppingCriteria):
    """Ends each row of a batch as soon as its new tokens loop; the other rows go on.

        guards = LoopStopping(pieces, eos_token_id=model.generation_config.eos_token_id)
        model.generate(**inputs, stopping_criteria=StoppingCriteriaList([guards]))

    Use a new one for each call of `generate`. `found` then holds one `Detection` or None a row, with positions
    counted from the row's first new token. A row that ends here gets padding, as one that ends by itself does.

    Args:
        pieces: the text of each token id, as in `detect`.
        max_period: the longest unit, in tokens, whose loop is seen.
        prompts: the text that each row answers; repetition that it asks for ends no row.
        eos_token_id: the id, or ids, with which a row ends by itself. What follows in it is padding while others go on,
            which without them is taken for output, so that `found` may call it a loop.
    """

    def __init__(
        self,
        pieces: Sequence[str] | None = None,
        max_period: int = 512,
        prompts: Sequence[str | None] | None = None,
        eos_token_id: int | Collection[int] | None = None,
    ) -> None:
        self.pieces, self.max_period, self.prompts = pieces, max_period, prompts
        self.stop_ids = {eos_token_id} if isinstance(eos_token_id, int) else {*(eos_token_id or ())}
        self.guards: list[LoopGuard] = []
        self.ended: set[int] = set()

    def __call__(self, input_ids: torch.Tensor, scores: Any, **_: Any) -> torch.Tensor:  # noqa: ARG002
        """Which rows loop by now: shape (rows,)."""
        if not self.guards:
            prompts = self.prompts or [None] * len(input_ids)
            self.guards = [LoopGuard(self.max_period, pieces=self.pieces, prompt=prompt) for prompt in prompts]
        tokens = input_ids[:, -1].tolist()
        self.ended |= {row for row, token in enumerate(tokens) if token in self.stop_ids}
        looping = [row not in self.ended and bool(self.guards[row].feed(token)) for row, token in enumerate(tokens)]
        return torch.tensor(looping, device=input_ids.device)

    @property
    def found(self) -> list[Any]:
        """The loop of each row, None where there is none."""
        return [guard.found for guard in self.guards]
