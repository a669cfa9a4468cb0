from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dpo_degen import settings
from dpo_degen.config import Config
from dpo_degen.errors import UserError
from dpo_degen.records import Decoding

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "my.yaml"
        path.write_text(text)
        return path

    return write


def test_overrides_win_over_the_file_in_both_spellings(write) -> None:
    path = write("train:\n  beta: 0.3\n  learning_rate: 1e-5\n")
    loaded = settings.load(
        path, ["train.beta=0.2", "--train.epochs", "2", "train.rounds=1", "train.arms=[dpo, sft+dpo]"]
    )
    assert (loaded.train.beta, loaded.train.epochs, loaded.train.learning_rate) == (0.2, 2.0, 1e-5)
    assert loaded.train.chains() == ["dpo", "sft", "sft+dpo"]


def test_what_is_dumped_loads_to_the_same(write) -> None:
    loaded = settings.load("demo", ["train.loss=[sigmoid,sft]", "train.loss_weights=[1.0,0.5]", "seed=3"])
    assert settings.load(write(settings.dump(loaded))) == loaded


def test_the_shipped_recipes_load_and_an_empty_file_means_the_defaults(write) -> None:
    for name in settings.RECIPES:
        assert isinstance(settings.load(name), Config)
    assert settings.load(write("")) == Config()


def test_what_a_file_does_not_say_is_as_we_recommend() -> None:
    assert settings.load("default") == Config()


def test_every_field_has_a_sentence_in_the_help() -> None:
    text = " ".join(settings.parser().format_help().split())
    for section, values in Config().to_dict().items():
        for name in values if isinstance(values, dict) else ():
            after = text.split(f"--{section}.{name} ")[-1]
            assert "(type:" in after
            assert len(after.split("(type:")[0]) > 20, f"{section}.{name} has no sentence"


@pytest.mark.parametrize(
    ("text", "overrides", "message"),
    [
        ("train:\n  bta: 3\n", [], "my.yaml:2: field 'train.bta': Group 'train' does not accept option 'bta'"),
        ("trian:\n  beta: 3\n", [], "my.yaml:1: field 'trian': unknown; expected model"),
        ("train:\n\n  beta: hi\n", [], "my.yaml:3: field 'train.beta': Expected a float. Got value: hi"),
        ("model:\n  dtype: int4\n", [], "my.yaml:2: field 'model.dtype'"),
        ("train:\n - [", [], "my.yaml:2: not YAML"),
        ("- 1\n", [], "my.yaml:1: a list; expected sections"),
        ("train: 4\n", [], "my.yaml:1: field 'train': 4; expected a section"),
        (
            "train:\n  arms: [grpo]\n",
            [],
            "my.yaml:2: field 'train.arms': ['grpo']; expected a list of midtrain, sft, dpo",
        ),
        ("train:\n  beta: 0\n", [], "field 'train.beta': 0.0; expected a number above 0"),
        ("sample:\n  temperature: -1\n", [], "field 'sample.temperature': -1.0; expected 0 (greedy) or more"),
        ("sample:\n  engine: file\n", [], "field 'sample.path': None; expected the JSONL file with your outputs"),
        ("sample:\n  engine: server\n", [], "field 'sample.url': None; expected the server's address, such as http://"),
        ("sample:\n  also: [{top_p: 2}]\n", [], "my.yaml:2: field 'sample.also'"),
        ("sample:\n  also: [{temprature: 2}]\n", [], "my.yaml:2: field 'sample.also'"),
        ("evaluate:\n  also: [{top_p: 0.9}]\n", [], "my.yaml:2: field 'evaluate.also'"),
        ("train:\n  lora: true\n  embeddings: true\n", [], "field 'train.embeddings': True; expected false with"),
        ("evaluate:\n  also: [{max_new_tokens: 0}]\n", [], "my.yaml:2: field 'evaluate.also'"),
        ("evaluate:\n  models: {'..': x}\n", [], "my.yaml:2: field 'evaluate.models'"),
        ("sample:\n  temperature:\n", [], "my.yaml:2: field 'sample.temperature': empty; expected a value"),
        ("train:\n  arms: null\n", [], "my.yaml:2: field 'train.arms': empty; expected a value"),
        ("guards:\n  length: .nan\n", [], "my.yaml:2: field 'guards.length': nan; expected 0 or more"),
        ("train:\n  learning_rate: .inf\n", [], "field 'train.learning_rate': inf; expected a number above 0"),
        ("sample:\n  samples: 0\n", [], "field 'sample.samples': 0; expected a number above 0"),
        ("train:\n  pairs_per_device: 3\n", [], "expected a divisor of train.pairs_per_step"),
        ("train:\n  loss: [sigmoid, sft]\n  loss_weights: [1.0]\n", [], "expected one weight a loss"),
        ("train:\n  loss: [exo_pair]\n", [], "expected above 0 for exo_pair"),
        ("train:\n  loss: []\n", [], "field 'train.loss': []; expected at least one loss"),
        ("pair:\n  chosen_tokens: 4\n", [], "field 'pair.chosen_tokens': 4; expected at least pair.min_chosen_tokens"),
        ("train:\n  label_smoothing: 3\n", [], "field 'train.label_smoothing': 3.0; expected a number from 0 up to 1"),
        ("model:\n  device: gpu\n", [], "field 'model.device'"),
        ("train:\n  beta: \x00\n", [], "my.yaml: not YAML"),
        ("config:\n  a: 1\n", [], "field 'config': unknown"),
        ("train:\n  beta: 1\n", ["train.beta=-1"], "command line: field 'train.beta': -1.0; expected"),
        ("", ["train.bta=3"], "command line: unrecognized arguments: --train.bta=3"),
        ("", ["--train.beta", "x"], "command line: field 'train.beta'"),
    ],
)
def test_bad_settings_get_one_line(write, text: str, overrides: list[str], message: str) -> None:
    with pytest.raises(UserError) as error:
        settings.load(write(text), overrides)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_the_command_line_can_complete_what_a_file_begins(write) -> None:
    path = write("sample: {engine: server}\n")
    assert settings.load(path, ["sample.url=http://host:8000/v1"]).sample.url == "http://host:8000/v1"
    with pytest.raises(UserError, match=r"my\.yaml:1: field 'sample\.url': None; expected the server's address"):
        settings.load(path, ["train.beta=0.2"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("train:\n  foo: 1\n", r"my\.yaml:2: field 'train\.foo'"),
        ("train:\n  beta: -1\n", r"my\.yaml:2: field 'train\.beta': -1\.0; expected a number above 0"),
        ("train\n", r"my\.yaml:1: a str; expected sections"),
    ],
)
def test_a_further_file_is_named_where_it_is_wrong(write, text: str, message: str) -> None:
    path = write(text)
    for given in (["--config", str(path)], [f"--config={path}"]):
        with pytest.raises(UserError, match=message):
            settings.load("gpu", [*given, "seed=3"])
    with pytest.raises(UserError, match=r"gone\.yaml: no such file; expected a YAML file after --config"):
        settings.load("gpu", ["--config", "gone.yaml"])


def test_files_and_settings_count_in_the_order_that_they_are_given_in(write) -> None:
    path = write("train:\n  beta: 0.3\n")
    assert settings.load("gpu", ["train.beta=0.2", "--config", str(path)]).train.beta == 0.3
    assert settings.load("gpu", ["--config", str(path), "train.beta=0.2"]).train.beta == 0.2


def test_a_missing_file_names_the_recipes(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"none.yaml: no such file; expected a YAML file or a recipe \(demo, default, gpu\)"
    ):
        settings.load(tmp_path / "none.yaml")


def test_decodings_are_listed_one_an_output(write) -> None:
    way = "{temperature: 0.7, top_p: 0.9, samples: 2}"
    config = settings.load(write(f"sample:\n  max_new_tokens: 64\n  also: [{way}, {{max_new_tokens: 9}}]\n"), [])
    assert config.decodings() == [Decoding(64), *[Decoding(64, 0.7, 0.9)] * 2, Decoding(9)]


@pytest.mark.parametrize(
    ("overrides", "stops"),
    [
        ([], True),
        (["sample.stop_loops=false"], False),
        (["pair.method=whole"], False),
        (["detect.detector=my.own"], False),
    ],
)
def test_loops_are_stopped_unless_the_whole_of_them_is_wanted(write, overrides: list[str], stops: bool) -> None:
    config = settings.load(write(""), overrides)
    assert config.stops_loops() == stops
    assert config.decisive()["sample"]["stop_loops"] == stops, "samples made one way are not mixed with the other"
