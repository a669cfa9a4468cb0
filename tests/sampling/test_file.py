from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dpo_degen.config import ModelConfig
from dpo_degen.errors import UserError
from dpo_degen.sampling.file import read_logs
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def vocabulary(tiny_model: Path) -> Vocabulary:
    return Vocabulary.load(str(tiny_model), ModelConfig())


def test_logs_become_samples_marked_as_retokenised(write_lines: Callable[..., Path], vocabulary: Vocabulary) -> None:
    path = write_lines(
        {"prompt": "the cat", "output": "sat on the mat"},
        {"messages": [{"role": "user", "content": "the dog"}], "output": "ran", "finish": "stop", "domain": "dogs"},
        {"prompt": "the cow", "output": "ate", "finish": None, "finish_reason": "stop"},
    )
    (_, cat), (_, dog), (_, cow) = read_logs(path, vocabulary, "m", 64)
    assert cow.finish == "stop"
    assert cow.prompt_id == "log-prompts-3", "not that of a row in a file of prompts of the same name"
    assert cat.retokenized
    assert vocabulary.decode(cat.output_ids) == cat.text == "sat on the mat"
    assert cat.finish == "length"
    assert (dog.finish, dog.domain) == ("stop", "dogs")
    assert cat.seed != dog.seed, "places in an output are drawn with it"
    # Nobody knows whether an end token was sampled, so none is made up.
    assert not vocabulary.stop_ids & set(cat.output_ids + dog.output_ids)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"prompt": "a"}, "prompts.jsonl:1: field 'output': null"),
        ({"prompt": "a", "output": 3}, "field 'output': 3; expected the model's output as a text"),
        ({"prompt": "a", "output": "b", "finish": "eos"}, "field 'finish': \"eos\"; expected 'stop' or 'length'"),
        ({"output": "b"}, "neither of 'prompt' and 'messages'"),
    ],
)
def test_bad_rows(write_lines: Callable[..., Path], vocabulary: Vocabulary, row: dict, message: str) -> None:
    with pytest.raises(UserError, match=message.replace("'", ".")):
        list(read_logs(write_lines(row), vocabulary, "m", 64))
