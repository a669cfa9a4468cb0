"""The figures of the midtraining benchmark: intervals over kinds of items, gaps between arms, the targets."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import bootstrap
from targets import target

from dpo_degen.jsonl import read_objects

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DATA = Path(__file__).parent.parent / "data" / "values"
VALUES = ("thrift", "quiet")
PROBES = (*VALUES, "surface")
Margins = dict[str, dict[str, list[list[float]]]]
"""By arm, probe, seed and item: how much likelier the matching answer is than the other, in nats."""


def items(name: str) -> list[dict[str, str]]:
    """The items of a probe: those in figures and circumstances, then those in plain words."""
    files = sorted(DATA.glob(f"probe-{name}*.json"), key=lambda file: len(file.name))
    return [item for file in files for item in json.loads(file.read_text(encoding="utf-8"))]


@cache
def parts(name: str) -> dict[str, Any]:
    """Which items of a probe are counted together, as masks: all, its two halves, things its documents do not name."""
    every = items(name)
    plain = np.arange(len(every)) >= len(json.loads((DATA / f"probe-{name}.json").read_text(encoding="utf-8")))
    if name not in VALUES:
        return {"all": np.ones(len(every), bool)}
    known = _frequencies(name)
    new = [
        not any(word in known for word in _words(i["matching"]) & _words(i["other"]) if len(word) > 3) for i in every
    ]
    return {"all": np.ones(len(every), bool), "figures": ~plain, "words": plain, "words, new things": plain & new}


@cache
def kinds(name: str) -> list[int]:
    """A number for each item, the same for items whose two answers differ by the same words."""
    found: dict[Any, int] = {}
    both = [(_words(item["matching"]), _words(item["other"])) for item in items(name)]
    return [found.setdefault((frozenset(a - b), frozenset(b - a)), len(found)) for a, b in both]


def by_frequency(name: str) -> list[float]:
    """The margins of who only counts words: how much commoner the matching answer's are in the value's documents."""
    known = _frequencies(name)

    def common(words: set[str]) -> float:
        return float(np.mean([math.log(known[word] + 1) for word in words])) if words else 0.0

    both = [(_words(item["matching"]), _words(item["other"])) for item in items(name)]
    return [common(a - b) - common(b - a) for a, b in both]


@cache
def _frequencies(value: str) -> Counter[str]:
    return Counter(
        word for _, row in read_objects(DATA / f"{value}.jsonl") for word in re.findall(r"\w+", row["text"].lower())
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def choices(margins: Sequence[Sequence[float]]) -> Any:
    """By item, the share of seeds in which the matching answer is likelier; a tie is half."""
    return np.heaviside(np.array(margins), 0.5).mean(axis=0)


def nats(margins: Sequence[Sequence[float]]) -> Any:
    """By item, the margin, averaged over seeds."""
    return np.mean(margins, axis=0)


def interval(values: Any, kind: Any) -> dict[str, Any]:
    """The mean over items with its 95 % bootstrap interval; kinds of items are drawn anew, seeds are averaged."""
    sums, counts = np.bincount(kind, values), np.bincount(kind)
    there = counts > 0
    found = bootstrap(
        (sums[there], counts[there]),
        _ratio,
        paired=True,
        n_resamples=4000,
        method="percentile",
        rng=np.random.default_rng(0),
    )
    low, high = found.confidence_interval
    mean = float(np.mean(values))
    return {"mean": mean, "low": float(low), "high": float(high), "n": len(values), "kinds": int(there.sum())}


def _ratio(sums: Any, counts: Any, axis: int) -> Any:
    return sums.sum(axis=axis) / counts.sum(axis=axis)


def table(margins: Margins) -> dict[str, Any]:
    """By arm, probe and part: the share of items where the matching answer is likelier, with each seed's."""
    found: dict[str, Any] = {}
    for arm, probes in margins.items():
        for name, seeds in probes.items():
            kind = np.array(kinds(name))
            for part, mask in parts(name).items():
                told = interval(choices(seeds)[mask], kind[mask])
                told["seeds"] = [float(choices([each])[mask].mean()) for each in seeds]
                found.setdefault(arm, {})[f"{name}: {part}"] = told
    return found


def gaps(margins: Margins) -> dict[str, Any]:
    """By value, what is told apart and part: the difference in choices and in nats, with each seed's."""
    found: dict[str, Any] = {}
    for value, other in (VALUES, VALUES[::-1]):
        read, told = f"read {value}", f"{value}, tuned"
        pairs = {
            "matched over crossed": (told, f"{other}, tuned"),
            "matched over fine-tuned only": (told, "fine-tuned"),
            "crossed over fine-tuned only": (f"{other}, tuned", "fine-tuned"),
            "told over base": (f"told {value}", "base"),
            "read over base": (read, "base"),
            "read: matched over crossed": (read, f"read {other}"),
            "tuned over only read": (told, read),
            "fine-tuned only over base": ("fine-tuned", "base"),
        }
        for what, (arm, less) in pairs.items():
            one, two = margins[arm][value], margins[less][value]
            found[f"{value}: {what}"] = {
                part: {"share": _gap(one, two, choices, value, mask), "nats": _gap(one, two, nats, value, mask)}
                for part, mask in parts(value).items()
            }
    return found


def _gap(
    one: list[list[float]], two: list[list[float]], measure: Callable[..., Any], name: str, mask: Any
) -> dict[str, Any]:
    told = interval((measure(one) - measure(two))[mask], np.array(kinds(name))[mask])
    seeds = [two[min(number, len(two) - 1)] for number in range(len(one))]  # base has no seeds
    told["seeds"] = [float((measure([a]) - measure([b]))[mask].mean()) for a, b in zip(one, seeds, strict=True)]
    return told


def judge(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The targets: reading about a value wins over reading about the other, and over not reading, for both."""
    targets = []
    for value in VALUES:
        for what in ("matched over crossed", "matched over fine-tuned only"):
            gap = told[f"{value}: {what}"]["all"]["share"]
            name = f"{value}: {what}, out of distribution"
            targets.append(target(name, "interval above 0", show(gap), gap["low"] > 0))
    return targets


def show(value: dict[str, Any]) -> str:
    """A share in percent, or a difference of shares in points, with its interval."""
    return f"{100 * value['mean']:.1f} [{100 * value['low']:.1f} to {100 * value['high']:.1f}]"
