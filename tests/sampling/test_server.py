"""The server engine against a real local server, and every way in which that can go wrong."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from dpo_degen.cli import main
from dpo_degen.config import ModelConfig
from dpo_degen.errors import UserError
from dpo_degen.jsonl import read_jsonl
from dpo_degen.records import Decoding, Prompt, Sample
from dpo_degen.sampling import Request, sample, stream_samples
from dpo_degen.sampling.server import ServerEngine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dpo_degen.sampling.hf import HFEngine

PROMPTS = [Prompt(f"p{i}", "train", prompt=f"the cat {i} " + "sat " * i) for i in range(8)]


@pytest.fixture
def ask(tiny_model: Path) -> Callable[..., ServerEngine]:
    def make(server, **options) -> ServerEngine:
        return ServerEngine(ModelConfig(name=str(tiny_model)), server.url, **options)

    return make


@pytest.mark.parametrize("stop_loops", [False, True])
def test_a_server_that_returns_ids_gives_the_same_samples_as_the_model_here(
    serve, ask, engine: HFEngine, stop_loops: bool
) -> None:
    server = serve()
    made = sample(PROMPTS, ask(server), Decoding(120), stop_loops=stop_loops)
    here = sample(PROMPTS, engine, Decoding(120), stop_loops=stop_loops)
    assert [(s.output_ids, s.finish) for s in made] == [(s.output_ids, s.finish) for s in here]
    assert not any(s.retokenized for s in made)
    assert {s.engine for s in made} == {"server"}
    assert any(s.finish == "loop" for s in made) == stop_loops
    asked = server.asked[0]
    assert asked["prompt"] == engine.vocabulary.encode(PROMPTS[0]) or isinstance(asked["prompt"][0], int)
    assert asked["repetition_penalty"] == 1.0, "the server would apply the model's own penalty"
    assert asked["stop_token_ids"] == sorted(engine.vocabulary.stop_ids)


def test_text_of_other_servers_is_tokenised_again_and_marked(serve, ask) -> None:
    server = serve("somebody")
    made = sample(PROMPTS, ask(server), Decoding(20))
    assert all(s.retokenized for s in made)
    vocabulary = ask(server).vocabulary
    assert all(s.output_ids == vocabulary.encode_text(s.text) for s in made)
    assert not any(set(s.output_ids) & vocabulary.stop_ids for s in made), "nobody saw an end token"
    assert {"return_token_ids", "top_k"}.isdisjoint(server.asked[0]), "others may refuse what they do not know"


def test_seeds_and_decodings_go_with_each_request(serve, ask) -> None:
    server = serve()
    ways = [Decoding(5), Decoding(9, 0.7, 0.9)]
    batches = list(stream_samples(PROMPTS[:3], ask(server), ways, done={"p1/1"}))
    assert sorted(s.id for batch in batches for s in batch) == ["p0/0", "p0/1", "p1/0", "p2/0", "p2/1"]
    assert {(b["max_tokens"], b["temperature"], b["top_p"]) for b in server.asked} == {(5, 0.0, 1.0), (9, 0.7, 0.9)}
    assert len({b["seed"] for b in server.asked}) == 5


def test_a_banned_token_is_not_the_first_and_may_come_later(serve, ask, engine: HFEngine) -> None:
    ids = engine.vocabulary.encode(PROMPTS[3])
    ((free,),) = engine.complete([Request("a", ids, Decoding(12), 0)])
    ((made,),) = ask(serve()).complete([Request("a", ids, Decoding(12), 0, banned_first=(free.output_ids[0],))])
    assert made.output_ids[0] != free.output_ids[0]
    assert len(made.output_ids) == 12
    ((again,),) = engine.complete([Request("a", ids + made.output_ids[:1], Decoding(11), 0)])
    assert made.output_ids[1:] == again.output_ids


def test_an_output_that_the_server_stopped_for_less_than_a_loop_goes_on(
    serve, ask, engine: HFEngine, monkeypatch
) -> None:
    asking = ask(serve())
    monkeypatch.setattr(asking, "_loops", lambda *_: False)
    made = sample(PROMPTS, asking, Decoding(150), stop_loops=True)
    assert [s.output_ids for s in made] == [s.output_ids for s in sample(PROMPTS, engine, Decoding(150))]


def test_requests_run_side_by_side_up_to_the_limit(serve, ask) -> None:
    server = serve()
    sample(PROMPTS, ask(server, concurrency=3), Decoding(60))
    assert 1 < server.most_at_once <= 3


@pytest.mark.parametrize(
    "fault",
    [500, 503, 429, b"not json", b'{"choices": [', b'{"choices": []}', b'{"choices": [{"text": 3}]}', b"[]", b""],
)
def test_a_passing_fault_is_tried_again(serve, ask, fault) -> None:
    server = serve()
    asking = ask(server, concurrency=1)
    server.faults = [fault, fault]
    assert len(sample(PROMPTS[:2], asking, Decoding(8))) == 2
    assert len(server.asked) == 4


def test_a_server_that_only_talks_rubbish_gets_one_line(serve, ask) -> None:
    server = serve()
    asking = ask(server, concurrency=1)
    server.faults = [b'{"choices": [{"text": "a", "finish_reason": "eos"}]}'] * 9
    with pytest.raises(
        UserError, match=r"answers with no valid completion \(text 'a' with finish_reason 'eos'\), 4 times"
    ):
        sample(PROMPTS, asking, Decoding(8))


def test_a_refused_request_is_not_tried_again(serve, ask) -> None:
    server = serve()
    asking = ask(server, concurrency=1)
    server.faults = [400]
    with pytest.raises(UserError, match="refuses the request: Error code: 400"):
        sample(PROMPTS, asking, Decoding(8))
    assert len({str(body["prompt"]) for body in server.asked}) == len(server.asked), "nothing was asked twice"


def test_what_a_dying_server_answered_is_kept_and_nothing_is_asked_twice(serve, ask) -> None:
    server = serve()
    server.lives = 5
    kept = []

    def take(done=()) -> None:
        for batch in stream_samples(PROMPTS, ask(server, concurrency=2), [Decoding(10)], done=done):
            kept.extend(batch)

    with pytest.raises(UserError, match=r"does not answer .* it continues where it stopped"):
        take()
    assert len(kept) == 5
    server.lives = None
    take(done={s.id for s in kept})
    assert sorted(s.id for s in kept) == [f"p{i}/0" for i in range(8)]


def test_a_server_that_is_not_there_or_serves_something_else(serve, ask, tiny_model: Path) -> None:
    server = serve()
    with pytest.raises(UserError, match=r"does not serve 'other'; expected one of .'tiny'."):
        ask(server, served="other")
    with pytest.raises(UserError, match=r"127.0.0.1:1/v1: does not answer"):
        ServerEngine(ModelConfig(name=str(tiny_model)), "http://127.0.0.1:1/v1")


def test_a_key_from_a_file_with_a_line_end_works_and_a_broken_one_is_not_shown(serve, ask, monkeypatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret\r\n")
    assert sample(PROMPTS[:1], ask(serve()), Decoding(4))
    monkeypatch.setenv("OPENAI_API_KEY", "")
    assert sample(PROMPTS[:1], ask(serve()), Decoding(4))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-sécret")
    with pytest.raises(UserError, match="OPENAI_API_KEY: holds characters that no key has") as error:
        ask(serve())
    assert "cret" not in str(error.value)


def test_an_address_that_is_none_is_named(tiny_model: Path) -> None:
    with pytest.raises(UserError, match=r"http://\[::1/v1: .*expected an address such as"):
        ServerEngine(ModelConfig(name=str(tiny_model)), "http://[::1/v1")


def test_a_stop_at_the_last_token_asks_for_nothing_more(serve, ask, monkeypatch) -> None:
    server = serve()
    asking = ask(server)
    monkeypatch.setattr(asking, "_loops", lambda *_: False)
    made = sample(PROMPTS[:1], asking, Decoding(69), stop_loops=True)
    assert made[0].finish in ("length", "stop")
    assert all(body["max_tokens"] > 0 for body in server.asked)


def test_ids_from_outside_the_vocabulary_are_refused(serve, ask) -> None:
    server = serve()
    asking = ask(server, concurrency=1)
    server.faults = [b'{"choices": [{"text": "a", "finish_reason": "stop", "token_ids": [99999]}]}'] * 9
    with pytest.raises(UserError, match="token ids outside the vocabulary of 291"):
        sample(PROMPTS[:1], asking, Decoding(8))


def test_a_run_survives_its_server_and_evaluates_here(
    serve, tiny_config: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server, out = serve(), tmp_path / "run"
    config = tiny_config(
        sample={"engine": "server", "url": server.url, "concurrency": 2}, train={"arms": ["sft"], "max_steps": 1}
    )
    server.lives = 5
    assert main(["run", str(config), "--out", str(out)]) == 2
    assert "does not answer" in capsys.readouterr().err.splitlines()[-1]
    kept = list(read_jsonl(out / "samples" / "train.jsonl", Sample))
    assert len(kept) == 5
    server.lives = None
    gc.collect()  # the folder's lock goes with the run
    assert main(["run", str(config), "--out", str(out)]) == 0
    samples = list(read_jsonl(out / "samples" / "train.jsonl", Sample))
    assert samples[:5] == kept
    assert len({s.id for s in samples}) == len(samples) == 12
    assert any(s.finish == "loop" for s in samples)
    tried = list(read_jsonl(out / "pairs" / "continuations.jsonl", Sample))
    judged = list(read_jsonl(out / "evaluation" / "base" / "samples.jsonl", Sample))
    assert {s.engine for s in samples + tried} == {"server"}
    assert {s.engine for s in judged} == {"hf"}
    assert not any(s.finish == "loop" for s in judged), "no engine stops loops during evaluation"
