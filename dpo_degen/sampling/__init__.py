"""Prompts -> samples: engines behind one small protocol, and the stage that asks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dpo_degen.errors import UserError
from dpo_degen.records import Decoding, Prompt, Sample
from dpo_degen.sampling.engine import Completion, Engine, Request, row_seed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from dpo_degen.vocabulary import Vocabulary

__all__ = ["Completion", "Decoding", "Engine", "Request", "check_room", "row_seed", "sample", "stream_samples"]


def sample(
    prompts: Sequence[Prompt],
    engine: Engine,
    decoding: Decoding,
    *,
    seed: int = 0,
    tick: Callable[[int], None] | None = None,
) -> list[Sample]:
    """Sample each prompt once; the samples come in the order of the prompts. See `stream_samples`."""
    made = {s.prompt_id: s for batch in stream_samples(prompts, engine, decoding, seed=seed, tick=tick) for s in batch}
    return [made[prompt.id] for prompt in prompts]


def stream_samples(
    prompts: Iterable[Prompt],
    engine: Engine,
    decoding: Decoding,
    *,
    seed: int = 0,
    done: Collection[str] = (),
    tick: Callable[[int], None] | None = None,
) -> Iterator[list[Sample]]:
    """Sample each prompt once, yielding samples in batches as the engine finishes them.

    Args:
        prompts: what to ask.
        engine: who answers.
        decoding: how tokens are drawn.
        seed: the run's seed; each prompt draws from its own stream below it.
        done: ids of samples that exist already and are left out.
        tick: called with the number of tokens just generated.

    Raises:
        UserError: a prompt leaves no room for `decoding.max_new_tokens` in the model's context.
    """
    known = {f"{prompt.id}/0": prompt for prompt in prompts}
    requests = [
        Request(name, check_room(prompt, engine.vocabulary, decoding.max_new_tokens), decoding, row_seed(seed, name))
        for name, prompt in known.items()
    ]
    for batch in engine.complete(requests, done, tick):
        yield [to_sample(completion, known[completion.request.id], engine) for completion in batch]


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
    )


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
