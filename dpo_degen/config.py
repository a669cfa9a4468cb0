"""Every setting of a run: one dataclass a stage, one sentence a field.

The YAML sections carry the stages' names. `load` merges recipe or file with dotted overrides through
jsonargparse, which also makes `--help` and `--print-config` from the sentences below.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, fields
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dpo_degen.errors import UserError, at, first_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jsonargparse import ArgumentParser

RECIPES = ("demo", "default")
# Settings that say with what means a stage works, not what comes out: they may change in the middle of a run.
RESOURCES = {"sample.batch_size", "train.save_steps", "train.report_to", "train.gradient_checkpointing"}
LossName = Literal[
    "sigmoid", "hinge", "ipo", "exo_pair", "nca_pair", "robust", "bco_pair", "sppo_hard", "aot", "aot_unpaired",
    "apo_zero", "apo_down", "discopop", "sft", "sigmoid_norm",
]  # fmt: skip


@dataclass(frozen=True)
class ModelConfig:
    """The model to repair."""

    name: str = "smollm2-135m-instruct"
    """Hub id, model folder, or `smollm2-135m-instruct` for the embedded model."""
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    """`auto` (a GPU where there is one), `cpu`, `cuda` or `mps`."""
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
    """Number type for sampling and evaluation; `auto` is bfloat16 where the hardware is fast at it."""
    trust_remote_code: bool = False
    """Run code that comes with the model; only for sources you trust."""


@dataclass(frozen=True)
class PromptsConfig:
    """What the model is asked."""

    source: str = "builtin"
    """`builtin`, a JSONL file, a folder of JSONL files, or the name of a `datasets` set."""
    hub_split: str = "train"
    """Which split to load when `source` is a `datasets` name."""
    eval_share: float = 0.4
    """Share of prompts held out for evaluation where the source names no split (by hash of the id)."""
    train_limit: int | None = None
    """At most this many training prompts, balanced over domains."""
    eval_limit: int | None = None
    """At most this many evaluation prompts, balanced over domains."""


@dataclass(frozen=True)
class SampleConfig:
    """How the model is sampled to find its loops."""

    engine: Literal["hf", "file"] = "hf"
    """`hf` decodes with transformers; `file` reads outputs that you already have."""
    path: str | None = None
    """For `engine: file`: JSONL rows with a prompt (`prompt` or `messages`) and its `output`."""
    max_new_tokens: int = 512
    """Token cap of one output."""
    temperature: float = 0.0
    """0 is greedy, where loops are most frequent."""
    top_p: float = 1.0
    """Nucleus sampling: the smallest set of tokens with this much probability."""
    batch_size: int = 32
    """Outputs decoded at once, here and wherever else the run decodes."""


@dataclass(frozen=True)
class DetectConfig:
    """What counts as a failure."""

    detector: str = "repetition"
    """`repetition`, or the dotted path of a callable from Sample to Detection."""


@dataclass(frozen=True)
class PairConfig:
    """How loops become preference pairs."""

    method: Literal["branch", "reference", "whole"] = "branch"
    """`branch` splits at the loop's second copy; `reference` uses given answers; `whole` pairs full outputs."""
    rejected_copies: int = 3
    """Copies of the loop on the rejected side."""
    rejected_tokens: int = 32
    """At most this many tokens on the rejected side (`whole` keeps the full loop)."""
    chosen_tokens: int = 32
    """Token cap of a sampled chosen side (`whole` uses the cap of `sample`); the choice falls in the first tokens."""
    min_chosen_tokens: int = 8
    """A shorter chosen side would teach to stop instead of to go on."""
    tries: int = 4
    """Chosen sides sampled for a loop before it is given up."""
    temperature: float = 0.8
    """Temperature of the chosen side."""
    top_p: float = 0.95
    """Nucleus of the chosen side."""
    max_pairs: int | None = None
    """Train on at most this many pairs, balanced over domains."""


@dataclass(frozen=True)
class TrainConfig:
    """How the pairs change the model."""

    arms: list[str] = field(default_factory=lambda: ["sft", "dpo", "sft+dpo"])
    """Models to train; `a+b` trains b on top of a, everything else starts from base."""
    loss: list[LossName] = field(default_factory=lambda: ["sigmoid"])
    """TRL's DPO losses, added up."""
    loss_weights: list[float] | None = None
    """One weight a loss."""
    beta: float = 0.1
    """How strongly DPO holds to the reference model; smaller moves further."""
    label_smoothing: float = 0.0
    """Share of pairs assumed mislabelled (`robust`), or epsilon (`exo_pair`, which needs above 0)."""
    learning_rate: float = 1e-5
    """Peak learning rate of DPO."""
    sft_learning_rate: float = 1e-5
    """Peak learning rate of SFT."""
    epochs: float = 3.0
    """Passes over the pairs."""
    max_steps: int | None = None
    """Stop after this many optimizer steps instead of `epochs`."""
    pairs_per_step: int = 8
    """Pairs behind one optimizer step, over all devices."""
    pairs_per_device: int = 4
    """Pairs in one forward pass of one device."""
    max_length: int = 1024
    """Token cap of prompt plus one side; the audit tells what it leaves of each pair."""
    warmup_share: float = 0.1
    """Share of the steps in which the learning rate rises."""
    lora: bool = False
    """Train a low-rank adapter and merge it at the end, instead of all weights."""
    lora_r: int = 32
    """Rank of the adapter."""
    lora_alpha: int = 64
    """Scale of the adapter (its update is multiplied by alpha / r)."""
    gradient_checkpointing: bool = False
    """Recompute activations: less memory, about a third slower."""
    save_steps: int = 50
    """Optimizer steps between checkpoints, from which a killed run goes on."""
    report_to: str = "none"
    """Experiment tracker by the name transformers knows it by (`wandb`, `tensorboard`, ...)."""

    def chains(self) -> list[str]:
        """The arms in training order, each after those it starts from."""
        chains = (arm.split("+") for arm in self.arms)
        return list(dict.fromkeys("+".join(chain[: i + 1]) for chain in chains for i in range(len(chain))))


@dataclass(frozen=True)
class EvaluateConfig:
    """How all arms are compared."""

    max_new_tokens: int | None = None
    """Token cap; null takes the cap of `sample`."""
    temperature: float = 0.0
    """0 is greedy."""
    top_p: float = 1.0
    """Nucleus sampling."""
    perplexity_tokens: int = 16384
    """Tokens of human text for the perplexity guard; 0 leaves it out."""
    perplexity_text: str | None = None
    """A text file for that guard; null takes docstrings of the Python standard library."""


@dataclass(frozen=True)
class ReportConfig:
    """What the report shows."""

    examples: int = 12
    """Prompts shown side by side."""


@dataclass(frozen=True)
class Config:
    """One run: sample, detect, pair, train, evaluate, report."""

    model: ModelConfig = field(default_factory=ModelConfig)
    prompts: PromptsConfig = field(default_factory=PromptsConfig)
    sample: SampleConfig = field(default_factory=SampleConfig)
    detect: DetectConfig = field(default_factory=DetectConfig)
    pair: PairConfig = field(default_factory=PairConfig)
    train: TrainConfig = field(default_factory=TrainConfig)
    evaluate: EvaluateConfig = field(default_factory=EvaluateConfig)
    report: ReportConfig = field(default_factory=ReportConfig)
    seed: int = 0
    """Seed of sampling and training; the same seed repeats the run on the same machine kind."""

    def evaluation_cap(self) -> int:
        """Token cap of an evaluation output."""
        return self.evaluate.max_new_tokens or self.sample.max_new_tokens

    def to_dict(self) -> dict[str, Any]:
        """The resolved settings as plain JSON-ready values."""
        return asdict(self)

    def decisive(self) -> dict[str, Any]:
        """The settings that decide what comes out, without those that only say with what means."""
        values = self.to_dict()
        for key in RESOURCES:
            section, _, name = key.partition(".")
            del values[section][name]
        return values


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
    shares = {"prompts.eval_share": c.prompts.eval_share, "train.warmup_share": c.train.warmup_share}
    rules = [
        *((key, 0 <= share < 1, "a number from 0 up to 1") for key, share in shares.items()),
        *((key, 0 < p <= 1, "a number above 0, at most 1") for key, p in _named(c, "top_p")),
        *((key, t >= 0, "0 (greedy) or more") for key, t in _named(c, "temperature")),
        *((key, n is None or n > 0, "a number above 0") for key, n in _positive(c)),
        ("sample.path", c.sample.engine != "file" or c.sample.path, "the JSONL file with your outputs"),
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
            all(step in ("sft", "dpo") for arm in c.train.arms for step in arm.split("+")),
            "a list of sft, dpo and chains such as sft+dpo",
        ),
        ("train.loss", bool(c.train.loss), "at least one loss"),
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


def _named(config: Config, name: str) -> list[tuple[str, float]]:
    return [(f"{s}.{name}", getattr(getattr(config, s), name)) for s in ("sample", "pair", "evaluate")]


def _positive(config: Config) -> list[tuple[str, float | None]]:
    keys = (
        "prompts.train_limit", "prompts.eval_limit", "sample.max_new_tokens", "sample.batch_size",
        "pair.rejected_copies", "pair.rejected_tokens", "pair.chosen_tokens", "pair.min_chosen_tokens",
        "pair.tries", "pair.max_pairs", "train.beta", "train.learning_rate", "train.sft_learning_rate",
        "train.epochs", "train.max_steps", "train.pairs_per_step", "train.pairs_per_device", "train.max_length",
        "train.lora_r", "train.lora_alpha", "train.save_steps", "evaluate.max_new_tokens",
    )  # fmt: skip
    return [(key, getattr(getattr(config, key.split(".")[0]), key.split(".")[1])) for key in keys]
