"""Records and JSON files in and out: checked when read, whole when written."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, fields
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dpo_degen.errors import UserError, at, first_line, writing
from dpo_degen.records import Answer, Decoding, Document, EvalRow, Pair, Prompt, Sample, Skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

R = TypeVar("R", Prompt, Sample, Pair, Skip, EvalRow, Answer, Document)


def read_jsonl(path: Path, record: type[R]) -> Iterator[R]:
    """Yield the records of a JSONL file.

    Raises:
        UserError: the file is missing, a line is no JSON object, or a field is missing, unknown or mistyped.
    """
    for number, row in read_objects(path):
        yield from_dict(record, row, path, number)


def read_objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield `(line number, object)` for each non-empty line of a JSONL file."""
    try:
        if not path.is_file():
            raise UserError(f"{at(path)}: no such file; expected a JSONL file, one JSON object a line")
        with path.open("rb") as lines:
            yield from objects(lines, path)
    except OSError as error:
        raise UserError(f"{at(path)}: cannot read: {error.strerror or error}") from error


def objects(lines: Iterable[bytes], path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The same of lines that are there already; `path` is what errors call them."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError as error:
            raise UserError(f"{at(path, number)}: not UTF-8 ({error.reason}); save the file as UTF-8") from error
        except (ValueError, RecursionError) as error:
            raise UserError(
                f"{at(path, number)}: not JSON ({first_line(error)}); expected one object a line"
            ) from error
        if not isinstance(row, dict):
            raise UserError(f"{at(path, number)}: a JSON {type(row).__name__}; expected an object in braces")
        yield number, row


def from_dict(record: type[R], row: Mapping[str, Any], path: Path, number: int) -> R:
    """Build a record from a JSON object, checking every field against its annotation."""
    hints = hints_of(cast("Any", record))
    for name in row:
        if name not in hints:
            raise UserError(f"{at(path, number, name)}: unknown; {record.__name__} has {', '.join(hints)}")
    values: dict[str, Any] = {}
    for name, value in row.items():
        if not fits(value, hints[name]):
            raise UserError(
                f"{at(path, number, name)}: {describe(value)} is not {readable(hints[name])}",
            )
        values[name] = value
    try:
        values |= {name: Decoding(**value) for name, value in values.items() if hints[name] is Decoding}
        return record(**values)
    except TypeError as error:
        raise UserError(f"{at(path, number)}: {error}".replace("__init__() ", "")) from error


@cache
def hints_of(record: Any) -> dict[str, Any]:
    """The fields of a dataclass with their types."""
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
            name in hints_of(Decoding) and fits(item, hints_of(Decoding)[name]) for name, item in value.items()
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
    """Appends batches of records so that every line in the file is whole.

    A kill in the middle of a write leaves a torn last line, which opening the file again cuts off. A failed
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
    """Cut an unfinished last line, which a killed process leaves behind; a whole one only gets its end."""
    if not path.is_file():
        return
    with path.open("rb+") as file:
        data = file.read()
        whole = data.rfind(b"\n") + 1
        if whole == len(data):
            return
        try:
            json.loads(data[whole:])
        except ValueError:
            file.truncate(whole)
        else:
            file.write(b"\n")


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
