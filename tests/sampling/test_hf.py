from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import torch

from dpo_degen.errors import UserError
from dpo_degen.records import Decoding, Prompt
from dpo_degen.sampling import Request, row_seed, sample, stream_samples
from dpo_degen.sampling.hf import _SeededDraw

if TYPE_CHECKING:
    from dpo_degen.sampling.hf import HFEngine

PROMPTS = [Prompt(f"p{i}", "train", prompt=f"the cat {i} " + "sat " * i) for i in range(9)]


def run(engine: HFEngine, decoding: Decoding, prompts: list[Prompt] = PROMPTS, seed: int = 0):
    return {s.id: s for s in sample(prompts, engine, decoding, seed=seed)}


def test_greedy_equals_stepping_the_model_by_hand(engine: HFEngine) -> None:
    """The model's own generation config (a repetition penalty here) does not leak in, nor does padding."""
    made = run(engine, Decoding(30))
    for prompt in PROMPTS:
        ids = engine.vocabulary.encode(prompt)
        expected: list[int] = []
        while len(expected) < 30 and not (expected and expected[-1] in (1, 2)):
            with torch.inference_mode():
                logits = engine.network(input_ids=torch.tensor([ids + expected])).logits[0, -1]
            expected.append(int(logits.argmax()))
        assert made[f"{prompt.id}/0"].output_ids == expected


def test_every_stop_id_of_the_generation_config_ends_a_row(engine: HFEngine) -> None:
    made = run(engine, Decoding(60, temperature=1.0), [replace(PROMPTS[0], id=f"q{i}") for i in range(40)])
    ended = Counter(s.output_ids[-1] for s in made.values() if s.finish == "stop")
    assert set(ended) == {1, 2}
    for s in made.values():
        assert not {1, 2} & set(s.output_ids[:-1])
        assert (s.finish == "stop") == (s.output_ids[-1] in (1, 2))
        assert s.finish == "stop" or len(s.output_ids) == 60


def test_a_row_depends_on_its_seed_not_on_its_neighbours(engine: HFEngine) -> None:
    decoding = Decoding(20, temperature=1.0, top_p=0.9)
    together = run(engine, decoding)
    alone = run(engine, decoding, PROMPTS[6:7])
    assert together["p6/0"].output_ids == alone["p6/0"].output_ids
    assert together != run(engine, decoding, seed=1)
    assert together == run(engine, decoding)


def test_rows_that_are_done_are_left_out(engine: HFEngine) -> None:
    decoding = Decoding(8)
    batches = list(stream_samples(PROMPTS, engine, decoding, done={"p0/0", "p5/0"}))
    assert sorted(s.id for batch in batches for s in batch) == [f"p{i}/0" for i in (1, 2, 3, 4, 6, 7, 8)]


def test_banned_first_token_is_not_the_first(engine: HFEngine) -> None:
    ids = engine.vocabulary.encode(PROMPTS[0])
    (greedy,) = next(engine.complete([Request("a", ids, Decoding(5), 0)]))
    first = greedy.output_ids[0]
    (other,) = next(engine.complete([Request("a", ids, Decoding(5), 0, banned_first=(first,))]))
    assert other.output_ids[0] != first


@pytest.mark.parametrize("top_p", [1.0, 0.8])
def test_the_draw_follows_the_nucleus_distribution(top_p: float) -> None:
    """Against the distribution computed by hand: total variation over 20,000 draws."""
    probabilities = torch.tensor([0.05, 0.5, 0.15, 0.3])
    kept = torch.tensor([0.0, 0.5, 0.0, 0.3]) if top_p < 1 else probabilities
    rows = 20_000
    draw = _SeededDraw([row_seed(0, i) for i in range(rows)], Decoding(1, 1.0, top_p), width=1)
    scores = draw(torch.zeros(rows, 1, dtype=torch.long), probabilities.log().expand(rows, 4))
    found = torch.bincount(scores.argmax(-1), minlength=4) / rows
    assert (found - kept / kept.sum()).abs().sum() / 2 < 0.02


def test_a_prompt_longer_than_the_context_is_named(engine: HFEngine) -> None:
    long = Prompt("novel", "train", prompt="the cat " * 2000)
    with pytest.raises(UserError, match=r"prompt 'novel': \d+ tokens leave room for 0 of the model's 2048"):
        run(engine, Decoding(8), [*PROMPTS, long])


def test_a_model_without_chat_template_takes_raw_text(engine: HFEngine) -> None:
    vocabulary = replace(engine.vocabulary)
    assert vocabulary.decode(vocabulary.encode(PROMPTS[0])) == PROMPTS[0].prompt
    assert vocabulary.encode(PROMPTS[0])[0] == 3  # <|user|>
    raw = type(vocabulary.tokenizer).from_pretrained(vocabulary.tokenizer.name_or_path)
    raw.chat_template = None
    assert raw.decode(replace(vocabulary, tokenizer=raw).encode(PROMPTS[0])) == PROMPTS[0].prompt
