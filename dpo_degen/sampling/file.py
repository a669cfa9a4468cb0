"""Outputs that a user already has: logs with prompt and output, re-tokenised and marked so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dpo_degen.errors import UserError, at
from dpo_degen.jsonl import describe, read_objects
from dpo_degen.prompts import check_whole, parse
from dpo_degen.records import Decoding, Finish, Prompt, Sample
from dpo_degen.sampling import row_seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dpo_degen.vocabulary import Vocabulary

_EXTRA = frozenset({"output", "finish", "finish_reason"})


def read_logs(path: Path, vocabulary: Vocabulary, model: str, cap: int) -> Iterator[tuple[Prompt, Sample]]:
    """Yield a prompt and its sample for each row of a log.

    A row is a prompt record with `output` (text) and, if known, `finish` or `finish_reason` ("stop" or "length";
    "length" is assumed). No end token is added: the text does not tell whether the model emitted one. Rows of split
    "eval" are left out. `cap` (tokens) stands in for the unknown token cap of the logs.

    Raises:
        UserError: a row lacks `output`, or is no valid prompt.
    """
    rows = list(read_objects(path))
    prompts = parse(rows, path, eval_share=0.0, extra=_EXTRA)
    for (line, row), prompt in zip(rows, prompts, strict=True):
        output = row.get("output")
        if not isinstance(output, str) or not output:
            raise UserError(f"{at(path, line, 'output')}: {describe(output)}; expected the model's output as a text")
        check_whole(output, path, line, "output")
        # An id that we make is none that prompts have in a file of the same name.
        named = replace(prompt, id=f"log-{prompt.id}") if row.get("id") is None else prompt
        made = _sample(named, output, _finish(row, path, line), vocabulary, model, cap)
        if named.split == "train":
            yield named, made


def _finish(row: dict[str, object], path: Path, line: int) -> Finish:
    name = "finish" if row.get("finish") is not None else "finish_reason"
    finish = "length" if row.get(name) is None else row[name]
    if finish == "stop":
        return "stop"
    if finish == "length":
        return "length"
    raise UserError(f"{at(path, line, name)}: {describe(finish)}; expected 'stop' or 'length'")


def _sample(prompt: Prompt, output: str, finish: Finish, vocabulary: Vocabulary, model: str, cap: int) -> Sample:
    return Sample(
        id=f"{prompt.id}/0",
        prompt_id=prompt.id,
        domain=prompt.domain,
        prompt_ids=vocabulary.encode(prompt),
        output_ids=vocabulary.encode_text(output),
        finish=finish,
        text=output,
        decoding=Decoding(max_new_tokens=cap),
        seed=row_seed(0, prompt.id, 0),  # nobody knows what it was drawn with, but places in it are drawn
        engine="file",
        model=model,
        retokenized=True,
    )
