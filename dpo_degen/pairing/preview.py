"""Pairs as the loss will see them, for the eye: shared context dim, chosen green, rejected red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from dpo_degen.training import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.records import Pair
    from dpo_degen.vocabulary import Vocabulary


def preview(pairs: Sequence[Pair], vocabulary: Vocabulary, count: int, tokens: int | None = None) -> Text:
    """The first `count` pairs, every special token shown, each side marked as ended or cut.

    Only the coloured tokens carry loss; `|` stands between any two of them. Of a side that DPO counts only the first
    `tokens` of (`train.side_tokens`), the rest is dim: it carries loss with the other methods alone.
    """
    page = Text()
    for pair in pairs[:count]:
        cut = next(iter(counted([pair], tokens)), pair.cut(0))
        page.append(
            f"{pair.id}  ({pair.method}, period {pair.period}, "
            f"{len(pair.context_ids)} context + {len(pair.chosen_ids)} chosen / {len(pair.rejected_ids)} rejected)\n",
            "bold",
        )
        page.append(_plain(vocabulary, pair.context_ids) + "\n", "dim")
        for name, ids, first, ended, colour in (
            ("chosen", pair.chosen_ids, len(cut.chosen_ids), pair.chosen_ended, "green"),
            ("rejected", pair.rejected_ids, len(cut.rejected_ids), pair.rejected_ended, "red"),
        ):
            page.append(f"{name} [{'ended' if ended else 'cut, no end token in the loss'}]: ", f"bold {colour}")
            page.append("|".join(_plain(vocabulary, [token]) for token in ids[:first]), colour)
            if ids[first:]:
                page.append(_plain(vocabulary, ids[first:]), "dim")
            page.append("\n")
        page.append("\n")
    return page


def _plain(vocabulary: Vocabulary, ids: list[int]) -> str:
    """Decoded with special tokens; control characters made visible, since model text is not trusted."""
    text = str(vocabulary.tokenizer.decode(ids))
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)
