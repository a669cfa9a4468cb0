"""The documents that ship with the package: enough, varied, and each about a sentence of the spec."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from dpo_degen.detection import detect
from dpo_degen.jsonl import read_jsonl
from dpo_degen.records import Document
from dpo_degen.spec.documents import read_texts, shipped
from dpo_degen.spec.filters import near_duplicates
from dpo_degen.spec.tree import says, sections

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture(scope="module")
def corpus() -> Sequence[Document]:
    return list(read_jsonl(shipped("healthy"), Document))


def test_there_are_enough_documents_and_all_differ(corpus: Sequence[Document]) -> None:
    assert len(corpus) >= 600
    assert sum(len(each.text.split()) for each in corpus) >= 150_000  # words, each of a token or more
    assert not any(near_duplicates([each.text for each in corpus], 0.5))
    assert len({each.id for each in corpus}) == len(corpus)
    assert read_texts("healthy") == [each.text for each in corpus]


def test_no_document_loops(corpus: Sequence[Document]) -> None:
    assert not any(detect(each.text, finished=True) for each in corpus)


def test_each_is_about_a_sentence_of_the_spec_and_none_is_about_one_thing_alone(corpus: Sequence[Document]) -> None:
    spec = sections((shipped("healthy").parent / "healthy.md").read_text())
    by_heading = {section.heading: section for section in spec}
    assert all(says(by_heading[each.section], each.sentence) for each in corpus)
    for name, least in (("sentence", 16), ("domain", 24), ("type", 18)):
        counts = Counter(getattr(each, name) for each in corpus)
        assert len(counts) == least
        assert max(counts.values()) < 2 * min(counts.values())
