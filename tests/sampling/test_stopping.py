from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from transformers import StoppingCriteriaList

from dpo_degen.sampling.stopping import LoopStopping

if TYPE_CHECKING:
    from dpo_degen.records import Prompt
    from dpo_degen.sampling.hf import HFEngine


def test_looping_rows_end_one_by_one_and_the_others_go_on(engine: HFEngine, prompts: list[Prompt]) -> None:
    vocabulary = engine.vocabulary
    rows = [vocabulary.encode(prompt) for prompt in prompts]
    width = max(map(len, rows))
    ids = torch.tensor([[0] * (width - len(row)) + row for row in rows])
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows])
    plain, stopping = {"attention_mask": mask, "max_new_tokens": 200, "do_sample": False}, LoopStopping()
    free = engine.network.generate(input_ids=ids, **plain)[:, width:]
    stopped = engine.network.generate(input_ids=ids, **plain, stopping_criteria=StoppingCriteriaList([stopping]))[
        :, width:
    ]
    assert stopped.shape[1] < 60, "the batch ended when its last row had"
    assert sum(found is not None for found in stopping.found) >= 6
    for row, found in enumerate(stopping.found):
        length = found.end if found else stopped.shape[1]
        assert stopped[row, :length].tolist() == free[row, :length].tolist(), "nothing else changed"
        if found:
            assert found.period == 6
            assert set(stopped[row, found.end :].tolist()) <= {vocabulary.pad_id}


def test_padding_after_a_row_that_ended_by_itself_is_no_loop() -> None:
    end, pad = 0, 1
    for eos in (end, [end, 99]):
        stopping = LoopStopping(eos_token_id=eos)
        for step in range(200):
            healthy = 100 + step if step < 5 else end if step == 5 else pad
            made = stopping(torch.tensor([[7, healthy], [7, 2 + step % 3]]), None)
            assert not made[0]
        assert stopping.found[0] is None
        assert stopping.found[1] is not None
