"""What settings have to be beyond their types. Rules come one by one, so that a later one can rest on an earlier."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, get_args

from dpo_degen.config import BASE, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dpo_degen.config import Config

Rule = tuple[str, object, str]
"""A setting's key, whether its value is good, and what is expected."""


def rules(c: Config) -> Iterator[Rule]:
    """Everything that the settings have to keep to."""
    yield from ((key, n is None or 0 < n < math.inf, "a number above 0") for key, n in _positive(c))
    yield from ((key, n is None or 0 <= n < math.inf, "0 or more") for key, n in _not_negative(c))
    yield from ((key, 0 < p <= 1, "a number above 0, at most 1") for key, p in _named(c, "top_p"))
    yield from ((key, t >= 0, "0 (greedy) or more") for key, t in _named(c, "temperature"))
    yield from _sampling(c)
    yield from _training(c)
    yield from _reading(c)


def _sampling(c: Config) -> Iterator[Rule]:
    yield (
        "prompts.eval_share",
        0 <= c.prompts.eval_share < 1 or (c.prompts.eval_share == 1 and not c.train.arms),
        "a number from 0 up to 1, or 1 where train.arms is empty",
    )
    yield from _further_decodings(c)
    yield "sample.path", c.sample.engine != "file" or c.sample.path, "the JSONL file with your outputs"
    yield (
        "sample.url",
        c.sample.engine != "server" or (c.sample.url or "").startswith(("http://", "https://")),
        "the server's address, such as http://host:8000/v1",
    )
    yield (
        "evaluate.models",
        all(
            re.fullmatch(r"\w[\w.+-]*", str(name)) and name not in {BASE, *c.train.chains()}
            for name in c.evaluate.models
        ),
        f"names of letters, digits, '.', '+' and '-' that are not those of arms or '{BASE}'",
    )
    yield "evaluate.perplexity_tokens", c.evaluate.perplexity_tokens >= 0, "0 (none) or more"


def _training(c: Config) -> Iterator[Rule]:
    t = c.train
    yield "train.pairs_per_device", t.pairs_per_step % t.pairs_per_device == 0, "a divisor of train.pairs_per_step"
    yield "train.loss_weights", t.loss_weights is None or len(t.loss_weights) == len(t.loss), "one weight a loss"
    yield (
        "train.arms",
        all(step in get_args(Method) for arm in t.arms for step in arm.split("+"))
        and not any("midtrain" in arm.split("+")[1:] for arm in t.arms),
        f"a list of {', '.join(get_args(Method))} and chains such as sft+dpo, midtrain first",
    )
    yield "train.embeddings", not (t.embeddings and t.lora), "false with train.lora"
    yield "train.loss", t.loss, "at least one loss"
    yield "train.holdout", 0 < t.holdout < 1, "a share above 0 and below 1"
    yield "train.warmup_share", 0 <= t.warmup_share < 1, "a number from 0 up to 1"
    yield "train.max_perplexity", t.max_perplexity >= 1, "a factor of 1 or more"
    yield "train.anchor", t.anchor >= 0, "0 (none) or more"
    yield "train.label_smoothing", 0 <= t.label_smoothing < 1, "a number from 0 up to 1"
    yield "train.label_smoothing", "exo_pair" not in t.loss or t.label_smoothing > 0, "above 0 for exo_pair"
    yield "pair.endings", 0 <= c.pair.endings <= 1, "a share from 0 to 1"
    yield "pair.forks", c.pair.forks, "prevent, escape or both"
    yield "pair.chosen_tokens", c.pair.chosen_tokens >= c.pair.min_chosen_tokens, "at least pair.min_chosen_tokens"


def _reading(c: Config) -> Iterator[Rule]:
    m = c.midtrain
    yield (
        "midtrain.blocks_per_device",
        m.blocks_per_step % m.blocks_per_device == 0,
        "a divisor of midtrain.blocks_per_step",
    )
    yield "midtrain.replay_share", 0 <= m.replay_share < 1, "a share from 0 up to 1"
    yield "midtrain.warmup_share", 0 <= m.warmup_share < 1, "a number from 0 up to 1"
    yield "spec.min_words", c.spec.min_words <= c.spec.words, "at most spec.words"
    yield "spec.price", len(c.spec.price) in (0, 2), "two numbers, for tokens read and written"
    yield "spec.duplicates", 0 < c.spec.duplicates <= 1, "a share above 0, at most 1"


def _further_decodings(c: Config) -> list[Rule]:
    return [
        *(
            (
                key,
                all(
                    w.temperature >= 0
                    and 0 < w.top_p <= 1
                    and 0 < w.samples <= most
                    and (w.max_new_tokens is None or w.max_new_tokens > 0)
                    for w in ways
                ),
                f"decodings with temperature >= 0, top_p above 0 up to 1, max_new_tokens above 0, samples {told}",
            )
            for key, ways, most, told in (
                ("sample.also", c.sample.also, math.inf, "above 0"),
                ("evaluate.also", c.evaluate.also, 1, "1"),
            )
        ),
        (
            "evaluate.also",
            len({way.label for way in c.evaluations()}) == len(c.evaluations()),
            "decodings that differ from each other and from the first (top_p counts above temperature 0)",
        ),
    ]


def _named(config: Config, name: str) -> list[tuple[str, float]]:
    return [(f"{s}.{name}", getattr(getattr(config, s), name)) for s in ("sample", "pair", "evaluate", "spec")]


def _not_negative(config: Config) -> list[tuple[str, float | None]]:
    guards = [(f"guards.{name}", value) for name, value in vars(config.guards).items()]
    return [
        *guards,
        ("report.examples", config.report.examples),
        ("train.probe_prompts", config.train.probe_prompts),
        ("midtrain.weight_decay", config.midtrain.weight_decay),
    ]


def _positive(config: Config) -> list[tuple[str, float | None]]:
    keys = (
        "prompts.train_limit", "prompts.eval_limit", "sample.max_new_tokens", "sample.samples",
        "sample.batch_size", "sample.memory_gb", "sample.concurrency", "sample.timeout",
        "pair.rejected_copies", "pair.rejected_tokens", "pair.chosen_tokens", "pair.min_chosen_tokens",
        "pair.tries", "pair.max_pairs", "train.beta", "train.learning_rate", "train.sft_learning_rate",
        "train.epochs", "train.max_steps", "train.pairs_per_step", "train.pairs_per_device", "train.max_length",
        "train.rounds", "train.probe_steps", "train.side_tokens", "train.max_chosen_drop", "train.lora_r",
        "train.lora_alpha", "train.save_steps", "evaluate.max_new_tokens", "midtrain.lora_r", "midtrain.lora_alpha",
        "midtrain.learning_rate", "midtrain.epochs", "midtrain.max_steps", "midtrain.max_length",
        "midtrain.blocks_per_step", "midtrain.blocks_per_device", "midtrain.save_steps", "spec.domains",
        "spec.subdomains", "spec.assertions", "spec.types", "spec.ideas", "spec.words", "spec.min_words",
    )  # fmt: skip
    return [(key, getattr(getattr(config, key.split(".")[0]), key.split(".")[1])) for key in keys]
