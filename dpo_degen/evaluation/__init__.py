"""Samples of an arm -> judged rows -> rates and guards. Pure functions over records; statistics from scipy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dpo_degen.detection.frozen import frozen_loop
from dpo_degen.detection.near import UNSPACED
from dpo_degen.detection.samples import ends
from dpo_degen.evaluation.statistics import mcnemar, rate
from dpo_degen.evaluation.texts import chrf, edit_similarity
from dpo_degen.records import EvalRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

    from dpo_degen.detection import Detection
    from dpo_degen.records import Prompt, Sample
    from dpo_degen.vocabulary import Vocabulary

__all__ = ["by_decoding", "compare", "evaluate", "judge", "mcnemar", "measure", "rate", "rep_n", "words_of"]

_WORDS = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")


def words_of(text: str) -> list[str]:
    """The words of a text: what stands between spaces; in scripts written without them each character is one."""
    return _WORDS.findall(text)


def rep_n(ids: Sequence[Hashable], n: int = 4) -> float:
    """Share of n-grams that came before, `1 - distinct / all` (seq-rep-n, Welleck et al. 2019, section 6)."""
    total = len(ids) - n + 1
    if total < 1:
        return 0.0
    return 1 - len({tuple(ids[i : i + n]) for i in range(total)}) / total


def judge(
    sample: Sample, prompt: Prompt, detection: Detection, arm: str, seen: Collection[str], vocabulary: Vocabulary
) -> EvalRow:
    """One evaluation output with everything that is counted about it.

    Args:
        sample: the output.
        prompt: what was asked.
        detection: the detector's finding on the sample's ids.
        arm: name of the model.
        seen: domains that the training prompts come from.
        vocabulary: gives positions in the text for positions in the ids.

    Raises:
        ValueError: the sample was stopped for looping, which would grade the detector by itself.
    """
    if sample.finish == "loop":
        raise ValueError(f"sample '{sample.id}' was stopped for looping; an evaluation sample runs to its own end")
    ids = sample.output_ids[:-1] if ends(sample.output_ids, vocabulary.stop_ids) else sample.output_ids
    marks = [_characters(sample, mark, vocabulary) for mark in (detection.onset, detection.branch, detection.end)]
    return EvalRow(
        prompt_id=prompt.id,
        domain=prompt.domain,
        seen_domain=prompt.domain in seen,
        arm=arm,
        prompt=prompt.as_text(),
        text=sample.text,
        tokens=len(sample.output_ids),
        finish=sample.finish,
        verdict=detection.verdict,
        kind=detection.kind,
        reason=detection.reason,
        frozen_loop=frozen_loop(ids),
        rep_4=rep_n(ids),
        wasted=detection.wasted if detection else 0,
        onset=marks[0],
        branch=marks[1],
        end=marks[2],
        decoding=sample.decoding.label,
        chrf=chrf(sample.text, prompt.reference) if prompt.reference else None,
        edit=edit_similarity(sample.text, prompt.reference) if prompt.reference else None,
    )


def _characters(sample: Sample, token: int | None, vocabulary: Vocabulary) -> int | None:
    return None if token is None else len(vocabulary.decode(sample.output_ids[:token]))


def evaluate(
    prompts: Iterable[Prompt],
    samples: Iterable[Sample],
    detector: Callable[[Sample], Detection],
    vocabulary: Vocabulary,
    *,
    arm: str,
    seen: Collection[str],
) -> list[EvalRow]:
    """Judge an arm's outputs, `samples` in the order of `prompts`. See `judge` for the arguments."""
    return [
        judge(sample, prompt, detector(sample), arm, seen, vocabulary)
        for prompt, sample in zip(prompts, samples, strict=True)
    ]


def by_decoding(rows: Iterable[EvalRow]) -> dict[str, list[EvalRow]]:
    """An arm's rows for each way of decoding, in the order in which those first appear."""
    found: dict[str, list[EvalRow]] = {}
    for row in rows:
        found.setdefault(row.decoding, []).append(row)
    return found


def measure(rows: Sequence[EvalRow]) -> dict[str, Any]:
    """All figures of one arm.

    Returns:
        `loops` and `frozen` (rates with interval), the same loops over `seen` and `unseen` domains (None where
        there are none) and by `domains`, `undecided` (rate of what is neither a loop nor free of it: suspected, or cut
        with no loop that explains it), `mean_length` (tokens), `ended` (rate), `rep_4` (mean), `wasted_share` (tokens
        spent in loops over all tokens).
    """
    tokens = sum(row.tokens for row in rows)
    count = max(len(rows), 1)
    return {
        "n": len(rows),
        "loops": rate([row.loops for row in rows]),
        "frozen": rate([row.frozen_loop for row in rows]),
        "seen": _subset(rows, seen=True),
        "unseen": _subset(rows, seen=False),
        "domains": {
            name: {
                "seen": any(row.seen_domain for row in rows if row.domain == name),
                "loops": rate([row.loops for row in rows if row.domain == name]),
            }
            for name in sorted({row.domain for row in rows})
        },
        "undecided": rate([row.verdict in ("suspected", "non_termination") for row in rows]),
        "mean_length": tokens / count,
        "ended": rate([row.finish == "stop" for row in rows]),
        "rep_4": sum(row.rep_4 for row in rows) / count,
        "wasted_share": sum(row.wasted for row in rows) / max(tokens, 1),
    }


def _subset(rows: Sequence[EvalRow], *, seen: bool) -> dict[str, Any] | None:
    part = [row.loops for row in rows if row.seen_domain == seen]
    return rate(part) if part else None


def compare(base: Sequence[EvalRow], arm: Sequence[EvalRow]) -> dict[str, Any]:
    """McNemar on the prompts that both have, in `statistics.mcnemar`'s form."""
    before = {row.prompt_id: row.loops for row in base}
    shared = [row for row in arm if row.prompt_id in before]
    return mcnemar([before[row.prompt_id] for row in shared], [row.loops for row in shared])
