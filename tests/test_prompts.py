from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from dpo_degen.config import PromptsConfig
from dpo_degen.errors import UserError
from dpo_degen.prompts import builtin, load_prompts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANSWER = {"role": "assistant", "content": "two"}
GOOD = {"prompt": "Write about bees."}


def load(path: Path, **settings) -> list:
    return load_prompts(PromptsConfig(source=str(path), **settings))


def test_the_built_in_set_is_large_varied_and_holds_two_domains_back() -> None:
    prompts = load_prompts(PromptsConfig())
    domains = {split: {p.domain for p in prompts if p.split == split} for split in ("train", "eval")}
    assert len(prompts) >= 400
    assert len(domains["train"] | domains["eval"]) >= 8
    assert len(domains["eval"] - domains["train"]) >= 2
    assert len({p.prompt for p in prompts}) == len({p.id for p in prompts}) == len(prompts)
    assert all(p.reference for p in prompts if p.domain == "transcription")
    openings = Counter((p.domain, *p.prompt.split()[:4]) for p in prompts if p.prompt)
    assert max(openings.values()) <= 2


def test_built_in_prompts_that_evaluate_are_unlike_those_that_train() -> None:
    words = {
        split: [triples(p.as_text()) for p in load_prompts(PromptsConfig(), [split])] for split in ("train", "eval")
    }
    assert all(len(each & other) <= 0.2 * len(each | other) for each in words["train"] for other in words["eval"])


def triples(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {*zip(words, words[1:], words[2:], strict=False)}


def test_built_in_files_hold_nothing_but_prompt_fields() -> None:
    for path in builtin().glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert set(json.loads(line)) <= {"id", "domain", "split", "prompt", "reference"}


def test_an_unsplit_set_is_split_by_hash_and_keeps_its_split_when_it_grows(write_lines: Callable[..., Path]) -> None:
    rows = [{"id": f"r{i}", "prompt": f"Tell me about {i}."} for i in range(300)]
    few = {p.id: p.split for p in load(write_lines(*rows[:200]))}
    many = {p.id: p.split for p in load(write_lines(*rows))}
    assert few.items() <= many.items()
    assert 0.3 < Counter(many.values())["eval"] / 300 < 0.5


def test_what_evaluation_asks_is_not_trained_on(write_lines: Callable[..., Path], capsys: Any) -> None:
    path = write_lines(*({"prompt": f"the cat {number % 20}"} for number in range(100)))
    prompts = load(path)
    assert "80 prompts are left out: others ask the same" in capsys.readouterr().err
    assert len({p.as_text() for p in prompts}) == len(prompts) == 20
    given = [{"id": f"{split}{copy}", "prompt": "Go.", "split": split} for split in ("train", "eval") for copy in "ab"]
    both = load(write_lines(*given, {"prompt": "Stay.", "split": "train"}))
    assert [p.id for p in both] == ["prompts-5", "evala"], "where it stands in both splits evaluation has it"
    asked = {"prompt": "Go.", "split": "train"}
    other = {"messages": [{"role": "system", "content": "Go."}, {"role": "user", "content": "Go."}], "split": "eval"}
    few = load(write_lines(asked, asked | {"reference": "Gone."}, other))
    assert [p.reference for p in few] == ["Gone.", None], "a copy with an answer is worth more"


def test_the_answer_that_ends_a_conversation_is_its_reference(write_lines: Callable[..., Path], capsys: Any) -> None:
    asked, said = {"role": "user", "content": "2 + 2?"}, {"role": "assistant", "content": "four"}
    path = write_lines({"messages": [asked, said], "split": "train"}, {"prompt": "Go.", "split": "eval"})
    first = load(path)[0]
    assert (first.messages, first.reference) == ([asked], "four")
    assert "1 conversations end with the assistant's answer" in capsys.readouterr().err


def test_limits_take_domains_in_turn(write_lines: Callable[..., Path]) -> None:
    rows = [
        {"id": f"{domain}{i}", "domain": domain, "split": split, "prompt": f"Go {domain}{i}."}
        for domain, count in (("a", 40), ("b", 5), ("c", 40))
        for split in ("train", "eval")
        for i in range(count if split == "train" else 0, count * 2 if split == "train" else count)
    ]
    prompts = load(write_lines(*rows), train_limit=12, eval_limit=30)
    assert Counter(p.domain for p in prompts if p.split == "train") == {"a": 4, "b": 4, "c": 4}
    assert Counter(p.domain for p in prompts if p.split == "eval") == {"a": 13, "b": 5, "c": 12}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"messages": [ANSWER]}], "nothing for the assistant to answer; expected another's message"),
        ([{"messages": [{"role": "user", "content": "2?"}, ANSWER, ANSWER]}], "nothing for the assistant to answer"),
        ([{"messages": [{"role": "user", "content": " "}, ANSWER]}], "the last message is empty"),
        ([GOOD, '{"prompt": "x"'], "prompts.jsonl:2: not JSON"),
        (["[1]"], "prompts.jsonl:1: a JSON list; expected an object"),
        ([{"prompt": "  "}], "prompts.jsonl:1: field 'prompt': empty; expected some text"),
        ([{"prompt": 7}], "field 'prompt': 7; expected a text"),
        ([{**GOOD, "split": "test"}], "field 'split': \"test\"; expected 'train' or 'eval'"),
        ([{**GOOD, "messages": [{"role": "user", "content": "x"}]}], "both of 'prompt' and 'messages'"),
        ([{"domain": "x"}], "neither of 'prompt' and 'messages'"),
        ([{"messages": []}], "field 'messages': []; expected a list of objects"),
        ([{"messages": [{"role": "user"}]}], "expected exactly 'role' and 'content'"),
        ([{"messages": [{"role": "user", "content": [{"type": "image"}]}]}], "images) is not supported yet"),
        ([{**GOOD, "image": "a.png"}], "field 'image': prompts with images are not supported yet; expected text only"),
        (
            [{**GOOD, "promt": "x"}],
            "field 'promt': unknown; a prompt has domain, id, messages, prompt, reference, split",
        ),
        ([{**GOOD, "id": "a"}, {**GOOD, "id": "a"}], "prompts.jsonl:2: field 'id': \"a\" was used at"),
        ([{"prompt": "cut \ud83d"}], "prompts.jsonl:1: field 'prompt': half a character (a lone surrogate) at place 4"),
        ([{"messages": [{"role": "user", "content": "\udc80"}]}], "field 'messages': half a character"),
        ([{**GOOD, "id": ""}], "field 'id': empty; expected a name, or no id at all"),
        (["[" * 100_000], "prompts.jsonl:1: not JSON"),
        (['{"prompt": ' + "9" * 5000 + "}"], "prompts.jsonl:1: not JSON"),
        ([{**GOOD, "split": "train"}], "no prompt has split 'eval'"),
        ([], "no prompts; expected at least one row"),
    ],
)
def test_bad_prompts_get_one_line(write_lines: Callable[..., Path], rows: list, message: str) -> None:
    with pytest.raises(UserError) as error:
        load(write_lines(*rows))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_null_id_is_no_id(write_lines: Callable[..., Path]) -> None:
    rows = [{"id": None, "prompt": f"Go {split}.", "split": split} for split in ("train", "eval")]
    assert [p.id for p in load(write_lines(*rows))] == ["prompts-1", "prompts-2"]


def test_a_missing_file_is_not_taken_for_a_hub_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file; expected a JSONL file"):
        load(tmp_path / "nowhere.jsonl")


def test_columns_as_sets_of_the_hub_have_them(monkeypatch: pytest.MonkeyPatch) -> None:
    chat = [{"role": "user", "content": "Which number follows one?"}, ANSWER]
    rows = [
        {"id": 7, "prompt": "Which number follows one?", "messages": chat, "source": "web"},
        {"prompt": [{"role": "user", "content": "Name a bird."}], "chosen": [ANSWER]},
    ]
    monkeypatch.setattr("datasets.load_dataset", lambda *_, **__: rows)
    made = load_prompts(PromptsConfig(source="owner/set"), None)
    assert [(each.id, each.reference) for each in made] == [("7", "two"), ("set-2", None)]
    assert [each.as_messages()[0]["content"] for each in made] == ["Which number follows one?", "Name a bird."]


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b'{"prompt": "caf\xe9"}\n')
    with pytest.raises(UserError, match=r"latin.jsonl:1: not UTF-8 .*; save the file as UTF-8"):
        load(path)
