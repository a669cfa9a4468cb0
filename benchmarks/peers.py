"""The rival repetition detectors, each as one yes-or-no rule, for benchmarks/detector.py to compare ours with.

    from peers import PEERS
    PEERS[0].judge([1, 2, 1, 2, 1, 2])

Every rule is written anew from its public description; `source` names that description and where we chose. The verdicts
are meant to be the rivals' own, the speeds are not: vLLM and the OCR tools loop in Python where we use numpy or slices.
Not known here: whether a rival was tuned for other material than ours, as Gopher (web pages) and Whisper (speech) were.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WHISPER_RATIO = 2.4
GOPHER_PARTS = ((r"\n{2,}", 0.30, 0.20), (r"\n+", 0.30, 0.20))  # separator, fraction of parts, fraction of characters
GOPHER_TOP = {2: 0.20, 3: 0.18, 4: 0.16}
GOPHER_REPEATED = {5: 0.15, 6: 0.14, 7: 0.13, 8: 0.12, 9: 0.11, 10: 0.10}
REP_4 = 0.5


@dataclass(frozen=True)
class Peer:
    """A rival: `judge` says whether an output, of the kind that it takes, is degenerate."""

    name: str
    takes: Literal["text", "ids"]
    gives_onset: bool  # whether the original reports where the loop begins; `judge` itself never does
    judge: Callable[[Any], bool]
    source: str


def vllm(ids: Sequence[int], shortest: int, longest: int, copies: int) -> bool:
    """Would vLLM's repetition stop have fired after any token of `ids`?

    vLLM asks after each token whether the tail is `copies` copies of one unit of `shortest`..`longest` tokens. Some
    tail was such a run exactly if `ids[i] == ids[i - period]` holds (copies - 1) * period times in a row.
    """
    tokens = np.asarray(ids)
    for period in range(shortest, min(longest, len(tokens) // copies) + 1):
        breaks = np.flatnonzero(tokens[period:] != tokens[:-period])
        edges = np.concatenate(([-1], breaks, [len(tokens) - period]))
        if np.diff(edges).max() > (copies - 1) * period:
            return True
    return False


def ocr_tail(text: str, base: int = 4, window: int = 500, scaling: float = 3.0, cut: int = 50) -> bool:
    """Does the text end in more copies of one unit than surya and chandra allow, as it is or without its last `cut`?

    Units have 1..window / 2 characters; int(base * (1 + scaling / length)) copies are allowed: 16 of one character, 5
    of ten, 4 of thirteen and more.
    """

    def loops(tail: str) -> bool:
        for length in range(1, min(window // 2, len(tail)) + 1):
            allowed = int(base * (1 + scaling / length))
            if tail.endswith(tail[-length:] * (allowed + 1)):
                return True
        return False

    return loops(text) or (len(text) > cut and loops(text[:-cut]))


def compresses(text: str) -> bool:
    """Is the text more than WHISPER_RATIO times as long as its zlib form?"""
    raw = text.encode("utf-8", "replace")
    return len(raw) / len(zlib.compress(raw)) > WHISPER_RATIO


def gopher(text: str) -> bool:
    """Does one of the thirteen repetition measures of Rae et al. (2021), table A1, pass its threshold?

    Counted as in datatrove: second and later copies only, over all characters of the text; n-grams are taken from left
    to right and no word is counted twice. Unlike there, a top n-gram that occurs once is no repetition (datatrove drops
    every text of a few words for it), white space around the text is ignored, and words are runs of word characters or
    single signs, for want of spaCy.
    """
    text = text.strip()
    if not text:
        return False
    for separator, of_parts, of_characters in GOPHER_PARTS:
        parts = re.split(separator, text)
        unique = set(parts)
        if len(parts) - len(unique) > of_parts * len(parts):
            return True
        if sum(map(len, parts)) - sum(map(len, unique)) > of_characters * len(text):
            return True
    words = re.findall(r"\w+|[^\w\s]", text)
    return any(_top_gram(words, n) > limit * len(text) for n, limit in GOPHER_TOP.items()) or any(
        _repeated_grams(words, n) > limit * len(text) for n, limit in GOPHER_REPEATED.items()
    )


def _top_gram(words: list[str], n: int) -> int:
    """Characters in all copies of the most frequent n-gram, spaces between its words included."""
    grams = Counter(zip(*(words[i:] for i in range(n)), strict=False))
    gram, count = max(grams.items(), key=lambda item: item[1], default=((), 0))
    return len(" ".join(gram)) * count if count > 1 else 0


def _repeated_grams(words: list[str], n: int) -> int:
    """Characters in n-grams that were there before, no word counted twice."""
    seen: set[tuple[str, ...]] = set()
    characters = free = 0
    for start, gram in enumerate(zip(*(words[i:] for i in range(n)), strict=False)):
        if start < free:
            continue
        if gram in seen:
            characters += sum(map(len, gram))
            free = start + n
        else:
            seen.add(gram)
    return characters


def seq_rep_4(ids: Sequence[int]) -> bool:
    """Were more than REP_4 of the 4-grams there before: 1 - unique / all > REP_4 (Welleck et al., 2020)?"""
    grams = list(zip(ids, ids[1:], ids[2:], ids[3:], strict=False))
    return len(grams) - len(set(grams)) > REP_4 * len(grams)


def antidoom(
    text: str, size: int = 16, stride: int = 128, copies: int = 4, span: int = 60, longest: int = 1024
) -> bool:
    """Do whole copies of a unit stand side by side where a fingerprint of `size` characters recurs?

    One fingerprint is taken every `stride` characters. The distance to its next and to its previous occurrence, neither
    overlapping it, is tried as the period; a loop is at least `copies` copies over at least `span` characters.
    """
    for at in range(0, len(text) - size, stride):
        mark = text[at : at + size]
        spots = sorted({text.rfind(mark, 0, at), at, text.find(mark, at + size)} - {-1})
        for start, other in pairwise(spots):
            period = other - start
            if period <= longest and (count := _copies(text, start, period)) >= copies and count * period >= span:
                return True
    return False


def _copies(text: str, at: int, period: int) -> int:
    """How many whole copies of text[at : at + period] stand side by side around it."""
    unit = text[at : at + period]
    first, end = at, at + period
    while first >= period and text.startswith(unit, first - period):
        first -= period
    while text.startswith(unit, end):
        end += period
    return (end - first) // period


VLLM = "vllm.SamplingParams.repetition_detection (docs.vllm.ai, sampling_params; vLLM PR 35451, in 0.17)"

PEERS = [
    Peer(
        "vLLM 1..64 x3",
        "ids",
        gives_onset=False,
        judge=lambda ids: vllm(ids, 1, 64, 3),
        source=f"{VLLM}; off by default, so a short-period setting of our choice",
    ),
    Peer(
        "vLLM 16..1024 x4",
        "ids",
        gives_onset=False,
        judge=lambda ids: vllm(ids, 16, 1024, 4),
        source=f"{VLLM}; the default profile of the same rule in llama.cpp PR 26039",
    ),
    Peer(
        "OCR tail",
        "text",
        gives_onset=False,
        judge=ocr_tail,
        source="surya and chandra, detect_repeat_token with its defaults, asked twice as chandra does",
    ),
    Peer(
        "zlib > 2.4",
        "text",
        gives_onset=False,
        judge=compresses,
        source="Whisper, compression_ratio_threshold=2.4 (Radford et al., 2022, section 4.5)",
    ),
    Peer(
        "Gopher",
        "text",
        gives_onset=False,
        judge=gopher,
        source="Rae et al. (2021, arXiv 2112.11446), table A1; counted as datatrove's GopherRepetitionFilter does",
    ),
    Peer(
        "seq-rep-4 > 0.5",
        "ids",
        gives_onset=False,
        judge=seq_rep_4,
        source="Welleck et al. (2020, arXiv 1908.04319), seq-rep-4; we found no published threshold, half is ours",
    ),
    Peer(
        "Antidoom",
        "text",
        gives_onset=True,
        judge=antidoom,
        source="Liquid AI Antidoom (2026), defaults; read in the adaptation ttracx/thoxa-antidoom, repetition.py",
    ),
]
