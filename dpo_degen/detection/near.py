"""Near loops: text that says the same again with other numbers, names or order, and runs to the end of the output.

Exact repetition proves itself; near repetition does not, for tables, logs and lists repeat as closely. What separates
them is evidence, measured on the tail of the output where nearly every pair of words has stood before:

- new words: a stuck model brings few or none, a list of real items brings some in each;
- slots: in a counter loop every number follows from the copy before (equal, or a step on), in data they do not;
- prose: how much of the template is words rather than numbers and punctuation;
- structure: copies at a steady distance, or whole sentences said before;
- the end: a model that ended by itself was probably not stuck.

Here it is measured; `judging` decides. This sees words, not meaning: a tail of true but formulaic sentences looks like
a loop to it, which is why several kinds of evidence are asked for at once.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dpo_degen.detection.reading import Reading

# Scripts written without spaces count a character as a word; marks of Indic and Semitic scripts belong to their word.
_WORD = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|\d+|[\u0900-\u0dff]+|[\u0590-\u06ff]+|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\n|[^\w\s]|_"
)
_SENTENCE_ENDS = frozenset(".!?;\n\u3002\uff01\uff1f\u061f\u06d4\u0964")
_NUMBER, _LETTERS, _OTHER = 0, 1, 2
_MISS = 3.0  # an unseen pair of words undoes this many seen ones: in the tail over 3 of 4 have stood before
_SHORTEST = 24  # words
_LONGEST_LAG, _LOOKED_AT = 400, 4000  # words: bounds that keep the search for the lag linear

NearKind = Literal["counter_loop", "near_loop", "growing_loop", "shuffled_loop"]


@dataclass(frozen=True, slots=True)
class Tail:
    """The part of a text, up to its end, in which nearly everything has been said before.

    Attributes:
        onset: character where the first copy begins.
        branch: character where the second begins, and so the tail.
        end: character where the last word ends.
        words: length of the tail in words (numbers, punctuation and line ends count).
        seen: share of its neighbouring word pairs that stood before, numbers taken as equal; 0..1.
        fresh: new words (of letters) a hundred words.
        prose: share of its words that are letters.
        match: share of its words equal to the one a copy before, numbers taken as equal; 0..1.
        said: share of its words in sentences that stood before word for word, numbers taken as equal; 0..1.
        numbers: how many numbers it holds.
        predicted: share of them that equal the one a copy before or go on in its step; 1 without numbers.
        copies: copies including the first, by the distance at which most words recur; in a shuffled loop, how often
            each of its sentences stands.
        share: the tail's share of the text, 0..1.
        kind: what kind of near loop it would be.
        vocabulary: its words, casefolded, without numbers.
    """

    onset: int
    branch: int
    end: int
    words: int
    seen: float
    fresh: float
    prose: float
    match: float
    said: float
    numbers: int
    predicted: float
    copies: float
    share: float
    kind: NearKind
    vocabulary: frozenset[str]


def prose_share(text: str | None) -> float:
    """The share of words of letters among the words, numbers and punctuation of a text; 1 where it is unknown."""
    words = _WORD.findall(text) if text is not None else []
    return sum(word[0].isalpha() for word in words) / len(words) if words else 1.0


def may_be_near(reading: Reading) -> bool:
    """A cheap look: does at least half of the last half repeat short grams? Most healthy outputs end here."""
    codes, gram = reading.codes, 6 if reading.is_text else 2
    if len(codes) < 2 * _SHORTEST:
        return False
    _, names = np.unique(codes, return_inverse=True)
    keys = names[: len(names) - gram + 1].astype(np.int64)
    for step in range(1, gram):
        keys = keys * 1_000_003 + names[step : len(names) - gram + 1 + step]
    return bool(_stood_before(keys)[len(keys) // 2 :].mean() >= 0.5)


def tail_of(text: str) -> Tail | None:
    """Measure the repetitive tail of a text; None if it has none of at least `_SHORTEST` words."""
    found = list(_WORD.finditer(text))
    words = [match[0].casefold() for match in found]
    if len(words) < 2 * _SHORTEST:
        return None
    kinds = np.array([_NUMBER if w.isdecimal() else _LETTERS if w[0].isalpha() else _OTHER for w in words])
    names: dict[str, int] = {}
    masked = ["0" if kind == _NUMBER else word for word, kind in zip(words, kinds, strict=True)]
    codes = np.array([names.setdefault(word, len(names)) for word in masked])
    seen = np.concatenate(([False], _stood_before(codes[:-1] * len(names) + codes[1:])))
    begin = _start_of_tail(seen)
    if len(codes) - begin < _SHORTEST:
        return None
    lag, match = _lag(codes[begin:])
    values = np.array([float(w[:15]) if k == _NUMBER else np.nan for w, k in zip(words, kinds, strict=True)])
    numbers, predicted = _predicted(values, begin, lag)
    said, times = _said(codes, begin, [word in _SENTENCE_ENDS for word in words])
    first = _first_copy(codes, begin, lag)
    kind = _kind(codes[first:], match, said, numbers, predicted)
    if kind == "growing_loop":  # the distance between copies says nothing; the first opening does
        first = min(first, int(_openings(codes)[0]))
    return Tail(
        onset=found[first].start(),
        branch=found[begin].start(),
        end=found[-1].end(),
        words=len(codes) - begin,
        seen=float(seen[begin:].mean()),
        fresh=100 * float((~_stood_before(codes) & (kinds == _LETTERS))[begin:].mean()),
        prose=float((kinds[begin:] == _LETTERS).mean()),
        match=match,
        said=said,
        numbers=numbers,
        predicted=predicted,
        copies=times if kind == "shuffled_loop" else (len(codes) - first) / max(lag, begin - first, 1),
        share=(len(text) - found[begin].start()) / len(text),
        kind=kind,
        vocabulary=frozenset(word for word, kind in zip(words[begin:], kinds[begin:], strict=True) if kind == _LETTERS),
    )


def _stood_before(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which keys stood earlier in the sequence; shape (n,)."""
    _, first = np.unique(keys, return_index=True)
    before = np.ones(len(keys), dtype=bool)
    before[first] = False
    return before


def _start_of_tail(seen: NDArray[np.bool_]) -> int:
    """The word from which on seen pairs outweigh unseen ones the most (the best suffix sum)."""
    gains = np.where(seen, 1.0, -_MISS)[::-1].cumsum()
    best = int(gains.argmax())
    return len(seen) - 1 - best if gains[best] > 0 else len(seen)


def _lag(codes: NDArray[np.int64]) -> tuple[int, float]:
    """The distance at which most words recur, and the share that do; at least three copies must fit."""
    codes = codes[-_LOOKED_AT:]
    best, match = 0, 0.0
    for lag in range(2, min(len(codes) // 3, _LONGEST_LAG) + 1):
        share = float((codes[lag:] == codes[:-lag]).mean())
        if share > match + 0.02:  # a multiple of the true lag matches as well; the shortest is meant
            best, match = lag, share
    return best, match


def _first_copy(codes: NDArray[np.int64], begin: int, lag: int) -> int:
    """The word where the first copy begins: where the pair of words that opens the tail stood last before it."""
    window = codes[max(begin - 2 * max(lag, _SHORTEST), 0) : begin + 1]
    if begin:
        places = np.flatnonzero((window[:-1] == codes[begin - 1]) & (window[1:] == codes[begin]))
        if len(places) > 1:
            return max(begin - int(places[-1] - places[-2]), 0)
    return max(begin - lag, 0)


def _predicted(values: NDArray[np.float64], begin: int, lag: int) -> tuple[int, float]:
    """How many numbers the tail has, and the share that follow from the two copies before."""
    places = begin + np.flatnonzero(~np.isnan(values[begin:]))
    places = places[places >= 2 * lag]
    if not len(places) or not lag:
        return len(places), 1.0 if not len(places) else 0.0
    step, before = values[places] - values[places - lag], values[places - lag] - values[places - 2 * lag]
    return len(places), float(((step == 0) | (step == 1) | (step == before)).mean())


def _said(codes: NDArray[np.int64], begin: int, ends: list[bool]) -> tuple[float, float]:
    """The share of the tail's words in sentences said before, and how often each of its sentences stands in all."""
    stops = [i + 1 for i, end in enumerate(ends) if end]
    known: Counter[tuple[int, ...]] = Counter()
    tail: set[tuple[int, ...]] = set()
    repeated = total = 0
    for start, stop in zip([0, *stops], [*stops, len(codes)], strict=True):
        sentence = tuple(codes[start:stop].tolist())
        if stop > begin and len(sentence) > 1:
            tail.add(sentence)
            total += len(sentence)
            repeated += len(sentence) * (sentence in known)
        known[sentence] += 1
    return repeated / max(total, 1), sum(known[sentence] for sentence in tail) / max(len(tail), 1)


def _kind(codes: NDArray[np.int64], match: float, said: float, numbers: int, predicted: float) -> NearKind:
    if numbers and match >= 0.9 and predicted >= 0.9:
        return "counter_loop"
    gaps = np.diff(_openings(codes))
    if match < 0.7 and len(gaps) >= 4 and (np.diff(gaps) >= 0).mean() >= 0.8 and gaps[-1] > 1.3 * gaps[0]:
        return "growing_loop"
    return "shuffled_loop" if match < 0.3 and said >= 0.5 else "near_loop"


def _openings(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the commonest pair of words stands: in growing copies, what each begins with."""
    pairs = codes[:-1] * (int(codes.max()) + 1) + codes[1:]
    values, counts = np.unique(pairs, return_counts=True)
    return np.flatnonzero(pairs == values[counts.argmax()])
