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
from dpo_degen.evaluation.scoring import finite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SHORTEST = 400
_WINDOWS, _NARROWEST = 8, 16  # of one window no interval can be had
_MOST = 50.0  # nats; a model that is further off is no further ruined, and its perplexity would be no number


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
def windows(
    network: Any, tokenizer: Any, text: str, tokens: int, window: int = 512, tick: Callable[[int], None] | None = None
) -> list[float]:
    """Mean negative log-likelihood (nats a token) of each window of a text; a last one that is not full is left out.

    Args:
        network: a causal language model on its device.
        tokenizer: its tokenizer; a token that it puts before every text stands before every window.
        text: what to predict; the first `tokens` tokens of it.
        tokens: how many.
        window: tokens scored together, at most the model's context; a short text has eight windows, of at least 16.
        tick: called with the number of tokens just scored.
    """
    whole, first = tokenizer.encode(text, add_special_tokens=False)[:tokens], tokenizer.encode("")[:1]
    head = first if first == [tokenizer.bos_token_id] else []
    ids = torch.tensor(whole, device=network.device)
    window = min(window - len(head), max(len(ids) // _WINDOWS, _NARROWEST), len(ids))
    found = []
    for start in range(0, len(ids) - window + 1, window) if window > 1 else ():
        part = torch.cat([ids.new_tensor(head), ids[start : start + window]])
        logits = finite(network(input_ids=part[None], use_cache=False).logits[0, :-1])
        found.append(min(float(F.cross_entropy(logits, part[1:])), _MOST))
        if tick:
            tick(window)
    return found


def perplexity(nats: Sequence[float]) -> float | None:
    """Exp of the mean over windows; None without any."""
    return math.exp(sum(nats) / len(nats)) if nats else None
