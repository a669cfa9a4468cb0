"""How well a model still predicts human text: the guard against repairs that damage the model."""

from __future__ import annotations

import ast
import math
import sysconfig
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F  # noqa: N812  (its name everywhere)

from dpo_degen.errors import UserError, at

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORTEST = 400


@cache
def standard_library_text(characters: int) -> str:
    """Docstrings of the installed Python standard library, long ones only, modules in alphabetical order."""
    docs: list[str] = []
    for path in sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                doc = ast.get_docstring(node) or ""
                if len(doc) >= _SHORTEST:
                    docs.append(doc)
        if sum(map(len, docs)) >= characters:
            break
    return "\n\n".join(docs)


def guard_text(path: str | None, tokens: int) -> str:
    """The text of the guard: a file, or the standard library's docstrings.

    Raises:
        UserError: the file cannot be read.
    """
    if path is None:
        return standard_library_text(tokens * 8)
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{at(path)}: cannot read the text for perplexity: {error}; expected a UTF-8 file") from error


@torch.inference_mode()
def perplexity(
    network: Any, tokenizer: Any, text: str, tokens: int, window: int = 512, tick: Callable[[int], None] | None = None
) -> float:
    """Exp of the mean negative log-likelihood a token (nats) over windows of 512 tokens, fewer for smaller contexts.

    Args:
        network: a causal language model on its device.
        tokenizer: its tokenizer.
        text: what to predict; the first `tokens` tokens of it.
        tokens: how many.
        window: tokens scored together, at most the model's context.
        tick: called with the number of tokens just scored.
    """
    ids = torch.tensor(tokenizer.encode(text, add_special_tokens=False)[:tokens], device=network.device)
    total = count = 0.0
    for start in range(0, len(ids) - 1, window):
        part = ids[start : start + window][None]
        if part.shape[1] < 2:
            break
        logits = network(input_ids=part, use_cache=False).logits[0, :-1].float()
        total += float(F.cross_entropy(logits, part[0, 1:], reduction="sum"))
        count += part.shape[1] - 1
        if tick:
            tick(part.shape[1])
    return math.exp(total / count) if count else math.nan
