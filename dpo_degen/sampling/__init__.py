"""Prompts -> samples: engines behind one small protocol, and the stage that asks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dpo_degen.errors import UserError
from dpo_degen.records import Decoding, Prompt, Sample
from dpo_degen.sampling.engine import Completion, Engine, Request, row_seed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from dpo_degen.vocabulary import Vocabulary

__all__ = [
    "Completion",
    "Decoding",
    "Engine",
    "Request",
    "check_room",
    "check_rooms",
    "row_seed",
    "sample",
    "sample_id",
    "stream_samples",
]


def sample(
    prompts: Sequence[Prompt],
    engine: Engine,
    decoding: Decoding,
    *,
    seed: int = 0,
    stop_loops: bool = False,
    tick: Callable[[int], None] | None = None,
) -> list[Sample]:
    """Sample each prompt once; the samples come in the order of the prompts. See `stream_samples`."""
    batches = stream_samples(prompts, engine, [decoding], seed=seed, stop_loops=stop_loops, tick=tick)
    made = {new.prompt_id: new for batch in batches for new in batch}
    return [made[prompt.id] for prompt in prompts]


def stream_samples(
    prompts: Iterable[Prompt],
    engine: Engine,
    decodings: Sequence[Decoding],
    *,
    seed: int = 0,
    stop_loops: bool = False,
    done: Collection[str] = (),
    tick: Callable[[int], None] | None = None,
) -> Iterator[list[Sample]]:
    """Sample each prompt once a decoding, yielding samples in batches as the engine finishes them.

    The n-th output of a prompt, counted from 0, gets the id `PROMPT/n`.

    Args:
        prompts: what to ask.
        engine: who answers.
        decodings: how tokens are drawn, one entry an output of each prompt.
        seed: the run's seed; each output draws from its own stream below it.
        stop_loops: end outputs that loop; their `finish` is then "loop".
        done: ids of samples that exist already and are left out.
        tick: called with the number of tokens just generated.

    Raises:
        UserError: a prompt leaves no room for `decoding.max_new_tokens` in the model's context.
    """
    longest = max(decoding.max_new_tokens for decoding in decodings)
    known: dict[str, Prompt] = {}
    requests = []
    for prompt in prompts:
        ids = check_room(prompt, engine.vocabulary, longest)
        for number, decoding in enumerate(decodings):
            name = sample_id(prompt, number)
            known[name] = prompt
            requests.append(Request(name, ids, decoding, row_seed(seed, name), stop_loops=stop_loops))
    for batch in engine.complete(requests, done, tick):
        yield [to_sample(completion, known[completion.request.id], engine) for completion in batch]


def sample_id(prompt: Prompt, number: int) -> str:
    """The name of a prompt's output of that number."""
    return f"{prompt.id}/{number}"


def to_sample(completion: Completion, prompt: Prompt, engine: Engine) -> Sample:
    """The record of a completion."""
    request = completion.request
    return Sample(
        id=request.id,
        prompt_id=prompt.id,
        domain=prompt.domain,
        prompt_ids=request.input_ids,
        output_ids=completion.output_ids,
        finish=completion.finish,
        text=engine.vocabulary.decode(completion.output_ids),
        decoding=request.decoding,
        seed=request.seed,
        engine=engine.name,
        model=engine.model,
        retokenized=completion.retokenized,
    )


def check_rooms(prompts: Sequence[Prompt], vocabulary: Vocabulary, cap: int) -> None:
    """Check that each prompt leaves room for `cap` new tokens.

    Raises:
        UserError: one does not, or so many; it names the longest.
    """
    lengths = [len(vocabulary.encode(prompt)) for prompt in prompts]
    tight = [place for place, length in enumerate(lengths) if vocabulary.context - length < cap]
    if len(tight) > 1:
        longest = max(tight, key=lengths.__getitem__)
        raise UserError(
            f"{len(tight):,} of {len(prompts):,} prompts leave no room for max_new_tokens {cap} in the model's "
            f"{vocabulary.context}; the longest is '{prompts[longest].id}' with {lengths[longest]}; shorten them, "
            "leave them out, or ask for fewer tokens"
        )
    for place in tight:
        check_room(prompts[place], vocabulary, cap)


def check_room(prompt: Prompt, vocabulary: Vocabulary, cap: int) -> list[int]:
    """The ids of a prompt that leaves room for `cap` new tokens.

    Raises:
        UserError: it does not.
    """
    ids = vocabulary.encode(prompt)
    room = vocabulary.context - len(ids)
    if room < cap:
        raise UserError(
            f"prompt '{prompt.id}': {len(ids)} tokens leave room for {max(room, 0)} of the model's "
            f"{vocabulary.context}, but max_new_tokens is {cap}; shorten one of them"
        )
    return ids
