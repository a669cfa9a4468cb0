"""Which documents are kept: whole, long enough, going somewhere, unlike each other, about what they are to be about."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from datasketch import MinHash, MinHashLSH

from dpo_degen.detection import detect
from dpo_degen.errors import UserError, first_line
from dpo_degen.spec.tree import bare, refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.records import Answer

_SHINGLE, _HASHES = 3, 128  # words of a shingle, hashes of a text
_STEM, _MENTIONED = 5, 0.4  # letters that words are compared by, and the share of an assertion's that must come up


class Judge(Protocol):
    """Whether a text speaks of an assertion and agrees with it."""

    def __call__(self, text: str, assertion: str) -> bool: ...  # noqa: D102


def fault(answer: Answer, shortest: int) -> str | None:
    """Why an answer is no document, None if it is one; `shortest` is in words."""
    if refused(answer.text):
        return "refused"
    if not answer.ended:
        return "cut at the token cap"
    if len(answer.text.split()) < shortest:
        return "too short"
    return "loops" if detect(answer.text, finished=True) else None


def near_duplicates(texts: Sequence[str], threshold: float) -> list[bool]:
    """Whether a text is like one before it that was kept: estimated Jaccard similarity of word triples above a bound.

    MinHash with locality-sensitive hashing (Broder 1997), by datasketch.
    """
    # The index brings what may be alike and misses some; set lower than the bound, it misses hardly any.
    index, kept, found = MinHashLSH(threshold=threshold / 2, num_perm=_HASHES), dict[str, MinHash](), []
    for number, text in enumerate(texts):
        words = bare(text).split()
        made = MinHash(num_perm=_HASHES)
        made.update_batch(
            [" ".join(words[i : i + _SHINGLE]).encode() for i in range(max(len(words) - _SHINGLE, 0) + 1)]
        )
        like = any(made.jaccard(kept[name]) > threshold for name in index.query(made))
        if not like:
            kept[str(number)] = made
            index.insert(str(number), made)
        found.append(like)
    return found


def mentions(text: str, assertion: str) -> bool:
    """Whether the longer words of an assertion come up in a text; the judge that needs no model."""
    wanted, there = _stems(assertion), _stems(text)
    return len(wanted & there) >= _MENTIONED * len(wanted)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"\w{4,}", text.lower())}


def judge(name: str) -> Judge:
    """The judge of that dotted path, or `mentions` for "words".

    Raises:
        UserError: there is none.
    """
    if name == "words":
        return mentions
    module, _, attribute = name.rpartition(".")
    try:
        found: Judge = getattr(import_module(module), attribute)
        if not callable(found):
            raise TypeError(f"{type(found).__name__} is no callable")
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise UserError(
            f"spec.judge '{name}': {first_line(error)}; expected words, model or the dotted path of a callable"
        ) from error
    return found
