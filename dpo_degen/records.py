"""What crosses from one stage to the next: one frozen record a thing, kept as JSON lines.

Token ids are the truth and text is derived from them. Nothing here knows a model or a tokenizer,
so this module cannot tell whether ids are valid for one.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Literal,
    Self,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from dpo_degen.errors import UserError, at, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Split = Literal["train", "eval"]
Finish = Literal["stop", "length", "loop"]
Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to ask the model: either plain `prompt` text or chat `messages`."""

    id: str
    split: Split
    domain: str = "default"
    prompt: str | None = None
    messages: list[Message] | None = None
    reference: str | None = None

    def as_messages(self) -> list[Message]:
        """The prompt as chat messages; plain text becomes one user message."""
        return self.messages or [{"role": "user", "content": self.prompt or ""}]


@dataclass(frozen=True, slots=True)
class Decoding:
    """How tokens were drawn; `temperature` 0 is greedy."""

    max_new_tokens: int
    temperature: float = 0.0
    top_p: float = 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One output with the exact ids that the model emitted.

    `output_ids` holds the end token when, and only when, the model emitted one (`finish == "stop"`).
    `text` is `output_ids` decoded, kept so that people and the report can read a run without the tokenizer.
    `retokenized` marks outputs that entered as text, whose ids are therefore not certain.
    """

    id: str
    prompt_id: str
    domain: str
    prompt_ids: list[int]
    output_ids: list[int]
    finish: Finish
    text: str
    decoding: Decoding
    seed: int
    engine: str
    model: str
    retokenized: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A preference pair on exact ids: `context_ids + chosen_ids` against `context_ids + rejected_ids`.

    `chosen_ended` and `rejected_ended` say whether the model itself ended that side; only then is its last id
    an end token. `onset`, `branch` and `period` are token indices into the sample's `output_ids`.
    `prompt`, `chosen` and `rejected` are the same pair as text in TRL's conversational preference format.
    """

    id: str
    sample_id: str
    prompt_id: str
    domain: str
    method: str
    context_ids: list[int]
    chosen_ids: list[int]
    rejected_ids: list[int]
    chosen_ended: bool
    rejected_ended: bool
    onset: int
    branch: int
    period: int
    prompt: list[Message] = field(default_factory=list)
    chosen: list[Message] = field(default_factory=list)
    rejected: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Skip:
    """A looping output that made no pair, and why; `reason` is counted, `detail` is for reading."""

    sample_id: str
    prompt_id: str
    domain: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EvalRow:
    """One evaluation output, judged. `onset`, `branch` and `end` are character indices into `text`, or None."""

    prompt_id: str
    domain: str
    seen_domain: bool
    arm: str
    prompt: str
    text: str
    tokens: int
    finish: Finish
    verdict: str
    kind: str | None
    reason: str
    frozen_loop: bool
    rep_4: float
    wasted: int
    onset: int | None = None
    branch: int | None = None
    end: int | None = None

    LOOP: ClassVar[str] = "loop"

    @property
    def loops(self) -> bool:
        """Whether the detector's verdict is "loop", the only one that counts in rates."""
        return self.verdict == self.LOOP


Record = Prompt | Sample | Pair | Skip | EvalRow
R = TypeVar("R", Prompt, Sample, Pair, Skip, EvalRow)


def read_jsonl(path: Path, record: type[R]) -> Iterator[R]:
    """Yield the records of a JSONL file.

    Raises:
        UserError: the file is missing, a line is no JSON object, or a field is missing, unknown or mistyped.
    """
    for number, row in read_objects(path):
        yield from_dict(record, row, path, number)


def read_objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield `(line number, object)` for each non-empty line of a JSONL file."""
    if not path.is_file():
        raise UserError(f"{at(path)}: no such file; expected a JSONL file, one JSON object a line")
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8"))
            except UnicodeDecodeError as error:
                raise UserError(f"{at(path, number)}: not UTF-8 ({error.reason}); save the file as UTF-8") from error
            except json.JSONDecodeError as error:
                raise UserError(
                    f"{at(path, number)}: not JSON ({error.msg} at column {error.colno}); expected one object a line"
                ) from error
            if not isinstance(row, dict):
                raise UserError(f"{at(path, number)}: a JSON {type(row).__name__}; expected an object in braces")
            yield number, row


def from_dict(record: type[R], row: Mapping[str, Any], path: Path, number: int) -> R:
    """Build a record from a JSON object, checking every field against its annotation."""
    hints = _hints(cast("Any", record))
    for name in row:
        if name not in hints:
            raise UserError(f"{at(path, number, name)}: unknown; {record.__name__} has {', '.join(hints)}")
    values: dict[str, Any] = {}
    for name, value in row.items():
        if not fits(value, hints[name]):
            raise UserError(
                f"{at(path, number, name)}: {describe(value)} is not {readable(hints[name])}",
            )
        values[name] = Decoding(**value) if hints[name] is Decoding else value
    try:
        return record(**values)
    except TypeError as error:
        raise UserError(f"{at(path, number)}: {error}".replace("__init__() ", "")) from error


@cache
def _hints(record: Any) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {f.name: hints[f.name] for f in fields(record)}


def fits(value: object, hint: Any) -> bool:
    """Whether a JSON value has the type that an annotation asks for."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return any(fits(value, option) for option in get_args(hint))
    if origin is Literal:
        return value in get_args(hint)
    if origin is list:
        return isinstance(value, list) and all(fits(item, get_args(hint)[0]) for item in value)
    if origin is dict:
        key, item = get_args(hint)
        return isinstance(value, dict) and all(fits(k, key) and fits(v, item) for k, v in value.items())
    if hint is Decoding:
        return isinstance(value, dict) and all(
            name in _hints(Decoding) and fits(item, _hints(Decoding)[name]) for name, item in value.items()
        )
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint)


def readable(hint: Any) -> str:
    """An annotation in words a user knows."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return " or ".join(readable(option) for option in get_args(hint))
    if origin is Literal:
        return "one of " + ", ".join(map(repr, get_args(hint)))
    if origin is list:
        return f"a list of {readable(get_args(hint)[0]).removeprefix('a ')}s"
    names = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", NoneType: "null"}
    return names.get(hint, "an object")


def describe(value: object) -> str:
    """A value as it stood in the file, cut to a length that fits a one-line error."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:37] + "..."


def to_line(record: object) -> bytes:
    """A record (or plain dictionary) as one UTF-8 JSON line."""
    row = record if isinstance(record, dict) else asdict(record)  # type: ignore[call-overload]
    return (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "backslashreplace")


class JsonlAppender:
    """Appends batches of records so that a batch is there whole or not at all.

    A kill in the middle of a write leaves a torn last line; opening the file again cuts it off. A failed
    write (disk full) is rolled back to the end of the batch before.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            drop_torn_line(path)
            self._file = path.open("ab", buffering=0)

    def append(self, records: Iterable[object]) -> None:
        """Write a batch and wait until it is on disk.

        Raises:
            UserError: the disk is full or the file cannot be written; the batch has left no trace.
        """
        size = os.fstat(self._file.fileno()).st_size
        data = b"".join(map(to_line, records))
        with writing(self.path):
            try:
                while data:
                    data = data[self._file.write(data) :]
                os.fsync(self._file.fileno())
            except OSError:
                os.ftruncate(self._file.fileno(), size)
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def drop_torn_line(path: Path) -> None:
    """Cut an unfinished last line, which only a killed process leaves behind."""
    if not path.is_file():
        return
    with path.open("rb+") as file:
        data = file.read()
        whole = data.rfind(b"\n") + 1
        if whole != len(data):
            file.truncate(whole)


def write_atomic(path: Path, data: bytes) -> None:
    """Replace a file in one step: readers see the old content or the new, never a part."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_bytes(data)
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise


def write_jsonl(path: Path, records: Iterable[object]) -> None:
    """Write a whole JSONL file in one step."""
    write_atomic(path, b"".join(map(to_line, records)))


def write_json(path: Path, value: object) -> None:
    """Write a JSON file in one step, indented for people."""
    write_atomic(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace"))


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object that a stage wrote.

    Raises:
        UserError: the file is missing or no JSON object.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(f"{at(path)}: no such file; is this a run folder?") from error
    except ValueError as error:
        raise UserError(f"{at(path)}: not JSON ({error}); restore it or start another run folder") from error
    if not isinstance(value, dict):
        raise UserError(f"{at(path)}: a JSON {type(value).__name__}; expected an object")
    return value
