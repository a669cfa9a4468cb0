"""How many of some outputs are repetition loops: a metric of Hugging Face `evaluate`.

    evaluate.load("dpo_degen/metrics/degeneration").compute(predictions=outputs)["rate"]

This file is copied and run elsewhere by `evaluate`, so it imports everything from the installed package.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import datasets
import evaluate

from dpo_degen.detection import detect_batch
from dpo_degen.evaluation import rate, rep_n, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_DESCRIPTION = """\
Share of outputs that are repetition loops, exact or near (counters, changing words, growing copies), judged by the
detector of dpo-degen, with its 95 % Wilson interval. No reference is needed.
"""
_INPUTS = """\
Args:
    predictions: outputs, as text or as lists of token ids.
    finished: for each, True if the model ended it, False if it was cut at a token cap; leave out what is not known.
    prompts: for each, the text of what was asked; repetition that was asked for is then no loop.
    pieces: for ids, the text of each token id as decoded; without it only exact loops are found in ids.
    n: length of the n-grams of `rep_n`.
Returns:
    rate, low, high: share of loops and its interval.
    count, outputs: loops, and all outputs.
    kinds: loops by kind.
    rep_n: mean share of repeated n-grams, of ids or of words.
    wasted_share: characters or tokens spent on repeating over all.
    loops: for each output, whether it is a loop.
"""
_CITATION = """\
@article{welleck2019neural, title={Neural Text Generation with Unlikelihood Training},
author={Welleck, Sean and others}, journal={arXiv:1908.04319}, year={2019}}
"""


class Degeneration(evaluate.Metric):
    """See the description above."""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Features({"predictions": datasets.Value("string")})
        ids = datasets.Features({"predictions": datasets.Sequence(datasets.Value("int64"))})
        return evaluate.MetricInfo(
            description=_DESCRIPTION, citation=_CITATION, inputs_description=_INPUTS, features=[text, ids]
        )

    def _compute(
        self,
        predictions: Sequence[str] | Sequence[Sequence[int]],
        finished: Sequence[bool | None] | None = None,
        prompts: Sequence[str | None] | None = None,
        pieces: Sequence[str] | None = None,
        n: int = 4,
    ) -> dict[str, Any]:
        outputs = [each if isinstance(each, str) else list(each) for each in predictions]
        found = detect_batch(outputs, finished=finished, prompts=prompts, pieces=pieces)
        units: list[Any] = [words_of(each) if isinstance(each, str) else each for each in outputs]
        interval = rate([bool(each) for each in found])
        return {
            **{name: interval[name] for name in ("rate", "low", "high", "count")},
            "outputs": interval["n"],
            "kinds": dict(Counter(each.kind for each in found if each)),
            "rep_n": sum(rep_n(each, n) for each in units) / max(len(units), 1),
            "wasted_share": sum(each.wasted for each in found if each) / max(sum(map(len, outputs)), 1),
            "loops": [bool(each) for each in found],
        }
