"""What the trainers see is what was sampled, token for token, and no end that nobody sampled."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer, MixtralConfig

from dpo_degen.config import ModelConfig, PairConfig, TrainConfig
from dpo_degen.errors import UserError
from dpo_degen.models import load_model
from dpo_degen.pairing import make_pairs
from dpo_degen.progress import Bar
from dpo_degen.records import Pair
from dpo_degen.training import counted, steps, train, trainers, work_folder
from dpo_degen.training.data import grouped
from dpo_degen.training.work import latest_checkpoint
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from dpo_degen.config import Method

END = 1
LOOP = [40, 41, 42]
SETTINGS = TrainConfig(
    pairs_per_step=4, pairs_per_device=2, learning_rate=1e-3, sft_learning_rate=1e-3, anchor=0, side_tokens=None
)


def pair(number: int, **changes: Any) -> Pair:
    values = {
        "id": f"s{number}", "sample_id": f"s{number}", "prompt_id": f"p{number}", "domain": "d", "method": "branch",
        "context_ids": [3, 60 + number, 4, *LOOP], "chosen_ids": [100 + number, 120, 130 + number],
        "rejected_ids": LOOP * 4, "chosen_ended": False, "rejected_ended": False, "onset": 0, "branch": 3, "period": 3,
    }  # fmt: skip
    return Pair(**{**values, **changes})


PAIRS = [pair(i) for i in range(8)]


def build(tiny_model: Path, tmp_path: Path, method: str, pairs: list[Pair] = PAIRS, **settings: Any) -> Any:
    config = ModelConfig(name=str(tiny_model), device="cpu")
    chosen = replace(SETTINGS, **settings)
    common = trainers.common_arguments(chosen, config, 0, tmp_path) | {"bf16": False}
    vocabulary = Vocabulary.load(str(tiny_model), config)
    model = load_model(str(tiny_model), config, dtype=torch.float32, device="cpu")
    make = trainers.trl_trainer if method == "dpo" else trainers.sft_trainer
    return make(model, vocabulary, pairs, chosen, common, tmp_path)


def seen(trainer: Any, mask: str) -> list[tuple[list[int], list[int]]]:
    """(all ids, ids with loss) of every row that a pass over the training data feeds to the model."""
    rows = []
    for batch in trainer.get_train_dataloader():
        masks = batch[mask] if mask == "completion_mask" else batch[mask] != -100
        for ids, used, loss in zip(batch["input_ids"], batch["attention_mask"], masks, strict=True):
            rows.append((ids[used == 1].tolist(), ids[loss == 1].tolist()))
    return rows


def test_dpo_trains_on_exactly_the_sampled_ids(tiny_model: Path, tmp_path: Path) -> None:
    rows = seen(build(tiny_model, tmp_path, "dpo"), "completion_mask")
    expected = [(p.context_ids + side, side) for p in PAIRS for side in (p.chosen_ids, p.rejected_ids)]
    assert sorted(rows) == sorted(expected)
    assert all(END not in ids for ids, _ in rows)


def test_sft_trains_on_exactly_the_chosen_ids(tiny_model: Path, tmp_path: Path) -> None:
    rows = seen(build(tiny_model, tmp_path, "sft"), "labels")
    assert sorted(rows) == sorted((p.context_ids + p.chosen_ids, p.chosen_ids) for p in PAIRS)


def test_dpo_counts_a_side_where_the_model_branches_off_and_sft_all_of_it(tiny_model: Path, tmp_path: Path) -> None:
    config = ModelConfig(name=str(tiny_model), device="cpu", dtype="float32")
    settings = replace(SETTINGS, max_steps=3, learning_rate=0.02, embeddings=True)

    def losses(method: Any, pairs: list[Pair], tokens: int | None) -> list[float]:
        out = tmp_path / f"{method}-{tokens}-{len(pairs[0].chosen_ids)}"
        return [
            step["loss"] for step in train(method, config, pairs, out, replace(settings, side_tokens=tokens))["history"]
        ]

    short = losses("dpo", PAIRS, 1)
    assert short == losses("dpo", [each.cut(1) for each in PAIRS], None)
    assert short != losses("dpo", PAIRS, None)
    assert losses("sft", PAIRS, 1) == losses("sft", PAIRS, None)
    given = [pair(0, method="reference"), pair(1, method="whole")]
    assert counted(given, 1) == given
    ended = pair(0, chosen_ids=[100, END], chosen_ended=True)
    assert (ended.cut(2).chosen_ended, ended.cut(1).chosen_ended) == (True, False)


def test_an_end_that_was_sampled_stays(tiny_model: Path, tmp_path: Path) -> None:
    pairs = [pair(i, chosen_ids=[100, 120, END], chosen_ended=True) for i in range(4)]
    assert ([*pairs[0].context_ids, 100, 120, END], [100, 120, END]) in seen(
        build(tiny_model, tmp_path, "dpo", pairs), "completion_mask"
    )


def test_reference_log_probabilities_are_those_of_the_start(tiny_model: Path, tmp_path: Path) -> None:
    trainer = build(tiny_model, tmp_path, "dpo")
    model = AutoModelForCausalLM.from_pretrained(tiny_model)
    for row, each in zip(trainer.train_dataset, PAIRS, strict=True):
        assert row["ref_rejected_logps"] == pytest.approx(log_p(model, each.context_ids, each.rejected_ids), abs=1e-3)


def test_pairs_of_like_length_share_a_batch_in_an_order_that_is_fixed() -> None:
    pairs = [pair(i, context_ids=[3] * (7 * i % 11 + 1)) for i in range(11)]
    ordered = grouped(pairs, 4, seed=0)
    lengths = [len(p.context_ids) for p in ordered]
    assert sorted(p.id for p in ordered) == sorted(p.id for p in pairs)
    assert {tuple(sorted(lengths[i : i + 4])) for i in (0, 4, 8)} == {(1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11)}
    assert sorted(lengths[8:]) == [9, 10, 11], "the short batch is last"
    assert grouped(pairs, 4, seed=0) == ordered
    assert len({tuple(p.id for p in grouped(pairs, 2, seed=s)) for s in range(6)}) > 1


def log_p(model: Any, context: list[int], ids: list[int]) -> float:
    """Sum of log p(ids | context), in nats."""
    with torch.inference_mode():
        logits = model.eval()(input_ids=torch.tensor([context + ids])).logits[0].float().log_softmax(-1)
    return float(sum(logits[len(context) + i - 1, token] for i, token in enumerate(ids)))


@pytest.fixture(scope="module")
def real_pairs(prompts: Any, looping: Any, engine: Any, detector: Any) -> list[Pair]:
    """Pairs of the tiny model's own loops, none of whose sides ended."""
    config = PairConfig(
        forks=["prevent"], endings=0, chosen_tokens=12, rejected_tokens=18, min_chosen_tokens=4, temperature=1.0
    )
    pairs = make_pairs(prompts, *looping, engine, detector, config)[0]
    return [p for p in pairs if not p.chosen_ended]


@pytest.mark.parametrize("phantom", [False, True])
def test_training_on_a_loop_that_never_ended_does_not_unlearn_ending(
    tiny_model: Path, tmp_path: Path, real_pairs: list[Pair], phantom: bool
) -> None:
    """log p(end | loop) rises. With the end token that text-based DPO closes both sides with, it falls."""
    tail = [END] if phantom else []
    pairs = [replace(p, chosen_ids=p.chosen_ids + tail, rejected_ids=p.rejected_ids + tail) for p in real_pairs]
    out = tmp_path / "dpo"
    config = ModelConfig(name=str(tiny_model), device="cpu")
    train("dpo", config, pairs, out, replace(SETTINGS, max_steps=8))
    before, after = (AutoModelForCausalLM.from_pretrained(folder) for folder in (tiny_model, out))
    for p in real_pairs:
        loop = p.context_ids + p.rejected_ids
        assert (log_p(after, loop, [END]) < log_p(before, loop, [END])) == phantom
        assert log_p(after, p.context_ids, p.rejected_ids) < log_p(before, p.context_ids, p.rejected_ids)


@pytest.mark.parametrize("lora", [False, True])
def test_a_trained_model_is_a_complete_folder(tiny_model: Path, tmp_path: Path, lora: bool) -> None:
    out = tmp_path / "models" / "dpo"
    config = ModelConfig(name=str(tiny_model), device="cpu")
    log = train("dpo", config, PAIRS, out, replace(SETTINGS, lora=lora, lora_r=4, lora_alpha=8))
    assert log["steps"] == steps(len(PAIRS), SETTINGS.pairs_per_step, SETTINGS) == 2
    assert json.loads((out / "training.json").read_text())["history"][-1]["step"] == 2
    loaded = AutoModelForCausalLM.from_pretrained(out)
    assert AutoTokenizer.from_pretrained(out).chat_template
    assert loaded.generation_config.eos_token_id == [1, 2]
    base = AutoModelForCausalLM.from_pretrained(tiny_model)
    changed = [n for n, w in loaded.state_dict().items() if not torch.equal(w, base.state_dict()[n])]
    assert changed
    assert ("lm_head.weight" in changed) != lora
    assert [p.name for p in out.parent.iterdir()] == ["dpo"], "no work folder is left"


@pytest.mark.parametrize(
    "loss",
    [
        "sigmoid", "hinge", "ipo", "exo_pair", "nca_pair", "robust", "bco_pair", "sppo_hard", "aot", "aot_unpaired",
        "apo_zero", "apo_down", "discopop", "sft", "sigmoid_norm",
    ],
)  # fmt: skip
def test_every_loss_of_trl_is_reachable(tiny_model: Path, tmp_path: Path, loss: str) -> None:
    trainer = build(tiny_model, tmp_path, "dpo", loss=[loss], label_smoothing=0.01, max_steps=1)
    assert trainer.args.loss_type == [loss]
    trainer.train()
    assert trainer.state.global_step == 1


def test_losses_add_up_with_weights(tiny_model: Path, tmp_path: Path) -> None:
    trainer = build(tiny_model, tmp_path, "dpo", loss=["sigmoid", "sft"], loss_weights=[1.0, 0.2])
    assert (trainer.args.loss_type, trainer.args.loss_weights) == (["sigmoid", "sft"], [1.0, 0.2])
    alone = build(tiny_model, tmp_path, "dpo", loss=["sigmoid"], loss_weights=[3.0])
    assert alone.args.loss_weights == [3.0], "a weight is not lost on the way"


def test_a_checkpoint_cut_short_is_not_resumed_from(tmp_path: Path) -> None:
    for step, whole in ((2, True), (10, True), (12, False)):
        folder = tmp_path / f"checkpoint-{step}"
        folder.mkdir()
        save_file({"weight": torch.zeros(1)}, folder / "model.safetensors")
        if whole:
            (folder / "trainer_state.json").write_text('{"global_step": 2}')
    (tmp_path / "checkpoint-11").mkdir()
    (tmp_path / "checkpoint-11" / "trainer_state.json").write_text('{"global_st')
    network = torch.nn.Linear(1, 1)
    assert latest_checkpoint(tmp_path, network) == tmp_path / "checkpoint-10"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["checkpoint-10", "checkpoint-2"]
    assert latest_checkpoint(tmp_path / "none", network) is None


def test_a_killed_training_goes_on_where_the_hub_has_other_names_for_weights(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mixture of experts: its checkpoints would be read back without the experts, and nobody told."""
    home, size = tmp_path / "model", len(AutoTokenizer.from_pretrained(tiny_model))
    shutil.copytree(tiny_model, home)
    (home / "model.safetensors").unlink()
    small = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    shape = MixtralConfig(vocab_size=size, num_key_value_heads=1, num_local_experts=2, **small)
    AutoModelForCausalLM.from_config(shape).save_pretrained(home)
    config, settings = ModelConfig(name=str(home), device="cpu"), replace(SETTINGS, max_steps=4, save_steps=1)
    train("sft", config, PAIRS, tmp_path / "whole", settings)
    advance = Bar.advance

    def killed(bar: Bar, *given: Any) -> None:
        advance(bar, *given)
        if bar.done == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(Bar, "advance", killed)
    with pytest.raises(KeyboardInterrupt):
        train("sft", config, PAIRS, tmp_path / "resumed", settings)
    monkeypatch.setattr(Bar, "advance", advance)
    train("sft", config, PAIRS, tmp_path / "resumed", settings)
    assert "resumed: going on from checkpoint-" in capsys.readouterr().err
    whole, resumed = (load_file(tmp_path / name / "model.safetensors") for name in ("whole", "resumed"))
    assert any("experts" in name for name in whole)
    for name, weight in whole.items():
        torch.testing.assert_close(resumed[name], weight)


def test_work_left_by_a_call_with_other_pairs_is_not_used(tiny_model: Path, tmp_path: Path) -> None:
    """A checkpoint and a dataset of other pairs lie there; training starts from nothing and sees its own."""
    config, out = ModelConfig(name=str(tiny_model), device="cpu"), tmp_path / "dpo"
    work = work_folder(out)
    (work / "checkpoints" / "checkpoint-1").mkdir(parents=True)
    (work / "checkpoints" / "checkpoint-1" / "trainer_state.json").write_text('{"global_step": 1}')
    (work / "key").write_text("other")
    assert train("dpo", config, PAIRS, out, SETTINGS)["history"][0]["step"] == 1
    with pytest.raises(UserError, match=r"dpo: exists; choose another folder"):
        train("dpo", config, PAIRS, out, SETTINGS)


def test_no_pairs_is_an_error(tiny_model: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no pairs to train on"):
        train("dpo", ModelConfig(name=str(tiny_model)), [], tmp_path / "dpo", SETTINGS)


@pytest.mark.parametrize("method", ["sft", "dpo"])
def test_a_model_with_sampling_flags_but_no_sampling_is_saved_as_it_came(
    tiny_model: Path, tmp_path: Path, method: Method
) -> None:
    """As many on hubs are; TRL writes its own padding id into what transformers then refuses to save."""
    home, flags = tmp_path / "model", {"temperature": 0.6, "top_p": 0.9, "pad_token_id": 3, "eos_token_id": 1}
    shutil.copytree(tiny_model, home)
    (home / "generation_config.json").write_text(json.dumps(flags))
    (home / "preprocessor_config.json").write_text("{}")  # of a model that also sees
    train(method, ModelConfig(name=str(home), device="cpu"), PAIRS, tmp_path / "out", replace(SETTINGS, max_steps=1))
    assert json.loads((tmp_path / "out" / "generation_config.json").read_text()) == flags
    assert (tmp_path / "out" / "preprocessor_config.json").is_file()
