"""Where prompts come from: the built-in set, a JSONL file or folder, or a `datasets` name."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import replace
from importlib.resources import files
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dpo_degen.errors import UserError, at, first_line
from dpo_degen.jsonl import describe, fits, read_objects
from dpo_degen.progress import say
from dpo_degen.records import Message, Prompt, Split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dpo_degen.config import PromptsConfig

FIELDS = {"id", "prompt", "messages", "reference", "domain", "split"}
_IMAGES = {"image", "images"}


def load_prompts(config: PromptsConfig, splits: Sequence[Split] | None = ("train", "eval")) -> list[Prompt]:
    """The prompts of a source, limited and balanced as configured; training prompts first.

    Args:
        config: the prompts section.
        splits: which splits are needed; a needed one may not be empty. None takes all that are there.

    Raises:
        UserError: the source cannot be read or a row is no valid prompt.
    """
    prompts = _once([prompt for rows in _rows(config) for prompt in rows])
    if not prompts:
        raise UserError(f"{config.source}: no prompts; expected at least one row")
    names: Sequence[Split] = ("train", "eval") if splits is None else splits
    limits = {"train": config.train_limit, "eval": config.eval_limit}
    chosen = {split: _limit([p for p in prompts if p.split == split], limits[split]) for split in names}
    for split, found in chosen.items():
        if splits is not None and not found:
            raise UserError(f"{config.source}: no prompt has split '{split}'; mark some, or leave 'split' out")
    return [prompt for found in chosen.values() for prompt in found]


def _once(prompts: list[Prompt]) -> list[Prompt]:
    """Each prompt once, for copies are no further evidence; in evaluation where it stands in both splits."""
    best: dict[str, Prompt] = {}
    for prompt in sorted(prompts, key=lambda each: (each.split == "train", each.reference is None)):
        best.setdefault(json.dumps(prompt.as_messages()), prompt)
    if len(best) < len(prompts):
        say(f"  {len(prompts) - len(best)} prompts are left out: others ask the same")
    kept = {prompt.id for prompt in best.values()}
    return [prompt for prompt in prompts if prompt.id in kept]


def source_files(source: str) -> list[Path]:
    """The files a source consists of; empty for a `datasets` name."""
    path = builtin() if source == "builtin" else Path(source).expanduser()
    if path.is_dir():
        found = sorted(path.glob("*.jsonl"))
        if not found:
            raise UserError(f"{at(path)}: no *.jsonl file in this folder; expected at least one")
        return found
    if path.is_file() or path.suffix in {".jsonl", ".json"} or source.startswith((".", "/", "~")):
        return [path]
    return []


def builtin() -> Path:
    """The prompts that ship with the package (in a source checkout, those of `data/`)."""
    installed = Path(str(files("dpo_degen"))) / "data" / "prompts"
    return installed if installed.is_dir() else Path(__file__).parents[1] / "data" / "prompts"


def _rows(config: PromptsConfig) -> Iterator[list[Prompt]]:
    paths = source_files(config.source)
    seen: dict[str, str] = {}
    if not paths:
        yield parse(_hub_rows(config), config.source, config.eval_share, seen)
    for path in paths:
        yield parse(read_objects(path), path, config.eval_share, seen)


def _hub_rows(config: PromptsConfig) -> Iterator[tuple[int, dict[str, Any]]]:
    from datasets import load_dataset

    try:
        rows = load_dataset(config.source, split=config.hub_split)
    except Exception as error:  # datasets raises a dozen types; all mean that the source cannot be read
        raise UserError(
            f"prompts.source '{config.source}': {first_line(error)}; "
            "expected 'builtin', a JSONL file, or a `datasets` name"
        ) from error
    for number, row in enumerate(rows, 1):
        known = {name: value for name, value in row.items() if name in FIELDS | _IMAGES and value is not None}
        if isinstance(known.get("prompt"), list):  # as TRL has conversations
            known.setdefault("messages", known["prompt"])
        if "messages" in known:  # many sets have the first of them as a text, too
            known.pop("prompt", None)
        if isinstance(known.get("id"), int):
            known["id"] = str(known["id"])
        yield number, known


def parse(
    rows: Iterable[tuple[int, dict[str, Any]]],
    source: str | Path,
    eval_share: float,
    seen: dict[str, str] | None = None,
    extra: frozenset[str] = frozenset(),
) -> list[Prompt]:
    """Prompts out of `(line, object)` rows. `seen` carries ids over several files; `extra` names allowed fields.

    Raises:
        UserError: unknown field, wrong type, empty prompt, both or neither of `prompt` and `messages`, images,
            or an id that came before.
    """
    seen = {} if seen is None else seen
    prompts, answered = [], 0
    for line, row in rows:
        _check(row, source, line, extra)
        key = f"{Path(source).stem}-{line}" if row.get("id") is None else row["id"]
        if key in seen:
            raise UserError(f"{at(source, line, 'id')}: {describe(key)} was used at {seen[key]}; ids must differ")
        seen[key] = f"{source}:{line}"
        known = {name: row[name] for name in FIELDS - {"id", "split"} if row.get(name) is not None}
        if known.get("messages", [{}])[-1].get("role") == "assistant":
            *known["messages"], answer = known["messages"]
            known.setdefault("reference", answer["content"])
            answered += 1
        made = Prompt(id=key, split="train", **known)
        split: Split = row.get("split") or ("eval" if unit_hash(made.as_text()) < eval_share else "train")
        prompts.append(replace(made, split=split))
    if answered:
        say(f"  {answered} conversations end with the assistant's answer: it is taken for their reference")
    return prompts


def check_whole(text: object, source: str | Path, line: int, name: str) -> None:
    """Refuse a text with half a character in it, as logs have that were cut by bytes: no tokenizer reads it.

    Raises:
        UserError: it has one.
    """
    try:
        str(text).encode()
    except UnicodeEncodeError as error:
        raise UserError(
            f"{at(source, line, name)}: half a character (a lone surrogate) at place {error.start}; expected whole text"
        ) from error


def _check(row: dict[str, Any], source: str | Path, line: int, extra: frozenset[str]) -> None:
    for name in row:
        if name in _IMAGES:
            raise UserError(f"{at(source, line, name)}: prompts with images are not supported yet; expected text only")
        if name not in FIELDS | extra:
            raise UserError(f"{at(source, line, name)}: unknown; a prompt has {', '.join(sorted(FIELDS | extra))}")
    kinds: dict[str, tuple[Any, str]] = {
        **dict.fromkeys(("id", "prompt", "reference", "domain"), (str, "a text")),
        "split": (Literal["train", "eval"], "'train' or 'eval'"),
    }
    for name, (hint, words) in kinds.items():
        if row.get(name) is not None and not fits(row[name], hint):
            raise UserError(f"{at(source, line, name)}: {describe(row[name])}; expected {words}")
        check_whole(row.get(name), source, line, name)
    if row.get("id") == "":
        raise UserError(f"{at(source, line, 'id')}: empty; expected a name, or no id at all")
    given = [name for name in ("prompt", "messages") if row.get(name) is not None]
    if len(given) != 1:
        found = "both" if given else "neither"
        raise UserError(f"{at(source, line)}: {found} of 'prompt' and 'messages'; expected exactly one")
    if given == ["prompt"] and not row["prompt"].strip():
        raise UserError(f"{at(source, line, 'prompt')}: empty; expected some text")
    if given == ["messages"]:
        _check_messages(row["messages"], source, line)


def _check_messages(messages: Any, source: str | Path, line: int) -> None:
    where = at(source, line, "messages")
    if isinstance(messages, list) and any(isinstance(m, dict) and isinstance(m.get("content"), list) for m in messages):
        raise UserError(f"{where}: content in parts (images) is not supported yet; expected 'content' as a text")
    if not fits(messages, list[Message]) or not messages:
        raise UserError(f"{where}: {describe(messages)}; expected a list of objects with 'role' and 'content' texts")
    for message in messages:
        check_whole(message.get("content"), source, line, "messages")
        if set(message) != {"role", "content"}:
            raise UserError(f"{where}: {describe(message)}; expected exactly 'role' and 'content'")
    asked = messages[:-1] if messages[-1]["role"] == "assistant" else messages
    if not asked or asked[-1]["role"] == "assistant":
        raise UserError(f"{where}: nothing for the assistant to answer; expected another's message before its answer")
    if not asked[-1]["content"].strip():
        raise UserError(f"{where}: the last message is empty; expected some text")


def unit_hash(key: str) -> float:
    """A number in [0, 1) that depends on the text alone."""
    return int.from_bytes(hashlib.sha256(key.encode("utf-8", "backslashreplace")).digest()[:8]) / 2**64


def _limit(prompts: list[Prompt], limit: int | None) -> list[Prompt]:
    """The first `limit` prompts of a fixed shuffle that takes domains in turn; None takes all in their order."""
    if limit is None or limit >= len(prompts):
        return prompts
    return balanced(prompts, limit)


def balanced(items: list[Any], limit: int) -> list[Any]:
    """At most `limit` items with `id` and `domain`, domains in turn, in an order fixed by the ids' hashes."""
    domains: dict[str, list[Any]] = defaultdict(list)
    for item in sorted(items, key=lambda i: unit_hash(i.id)):
        domains[item.domain].append(item)
    rounds = zip_longest(*(domains[name] for name in sorted(domains)))
    return [item for turn in rounds for item in turn if item is not None][:limit]
