"""Where a looping output splits into a side to keep and a side to reject."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dpo_degen.detection.near import WORD
from dpo_degen.detection.reading import joined
from dpo_degen.prompts import unit_hash
from dpo_degen.records import Skip

if TYPE_CHECKING:
    from collections.abc import Callable

    from dpo_degen.config import PairConfig
    from dpo_degen.detection import Detection
    from dpo_degen.records import Decoding, Sample
    from dpo_degen.vocabulary import Vocabulary

_LOOK_BACK = 6  # tokens that a sentence's mark and what closes behind it can take, or a word or character
# A line's end, or a sentence's as Latin and other scripts, Chinese, Japanese, Hindi, Arabic and Urdu mark it. The dot
# behind a number ends an item's label more often than a sentence.
_MARKS = ".!?\u2026\u3002\uff01\uff1f\u0964\u061f\u06d4"
_FINISHED = re.compile(rf"""\n\s*$|(?<!\d)[{_MARKS}]["'\u201d\u2019\u00bb)\]*_]*\s*$""")


@dataclass(frozen=True, slots=True)
class Fork:
    """A context, the side that loops, and how to sample the other side.

    `healthy` counts the output tokens at the end of `context_ids` that both sides share. `id` names the pair.
    `chosen_ids` is the other side where it need not be sampled.
    """

    id: str
    sample: Sample
    detection: Detection
    context_ids: list[int]
    rejected_ids: list[int]
    healthy: int
    decoding: Decoding
    banned_first: tuple[int, ...] = ()
    chosen_ids: tuple[int, ...] = ()


def forks(
    sample: Sample, detection: Detection, config: PairConfig, vocabulary: Vocabulary, end_id: int | None = None
) -> list[Fork] | Skip:
    """Split a sample where `config.method` says, at least once, or say why it cannot be split.

    Args:
        sample: the output with its exact ids.
        detection: what was found in it; indices are token positions in `output_ids`.
        config: the pair section.
        vocabulary: what the ids say, and how many the model takes.
        end_id: how the model ends an answer; None makes no endings.
    """
    if not detection:
        return skip(sample, "healthy", detection.reason)
    if config.method != "whole" and (detection.branch is None or detection.branch == detection.end):
        return skip(sample, "no branch point", "the detector gave no second copy; pair.method whole needs none")
    if config.method == "branch":
        made = [fork for where in config.forks if (fork := _FORKS[where](sample, detection, config, vocabulary))]
        if end_id is not None and unit_hash(f"end {sample.id}") < config.endings:
            made += _end(sample, detection, config, vocabulary, end_id)
        if not made:
            return skip(sample, "no place to escape from", "pair.forks prevent needs none")
    else:
        made = [_whole(sample, detection, config)]
    fitting = [replace(f, decoding=_within(f.decoding, vocabulary.context - len(f.context_ids))) for f in made]
    fitting = [f for f in fitting if f.decoding.max_new_tokens >= config.min_chosen_tokens]
    if not fitting:
        return skip(
            sample, "no room in the context", f"{len(sample.prompt_ids)} of {vocabulary.context} tokens are the prompt"
        )
    return fitting


def _within(decoding: Decoding, room: int) -> Decoding:
    return replace(decoding, max_new_tokens=min(decoding.max_new_tokens, room))


def skip(sample: Sample, reason: str, detail: str = "") -> Skip:
    """The record of an output that makes no pair."""
    return Skip(sample.id, sample.prompt_id, sample.domain, reason, detail)


def _prevent(sample: Sample, detection: Detection, config: PairConfig, _: Vocabulary) -> Fork:
    """Both sides share everything up to the second copy, the first place where the model went wrong."""
    assert detection.branch is not None
    return _at(sample.id, sample, detection, config, detection.branch)


def _escape(sample: Sample, detection: Detection, config: PairConfig, vocabulary: Vocabulary) -> Fork | None:
    """Both sides share two copies and part of a third: the model is in the loop and has to find out of it.

    The place in the third copy is drawn from the sample's seed, else all escapes would begin where copies do, and moved
    on to the next token that does not go on with a word: another one there would teach the model to misspell.
    """
    assert detection.branch is not None
    assert detection.end is not None
    assert detection.period is not None
    third = detection.branch + detection.period
    places = min(detection.period, detection.end - third - config.min_chosen_tokens + 1)
    for moved in range(places):  # none where the output was ended before
        place = third + (sample.seed + moved) % places
        if not _within_word(sample.output_ids, place, vocabulary):
            return _at(f"{sample.id}/escape", sample, detection, config, place)
    return None


def _within_word(ids: list[int], place: int, vocabulary: Vocabulary) -> bool:
    """Whether the token at `place` goes on with a word, a number or the bytes of a character."""
    sides = ids[max(0, place - _LOOK_BACK) : place], ids[place : place + _LOOK_BACK]
    before, after = ("".join(vocabulary.pieces[token] for token in side) for side in sides)
    head, tail = joined(before), joined(after)
    if joined(before + after) != head + tail:
        return True
    return any(word.start() < len(head) < word.end() for word in WORD.finditer(head + tail))


def _end(sample: Sample, detection: Detection, config: PairConfig, vocabulary: Vocabulary, end_id: int) -> list[Fork]:
    """The answer ends behind the first sentence or line that is finished from the second copy's beginning on.

    All has been said there. Without such pairs a model learns to go on, and its healthy answers get longer too; with
    many it learns to stop short. Not in the middle of a thought: there the answer has yet to come.
    """
    assert detection.branch is not None
    assert detection.end is not None
    assert detection.period is not None
    last = min(detection.branch + detection.period, detection.end - config.min_chosen_tokens)
    for place in range(detection.branch, last + 1):
        before = sample.output_ids[max(0, place - _LOOK_BACK) : place]
        if _FINISHED.search(joined("".join(vocabulary.pieces[token] for token in before))):
            if vocabulary.thinks([*sample.prompt_ids[-_LOOK_BACK:], *sample.output_ids[:place]]):
                return []
            made = _at(f"{sample.id}/end", sample, detection, config, place)
            return [replace(made, chosen_ids=(end_id,))]
    return []


_FORKS: dict[str, Callable[[Sample, Detection, PairConfig, Vocabulary], Fork | None]] = {
    "prevent": _prevent,
    "escape": _escape,
}


def _at(name: str, sample: Sample, detection: Detection, config: PairConfig, place: int) -> Fork:
    rejected = sample.output_ids[place : place + _loop_tokens(detection, config, place)]
    return Fork(
        name,
        sample,
        detection,
        context_ids=sample.prompt_ids + sample.output_ids[:place],
        rejected_ids=rejected,
        healthy=place,
        decoding=_decoding(sample, config, config.chosen_tokens),
        banned_first=(rejected[0],),  # else most tries walk straight back into the loop
    )


def _loop_tokens(detection: Detection, config: PairConfig, place: int) -> int:
    """Tokens of loop on the rejected side: some copies, at least as long as the shortest chosen side."""
    assert detection.period is not None
    assert detection.end is not None
    copies = max(config.rejected_copies * detection.period, config.min_chosen_tokens)
    return min(copies, config.rejected_tokens, detection.end - place)


def _whole(sample: Sample, detection: Detection, config: PairConfig) -> Fork:
    """The sides share the prompt alone. A reference is rejected against the loop trimmed to some copies."""
    rejected = sample.output_ids
    if config.method == "reference":
        assert detection.branch is not None
        rejected = rejected[: detection.branch + _loop_tokens(detection, config, detection.branch)]
    return Fork(
        sample.id,
        sample,
        detection,
        context_ids=sample.prompt_ids,
        rejected_ids=rejected,
        healthy=0,
        decoding=_decoding(sample, config, sample.decoding.max_new_tokens),
    )


def _decoding(sample: Sample, config: PairConfig, max_new_tokens: int) -> Decoding:
    return replace(sample.decoding, max_new_tokens=max_new_tokens, temperature=config.temperature, top_p=config.top_p)
