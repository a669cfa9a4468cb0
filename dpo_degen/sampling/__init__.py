"""Prompts -> samples: engines behind one small protocol, and the stage that asks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dpo_degen.errors import UserError
from dpo_degen.records import Decoding, Prompt, Sample
from dpo_degen.sampling.engine import Completion, Engine, Request, row_seed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

__all__ = ["Completion", "Decoding", "Engine", "Request", "row_seed", "sample"]


def sample(
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
        Request(name, _encode(prompt, engine, decoding), decoding, row_seed(seed, name))
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


def _encode(prompt: Prompt, engine: Engine, decoding: Decoding) -> list[int]:
    ids = engine.vocabulary.encode(prompt)
    room = engine.vocabulary.context - len(ids)
    if room < decoding.max_new_tokens:
        raise UserError(
            f"prompt '{prompt.id}': {len(ids)} tokens leave room for {max(room, 0)} of the model's "
            f"{engine.vocabulary.context}, but max_new_tokens is {decoding.max_new_tokens}; shorten one of them"
        )
    return ids
