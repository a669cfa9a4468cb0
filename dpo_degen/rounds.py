"""The rules by which rounds go on and one of them is kept. Pure functions; `arms.py` trains by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scipy.stats import binomtest

from dpo_degen.config import BASE, TrainConfig
from dpo_degen.jsonl import read_json

if TYPE_CHECKING:
    from dpo_degen.folder import RunFolder

_SURELY = 0.05  # p below which a round has more loops than the one before

Check = dict[str, Any]
"""How an arm did on held-out training prompts: `loops` of `n` outputs, and `perplexity` (None where it is off)."""


def better(before: Check, after: Check, base: Check, limit: float) -> bool:
    """Whether a round can be used: fewer loops than base, surely no more than before, perplexity within `limit` times.

    Few held-out outputs still loop after a round or two, and one more or less is chance; so a round is used unless it
    is shown to have done harm (exact binomial test of the two counts, 5 %).
    """
    within = after["perplexity"] is None or after["perplexity"] <= limit * base["perplexity"]
    both = before["loops"] + after["loops"]
    worse = bool(both) and binomtest(after["loops"], both, alternative="greater").pvalue < _SURELY
    return bool(after["loops"] < base["loops"] and not worse and within)


def kept(folder: RunFolder, settings: TrainConfig) -> dict[str, str]:
    """The arm that each sequence of rounds ends with: the last one that can be used. Empty without rounds."""
    found: dict[str, str] = {}
    for arm in settings.chains():
        first, parent = arm.partition("-")[0], TrainConfig.parent(arm)
        files = [folder.check(each) for each in (parent, arm, BASE)]
        if settings.rounds < 2 or not all(file.is_file() for file in files):
            continue
        before, after, base = map(read_json, files)
        helped = better(before, after, base, settings.max_perplexity)
        if helped and found.get(first, parent) == parent:
            found[first] = arm
        else:
            found.setdefault(first, BASE if parent == BASE else found.get(parent, parent))
    return found
