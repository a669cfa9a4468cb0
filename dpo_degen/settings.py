"""Settings from a recipe or YAML file and dotted overrides, through jsonargparse; errors name file, line and key."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from importlib.resources import files
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from dpo_degen.config import Config
from dpo_degen.errors import UserError, at, first_line
from dpo_degen.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jsonargparse import ArgumentParser

RECIPES = ("demo", "default", "gpu")


def parser() -> ArgumentParser:
    """The jsonargparse parser of all settings, whose help text is the sentences above."""
    from jsonargparse import ArgumentParser, set_parsing_settings

    set_parsing_settings(docstring_parse_attribute_docstrings=True)
    settings = ArgumentParser(
        prog="dpo-degen",
        usage="dpo-degen run CONFIG [section.name=value ...]",
        exit_on_error=False,
        description="Settings and defaults.",
    )
    settings.add_class_arguments(Config)
    settings.add_argument("--config", action="config", help="YAML file; settings given before it are overridden")
    return settings


def load(source: str | Path, overrides: Sequence[str] = ()) -> Config:
    """Read a recipe name or YAML file and apply `train.beta=0.2` or `--train.beta 0.2` overrides.

    Raises:
        UserError: no such file, unknown key, wrong type, or values that do not go together.
    """
    import jsonargparse

    path, settings = recipe(source), parser()
    arguments, found = list[str](), list[tuple[Path | str, tuple[str, str] | None]]()
    # One origin after the other, so that an error can say which of them is wrong.
    for origin, more in [(path, _from(path)), *_origins(_dotted(overrides))]:
        arguments += more
        try:
            values = vars(settings.instantiate(settings.parse_args(arguments)))
        except (jsonargparse.ArgumentError, TypeError, ValueError) as error:
            raise UserError(_explain(origin, str(error))) from error
        values.pop("config", None)
        config = Config(**values)
        found.append((origin, _problem(config)))
    if problem := found[-1][1]:  # what one origin leaves wrong, a later one may put right
        *_, (origin, _) = takewhile(lambda each: each[1] == problem, reversed(found))
        key, told = problem
        raise UserError(f"{_where(origin, key)}: {told}")
    return config


def _origins(arguments: Sequence[str]) -> Iterator[tuple[Path | str, list[str]]]:
    """What was given on the command line, in its order: files of settings, and what stands between them."""
    plain: list[str] = []
    words = iter(arguments)
    for word in words:
        name, _, value = word.partition("=")
        if name != "--config":
            plain.append(word)
            continue
        if plain:
            yield "command line", plain
        path, plain = Path(value or next(words, "")), []
        if not path.is_file():
            raise UserError(f"{at(path)}: no such file; expected a YAML file after --config")
        yield path, _from(path)
    if plain:
        yield "command line", plain


def _from(path: Path) -> list[str]:
    return [] if _sections(path) is None else ["--config", str(path)]


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
    message = re.sub(r'^Parser key "[\w.]+":\s*', "", message)
    return f"{_where(origin, key)}: {message}; see dpo-degen run --settings-help"


def _where(origin: Path | str, key: str) -> str:
    return at(origin, _line_of(origin, key) if isinstance(origin, Path) else None, key)


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


def _problem(config: Config) -> tuple[str, str] | None:
    """The key of a value that parses but makes no sense, and what is wrong with it."""
    empty = [] if config.seed is not None else ["seed"]
    for part in fields(Config):
        values: Any = getattr(config, part.name)
        hints = get_type_hints(type(values)) if is_dataclass(values) else {}
        needed = [name for name, hint in hints.items() if type(None) not in get_args(hint)]
        empty += [f"{part.name}.{name}" for name in needed if getattr(values, name) is None]
    if empty:
        return empty[0], "empty; expected a value, or no such line"
    for key, good, expected in rules(config):
        if not good:
            section, _, name = key.partition(".")
            return key, f"{getattr(getattr(config, section), name)!r}; expected {expected}"
    return None
