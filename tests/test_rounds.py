"""Rounds: the repaired model is sampled again, judged on prompts that no pair is made of, and trained on."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dpo_degen import arms
from dpo_degen.cli import main
from dpo_degen.config import BASE, TrainConfig
from dpo_degen.errors import UserError
from dpo_degen.folder import RunFolder
from dpo_degen.jsonl import read_json, read_jsonl, write_json
from dpo_degen.records import Pair, Sample, Skip
from dpo_degen.rounds import better, kept, lineage, marked, used
from dpo_degen.run import Run
from dpo_degen.settings import load
from dpo_degen.stages import RUNNERS, sample_arm

if TYPE_CHECKING:
    from collections.abc import Callable


def figures(loops: int, perplexity: float | None = 10.0, first: int = 0) -> dict[str, Any]:
    looped = [f"p{number}" for number in range(first, first + loops)]
    return {"loops": loops, "n": 20, "perplexity": perplexity, "looped": looped}


def test_each_arm_starts_from_the_one_before() -> None:
    config = TrainConfig(arms=["sft", "dpo", "sft+dpo"], rounds=3)
    names = config.chains()
    assert names == ["sft", "dpo", "dpo-2", "dpo-3", "sft+dpo", "sft+dpo-2", "sft+dpo-3"]
    parents = [BASE, BASE, "dpo", "dpo-2", "sft", "sft+dpo", "sft+dpo-2"]
    assert [config.parent(arm) for arm in names] == parents
    assert lineage("sft+dpo-2") == [BASE, "sft", "sft+dpo"]


@pytest.mark.parametrize(
    ("before", "after", "helped"),
    [
        (figures(9), figures(3), True),
        (figures(3), figures(3), True),
        (figures(3), figures(4), True),
        (figures(5), figures(9), True),
        (figures(5), figures(10), False),  # the five that looped before do so again, so five new ones say something
        (figures(5), figures(10, first=4), True),
        (figures(2), figures(11), False),
        (figures(12), figures(12), False),
        (figures(9), figures(3, perplexity=10.4), False),
        (figures(9), figures(3, perplexity=10.3), True),
    ],
)
def test_a_round_is_used_unless_it_did_harm_beyond_chance_or_human_text_became_unlikely(
    before: Any, after: Any, helped: bool
) -> None:
    assert better([figures(12), before], after, limit=1.03) == helped
    for perplexities in ((None, None), (None, 99.0), (10.0, None)):
        base, last = (figures(12 - 9 * way, perplexity) for way, perplexity in enumerate(perplexities))
        assert better([base], last, limit=1.03), "that guard may be off"


def test_harm_that_adds_up_over_rounds_is_seen() -> None:
    """Each round is held against the best one before, not the last one."""
    before = [figures(15), figures(1), figures(5)]
    assert better(before[:2], before[2], limit=1.03)
    assert better([before[0], before[2]], figures(9), limit=1.03)
    assert not better(before, figures(9), limit=1.03)


@pytest.mark.parametrize(
    ("loops", "last"),
    [
        ([20, 4, 1], "dpo-2"),
        ([20, 4, 5], "dpo-2"),
        ([20, 4, 15], "dpo"),
        ([9, 9], BASE),
        ([9, 4], "dpo"),
        ([9, 9, 1], BASE),
    ],
)
def test_the_last_round_that_can_be_used_is_kept(tmp_path: Path, loops: list[int], last: str) -> None:
    folder, settings = RunFolder(tmp_path), TrainConfig(arms=["dpo"], rounds=3)
    for arm, count in zip([BASE, "dpo", "dpo-2"], loops, strict=False):
        write_json(folder.check(arm), figures(count))
    assert kept(folder, settings) == {"dpo": last}
    assert used({"dpo": last}, settings, ["dpo", "dpo-2"]) == ["dpo" if last == BASE else last]
    assert marked({"midtrain": "midtrain", "midtrain+dpo": last}) == {last} - {BASE}


def test_a_chain_is_not_kept_for_mending_what_its_first_link_broke(tmp_path: Path) -> None:
    folder, settings = RunFolder(tmp_path), TrainConfig(arms=["dpo", "sft+dpo"], rounds=2)
    for arm, count in {BASE: 10, "dpo": 4, "sft": 15, "sft+dpo": 12}.items():
        write_json(folder.check(arm), figures(count))
    assert kept(folder, settings) == {"dpo": "dpo", "sft": BASE, "sft+dpo": BASE}
    trained = ["dpo", "sft", "sft+dpo"]
    assert used(kept(folder, settings), settings, trained) == ["dpo", "sft+dpo"], "sft only leads to sft+dpo"
    assert used({}, settings, trained[:2]) == ["dpo", "sft"], "after sft nothing was left to train sft+dpo on"


def test_a_round_that_does_not_help_is_told_without_a_perplexity_too(
    tiny_config: Callable[..., Path], tmp_path: Path, capsys: Any
) -> None:
    """Training so slow that nothing changes, and pairs made before anything was held out."""
    out, train = tmp_path / "run", {"arms": ["dpo"], "max_steps": 1, "learning_rate": 1e-9}
    off = {"perplexity_tokens": 0}
    assert main(["run", str(tiny_config(train=train, evaluate=off)), "--out", str(out)]) == 0
    more = tiny_config("more.yaml", train={**train, "rounds": 2, "holdout": 0.4}, evaluate=off)
    assert main(["run", str(more), "--out", str(out), "--redo", "train"]) == 0
    assert "dpo-2: not trained: dpo brought" in capsys.readouterr().err
    log = read_json(RunFolder(out).models / "dpo" / "training.json")
    held_out = read_json(RunFolder(out).check("dpo"))["n"]
    assert held_out > 0
    assert log["pairs"] < len(list(read_jsonl(RunFolder(out).findings().pairs, Pair))), "held-out prompts train nothing"


def test_anchors_hold_to_the_model_that_the_first_round_starts_from(
    tiny_config: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held to base, a model that has read documents would unlearn them."""
    told: list[list[str | None]] = []

    def train(*given: Any, start: str | None, held_to: str | None, anchors: Any, **_: Any) -> None:
        assert given[0] == "dpo"
        told.append([each and Path(each).name for each in (start, held_to, anchors)])

    monkeypatch.setattr(arms, "train", train)
    monkeypatch.setattr(arms, "_anchors", lambda _, home: home)
    run = Run(load(tiny_config(train={"anchor": 1.0})), RunFolder(tmp_path / "run"))
    for arm in ("dpo", "dpo-2", "midtrain+dpo", "midtrain+dpo-2"):
        arms._train(run, arm, TrainConfig.parent(arm), [])
    read = "midtrain"
    assert told == [[None, None, BASE], ["dpo", None, BASE], [read, read, read], ["midtrain+dpo", read, read]]


def test_perplexities_of_two_texts_are_not_compared(tiny_config: Callable[..., Path], tmp_path: Path) -> None:
    """A run that was killed between base's check and the round's can go on with another text."""
    out, told = tmp_path / "run", []
    for text in ("the cat sat on the mat " * 40, "rain and dog " * 80):
        (tmp_path / "text.txt").write_text(text)
        config = tiny_config(train=GOES_ON, evaluate={"perplexity_text": str(tmp_path / "text.txt")})
        run = Run(load(config), RunFolder(out))
        sample_arm(run, BASE, run.split("train"))
        told.append(arms.check(run, BASE)["perplexity"])
        assert arms.check(run, BASE)["perplexity"] == told[-1]
    assert told[0] != told[1]


def test_outputs_of_one_prompt_are_held_out_together(
    tiny_config: Callable[..., Path], write_lines: Callable[..., Path], tmp_path: Path
) -> None:
    rows = [{"id": f"r{n}", "prompt": f"the cat {n % 20}", "output": "sat " * 30} for n in range(100)]
    sample = {"engine": "file", "path": str(write_lines(*rows, name="logs.jsonl"))}
    run = Run(load(tiny_config(sample=sample, train={"rounds": 2, "holdout": 0.4})), RunFolder(tmp_path / "run"))
    watched = {each.as_text() for each in run.split("train") if each.id in run.watched}
    assert 0 < len(watched) < 20
    assert not watched & {each.as_text() for each in run.split("train") if each.id not in run.watched}
    assert sorted(each.as_text() for each in run.judging) == sorted(watched), "they are judged by once"


def test_a_round_is_judged_by_as_many_outputs_as_were_logged(
    tiny_config: Callable[..., Path], write_lines: Callable[..., Path], tmp_path: Path, tiny_model: Path
) -> None:
    rows = [{"id": f"r{n}", "prompt": f"the cat {n}", "output": "sat " * 30} for n in range(12)]
    sample = {"engine": "file", "path": str(write_lines(*rows, name="logs.jsonl")), "samples": 3}
    run = Run(load(tiny_config(sample=sample, train={"rounds": 2, "holdout": 0.4})), RunFolder(tmp_path / "run"))
    RUNNERS["sample"](run)
    shutil.copytree(tiny_model, run.folder.models / "dpo")
    assert [arms.check(run, arm)["n"] for arm in (BASE, "dpo")] == [len(run.judging)] * 2
    assert len(run.samples("dpo")) == 3 * len(run.judging) > 0


GOES_ON = {
    "arms": ["dpo"], "rounds": 2, "holdout": 0.4, "max_perplexity": 100.0, "max_steps": 4, "learning_rate": 0.02,
    "pairs_per_device": 1, "anchor": 1.0, "side_tokens": 4,
}  # fmt: skip
GOES_ON_PAIRS = {"forks": ["prevent", "escape"], "endings": 0.1}


def test_a_later_round_whose_pairs_do_not_fit_ends_the_rounds_and_not_the_run(
    tiny_config: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    made = arms._pairs

    def late(run: Any, parent: str) -> list[Pair]:
        pairs = made(run, parent)
        return pairs if parent == BASE else [replace(pair, context_ids=[9] * 1024) for pair in pairs]

    monkeypatch.setattr(arms, "_pairs", late)
    out = tmp_path / "run"
    assert main(["run", str(tiny_config(train=GOES_ON, pair=GOES_ON_PAIRS)), "--out", str(out)]) == 0
    assert "dpo-2: not trained: no pair of what still loops fits 1024 tokens" in capsys.readouterr().err
    assert {path.name for path in (out / "evaluation").iterdir() if path.is_dir()} == {BASE, "dpo"}


def test_logged_prompts_leave_room_where_rounds_will_ask_them_again(
    tiny_config: Callable[..., Path], write_lines: Callable[..., Path], tmp_path: Path
) -> None:
    logs = write_lines({"id": "long", "prompt": "the cat " * 990, "output": "sat " * 60}, name="logs.jsonl")
    sample = {"engine": "file", "path": str(logs)}

    def check(**train: Any) -> None:
        Run(load(tiny_config(sample=sample, train={"arms": ["dpo"], **train})), RunFolder(tmp_path / "run")).check()

    check(rounds=1)
    with pytest.raises(UserError, match="leave room"):
        check(rounds=2)
    with pytest.raises(UserError, match="leave room"):
        check(rounds=1, arms=["sft+dpo"])


def test_the_first_round_of_dpo_keeps_human_text_as_likely_as_it_has_to(
    tiny_config: Callable[..., Path], tmp_path: Path, capsys: Any
) -> None:
    """A step far too long is drawn back as far as it must, and is the last one."""
    for rounds in (1, 2):
        folder = RunFolder(tmp_path / f"run-{rounds}")
        bound = {"arms": ["sft", "dpo"], "learning_rate": 0.2, "sft_learning_rate": 0.2, "max_perplexity": 1.01}
        config = tiny_config(f"{rounds}.yaml", train={**GOES_ON, **bound, "rounds": rounds}, pair=GOES_ON_PAIRS)
        assert main(["run", str(config), "--out", str(folder.path)]) == 0
        found = {arm: read_json(folder.scores(arm))["perplexity"] for arm in (BASE, "sft", "dpo")}
        assert found["sft"] > 1.01 * found[BASE], "what others do stays as it is"
        assert found["dpo"] <= 1.01 * found[BASE]
        assert 0 < read_json(folder.models / "dpo" / "training.json")["share"] < 1
        assert "of its way kept" in (folder.models / "dpo" / "README.md").read_text()
    assert "dpo-2: not trained: dpo has gone as far as train.max_perplexity allows" in capsys.readouterr().err


def test_a_run_of_two_rounds(tiny_config: Callable[..., Path], tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "run"
    config = tiny_config(train=GOES_ON, pair=GOES_ON_PAIRS)
    assert main(["run", str(config), "--out", str(out)]) == 0
    capsys.readouterr()
    folder = RunFolder(out)
    first = read_json(folder.check("dpo"))
    samples = list(read_jsonl(folder.findings().samples, Sample))
    watched = {skip.prompt_id for skip in read_jsonl(folder.findings().skipped, Skip) if "held out" in skip.reason}
    assert 0 < first["n"] == len(watched) < 12
    assert not watched & {pair.prompt_id for pair in read_jsonl(folder.findings().pairs, Pair)}
    trained = [path.name for path in folder.models.iterdir() if path.is_dir()]
    assert sorted(trained) == ["dpo", "dpo-2"]
    again = list(read_jsonl(folder.findings("dpo").samples, Sample))
    assert {s.model for s in again} == {"models/dpo"}
    assert len(again) == len(samples)
    assert all(pair.prompt_id not in watched for pair in read_jsonl(folder.findings("dpo").pairs, Pair))
    last = kept(folder, load(folder.config).train)["dpo"]
    assert {path.name for path in folder.evaluation.iterdir() if path.is_dir()} == {BASE, last}
    assert [each["arm"] for each in read_json(folder.summary)["rounds"]] == [BASE, *trained]
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.jsonl")}
    assert main(["run", str(config), "--out", str(out)]) == 0
    assert before == {path: path.stat().st_mtime_ns for path in out.rglob("*.jsonl")}, "nothing is made twice"
    every = ["evaluate", str(out), "evaluate.every_round=true", "--redo"]
    assert main(every) == 0
    assert {path.name for path in folder.evaluation.iterdir() if path.is_dir()} == {BASE, *trained}
