"""An output as numbers: one integer a character or token, and the text behind each stretch where it is known."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

# Bytes that are no whole character, as Python's `surrogateescape` writes them.
_ESCAPED = re.compile("[\udc80-\udcff]")
Ints: TypeAlias = NDArray[np.int64]
Output: TypeAlias = str | Sequence[int] | NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Reading:
    """One output of `n` units.

    Attributes:
        codes: shape (n,), equal exactly where the units are equal.
        text: the output itself, if it was text; else None.
        pieces: the text of each distinct token, if known; else None.
        covered: shape (n + 1,), characters before each token, if known; else None.
    """

    codes: Ints
    text: str | None = None
    pieces: dict[int, str] | None = None
    covered: Ints | None = None

    @property
    def is_text(self) -> bool:
        """Whether a unit is a character; otherwise it is a token."""
        return self.text is not None

    def slice(self, start: int, end: int) -> str | None:
        """The text of units `start` to `end`, or None where only ids are known."""
        if self.text is not None:
            return self.text[start:end]
        if self.pieces is not None:
            return joined("".join(map(self.pieces.__getitem__, self.codes[start:end].tolist())))
        return None


def joined(pieces: str) -> str:
    """Pieces put together; the bytes of a character that was split over tokens become that character again."""
    if not _ESCAPED.search(pieces):
        return pieces
    try:
        return pieces.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # other lone surrogates, which no tokenizer makes
        return pieces


def _covered(pieces: dict[int, str], codes: Ints, inverse: Ints) -> Ints:
    """Characters of the joined text that begin before each token, shape (n + 1,)."""
    if not any(map(_ESCAPED.search, pieces.values())):
        widths = np.array([len(piece) for piece in pieces.values()], dtype=np.int64)
        return np.concatenate(([0], np.cumsum(widths[inverse])))
    try:
        parts = {token: piece.encode("utf-8", "surrogateescape") for token, piece in pieces.items()}
    except UnicodeEncodeError:  # see `joined`
        return np.concatenate(([0], np.cumsum([len(pieces[token]) for token in codes.tolist()])))
    decoder, begun, found = getincrementaldecoder("utf-8")("replace"), 0, [0]
    for token in codes.tolist():
        begun += len(decoder.decode(parts[token]))
        found.append(begun + bool(decoder.getstate()[0]))  # a character whose last bytes are still to come
    return np.array(found, dtype=np.int64)


def read(x: Output, pieces: Sequence[str] | None = None) -> Reading:
    """Read text or token ids; `pieces` gives the text of each id and is ignored for text.

    Raises:
        TypeError: `x` is neither text, nor a sequence of ints, nor a 1-D integer array.
        ValueError: an id is outside `pieces`, or its piece is no text.
    """
    if isinstance(x, str):
        # Lone surrogates are no characters but do stand in Python texts: pass them through.
        return Reading(np.frombuffer(x.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64), text=x)
    codes = _ids(x)
    if pieces is None:
        return Reading(codes)
    distinct, inverse = np.unique(codes, return_inverse=True)
    known = {token: _piece(pieces, token) for token in distinct.tolist()}
    return Reading(codes, pieces=known, covered=_covered(known, codes, inverse))


def _ids(x: Any) -> Ints:
    if isinstance(x, np.ndarray):
        if x.ndim == 1 and np.issubdtype(x.dtype, np.integer):
            return x.astype(np.int64)
        raise TypeError(f"expected text or token ids, got an array of {x.ndim} dimensions and dtype {x.dtype}")
    if not isinstance(x, Sequence) or isinstance(x, bytes | bytearray | memoryview):
        raise TypeError(f"expected text, a sequence of ints or a 1-D integer array, got {type(x).__name__}")
    for kind in set(map(type, x)):
        if not issubclass(kind, int | np.integer) or kind is bool:
            raise TypeError(f"expected text or token ids, got a sequence that holds {kind.__name__}")
    try:
        return np.array(x, dtype=np.int64)
    except OverflowError:
        # Only equality matters; renamed to negative numbers, which no vocabulary holds.
        names: dict[int, int] = {}
        return np.array([-1 - names.setdefault(value, len(names)) for value in x], dtype=np.int64)


def _piece(pieces: Sequence[str], token: int) -> str:
    if not 0 <= token < len(pieces):
        raise ValueError(f"token id {token} is outside the vocabulary: pieces has {len(pieces)} entries")
    piece = pieces[token]
    if not isinstance(piece, str):
        raise ValueError(f"pieces[{token}] is {type(piece).__name__}, expected the text of the token")
    return piece
