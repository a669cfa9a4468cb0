"""Articles on all sorts of things: good enough to learn from, nothing of the evaluation in them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from dpo_degen.config import PromptsConfig
from dpo_degen.detection import detect
from dpo_degen.jsonl import read_objects
from dpo_degen.prompts import load_prompts
from dpo_degen.spec.documents import read_texts, shipped
from dpo_degen.spec.filters import near_duplicates

_TABLE_ROW = re.compile(r"^\|.*\|", re.MULTILINE)
_SALUTATION = re.compile(r"^(Dear|Hi|Hello)\b[^.]*,$", re.MULTILINE)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [row for _, row in read_objects(shipped("articles"))]


def test_there_is_enough_and_all_of_it_differs(rows: list[dict[str, Any]]) -> None:
    texts = [row["text"] for row in rows]
    assert len({row["id"] for row in rows}) == len({row["title"] for row in rows}) == len(rows) > 400
    assert sum(len(text.split()) for text in texts) > 110_000
    assert not any(near_duplicates(texts, 0.1))
    assert read_texts("articles") == texts


def test_no_document_loops(rows: list[dict[str, Any]]) -> None:
    assert not any(detect(row["text"], finished=True) for row in rows)


def test_a_medley_says_each_paragraph_of_twenty_articles_equally_often(rows: list[dict[str, Any]]) -> None:
    home = {paragraph: row["id"] for row in rows for paragraph in row["text"].split("\n\n")}
    texts = [text.split("\n\n") for text in read_texts("medley")]
    said = Counter(paragraph for text in texts for paragraph in text)
    assert all(len(set(text)) == len(text) for text in texts)
    assert len({home[paragraph] for paragraph in said}) == 20
    assert max(said.values()) - min(said.values()) <= 1


def test_nothing_is_in_a_domain_kept_for_evaluation_or_says_what_a_prompt_says(rows: list[dict[str, Any]]) -> None:
    texts = [row["text"] for row in rows]
    assert not [text for text in texts if _TABLE_ROW.search(text) or _SALUTATION.search(text)]
    prompts = [fives(prompt.as_text()) for prompt in load_prompts(PromptsConfig(), ["eval"])]
    there = [fives(text) for text in texts]
    assert all(len(asked & said) <= 0.05 * len(asked) for asked in prompts for said in there if asked)


def fives(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[i:] for i in range(5)), strict=False))
