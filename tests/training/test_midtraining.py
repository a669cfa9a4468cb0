"""Midtraining: documents in, a model folder out that has read them, and arms that begin with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import torch
from safetensors.torch import load_file

from dpo_degen.cli import main
from dpo_degen.config import MidtrainConfig, ModelConfig, TrainConfig
from dpo_degen.errors import UserError
from dpo_degen.models import load_model
from dpo_degen.progress import Bar
from dpo_degen.settings import load
from dpo_degen.spec.documents import read_texts
from dpo_degen.training.midtraining import midtrain, mixed
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [f"the cat {number} sat on the mat and the dog ran after the rain" for number in range(40)]
SETTINGS = MidtrainConfig(learning_rate=0.01, epochs=4, max_length=32, blocks_per_step=4, blocks_per_device=2)


def loss(folder: Path, model: ModelConfig) -> float:
    network = load_model(str(folder), model, dtype=torch.float32, device="cpu")
    ids = torch.tensor([Vocabulary.load(str(folder), model).encode_text(TEXTS[0])])
    with torch.no_grad():
        return float(network(ids, labels=ids).loss)


@pytest.fixture
def model(tiny_model: Path) -> ModelConfig:
    return ModelConfig(name=str(tiny_model), device="cpu", dtype="float32")


@pytest.mark.parametrize("lora", [True, False])
def test_a_model_finds_what_it_has_read_likelier(tmp_path: Path, tiny_model: Path, model: ModelConfig, lora) -> None:
    settings = MidtrainConfig(**{**vars(SETTINGS), "lora": lora})
    log = midtrain(model, TEXTS, tmp_path / "read", settings)
    assert loss(tmp_path / "read", model) < loss(tiny_model, model) - 0.3
    assert (log["documents"], log["method"]) == (40, "midtrain")
    assert log["steps"] == len(log["history"]) > 4
    assert "40 documents" in (tmp_path / "read" / "README.md").read_text()
    with pytest.raises(UserError, match="exists"):
        midtrain(model, TEXTS, tmp_path / "read", settings)


def test_replay_makes_up_its_share_and_the_order_is_the_seeds() -> None:
    other = ["x" * 100] * 50
    texts = mixed(["y" * 90] * 10, other, 0.1, seed=0)
    assert sum(map(len, texts)) == 1000
    assert texts != mixed(["y" * 90] * 10, other, 0.1, seed=1)
    assert sum(map(len, mixed(["y" * 90] * 10, ["x" * 10**6], 0.1, seed=0))) == 1000, "one long text is cut"
    assert sorted(mixed(TEXTS, [], 0.1, seed=0)) == sorted(TEXTS)


def test_midtraining_comes_first_in_a_chain_and_has_no_rounds() -> None:
    assert TrainConfig(arms=["midtrain+dpo"], rounds=2).chains() == ["midtrain", "midtrain+dpo", "midtrain+dpo-2"]
    with pytest.raises(UserError, match="midtrain first"):
        load("default", ["train.arms=[dpo+midtrain]"])


def test_documents_come_from_files_of_several_kinds(tmp_path: Path) -> None:
    (tmp_path / "docs.jsonl").write_text('{"text": "one", "id": 1}\n{"text": "two"}\n')
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.md").write_text("three")
    (tmp_path / "folder" / "b.md").mkdir()
    (tmp_path / "folder" / "c.jsonl").write_text('{"text": "four"}\n')
    assert read_texts(str(tmp_path / "docs.jsonl")) == ["one", "two"]
    assert read_texts(str(tmp_path / "folder")) == ["three", "four"]
    assert read_texts(str(tmp_path / "folder" / "a.md")) == ["three"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("docs.jsonl", b'{"text": "one"}\n{"txt": "two"}\n', r"docs.jsonl:2: field 'text': null; expected"),
        ("docs.jsonl", b"", "no documents"),
        ("docs.txt", b"\xff\xfe", "not UTF-8"),
        ("docs.txt", b" \n", "empty"),
        (
            "docs.csv",
            b"text\none\n",
            r"docs.csv: not read as documents; expected a name that ends in .jsonl, .md, .txt",
        ),
    ],
)
def test_bad_documents_are_told_in_one_line(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=told):
        read_texts(str(tmp_path / name))
    with pytest.raises(UserError, match="no such file"):
        read_texts(str(tmp_path / "none.jsonl"))


def test_steps_that_processes_cannot_share_are_refused(
    tmp_path: Path, model: ModelConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dpo_degen.parallel.processes", lambda: 8)
    with pytest.raises(UserError, match=r"midtrain.blocks_per_step 8: 8 processes take 16 at once"):
        midtrain(model, TEXTS, tmp_path / "read", MidtrainConfig(blocks_per_device=2))


def test_arms_that_begin_with_midtraining_run_from_one_config(tiny_config, tmp_path: Path) -> None:
    from dpo_degen.pipeline import do_all, open_run

    docs = tmp_path / "docs.jsonl"
    docs.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
    config = load(
        tiny_config(
            midtrain={"docs": str(docs), "max_length": 32, "blocks_per_step": 4, "max_steps": 2},
            train={"arms": ["dpo", "midtrain+dpo"]},
            evaluate={"guards": False},
        )
    )
    do_all(open_run(tmp_path / "run", config))
    summary = json.loads((tmp_path / "run" / "summary.json").read_text())
    assert [arm["arm"] for arm in summary["arms"]] == ["base", "dpo", "midtrain+dpo"], "midtrain only leads there"
    assert [arm["train_steps"] for arm in summary["arms"]] == [None, 3, 3]
    assert [link["steps"] for link in summary["arms"][2]["links"]] == [2, 3]
    docs.write_text(json.dumps({"text": "other"}) + "\n")
    with pytest.raises(UserError, match="--redo train"):
        do_all(open_run(tmp_path / "run", config))


def test_a_killed_reading_goes_on_and_ends_in_the_same_weights(
    tmp_path: Path, model: ModelConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = MidtrainConfig(**{**vars(SETTINGS), "save_steps": 2})
    midtrain(model, TEXTS, tmp_path / "whole", settings)
    advance = Bar.advance

    def killed(bar: Bar, items: int = 1, loops: int | None = None) -> None:
        advance(bar, items, loops)
        if bar.done == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(Bar, "advance", killed)
    with pytest.raises(KeyboardInterrupt):
        midtrain(model, TEXTS, tmp_path / "read", settings)
    assert not (tmp_path / "read").exists()
    monkeypatch.setattr(Bar, "advance", advance)
    midtrain(model, TEXTS, tmp_path / "read", settings)
    whole, read = (load_file(tmp_path / name / "model.safetensors") for name in ("whole", "read"))
    assert all(torch.allclose(whole[name], read[name], atol=1e-6) for name in whole)


def test_the_command_makes_a_model_without_a_run(tmp_path: Path, tiny_model: Path, capsys: pytest.CaptureFixture[str]):
    docs, out = tmp_path / "docs.jsonl", tmp_path / "read"
    docs.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
    short = ["midtrain.max_steps=1", "midtrain.max_length=32", "model.device=cpu", f"model.name={tiny_model}"]
    assert main(["midtrain", str(out), "--docs", str(docs), *short]) == 0
    assert "40 documents, 1 steps" in capsys.readouterr().out
    assert (out / "model.safetensors").is_file()
    assert main(["midtrain", str(out), "--docs", str(docs), *short]) == 2
    assert "exists" in capsys.readouterr().err
