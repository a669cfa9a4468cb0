"""What a text alone tells of repetition and variety, and how like a reference it is."""

from __future__ import annotations

import re
import zlib

from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"\w+")


def compression(text: str) -> float:
    """Bytes of a text over its bytes after zlib: about 2 for prose, far more where it repeats (0 for no text)."""
    raw = text.encode("utf-8", "replace")
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def distinct_words(text: str, tokens: int) -> float:
    """Different words, case ignored, for each hundred tokens that the text was made of."""
    return 100 * len(set(_WORD.findall(text.lower()))) / tokens if tokens else 0.0


def lines(text: str) -> int:
    """Lines that say something."""
    return sum(bool(line.strip()) for line in text.splitlines())


def chrf(text: str, reference: str) -> float:
    """How like a reference a text is by its character n-grams, 0 to 1 (chrF2, Popovic 2015, with sacrebleu)."""
    from sacrebleu import sentence_chrf

    return float(sentence_chrf(text, [reference]).score) / 100


def edit_similarity(text: str, reference: str) -> float:
    """One less the characters to insert, delete or replace, over those of the longer text; 1 is equal."""
    return Levenshtein.normalized_similarity(text, reference)
