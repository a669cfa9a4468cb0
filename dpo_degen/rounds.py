"""The rules by which rounds go on and one of them is kept. Pure functions; `arms.py` trains by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scipy.stats import binomtest

from dpo_degen.config import BASE, ONCE, TrainConfig
from dpo_degen.jsonl import read_json

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dpo_degen.folder import RunFolder

_SURELY = 0.05  # p below which a round has more loops than the best one before

Check = dict[str, Any]
"""How an arm did on held-out training prompts: the ids of the outputs that `looped`, how many `loops` that are of `n`
outputs, `perplexity` (None where it is off), and `text`, a hash of what that was measured on."""


def better(before: Sequence[Check], after: Check, limit: float) -> bool:
    """Whether a round can be used: fewer loops than base, surely no more than before, perplexity within `limit` times.

    Few held-out outputs still loop after a round or two, and one more or less is chance; so a round is used unless it
    is shown to have done harm against the best of those it comes from (exact McNemar test, one-sided, 5 %).

    Args:
        before: the checks of all models on the way to this one, base first.
        after: the round's own.
        limit: what its perplexity may be, times base's.
    """
    base, best = before[0], min(before, key=lambda each: int(each["loops"]))
    within = None in (after["perplexity"], base["perplexity"]) or after["perplexity"] <= limit * base["perplexity"]
    new, gone = ({*a["looped"]} - {*b["looped"]} for a, b in ((after, best), (best, after)))
    changed = len(new) + len(gone)
    worse = bool(changed) and binomtest(len(new), changed, alternative="greater").pvalue < _SURELY
    return bool(after["loops"] < base["loops"] and not worse and within)


def lineage(arm: str) -> list[str]:
    """The models on the way to an arm, base first, itself left out."""
    if arm == BASE:
        return []
    parent = TrainConfig.parent(arm)
    return [*lineage(parent), parent]


def kept(folder: RunFolder, settings: TrainConfig) -> dict[str, str]:
    """The arm that each sequence of rounds ends with: the last one that can be used. Empty without rounds."""
    found: dict[str, str] = {}
    for arm in settings.chains():
        first, parent = arm.partition("-")[0], TrainConfig.parent(arm)
        files = [folder.check(each) for each in (*lineage(arm), arm)]
        if settings.rounds < 2 or not all(file.is_file() for file in files):
            continue
        *before, after = map(read_json, files)
        if better(before, after, settings.max_perplexity) and found.get(first, parent) == parent:
            found[first] = arm
        else:
            found.setdefault(first, BASE if parent == BASE else found.get(parent, parent))
    return found


def marked(last: Mapping[str, str]) -> set[str]:
    """The rounds that are kept (`last`), without arms that have none and only lead to them."""
    return {arm for arm in last.values() if arm != BASE and TrainConfig.method(arm) not in ONCE}


def used(last: Mapping[str, str], settings: TrainConfig, trained: Collection[str]) -> list[str]:
    """The arms that `settings` name, each as the round that is kept (`last`), or the first where none is.

    What only leads to one of them, as `midtrain` to `midtrain+dpo`, is not among them, unless there was nothing left to
    train that one on (it is not `trained`): then the model that got that far stands for it.
    """
    later = {first: arm for first, arm in last.items() if arm.startswith(f"{first}-")}

    def stands_for(arm: str) -> str:
        return later.get(arm) or next((each for each in (arm, *reversed(lineage(arm))) if each in trained), arm)

    stands = {stands_for(arm) for arm in settings.arms}
    return [arm for arm in settings.chains() if arm in stands]
