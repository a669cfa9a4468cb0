"""Near loops: text that says the same again with other numbers, names or order.

Exact repetition proves itself; near repetition does not, for tables, logs and lists repeat as closely. What separates
them is evidence, measured on the tail of the output, or the stretch of one that ended, where nearly every pair of words
has stood before:

- new words: a stuck model brings few or none, a list of real items brings some in each;
- slots: in a counter loop every number goes on from the copies before it in the same step, in data they do not;
- prose: how much of the template is words rather than numbers and punctuation;
- structure: how well the words before a word foretell it, at which distance;
- the end: a model that ended by itself was probably not stuck.

Here it is measured; `rules` decides. This sees words, not meaning: a tail of true but formulaic sentences looks like
a loop to it, which is why several kinds of evidence are asked for at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dpo_degen.detection.reading import Reading

# Scripts written without spaces count a character as a word; marks of Indic and Semitic scripts belong to their word.
UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(
    rf"[{UNSPACED}]"
    r"|\d+|[\u0900-\u0dff]+|[\u0590-\u06ff]+|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\n|[^\w\s]|_"
)
_SENTENCE_ENDS = frozenset(".!?;\n\u3002\uff01\uff1f\u061f\u06d4\u0964")
_NUMBER, _LETTERS, _OTHER = 0, 1, 2
_MISS = 3.0  # an unseen pair of words undoes this many seen ones: in the tail over 3 of 4 have stood before
_SHORTEST = 24  # words
_FEW = 5  # numbers from which a share of them says something

NearKind = Literal["counter_loop", "near_loop", "growing_loop", "shuffled_loop"]


@dataclass(frozen=True, slots=True)
class Tail:
    """The stretch of a text, mostly its tail, in which nearly everything has been said before.

    Words are words, numbers, punctuation marks and line ends; numbers are taken as equal unless said otherwise.

    Attributes:
        onset: character where the first copy begins.
        branch: character where the second begins, and so the stretch.
        end: character where its last word ends.
        at_tail: it runs to the end of the text.
        words: its length in words.
        seen: share of its neighbouring word pairs that stood before; 0..1.
        fresh: new words (of letters) a hundred words.
        prose: share of its words that are letters, and not in capitals as keywords of SQL and legal clauses are.
        foreseen: share of its words that follow, where the up to three words before them stood last, as they do here.
        numbers: share of its words that are numbers.
        counted: how many of them can be compared with the two copies before.
        predicted: share of those that go on in the same step (0 if they stay the same); 1 if there are none.
        fresh_numbers: share of its numbers whose value never stood before; 0 if it has none.
        period: words between a word and where it was foretold, the median.
        copies: copies including the first, by the period.
        share: its share of the text, 0..1.
        kind: what kind of near loop it would be.
        vocabulary: its words, casefolded, without numbers.
    """

    onset: int
    branch: int
    end: int
    at_tail: bool
    words: int
    seen: float
    fresh: float
    prose: float
    foreseen: float
    numbers: float
    counted: int
    predicted: float
    fresh_numbers: float
    period: float
    copies: float
    share: float
    kind: NearKind
    vocabulary: frozenset[str]


def prose_share(text: str | None) -> float:
    """The share of words of letters among the words, numbers and punctuation of a text; 1 where it is unknown."""
    words = WORD.findall(text) if text is not None else []
    return sum(word[0].isalpha() for word in words) / len(words) if words else 1.0


def may_be_near(reading: Reading) -> bool:
    """A cheap look: do at least half of the short grams of some half of the text stand earlier in it?

    Most healthy outputs end here. Digits count as equal.
    """
    codes, gram = reading.codes, 6 if reading.is_text else 2
    if len(codes) < 2 * _SHORTEST:
        return False
    if reading.is_text:
        codes = np.where((codes >= ord("0")) & (codes <= ord("9")), ord("0"), codes)
    _, names = np.unique(codes, return_inverse=True)
    keys = names[: len(names) - gram + 1].astype(np.int64)
    for step in range(1, gram):
        keys = keys * 1_000_003 + names[step : len(names) - gram + 1 + step]
    seen = _previous(keys) >= 0
    half = len(keys) // 2
    total = np.concatenate(([0], seen.cumsum()))
    return bool((total[half:] - total[:-half]).max() >= half / 2)


def tail_of(text: str, *, anywhere: bool = False) -> Tail | None:
    """Measure the repetitive tail of a text, or with `anywhere` its most repetitive stretch.

    None if there is none of at least `_SHORTEST` words.
    """
    found = list(WORD.finditer(text))
    words = [match[0].casefold() for match in found]
    if len(words) < 2 * _SHORTEST:
        return None
    kinds = np.array([_NUMBER if w.isdecimal() else _LETTERS if w[0].isalpha() else _OTHER for w in words])
    shouted = np.array([len(match[0]) > 1 and match[0].isupper() for match in found])
    names: dict[str, int] = {}
    masked = ["0" if kind == _NUMBER else word for word, kind in zip(words, kinds, strict=True)]
    codes = np.array([names.setdefault(word, len(names)) for word in masked])
    last = _last_places(codes)
    seen = np.concatenate(([False], last[1][:-1] >= 0))
    begin, stop = _stretch(seen, anywhere=anywhere)
    if stop - begin < _SHORTEST:
        return None
    here = slice(begin, stop)
    origin = _origins(last)
    hit = (origin >= 0) & (codes[origin] == codes)
    gaps = (np.arange(len(codes)) - origin)[here][hit[here]]
    period = float(np.median(gaps[gaps > 1])) if (gaps > 1).any() else 1.0
    foreseen = float(hit[here].mean())
    values = np.array([float(w[:15]) if k == _NUMBER else np.nan for w, k in zip(words, kinds, strict=True)])
    before = np.arange(len(codes)) - round(period)  # where copies keep their length, numbers line up there
    counted, predicted = max(
        _predicted(values, origin, hit, here),
        _predicted(values, before, (before >= 0) & (codes[before] == codes), here),
        key=lambda found: (found[0] >= _FEW, found[1]),
    )
    said = _said(codes[:stop], begin, [word in _SENTENCE_ENDS for word in words[:stop]])
    first = _first_copy(last, codes, here, period)
    numbers = float((kinds[here] == _NUMBER).mean())
    return Tail(
        onset=found[first].start(),
        branch=found[begin].start(),
        end=found[stop - 1].end(),
        at_tail=stop == len(codes),
        words=stop - begin,
        seen=float(seen[here].mean()),
        fresh=100 * float(((last[0] < 0) & (kinds == _LETTERS))[here].mean()),
        prose=float(((kinds == _LETTERS) & ~shouted)[here].mean()),
        foreseen=foreseen,
        numbers=numbers,
        counted=counted,
        predicted=predicted,
        fresh_numbers=_fresh_share(values, here),
        period=period,
        copies=1 + (stop - begin) / period,
        share=(found[stop - 1].end() - found[begin].start()) / len(text),
        kind=_kind(gaps, period, stop - begin, foreseen, said, numbers * predicted),
        vocabulary=frozenset(word for word, kind in zip(words[here], kinds[here], strict=True) if kind == _LETTERS),
    )


def _previous(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each key stood last before its place, -1 if nowhere; shape (n,)."""
    order = np.argsort(keys, kind="stable")
    same = keys[order[1:]] == keys[order[:-1]]
    places = np.full(len(keys), -1)
    places[order[1:][same]] = order[:-1][same]
    return places


def _last_places(codes: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """For each place and k = 1, 2, 3: where the k words that end there ended last before it, -1 if nowhere."""
    many = int(codes.max()) + 1
    keys, found = codes, [_previous(codes)]
    for _ in range(2):
        pairs = keys[:-1] * many + codes[len(codes) - len(keys) + 1 :]
        _, keys = np.unique(pairs, return_inverse=True)
        places = _previous(keys)
        short = len(codes) - len(places)
        found.append(np.concatenate((np.full(short, -1), np.where(places >= 0, places + short, -1))))
    return found


def _origins(last: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """For each place, the one after where the longest context before it stood last; -1 if no word of it did."""
    best = last[0]
    for places in last[1:]:
        best = np.where(places >= 0, places, best)
    return np.concatenate(([-1], np.where(best >= 0, best + 1, -1)[:-1]))


def _stretch(seen: NDArray[np.bool_], *, anywhere: bool) -> tuple[int, int]:
    """The words [begin, stop) in which seen pairs outweigh unseen ones the most; to the end unless `anywhere`."""
    total = np.concatenate(([0.0], np.where(seen, 1.0, -_MISS).cumsum()))
    lowest = np.minimum.accumulate(total)
    stop = int((total - lowest).argmax()) if anywhere else len(seen)
    begin = stop - int(total[: stop + 1][::-1].argmin()) if anywhere else int(total.argmin())
    return begin, stop


def _first_copy(last: list[NDArray[np.int64]], codes: NDArray[np.int64], here: slice, period: float) -> int:
    """The word where the first copy begins: most words from there to the stretch are said again, after the same two."""
    begin = here.start
    origin = _origins(last[1:])
    sources = origin[: here.stop][(origin >= 0)[: here.stop] & (codes[origin] == codes)[: here.stop]]
    taken = np.full(begin, -1.5)
    taken[sources[sources < begin]] = 1.0
    total = taken[::-1].cumsum()
    # At least one copy lies before the stretch; what is said again of older text is no copy.
    nearest = max(int(period) - 1, 0)
    return begin - 1 - nearest - int(total[nearest:].argmax()) if begin > nearest + 1 else 0


def _predicted(
    values: NDArray[np.float64], origin: NDArray[np.int64], hit: NDArray[np.bool_], here: slice
) -> tuple[int, float]:
    """How many numbers of the stretch can be compared with two copies before, and the share that go on in step."""
    step = np.where(hit, values - values[origin], np.nan)
    before = step[origin]
    known = (~np.isnan(step) & ~np.isnan(before))[here]
    count = int(known.sum())
    return count, float((step == before)[here][known].mean()) if count else 1.0


def _fresh_share(values: NDArray[np.float64], here: slice) -> float:
    """The share of the numbers of a stretch whose value never stood before."""
    places = np.flatnonzero(~np.isnan(values))
    inside = places[(places >= here.start) & (places < here.stop)]
    _, first = np.unique(values[places], return_index=True)
    return float(np.isin(inside, places[first]).mean()) if len(inside) else 0.0


def _said(codes: NDArray[np.int64], begin: int, ends: list[bool]) -> float:
    """The share of the words from `begin` on in sentences that stood before word for word."""
    stops = [i + 1 for i, end in enumerate(ends) if end]
    known: set[tuple[int, ...]] = set()
    repeated = total = 0
    for start, stop in zip([0, *stops], [*stops, len(codes)], strict=True):
        sentence = tuple(codes[start:stop].tolist())
        if stop > begin and len(sentence) > 1:
            total += len(sentence)
            repeated += len(sentence) * (sentence in known)
        known.add(sentence)
    return repeated / max(total, 1)


def _kind(
    gaps: NDArray[np.int64], period: float, words: int, foreseen: float, said: float, counting: float
) -> NearKind:
    """What kind of loop a stretch of so many words would be; `gaps` are the distances to where words were foretold."""
    if counting > 0.02 and foreseen >= 0.9:
        return "counter_loop"
    apart = gaps[gaps > 1]
    quarter = len(apart) // 4
    if quarter and apart.std() > 0:  # copies that grow stand ever further apart
        trend = np.corrcoef(np.arange(len(apart)), apart)[0, 1]
        if trend > 0.5 and np.median(apart[-quarter:]) > 1.3 * np.median(apart[:quarter]):
            return "growing_loop"
    steady = (np.abs(gaps - period) <= 0.1 * period).sum() / words
    return "shuffled_loop" if steady < 0.45 and said >= 0.6 else "near_loop"
