"""What a repair cost: an arm's guards against base's, prompt by prompt. Pure functions over judged rows and scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from dpo_degen.evaluation.statistics import mean, rate
from dpo_degen.evaluation.texts import compression, distinct_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dpo_degen.records import EvalRow


class Scores(TypedDict):
    """What models say of an arm, by prompt or question; see `guards`."""

    healthy: Mapping[str, float]
    """Nats a token of base's healthy outputs under the arm."""
    capability: Mapping[str, Mapping[str, Any]]
    """Each question's `logp` (nats of the answer) and `right`."""
    fluency: Mapping[str, float]
    """Nats a token of the arm's outputs under base."""
    on_topic: Mapping[str, bool]
    """Whether base finds the output's own prompt likelier than nine others."""


def costs(base: Sequence[EvalRow], arm: Sequence[EvalRow], before: Scores, after: Scores) -> dict[str, Any]:
    """Everything a repair may have cost.

    Args:
        base: base's judged outputs.
        arm: the arm's, on the same prompts; base itself gives the values to compare with.
        before: base's scores.
        after: the arm's scores.

    Returns:
        Over prompts that base and arm answer healthily: `healthy_length` (tokens over base's). Over prompts that base
        answers healthily: `healthy_logp` (nats a token of base's outputs, against base; mean with interval). Over all
        questions: `capability` (nats an answer, against base) and `right` (rate). Over prompts where base looped and
        the arm does not: `shorter` (rate of outputs that end before the place where base began to loop), `room`
        (their characters over base's before that place), `fluency` (nats a token under base, less that of base's
        healthy outputs, which answer other prompts), `on_topic` (rate), to be held against `on_topic_healthy` (that of
        base's healthy outputs). Over all outputs: `compression` (bytes over zlib's, mean) and `distinct_words` (a
        hundred tokens, mean). None where nothing can be compared.
    """
    looped = {row.prompt_id: row for row in base if row.loops}
    healthy = {row.prompt_id: row for row in base if not row.loops}
    still = [row for row in arm if row.prompt_id in healthy and not row.loops]
    repaired = [row for row in arm if row.prompt_id in looped and not row.loops]
    names = [row.prompt_id for row in repaired]
    usual = [before["fluency"][name] for name in healthy if name in before["fluency"]]
    told = sum(len(row.text) for row in repaired)
    return {
        "healthy_length": _ratio(sum(row.tokens for row in still), sum(healthy[r.prompt_id].tokens for r in still)),
        "healthy_logp": _change(before["healthy"], after["healthy"]),
        "capability": _change(*({k: v["logp"] for k, v in each["capability"].items()} for each in (before, after))),
        "right": rate([bool(answer["right"]) for answer in after["capability"].values()]),
        "shorter": rate([len(row.text) < (looped[row.prompt_id].onset or 0) for row in repaired]),
        "room": _ratio(told, sum(looped[name].onset or 0 for name in names)),
        "fluency": mean([after["fluency"][name] for name in names if name in after["fluency"]], usual),
        "on_topic": _share(after["on_topic"], names),
        "on_topic_healthy": _share(before["on_topic"], healthy),
        "compression": sum(compression(row.text) for row in arm) / max(len(arm), 1),
        "distinct_words": sum(distinct_words(row.text, row.tokens) for row in arm) / max(len(arm), 1),
    }


def _ratio(after: int, before: int) -> float | None:
    return after / before if before else None


def _change(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, Any] | None:
    return mean([after[name] - before[name] for name in before if name in after])


def _share(found: Mapping[str, bool], among: Iterable[str]) -> dict[str, Any] | None:
    hits = [found[name] for name in among if name in found]
    return rate(hits) if hits else None
