from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import torch
from peft import LoraConfig, get_peft_model

from dpo_degen.config import ModelConfig
from dpo_degen.detection.frozen import frozen_loop
from dpo_degen.errors import UserError
from dpo_degen.models import load_model
from dpo_degen.records import Decoding, Prompt
from dpo_degen.sampling import Request, check_rooms, row_seed, sample, stream_samples
from dpo_degen.sampling.draw import next_tokens
from dpo_degen.sampling.hf import HFEngine, _out_of_memory
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

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
    batches = list(stream_samples(PROMPTS, engine, [decoding], done={"p0/0", "p5/0"}))
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
    requests = [Request("", [], Decoding(1, 1.0, top_p), 0)] * rows
    uniform = torch.rand(rows, generator=torch.Generator().manual_seed(0)).tolist()
    drawn = next_tokens(probabilities.log().expand(rows, 4), requests, uniform)
    found = torch.bincount(drawn, minlength=4) / rows
    assert (found - kept / kept.sum()).abs().sum() / 2 < 0.02


def test_a_prompt_longer_than_the_context_is_named(engine: HFEngine) -> None:
    long = Prompt("novel", "train", prompt="the cat " * 2000)
    with pytest.raises(UserError, match=r"prompt 'novel': \d+ tokens leave room for 0 of the model's 2048"):
        run(engine, Decoding(8), [*PROMPTS, long])


def test_prompts_longer_than_the_context_are_counted_at_once(engine: HFEngine) -> None:
    longer, long = (Prompt(f"novel-{n}", "train", prompt="the cat " * n) for n in (3000, 2000))
    check_rooms(PROMPTS, engine.vocabulary, 8)
    with pytest.raises(UserError, match=rf"^2 of {len(PROMPTS) + 2} prompts .* the longest is 'novel-3000' with \d+;"):
        check_rooms([*PROMPTS, long, longer], engine.vocabulary, 8)
    with pytest.raises(UserError, match=r"^prompt 'novel-2000'"):
        check_rooms([*PROMPTS, long], engine.vocabulary, 8)


def test_a_model_without_chat_template_takes_raw_text(engine: HFEngine) -> None:
    vocabulary = replace(engine.vocabulary)
    assert vocabulary.decode(vocabulary.encode(PROMPTS[0])) == PROMPTS[0].prompt
    assert vocabulary.encode(PROMPTS[0])[0] == 3  # <|user|>
    raw = type(vocabulary.tokenizer).from_pretrained(vocabulary.tokenizer.name_or_path)
    raw.chat_template = None
    assert raw.decode(replace(vocabulary, tokenizer=raw).encode(PROMPTS[0])) == PROMPTS[0].prompt


def test_the_chat_template_takes_arguments(engine: HFEngine, tiny_model: Path, tmp_path: Path) -> None:
    thinking, folder = "{% if enable_thinking is false %}<think></think>{% endif %}", tmp_path / "model"
    shutil.copytree(tiny_model, folder)
    tokenizer = engine.vocabulary.tokenizer.__class__.from_pretrained(tiny_model)
    tokenizer.chat_template += thinking
    tokenizer.save_pretrained(folder)
    for given, ending in (({}, "<|assistant|>"), ({"enable_thinking": False}, "<|assistant|><think></think>")):
        vocabulary = Vocabulary.load(str(folder), ModelConfig(str(folder), chat_template_kwargs=given))
        assert vocabulary.tokenizer.decode(vocabulary.encode(PROMPTS[0])).endswith(ending)


def mixed(engine: HFEngine) -> list[Request]:
    """Requests of several lengths, decodings and caps, more than any batch below holds."""
    ways = [Decoding(40), Decoding(25, 1.0), Decoding(60, 0.8, 0.9), Decoding(1), Decoding(120)]
    rows = [engine.vocabulary.encode(prompt) for prompt in PROMPTS]
    return [
        Request(f"{i}/{j}", row, way, row_seed(0, i, j)) for i, row in enumerate(rows) for j, way in enumerate(ways)
    ]


def completed(engine: HFEngine, requests: list[Request]) -> dict[str, tuple[list[int], str]]:
    made = [done for batch in engine.complete(requests) for done in batch]
    assert len(made) == len({done.request.id for done in made}) == len(requests), "nothing lost, nothing twice"
    return {done.request.id: (done.output_ids, done.finish) for done in made}


@pytest.mark.parametrize("batch_size", [1, 2, 7, 45])
def test_every_batch_size_gives_the_same_outputs(tiny_model: Path, engine: HFEngine, batch_size: int) -> None:
    config = ModelConfig(name=str(tiny_model), device="cpu", dtype="float32")
    other = HFEngine(config, batch_size=batch_size)
    requests = mixed(engine)
    assert completed(other, requests) == completed(engine, requests[::-1])


def test_looping_rows_leave_and_nothing_else_changes(engine: HFEngine) -> None:
    free = run(engine, Decoding(200))
    ticks: list[int] = []
    stopped = {s.id: s for s in sample(PROMPTS, engine, Decoding(200), stop_loops=True, tick=ticks.append)}
    looped = [s for s in stopped.values() if s.finish == "loop"]
    assert len(looped) >= 4
    assert sum(ticks) == sum(len(s.output_ids) for s in stopped.values()), "no token was made for rows that had left"
    for name, made in stopped.items():
        assert made.output_ids == free[name].output_ids[: len(made.output_ids)]
        assert frozen_loop(free[name].output_ids) == (made.finish == "loop")
    assert max(len(s.output_ids) for s in looped) < 90


def test_out_of_memory_halves_the_batch_and_loses_nothing(
    engine: HFEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    requests, forward, most = mixed(engine), engine.network.forward, 1

    def scarce(*args, **kwargs):
        if len(kwargs["input_ids"]) > most:
            raise torch.OutOfMemoryError
        return forward(*args, **kwargs)

    expected = completed(engine, requests)
    monkeypatch.setattr(engine.network, "forward", scarce)
    assert completed(engine, requests) == expected
    assert "out of memory: going on with 2 outputs at once" in capsys.readouterr().err
    most = 0
    with pytest.raises(UserError, match="out of memory with a single output of 1"):
        completed(engine, requests)


@pytest.mark.parametrize(
    "text", ["DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes", "MPS backend out of memory"]
)
def test_every_device_says_it_in_its_own_words(text: str) -> None:
    assert _out_of_memory(RuntimeError(text))
    assert not _out_of_memory(RuntimeError("shapes do not match"))


def test_a_repetition_that_the_prompt_asks_for_is_not_stopped(engine: HFEngine) -> None:
    free = run(engine, Decoding(110))
    looped = next(s for s in free.values() if frozen_loop(s.output_ids))
    asked = engine.vocabulary.encode_text("Write it 500 times. ") + looped.prompt_ids
    for words, finish in ((asked, "length"), (looped.prompt_ids, "loop")):
        ((made,),) = engine.complete([Request("a", words, Decoding(110), 0, stop_loops=True)])
        assert made.finish == finish


def test_the_batch_fits_the_memory_given(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = ModelConfig(name=str(tiny_model), device="cpu", dtype="float32")
    small = HFEngine(config, memory_gb=0.0005)
    seen: list[int] = []
    forward = small.network.forward
    monkeypatch.setattr(
        small.network,
        "forward",
        lambda **kw: seen.append(kw["input_ids"].numel() * 0 + len(kw["input_ids"])) or forward(**kw),
    )
    completed(small, mixed(small))
    assert 1 < max(seen) < 10
    assert f"{max(seen)} outputs at once" in capsys.readouterr().err


def test_a_model_with_an_adapter_keeps_its_rolling_batch(tiny_model: Path) -> None:
    network = load_model(str(tiny_model), ModelConfig(), dtype=torch.float32, device="cpu")
    adapted = get_peft_model(network, LoraConfig(target_modules=["q_proj"], task_type="CAUSAL_LM"))
    assert HFEngine(ModelConfig(name=str(tiny_model), device="cpu"), network=adapted).rolling


def test_batches_of_generate_draw_what_the_rolling_batch_draws(tiny_model: Path, engine: HFEngine) -> None:
    other = HFEngine(ModelConfig(name=str(tiny_model), device="cpu", dtype="float32"), batch_size=7)
    other.rolling = False
    requests = mixed(engine)
    assert completed(other, requests) == completed(engine, requests)


def test_a_model_with_sliding_windows_is_sampled_too(tiny_model: Path, tmp_path: Path, engine: HFEngine) -> None:
    from transformers import AutoTokenizer, MistralConfig, MistralForCausalLM

    torch.manual_seed(0)
    shape = {"hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    config = MistralConfig(
        vocab_size=engine.vocabulary.size, num_key_value_heads=1, sliding_window=16, eos_token_id=1, **shape
    )
    MistralForCausalLM(config).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(tiny_model).save_pretrained(tmp_path)
    sliding = HFEngine(ModelConfig(name=str(tmp_path), device="cpu", dtype="float32"), batch_size=4)
    assert not sliding.rolling
    requests = mixed(sliding)
    made = completed(sliding, requests)
    for request in requests[::5]:
        ids, expected = list(request.input_ids), []
        while len(expected) < 40 and not (expected and expected[-1] in sliding.vocabulary.stop_ids):
            with torch.inference_mode():
                expected.append(int(sliding.network(input_ids=torch.tensor([ids + expected])).logits[0, -1].argmax()))
        assert made[request.id][0] == expected
