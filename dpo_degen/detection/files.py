"""`dpo-degen detect FILE...`: judge the outputs in JSONL and plain text files with the base install."""

from __future__ import annotations

import json
import math
import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, TextIO

from dpo_degen.detection.detector import detect
from dpo_degen.errors import UserError, at, first_line
from dpo_degen.jsonl import describe, fits, objects, read_objects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from dpo_degen.detection.result import Detection

_ROWS = (".jsonl", ".ndjson", ".jsonlines")
# Read as text, each would be one healthy output.
_UNREAD = (".json", ".csv", ".tsv", ".gz", ".zst", ".xz", ".bz2", ".zip")
DEFAULT_FIELDS = ("text", "output", "completion", "response")
SHOWN = ("loop", "suspected", "non_termination")
"""Verdicts that get a line of their own for people; JSON lines show every output."""

# How an output ended, in our samples (`finish`) and in OpenAI-style logs (`finish_reason`); other words say nothing.
_FINISHED = {"stop": True, "length": False, "loop": False}
_UNIT_WIDTH = 48


@dataclass(frozen=True, slots=True)
class _Output:
    where: str
    line: int
    value: str | list[int]
    is_row: bool = False
    finished: bool | None = None
    prompt: str | None = None


def scan(
    paths: Sequence[Path],
    *,
    field: str | None,
    as_json: bool,
    fail_above: float | None,
    out: TextIO,
) -> int:
    """Judge every output in `paths`, print a line a finding and a summary, and return the exit code.

    A `.jsonl` (`.ndjson`) or `.parquet` file holds one output a row, and its `finish` or `finish_reason` and its
    `prompt` or `messages` are used where it has them; it is read row by row as it is judged. Any other text file is one
    output. `-` is standard input: JSONL where its first line that is not empty is an object in braces, else one output.

    Args:
        paths: files to read.
        field: the JSONL field that holds the output, as text or token ids; None tries `DEFAULT_FIELDS`.
        as_json: print one JSON object an output and one for the summary.
        fail_above: return 1 if the rate of loops, 0..1, is above this.
        out: where lines go.

    Raises:
        UserError: a file or line cannot be read, is packed or in another format, has no such field, or there is no
            output at all.
    """
    if fail_above is not None and not 0 <= fail_above <= 1:
        raise UserError(f"the rate to fail above is {fail_above}; expected a share between 0 and 1, such as 0.05")
    verdicts: Counter[str] = Counter()
    show = _Progress()
    for path in paths:
        for output in _outputs(path, field):
            found = detect(output.value, finished=output.finished, prompt=output.prompt)
            verdicts[found.verdict] += 1
            show(verdicts)
            if as_json:
                out.write(json.dumps({"file": output.where, "line": output.line, **found.to_dict()}) + "\n")
            elif found.verdict in SHOWN:
                out.write(_finding(output, found) + "\n")
    total, loops = verdicts.total(), verdicts["loop"]
    if not total:
        raise UserError(f"{', '.join(map(str, paths)) or 'no files'}: no outputs to judge")
    out.write(_summary(loops, total, as_json) + "\n")
    return int(fail_above is not None and loops / total > fail_above)


class _Progress:
    """A line of counts on a terminal, once a second; nothing elsewhere. The base install has no progress bars."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty() and not sys.stdout.isatty()
        self._start = self._last = time.monotonic()

    def __call__(self, verdicts: Counter[str]) -> None:
        now = time.monotonic()
        if self._shown and now - self._last >= 1:
            self._last, total = now, verdicts.total()
            rate = total / (now - self._start)
            sys.stderr.write(f"\r{total:,} outputs, {verdicts['loop']:,} loops, {rate:,.0f} a second ")
            sys.stderr.flush()


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a rate, for `total` > 0 (Wilson 1927)."""
    # By hand because scipy, which has it, is not in the base install.
    z2 = NormalDist().inv_cdf(0.975) ** 2
    centre = (hits + z2 / 2) / (total + z2)
    half = math.sqrt(z2 * (hits * (total - hits) / total + z2 / 4)) / (total + z2)
    return max(0.0, centre - half), min(1.0, centre + half)


def _outputs(path: Path, field: str | None) -> Iterator[_Output]:
    content = _content(path)
    if isinstance(content, str):
        if content.strip():  # nothing is what a program leaves that died, not an output
            yield _Output(str(path), 1, content)
        return
    for number, row in content:
        finish = row.get("finish") or row.get("finish_reason")
        yield _Output(
            where=str(path),
            line=number,
            value=_value(row, field, path, number),
            is_row=True,
            finished=_FINISHED.get(finish) if isinstance(finish, str) else None,
            prompt=_prompt(row),
        )


def _prompt(row: Mapping[str, Any]) -> str | None:
    """What a row says was asked, as text: its `prompt`, or what others than the model say in its `messages`."""
    said = row.get("prompt") or row.get("messages")
    if isinstance(said, list):
        turns = [turn for turn in said if isinstance(turn, dict) and turn.get("role") != "assistant"]
        said = "\n".join(text for turn in turns if isinstance(text := turn.get("content"), str))
    return said if isinstance(said, str) else None


def _content(path: Path) -> str | Iterator[tuple[int, dict[str, Any]]]:
    """The numbered rows of what holds one output a row, else the whole text."""
    kind = path.suffix.lower()
    if kind in _UNREAD:
        raise UserError(
            f"{at(path)}: {path.suffix} is not read; expected .jsonl, .parquet, a text, or JSONL piped to '-'"
        )
    if kind in _ROWS:
        return read_objects(path)
    if kind == ".parquet":
        return _parquet_rows(path)
    if str(path) == "-":
        if sys.stdin is None:
            raise UserError("-: standard input is closed")
        head = [sys.stdin.buffer.readline()]
        while head[-1] and not head[-1].strip():
            head.append(sys.stdin.buffer.readline())
        if _is_object(head[-1]):
            return objects(chain(head, sys.stdin.buffer), path)
        text = (b"".join(head) + sys.stdin.buffer.read()).decode("utf-8", "replace")
        if _is_document(text):
            raise UserError("-: one JSON document; expected JSONL, an object a line, or the text of one output")
        return text
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise UserError(f"{at(path)}: cannot read: {error.strerror or error}") from error


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def _is_document(text: str) -> bool:
    """Whether a text is a JSON array of rows, or an object over several lines."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) or (isinstance(found, list) and any(isinstance(each, dict) for each in found))


def _parquet_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """`(row number, row)` of a Parquet file, some rows at a time. Needs pyarrow, so the full install."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            number = 0
            for batch in file.iter_batches(batch_size=1024):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except (OSError, pa.ArrowInvalid) as error:
        raise UserError(f"{at(path)}: cannot read: {first_line(error)}; expected a Parquet file") from error


def _value(row: Mapping[str, Any], field: str | None, path: Path, number: int) -> str | list[int]:
    names = DEFAULT_FIELDS if field is None else (field,)
    there = [name for name in names if name in row]
    name = next((name for name in there if row[name] is not None), there[0] if there else None)
    if name is None:
        raise UserError(
            f"{at(path, number)}: no field {' or '.join(map(repr, names))}; "
            f"choose the field of the output with --field, from: {', '.join(map(repr, row)) or 'none here'}"
        )
    value: str | list[int] = row[name]
    if not fits(value, str | list[int]):
        raise UserError(f"{at(path, number, name)}: {describe(value)} is neither a text nor a list of token ids")
    return value


def _finding(output: _Output, found: Detection) -> str:
    line = output.line
    if found.onset is None or found.period is None:
        return f"{output.where}:{line}: {found.verdict}"
    if isinstance(output.value, str) and not output.is_row:
        line += output.value.count("\n", 0, found.onset)
    unit = output.value[found.onset : found.onset + min(found.period, _UNIT_WIDTH)]
    more = "..." if found.period > _UNIT_WIDTH else ""
    # repr escapes what could move the cursor or break the line: model text is untrusted
    return (
        f"{output.where}:{line}: {found.verdict} {found.kind} at {found.onset}..{found.end}, "
        f"period {found.period}, x{found.repeats:g}: {unit!r}{more}"
    )


def _summary(loops: int, total: int, as_json: bool) -> str:
    low, high = wilson(loops, total)
    if as_json:
        return json.dumps({"outputs": total, "loops": loops, "rate": loops / total, "low": low, "high": high})
    return (
        f"{total:,} output{'s' * (total != 1)}, {loops:,} loop{'s' * (loops != 1)} "
        f"({loops / total:.1%}, 95% Wilson interval {100 * low:.1f}-{100 * high:.1f}%)"
    )
