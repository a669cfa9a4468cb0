"""Settings from a recipe or YAML file and dotted overrides, through jsonargparse; errors name file, line and key."""

from __future__ import annotations

import math
import re
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from dpo_degen.config import BASE, Config, Method
from dpo_degen.errors import UserError, at, first_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jsonargparse import ArgumentParser

RECIPES = ("demo", "default", "gpu")


def parser() -> ArgumentParser:
    """The jsonargparse parser of all settings, whose help text is the sentences above."""
    from jsonargparse import ArgumentParser, set_parsing_settings

    set_parsing_settings(docstring_parse_attribute_docstrings=True)
    settings = ArgumentParser(prog="dpo-degen run CONFIG", exit_on_error=False, description="Settings and defaults.")
    settings.add_class_arguments(Config)
    settings.add_argument("--config", action="config", help="YAML file; settings given before it are overridden")
    return settings


def load(source: str | Path, overrides: Sequence[str] = ()) -> Config:
    """Read a recipe name or YAML file and apply `train.beta=0.2` or `--train.beta 0.2` overrides.

    Raises:
        UserError: no such file, unknown key, wrong type, or values that do not go together.
    """
    import jsonargparse

    path = recipe(source)
    base = [] if _sections(path) is None else ["--config", str(path)]
    settings = parser()
    # The file alone first, so that an error can say whether the file or the command line is wrong.
    for origin, arguments in ((path, []), ("command line", _dotted(overrides))):
        try:
            values = vars(settings.instantiate(settings.parse_args([*base, *arguments])))
        except (jsonargparse.ArgumentError, TypeError, ValueError) as error:
            raise UserError(_explain(origin, str(error))) from error
        values.pop("config", None)
        config = Config(**values)
        _check(config, origin)
    return config


def _sections(path: Path) -> dict[str, Any] | None:
    """The YAML file's content, None if it is empty; refuses what is no set of sections."""
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or first_line(error)
        raise UserError(
            f"{at(path, mark and mark.line + 1)}: not YAML: {problem}; expected `section:` lines"
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(f"{at(path)}: not UTF-8 text; save the file as UTF-8") from error
    if content is not None and not isinstance(content, dict):
        raise UserError(f"{at(path, 1)}: a {type(content).__name__}; expected sections such as `train:`")
    known = [f.name for f in fields(Config)]
    for name, section in (content or {}).items():
        key = str(name)
        if key not in known:
            raise UserError(f"{at(path, _line_of(path, key), key)}: unknown; expected {', '.join(known)}")
        if key != "seed" and not isinstance(section, dict):
            raise UserError(f"{at(path, _line_of(path, key), key)}: {section!r}; expected a section with settings")
    return content or None


def recipe(source: str | Path) -> Path:
    """The file behind a recipe name or path."""
    if str(source) in RECIPES:
        return Path(str(files("dpo_degen") / "recipes" / f"{source}.yaml"))
    path = Path(source)
    if not path.is_file():
        raise UserError(f"{at(path)}: no such file; expected a YAML file or a recipe ({', '.join(RECIPES)})")
    return path


def dump(config: Config) -> str:
    """The settings as YAML, as `config.yaml` of a run holds them."""
    import yaml

    return str(yaml.safe_dump(config.to_dict(), sort_keys=False, allow_unicode=True))


def _dotted(overrides: Sequence[str]) -> list[str]:
    return [f"--{item}" if re.match(r"[a-z][\w.]*=", item) else item for item in overrides]


def _explain(origin: Path | str, message: str) -> str:
    """One line with file, line and key out of a jsonargparse message."""
    message = re.sub(r"<class '(\w+)'>|typing\.", r"\1", " ".join(message.split()))
    found = (
        re.search(r'Parser key "([\w.]+)"', message)
        or re.search(r"Group '([\w.]+)' does not accept option '(\w+)'", message)
        or re.search(r"Option '([\w.]+)' is not accepted", message)
    )
    if not found:
        return f"{origin}: {message}"
    key = ".".join(part for part in found.groups() if part)
    line = _line_of(origin, key) if isinstance(origin, Path) else None
    message = re.sub(r'^Parser key "[\w.]+":\s*', "", message)
    return f"{at(origin, line, key)}: {message}; see --help for the settings"


def _line_of(path: Path, key: str) -> int | None:
    """The 1-based line of a dotted key in a YAML file."""
    import yaml

    node, line = yaml.compose(path.read_text(encoding="utf-8")), None
    for part in key.split("."):
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = next(((k, v) for k, v in pairs if k.value == part), None)
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line


def _check(config: Config, origin: Path | str) -> None:
    """Refuse values that parse but make no sense."""
    c = config
    rules = [
        ("train.warmup_share", 0 <= c.train.warmup_share < 1, "a number from 0 up to 1"),
        (
            "prompts.eval_share",
            0 <= c.prompts.eval_share < 1 or (c.prompts.eval_share == 1 and not c.train.arms),
            "a number from 0 up to 1, or 1 where train.arms is empty",
        ),
        *((key, 0 < p <= 1, "a number above 0, at most 1") for key, p in _named(c, "top_p")),
        *((key, t >= 0, "0 (greedy) or more") for key, t in _named(c, "temperature")),
        *((key, n is None or n > 0, "a number above 0") for key, n in _positive(c)),
        *_further_decodings(c),
        ("sample.path", c.sample.engine != "file" or c.sample.path, "the JSONL file with your outputs"),
        (
            "sample.url",
            c.sample.engine != "server" or (c.sample.url or "").startswith(("http://", "https://")),
            "the server's address, such as http://host:8000/v1",
        ),
        (
            "train.pairs_per_device",
            c.train.pairs_per_step % c.train.pairs_per_device == 0,
            "a divisor of train.pairs_per_step",
        ),
        (
            "train.loss_weights",
            c.train.loss_weights is None or len(c.train.loss_weights) == len(c.train.loss),
            "one weight a loss",
        ),
        (
            "train.arms",
            all(step in get_args(Method) for arm in c.train.arms for step in arm.split("+"))
            and not any("midtrain" in arm.split("+")[1:] for arm in c.train.arms),
            f"a list of {', '.join(get_args(Method))} and chains such as sft+dpo, midtrain first",
        ),
        (
            "evaluate.models",
            all(
                re.fullmatch(r"[\w.+-]+", name) and name not in {BASE, *c.train.chains()} for name in c.evaluate.models
            ),
            f"names of letters, digits, '.', '+' and '-' that are not those of arms or '{BASE}'",
        ),
        (
            "midtrain.blocks_per_device",
            c.midtrain.blocks_per_step % c.midtrain.blocks_per_device == 0,
            "a divisor of midtrain.blocks_per_step",
        ),
        ("spec.min_words", c.spec.min_words <= c.spec.words, "at most spec.words"),
        ("spec.price", len(c.spec.price) in (0, 2), "two numbers, for tokens read and written"),
        ("spec.duplicates", 0 < c.spec.duplicates <= 1, "a share above 0, at most 1"),
        ("midtrain.replay_share", 0 <= c.midtrain.replay_share < 1, "a share from 0 up to 1"),
        ("midtrain.warmup_share", 0 <= c.midtrain.warmup_share < 1, "a number from 0 up to 1"),
        ("train.loss", bool(c.train.loss), "at least one loss"),
        ("train.holdout", 0 < c.train.holdout < 1, "a share above 0 and below 1"),
        ("train.max_perplexity", c.train.max_perplexity >= 1, "a factor of 1 or more"),
        ("pair.endings", 0 <= c.pair.endings <= 1, "a share from 0 to 1"),
        ("pair.forks", bool(c.pair.forks), "prevent, escape or both"),
        ("train.anchor", c.train.anchor >= 0, "0 (none) or more"),
        ("train.label_smoothing", 0 <= c.train.label_smoothing < 1, "a number from 0 up to 1"),
        ("evaluate.perplexity_tokens", c.evaluate.perplexity_tokens >= 0, "0 (none) or more"),
        ("pair.chosen_tokens", c.pair.chosen_tokens >= c.pair.min_chosen_tokens, "at least pair.min_chosen_tokens"),
        (
            "train.label_smoothing",
            "exo_pair" not in c.train.loss or c.train.label_smoothing > 0,
            "above 0 for exo_pair",
        ),
    ]
    for key, good, expected in rules:
        if not good:
            section, _, name = key.partition(".")
            value = getattr(getattr(c, section), name)
            line = _line_of(origin, key) if isinstance(origin, Path) else None
            raise UserError(f"{at(origin, line, key)}: {value!r}; expected {expected}")


def _further_decodings(c: Config) -> list[tuple[str, bool, str]]:
    """The rules of `sample.also` and `evaluate.also`: key, whether it holds, what is expected."""
    return [
        *(
            (
                key,
                all(
                    w.temperature >= 0 and 0 < w.top_p <= 1 and 0 < w.samples <= most and (w.max_new_tokens or 1) > 0
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
            len({*c.evaluations()}) == len(c.evaluations()),
            "decodings that differ from each other and from the first",
        ),
    ]


def _named(config: Config, name: str) -> list[tuple[str, float]]:
    return [(f"{s}.{name}", getattr(getattr(config, s), name)) for s in ("sample", "pair", "evaluate", "spec")]


def _positive(config: Config) -> list[tuple[str, float | None]]:
    keys = (
        "prompts.train_limit", "prompts.eval_limit", "sample.max_new_tokens", "sample.samples",
        "sample.batch_size", "sample.memory_gb", "sample.concurrency", "sample.timeout",
        "pair.rejected_copies", "pair.rejected_tokens", "pair.chosen_tokens", "pair.min_chosen_tokens",
        "pair.tries", "pair.max_pairs", "train.beta", "train.learning_rate", "train.sft_learning_rate",
        "train.epochs", "train.max_steps", "train.pairs_per_step", "train.pairs_per_device", "train.max_length",
        "train.rounds", "train.probe_steps", "midtrain.lora_r", "midtrain.lora_alpha", "midtrain.learning_rate",
        "midtrain.epochs", "midtrain.max_steps", "midtrain.max_length", "midtrain.blocks_per_step",
        "midtrain.blocks_per_device", "midtrain.save_steps", "spec.domains", "spec.subdomains", "spec.assertions",
        "spec.types", "spec.ideas", "spec.words", "spec.min_words",
        "train.max_chosen_drop", "train.lora_r", "train.lora_alpha", "train.save_steps", "evaluate.max_new_tokens",
    )  # fmt: skip
    return [(key, getattr(getattr(config, key.split(".")[0]), key.split(".")[1])) for key in keys]
