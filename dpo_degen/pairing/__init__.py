"""Samples and detections -> preference pairs; every output not used leaves with a counted reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from dpo_degen.detection.samples import ends
from dpo_degen.pairing.chosen import best, flaw
from dpo_degen.pairing.forks import Fork, forks, skip
from dpo_degen.prompts import unit_hash
from dpo_degen.records import Message, Pair, Prompt, Sample, Skip
from dpo_degen.sampling import Request, row_seed, to_sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dpo_degen.config import PairConfig
    from dpo_degen.detection import Detection
    from dpo_degen.sampling import Engine
    from dpo_degen.vocabulary import Vocabulary

__all__ = ["Fork", "forks", "make_pairs", "spread"]


def make_pairs(
    prompts: Iterable[Prompt],
    samples: Sequence[Sample],
    detections: Sequence[Detection],
    engine: Engine,
    detector: Callable[[Sample], Detection],
    config: PairConfig,
    *,
    seed: int = 0,
    continuations: Sequence[Sample] = (),
    keep: Callable[[list[Sample]], None] = lambda _: None,
    tick: Callable[[int], None] | None = None,
) -> tuple[list[Pair], list[Skip]]:
    """Make one pair at each fork of each looping output where that can be done, up to `config.max_pairs`.

    Args:
        prompts: the prompts of the samples (references and messages are taken from them).
        samples: the outputs, one or more a prompt.
        detections: what was found in each, in the same order.
        engine: samples the chosen sides.
        detector: judges them.
        config: the pair section.
        seed: the run's seed.
        continuations: chosen-side candidates sampled before a restart.
        keep: called with each new batch of candidates, to store them.
        tick: called with the number of tokens just generated.

    Returns:
        The pairs, and a skip for every sample without a fork and every fork without a pair.
    """
    asked = {prompt.id: prompt for prompt in prompts}
    found, skips = _split(samples, detections, config, engine.vocabulary)
    found.sort(key=lambda f: f.id)  # samples stand in the order in which they were done, training is not to follow it
    sampler = _Chooser(engine, detector, config, seed, _current(continuations, found, config.tries))
    limit = config.max_pairs or len(found)
    made: dict[str, Pair | Skip] = {}
    paired: list[Fork] = []
    # Forks that make no pair are replaced, and the rest is not tried: a try can be a whole answer.
    while len(paired) < limit and len(made) < len(found):
        now = spread([f for f in found if f.id not in made], limit - len(paired), paired)
        if config.method == "reference":
            made |= {f.id: _from_reference(f, asked[f.sample.prompt_id], engine.vocabulary) for f in now}
        else:
            sampler.run(now, asked, keep, tick)
            made |= {f.id: sampler.pair(f, asked[f.sample.prompt_id]) for f in now}
        paired = [f for f in found if isinstance(made.get(f.id), Pair)]
    pairs = [one for f in paired if isinstance(one := made[f.id], Pair)]
    skips += [one for one in made.values() if isinstance(one, Skip)]
    return pairs, skips + [skip(f.sample, "beyond max_pairs") for f in found if f.id not in made]


def spread(found: Sequence[Fork], count: int, before: Sequence[Fork] = ()) -> list[Fork]:
    """The given number of forks over domains, periods and first tokens of loops, so that none fills the set.

    Each fork taken is of the domain taken least, and there of the period (by powers of two) and first rejected token;
    those taken `before` count.
    """
    if count >= len(found):
        return list(found)
    taken = Counter(trait for f in before for trait in _traits(f))

    alike: dict[_Traits, list[tuple[float, Fork]]] = defaultdict(list)
    for place, f in sorted(((unit_hash(f.id), f) for f in found), key=lambda each: each[0], reverse=True):
        alike[_traits(f)].append((place, f))  # the next one of them stands last

    def count_of(traits: _Traits) -> tuple[int, int, float]:
        domain, *loop = (taken[trait] for trait in traits)
        return domain, sum(loop), alike[traits][-1][0]

    picked: list[Fork] = []
    while len(picked) < count:
        least = min(alike, key=count_of)
        picked.append(alike[least].pop()[1])
        taken.update(least)
        if not alike[least]:
            del alike[least]
    return picked


_Traits = tuple[tuple[str, object], ...]


def _traits(f: Fork) -> _Traits:
    period = (f.detection.period or 0).bit_length()
    return ("domain", f.sample.domain), ("period", period), ("first token", tuple(f.rejected_ids[:1]))


def _split(
    samples: Sequence[Sample], detections: Sequence[Detection], config: PairConfig, vocabulary: Vocabulary
) -> tuple[list[Fork], list[Skip]]:
    # Of several ids that can end an answer (Gemma, Phi and others have some), the one that the model uses.
    last = Counter(sample.output_ids[-1] for sample in samples if sample.finish == "stop" and sample.output_ids)
    used = [token for token, _ in last.most_common() if token in vocabulary.stop_ids]
    end_id = used[0] if used else vocabulary.end_id
    made = [forks(s, d, config, vocabulary, end_id) for s, d in zip(samples, detections, strict=True)]
    return [f for m in made if not isinstance(m, Skip) for f in m], [m for m in made if isinstance(m, Skip)]


def _current(continuations: Iterable[Sample], found: Sequence[Fork], tries: int) -> list[Sample]:
    """The candidates that were sampled where forks stand: another version of this package can have forked elsewhere."""
    contexts = {_name(f, attempt): f.context_ids for f in found for attempt in range(tries)}
    return [each for each in continuations if contexts.get(each.id) == each.prompt_ids]


class _Chooser:
    """Samples candidates round by round, asking again only for forks that have no sound one yet."""

    def __init__(
        self,
        engine: Engine,
        detector: Callable[[Sample], Detection],
        config: PairConfig,
        seed: int,
        continuations: list[Sample],
    ) -> None:
        self.engine, self.detector, self.config, self.seed = engine, detector, config, seed
        self.candidates: dict[str, Sample] = {sample.id: sample for sample in continuations}

    def run(
        self,
        found: list[Fork],
        asked: dict[str, Prompt],
        keep: Callable[[list[Sample]], None],
        tick: Callable[[int], None] | None,
    ) -> None:
        for attempt in range(self.config.tries):
            # A round is a pure function of the rounds before it, so a restart asks for the same ones.
            waiting = {_name(f, attempt): f for f in found if not (f.chosen_ids or self._sound(f, attempt))}
            requests = [
                Request(name, f.context_ids, f.decoding, row_seed(self.seed, name), f.banned_first)
                for name, f in waiting.items()
            ]
            for batch in self.engine.complete(requests, self.candidates.keys(), tick):
                made = [
                    to_sample(done, asked[waiting[done.request.id].sample.prompt_id], self.engine) for done in batch
                ]
                keep(made)
                self.candidates.update((sample.id, sample) for sample in made)

    def _flaws(self, f: Fork, rounds: int) -> list[tuple[Sample, str | None]]:
        tried = [self.candidates.get(_name(f, attempt)) for attempt in range(rounds)]
        vocabulary = self.engine.vocabulary
        return [(c, flaw(f, c, self.config, self.detector, vocabulary)) for c in tried if c is not None]

    def _sound(self, f: Fork, rounds: int) -> list[Sample]:
        return [candidate for candidate, wrong in self._flaws(f, rounds) if wrong is None]

    def pair(self, f: Fork, prompt: Prompt) -> Pair | Skip:
        """The pair of a fork, or the flaw that most of its candidates had."""
        if f.chosen_ids:
            return _pair(f, list(f.chosen_ids), prompt, self.config.method, self.engine.vocabulary)
        sound = self._sound(f, self.config.tries)
        if sound:
            return _pair(f, best(f, sound).output_ids, prompt, self.config.method, self.engine.vocabulary)
        counts: dict[str, int] = defaultdict(int)
        for _, wrong in self._flaws(f, self.config.tries):
            counts[str(wrong)] += 1
        reason = max(counts, key=lambda flaw_: counts[flaw_])
        return skip(f.sample, reason, f"{self.config.tries} tries")


def _name(f: Fork, attempt: int) -> str:
    return f"{f.id}/chosen-{attempt}"


def _from_reference(f: Fork, prompt: Prompt, vocabulary: Vocabulary) -> Pair | Skip:
    """The given answer against the loop. No end token is added: nobody sampled one."""
    if not prompt.reference:
        return skip(f.sample, "no reference")
    if vocabulary.thinks(f.context_ids):
        return skip(f.sample, "a thought is open", "the template begins one, and a reference has none")
    ids = vocabulary.encode_text(prompt.reference)
    return _pair(f, ids, prompt, "reference", vocabulary)


def _pair(f: Fork, chosen: list[int], prompt: Prompt, method: str, vocabulary: Vocabulary) -> Pair | Skip:
    if chosen == f.rejected_ids:
        return skip(f.sample, "both sides are the same")
    seen = f.detection
    shared = f.sample.output_ids[: f.healthy]
    return Pair(
        id=f.id,
        sample_id=f.sample.id,
        prompt_id=f.sample.prompt_id,
        domain=f.sample.domain,
        method=method,
        context_ids=f.context_ids,
        chosen_ids=chosen,
        rejected_ids=f.rejected_ids,
        chosen_ended=ends(chosen, vocabulary.stop_ids),
        rejected_ended=ends(f.rejected_ids, vocabulary.stop_ids),
        onset=seen.onset,
        branch=seen.branch,
        period=seen.period,
        prompt=prompt.as_messages(),
        chosen=_answer(vocabulary.decode(shared + chosen)),
        rejected=_answer(vocabulary.decode(shared + f.rejected_ids)),
    )


def _answer(text: str) -> list[Message]:
    return [{"role": "assistant", "content": text}]
