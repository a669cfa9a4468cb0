"""The prose that ships with the package: good enough to learn from, and nothing of the evaluation in it."""

from __future__ import annotations

import re

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
def prose() -> list[str]:
    return read_texts("prose")


def test_there_is_enough_and_all_of_it_differs(prose: list[str]) -> None:
    rows = [row for _, row in read_objects(shipped("prose"))]
    assert len({row["id"] for row in rows}) == len({row["title"] for row in rows}) == len(rows) == len(prose) > 400
    assert sum(len(text.split()) for text in prose) > 120_000
    assert not any(near_duplicates(prose, 0.1))


def test_no_document_loops(prose: list[str]) -> None:
    assert not any(detect(text, finished=True) for text in prose)


def test_nothing_is_in_a_domain_kept_for_evaluation_or_says_what_a_prompt_says(prose: list[str]) -> None:
    assert not [text for text in prose if _TABLE_ROW.search(text) or _SALUTATION.search(text)]
    prompts = [fives(prompt.as_text()) for prompt in load_prompts(PromptsConfig(), ["eval"])]
    there = [fives(text) for text in prose]
    assert all(len(asked & said) <= 0.05 * len(asked) for asked in prompts for said in there if asked)


def fives(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[i:] for i in range(5)), strict=False))
