"""Preference losses as pure functions of tensors; shapes and equations beside each.

`rows` is the number of pairs in a batch. Log-probabilities are in nats. All losses are means over rows.
"""

from __future__ import annotations

import torch
from torch.nn import functional

# FTPO's constants (Antislop, arXiv 2510.15061, section 4, and the defaults of Liquid AI's Antidoom, July 2026).
_MARGIN, _TAU = 2.0, 1.0
_REST, _TARGET, _FREE = 0.4, 0.05, 0.5
_TINY = 1e-6  # probability below which float32 sums cannot tell


def dpo(margin: torch.Tensor, beta: float) -> torch.Tensor:
    """`-log sigmoid(beta * margin)` (Rafailov et al. 2023, equation 7).

    Args:
        margin: (rows,), log-ratio of the chosen side to its reference minus that of the rejected side.
        beta: how strongly the model is held to the reference.
    """
    return -functional.logsigmoid(beta * margin).mean()


def nll(logps: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Negative log-likelihood a token, of `logps` and `mask` of shape (rows, tokens)."""
    return -(logps * mask).sum() / mask.sum()


def divergence(logits: torch.Tensor, top: torch.Tensor, reference: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
    """KL from the reference a token, with all but its likeliest tokens counted as one (a lower bound of the full one).

    Args:
        logits: (rows, tokens, vocabulary).
        top: (rows, tokens, k), ids of the reference's likeliest tokens.
        reference: (rows, tokens, k), their log-probabilities.
        counted: (rows, tokens), 1 where a token counts.
    """
    logps = logits.gather(-1, top) - logits.logsumexp(-1, keepdim=True)
    rest, others = ((1 - each.exp().sum(-1)).clamp(min=_TINY) for each in (reference, logps))
    kl = (reference.exp() * (reference - logps)).sum(-1) + rest * (rest.log() - others.log())
    return (kl * counted).sum() / counted.sum()


def ftpo(
    logits: torch.Tensor, reference: torch.Tensor, rejected: torch.Tensor, chosen: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Final-token preference optimisation: a margin on raw logits, and two tethers to the reference's logits.

    A chosen token that leads by less than the margin pulls, the weaker the nearer it is; the rest of the vocabulary is
    held where it was, the targets only beyond a free band (arXiv 2510.15061, section 4).

    Args:
        logits: (rows, vocabulary) at the position where the loop is entered.
        reference: the same of the model before training.
        rejected: (rows,) the token that enters the loop.
        chosen: (rows, vocabulary) bool, the tokens to prefer, at least one a row.

    Returns:
        The loss, and the share of chosen tokens that lead (the measure by which its authors stop).
    """
    bad = logits.gather(1, rejected[:, None])
    lead = logits - bad
    weight = ((_MARGIN - lead) / _MARGIN).clamp(0, 1) * chosen
    weight = torch.where(weight.sum(1, keepdim=True) > 0, weight, chosen.to(weight.dtype))
    preference = (functional.softplus((_MARGIN - lead) / _TAU) * weight).sum() / weight.sum()
    target = chosen.scatter(1, rejected[:, None], value=True)
    moved = logits - reference
    rest = (moved.square() * ~target).sum() / (~target).sum()
    beyond = ((moved.abs() - _FREE).clamp(min=0).square() * target).sum() / target.sum()
    won = ((lead > 0) & chosen).sum(1) / chosen.sum(1)
    return preference + _REST * rest + _TARGET * beyond, won.mean()


def unlikelihood(logps: torch.Tensor, repeated: torch.Tensor) -> torch.Tensor:
    """`-log(1 - p)` a repeated token (sequence-level unlikelihood, Welleck et al. 2019, equations 5 and 8).

    Args:
        logps: (rows, tokens) of the model's own output.
        repeated: (rows, tokens), 1 for tokens of 4-grams that stood earlier in the output.
    """
    certain = torch.log1p(-logps.exp().clamp(max=1 - 1e-6))
    return -(certain * repeated).sum() / repeated.sum().clamp(min=1)
