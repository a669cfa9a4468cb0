"""What a repair cost: an arm's guards against base's, prompt by prompt. Pure functions over judged rows and scores."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

import numpy as np

from dpo_degen.evaluation.statistics import mean, rate, relative
from dpo_degen.evaluation.texts import compression, distinct_words, lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dpo_degen.records import EvalRow


class Scores(TypedDict):
    """What models say of an arm, by prompt or question; see `guards`."""

    windows: NotRequired[Sequence[float]]
    """Nats a token of each window of the human text."""
    divergence: NotRequired[Mapping[str, float]]
    """KL from base on its healthy outputs, nats a token."""
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
        Changes have `mean`, `n` and the 95 % interval `low` to `high`; rates have those of `statistics.rate`; None
        where nothing can be compared.
        Over human text: `perplexity` (relative change, over windows). Over prompts that base answers healthily, and the
        arm too: `length` (relative change of tokens), `variety` (of distinct words a hundred tokens), `ended` (share of
        outputs that the model ends, change), `chrf` and `edit` (likeness to the references that prompts carry, change).
        Over those that base does: `likelihood` (nats a token of base's outputs,
        against base), `divergence` (KL of the arm from base on base's outputs, nats a token). Over all questions:
        `capability` (nats an answer, against base) and `right` (rate). Over prompts where base looped and the arm does
        not: `shorter` (rate of outputs that end before the place where base began to loop), `room` (their characters
        over base's before that place), `fluency` (nats a token under base, less that of base's healthy outputs, which
        answer other prompts), `on_topic` (rate) and `drift` (that less the rate of base's healthy outputs). Where
        base said several lines, before any loop: `shrunk` (rate of outputs of one line or none). `shorter` and `shrunk`
        hold an answer against base's own words, so they are None where answers are drawn: another draw of the same
        model ends elsewhere too, and prompts chosen for what base said there fall back to the mean. Over all outputs:
        `compression` (bytes over zlib's, mean) and `distinct_words` (a hundred tokens, mean).
    """
    looped = {row.prompt_id: row for row in base if row.loops}
    healthy = {row.prompt_id: row for row in base if not row.loops}
    still = [(healthy[row.prompt_id], row) for row in arm if row.prompt_id in healthy and not row.loops]
    repaired = [row for row in arm if row.prompt_id in looped and not row.loops]
    names = [row.prompt_id for row in repaired]
    usual = [before["fluency"][name] for name in healthy if name in before["fluency"]]
    topics = [
        [each[name] for name in among if name in each]
        for each, among in ((before["on_topic"], healthy), (after["on_topic"], names))
    ]
    drawn = any(row.drawn for row in base)
    said, before_loop = sum(len(row.text) for row in repaired), sum(_said(looped[name]) for name in names)
    several = {row.prompt_id for row in base if lines(row.text[: row.onset] if row.loops else row.text) > 1}
    return {
        "perplexity": _windows(before, after),
        **_answers(still),
        "likelihood": _change(before["healthy"], after["healthy"]),
        "divergence": mean(list(after.get("divergence", {}).values())),
        "capability": _change(*({k: v["logp"] for k, v in each["capability"].items()} for each in (before, after))),
        "right": rate([bool(answer["right"]) for answer in after["capability"].values()]),
        "shorter": None if drawn else rate([len(row.text) < _said(looped[row.prompt_id]) for row in repaired]),
        "room": said / before_loop if before_loop else None,
        "fluency": mean([after["fluency"][name] for name in names if name in after["fluency"]], usual),
        "on_topic": rate(topics[1]) if topics[1] else None,
        "drift": mean([float(hit) for hit in topics[1]], [float(hit) for hit in topics[0]]),
        "shrunk": None if drawn else rate([lines(row.text) < 2 for row in arm if row.prompt_id in several]),
        "compression": sum(compression(row.text) for row in arm) / max(len(arm), 1),
        "distinct_words": sum(distinct_words(row.text, row.tokens) for row in arm) / max(len(arm), 1),
    }


def _said(row: EvalRow) -> int:
    """Characters before the place where an output began to loop; where it loops from its start, its first copy."""
    return row.onset or row.branch or 0


def _answers(still: Sequence[tuple[EvalRow, EvalRow]]) -> dict[str, Any]:
    """What became of answers that loop neither before nor after."""
    words = [[distinct_words(pair[side].text, pair[side].tokens) for pair in still] for side in (1, 0)]
    return {
        "length": relative([new.tokens for _, new in still], [old.tokens for old, _ in still]),
        "variety": relative(*words),
        "ended": mean([float(new.finish == "stop") - float(old.finish == "stop") for old, new in still]),
        "chrf": _references(still, "chrf"),
        "edit": _references(still, "edit"),
    }


def _references(still: Sequence[tuple[EvalRow, EvalRow]], name: str) -> dict[str, Any] | None:
    likeness = [(getattr(old, name), getattr(new, name)) for old, new in still]
    return mean([after - before for before, after in likeness if None not in (before, after)])


def _windows(before: Scores, after: Scores) -> dict[str, Any] | None:
    """Relative change of perplexity; windows of text are drawn anew for its interval."""
    nats = [np.array(each.get("windows", ())) for each in (before, after)]
    if len(nats[0]) != len(nats[1]):
        return None
    change = mean(list(nats[1] - nats[0]))
    return change and {"n": change["n"], **{key: math.expm1(change[key]) for key in ("mean", "low", "high")}}


def _change(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, Any] | None:
    return mean([after[name] - before[name] for name in before if name in after])
