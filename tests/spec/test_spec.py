"""From a spec to documents, with an engine whose answers are scripted: what is asked, kept, dropped, asked again."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dpo_degen.cli import main
from dpo_degen.config import ModelConfig, SpecConfig
from dpo_degen.errors import UserError
from dpo_degen.sampling import Completion
from dpo_degen.spec import tree
from dpo_degen.spec.answers import Answers
from dpo_degen.spec.filters import fault, judge, mentions, near_duplicates
from dpo_degen.spec.generate import Generator
from dpo_degen.spec.tree import Section
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SPEC = """# Manners

## Ending

**An answer ends when all is said.** The reader's time counts.

## Lists

A list stops where the real things stop. Nobody needs an invented one.
"""
WORDS = [
    a + b for a in ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti") for b in ("den", "for", "gal", "mun", "pel", "ros")
]
SMALL = SpecConfig(domains=2, subdomains=2, assertions=2, types=2, ideas=2, words=1000, min_words=20)


def prose(seed: str, sentences: int = 9) -> str:
    drawn = random.Random(seed)
    lines = [" ".join(drawn.sample(WORDS, 9)).capitalize() + "." for _ in range(sentences)]
    return " ".join(["The answer ends when all is said and the list stops where real things stop.", *lines])


def reply(question: str) -> str:
    """What a good model would answer."""
    wanted = re.search(r"(?:Name|Give|State) (\d+)", question)
    names = [prose(f"{question}{n}", 1).split(". ")[1].rstrip(".") for n in range(int(wanted[1]) if wanted else 0)]
    if "things that this section says" in question:
        sentence = "The reader's time counts." if "answer ends" in question else "Nobody needs an invented one."
        return "\n".join(f"- The answer ends and the list stops, {name} | {sentence}" for name in names)
    if "situations within" in question:
        return "\n".join(f"{n}. {name} | {'Ending' if n % 2 else '**Lists**'}" for n, name in enumerate(names, 1))
    if "ideas for a document" in question:
        return "\n".join(f"- {name} | {1 + n % 2}" for n, name in enumerate(names))
    return "\n".join(f"- {name}" for name in names) if names else prose(question)


class Scripted:
    """An engine with a script instead of a model."""

    name = model = "scripted"

    def __init__(self, vocabulary: Vocabulary, answer: Callable[[str], str] = reply, stop_after: int = 10**6) -> None:
        self.vocabulary, self.answer, self.left = vocabulary, answer, stop_after
        self.asked: list[str] = []

    def complete(self, requests: Any, *_: Any) -> Iterator[list[Completion]]:
        for request in requests:
            if self.left == 0:
                raise KeyboardInterrupt
            self.left -= 1
            self.asked.append(request.id)
            said = self.vocabulary.encode_text(self.answer(self.vocabulary.decode(request.input_ids)))
            yield [Completion(request, said, "stop" if len(said) < request.decoding.max_new_tokens else "length")]

    def close(self) -> None: ...


@pytest.fixture
def vocabulary(tiny_model: Path) -> Vocabulary:
    # The tiny tokenizer takes a token a letter or two; what is asked of it is long.
    return replace(Vocabulary.load(str(tiny_model), ModelConfig(str(tiny_model))), context=10**5)


def generator(engine: Scripted, home: Path, **settings: Any) -> Generator:
    return Generator(SPEC, replace(SMALL, **settings), Answers(lambda: engine, home / "answers.jsonl"))


def test_every_document_leads_back_to_a_sentence_of_the_spec(vocabulary: Vocabulary, tmp_path: Path) -> None:
    kept, dropped = generator(Scripted(vocabulary), tmp_path).documents()
    assert (len(kept), dropped) == (2 * 2 * 2 * 2, [])
    for document in kept:
        assert document.sentence in SPEC
        assert document.sentence in SPEC.partition(f"## {document.section}")[2].split("##")[0]
        assert document.assertion.startswith("The answer ends")
    assert len({(each.domain, each.subdomain) for each in kept}) == 4
    assert len({each.id for each in kept}) == len(kept)


def test_a_killed_run_goes_on_and_asks_nothing_twice(vocabulary: Vocabulary, tmp_path: Path) -> None:
    whole = Scripted(vocabulary)
    expected = generator(whole, tmp_path / "whole").documents()
    asked: list[str] = []
    for stop in (1, 2, 3, 5, 8, 40):  # each level is killed in its middle or at its edge
        engine = Scripted(vocabulary, stop_after=stop)
        try:
            found = generator(engine, tmp_path / "killed").documents()
        except KeyboardInterrupt:
            asked += engine.asked
    asked += engine.asked if engine.left else []
    assert found == expected
    assert sorted(asked) == sorted(whole.asked)
    last = Scripted(vocabulary)
    assert generator(last, tmp_path / "killed").documents() == expected
    assert last.asked == []


def test_one_bad_answer_costs_one_document(vocabulary: Vocabulary, tmp_path: Path) -> None:
    bad = iter(["I'm sorry, but I can't help with that.", "Too short.", "And so it goes on. " * 60, "word " * 4000])

    def answer(question: str) -> str:
        return next(bad, reply(question)) if "Write a document" in question else reply(question)

    made = generator(Scripted(vocabulary, answer), tmp_path)
    kept, dropped = made.documents()
    assert len(kept) == 12
    assert [reason for _, reason in dropped] == ["refused", "too short", "loops", "cut at the token cap"]
    assert sum(made.counts.values()) == 4


def test_a_list_that_fails_is_asked_for_again_and_what_fails_is_counted(vocabulary: Vocabulary, tmp_path: Path) -> None:
    tries = iter(["As an AI model, I would rather not.", "- One\n- one.\nand some talk"])
    made = generator(
        Scripted(
            vocabulary,
            lambda question: next(tries, reply(question)) if "domains of life" in question else reply(question),
        ),
        tmp_path,
    )
    domains = [place.domain for place in made.places()]
    assert domains[0] == domains[1] == "One"
    assert len(set(domains)) == 2
    assert made.counts["domains: refused"] == 1


def test_a_statement_that_no_sentence_says_is_dropped(vocabulary: Vocabulary, tmp_path: Path) -> None:
    def answer(question: str) -> str:
        said = reply(question)
        return (
            said.replace("The reader's time counts.", "Cats are best.", 1) if "this section says" in question else said
        )

    made = generator(Scripted(vocabulary, answer), tmp_path)
    told = made.assertions(made.places())
    assert all(each.sentence != "Cats are best." for some in told for each in some)
    assert made.counts["assertions: line not understood"] >= 1


def test_near_duplicates_and_what_is_off_its_statement_are_dropped() -> None:
    first, second = prose("a"), prose("b")
    assert near_duplicates([first, second, first.replace("Ba", "Bo"), "short"], 0.5) == [False, False, True, False]
    assert mentions("The answers stop where the list ends.", "A list ends where answers stop.")
    assert not mentions(second.partition(".")[2], "Every answer must be finished politely.")
    half = " ".join([*first.split()[:60], *second.split()[:40]])
    assert near_duplicates([first, half], 0.9) == [False, False]
    assert near_duplicates([first, half], 0.3) == [False, True]
    assert near_duplicates([first, first], 1.0) == [False, False], "equal is not above 1"
    assert judge("dpo_degen.spec.filters.mentions") is mentions
    with pytest.raises(UserError, match="int is no callable"):
        judge("dpo_degen.spec.filters._HASHES")
    with pytest.raises(UserError, match=r"spec.judge 'no.such': .*; expected words, model or the dotted path"):
        judge("no.such")


def test_the_model_can_be_the_judge(vocabulary: Vocabulary, tmp_path: Path) -> None:
    verdicts = iter(["No.", "YES", "yes, it does"])
    engine = Scripted(vocabulary, lambda q: next(verdicts, "Yes") if "one word, YES or NO" in q else reply(q))
    kept, dropped = generator(engine, tmp_path, judge="model").documents()
    assert (len(kept), len(dropped)) == (15, 1)
    assert "contradicts" in dropped[0][1]


def test_another_model_is_asked_anew(vocabulary: Vocabulary, tmp_path: Path) -> None:
    first, second = Scripted(vocabulary), Scripted(vocabulary)
    for engine, model in ((first, "weak"), (second, "strong")):
        Answers(lambda engine=engine: engine, tmp_path / "answers.jsonl", model=model).ask("x", ["Why?"], 50)
    assert len(first.asked) == len(second.asked) == 1


@pytest.mark.parametrize(
    ("said", "text", "ended"),
    [
        ("<think>A list?\n- no</think>\n- yes", "- yes", True),
        ("thought before\n</think>\n\n- yes", "- yes", True),
        ("<think>and on and on", "", False),
        ("- yes", "- yes", True),
    ],
)
def test_what_a_reasoning_model_thinks_is_no_answer(
    vocabulary: Vocabulary, tmp_path: Path, said: str, text: str, ended: bool
) -> None:
    answers = Answers(lambda: Scripted(vocabulary, lambda _: said), tmp_path / "answers.jsonl")
    answer = answers.ask("x", ["Why?"], 200)[0]
    assert (answer.text, answer.ended) == (text, ended)


@pytest.mark.parametrize(
    ("said", "is_refusal"),
    [
        ("I'm sorry, but I can't help with that.", True),
        ("I can\u2019t write this document.", True),
        ("As an AI language model, I have no opinion.", True),
        ("Sorry for the late reply, everyone.", False),
        ("I can't believe how long the list was.", False),
        ("As an AI researcher I read many outputs.", False),
    ],
)
def test_a_refusal_is_told_from_a_letter(said: str, is_refusal: bool) -> None:
    assert tree.refused(said) == is_refusal


def test_a_sentence_stands_in_a_section_word_by_word() -> None:
    section = Section("S", "**A list stops** where the real things stop.")
    assert tree.says(section, "a list stops")
    assert not any(tree.says(section, each) for each in ("", "...", "st", "where the real thing"))


def test_specs_are_read_by_their_headings() -> None:
    assert [part.heading for part in tree.sections(SPEC)] == ["Ending", "Lists"]
    assert tree.sections("# Title\nAll of it.")[0] == Section("Title", "# Title\nAll of it.")
    assert tree.sections(SPEC)[0].sentences() == ["An answer ends when all is said.", "The reader's time counts."]
    assert tree.items("Here:\n- a\n2) b\n  * c | d\nnothing") == ["a", "b", "c | d"]
    assert tree.halves('**"So."** | `Lists`') == ("So.", "Lists")


def test_the_command_tells_what_it_takes_and_refuses_what_is_no_spec(tmp_path: Path, capsys: Any) -> None:
    spec = tmp_path / "spec.md"
    spec.write_text(SPEC)
    assert main(["spec", str(spec), "--out", str(tmp_path / "docs.jsonl"), "--preview", "spec.price=[1, 2]"]) == 0
    told = capsys.readouterr().out
    assert "Ending: 2 sentences" in told
    assert re.search(r"documents +1,024 questions", told)
    assert "cost" in told
    assert list(tmp_path.iterdir()) == [spec]
    for bad, why in ((tmp_path / "none.md", "No such file"), (tmp_path, "directory")):
        assert main(["spec", str(bad), "--out", str(tmp_path / "docs.jsonl")]) == 2
        assert why in capsys.readouterr().err


def test_a_model_that_cannot_follow_is_told_in_one_line(
    tiny_model: Path, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_model.parent)  # answers are drawn by the model's name, which may not change between runs
    spec, out = tmp_path / "spec.md", tmp_path / "docs.jsonl"
    spec.write_text("Be brief.")
    small = ["spec.domains=1", "spec.subdomains=1", f"model.name=./{tiny_model.name}", "model.device=cpu"]
    assert main(["spec", str(spec), "--out", str(out), *small]) == 2
    assert "no idea for a document: " in capsys.readouterr().err
    assert not out.exists()
    answers = (tmp_path / "docs.jsonl.parts" / "answers.jsonl").read_text().splitlines()
    assert len({json.loads(line)["id"] for line in answers}) == len(answers) == 3
    assert fault(Answers(lambda: None, tmp_path / "docs.jsonl.parts" / "answers.jsonl").known.popitem()[1], 5)
