"""The command line as a user meets it: end to end on the tiny model, and one line for every kind of bad input."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from dpo_degen.cli import main
from dpo_degen.jsonl import read_jsonl
from dpo_degen.records import Pair, Sample, Skip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "dpo_degen", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )


@pytest.fixture(scope="module")
def finished(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory):
    """One whole run through the real command."""
    home = tmp_path_factory.mktemp("cli")
    prompts = home / "asked.jsonl"
    rows = [
        {"id": f"{domain}-{i}", "domain": domain, "split": split, "prompt": f"the cat {i} sat " + "on " * (i % 20)}
        for domain, split, numbers in (
            ("mat", "train", range(12)),
            ("mat", "eval", range(20, 24)),
            ("dog", "eval", range(40, 44)),
        )
        for i in numbers
    ]
    prompts.write_text("".join(json.dumps({**r, "id": f"{r['split']}-{r['id']}"}) + "\n" for r in rows))
    config = home / "my.yaml"
    config.write_text(
        f"model: {{name: {tiny_model}, device: cpu, dtype: float32}}\nprompts: {{source: {prompts}}}\n"
        "sample: {max_new_tokens: 110, batch_size: 4}\n"
        "pair: {chosen_tokens: 16, min_chosen_tokens: 4, temperature: 1.0, forks: [prevent], endings: 0}\n"
        "train: {arms: [sft, dpo, sft+dpo], max_steps: 20, rounds: 1, anchor: 0, side_tokens: null, "
        "learning_rate: 0.02, sft_learning_rate: 0.001, embeddings: true}\n"  # of which the tiny model mostly consists
        "evaluate: {perplexity_tokens: 64, also: [{temperature: 0.9, max_new_tokens: 60}]}\n"
    )
    out = home / "run"
    return command("run", config, "--out", out), config, out


def test_run_makes_everything_and_prints_the_table(finished) -> None:
    done, _, out = finished
    assert done.returncode == 0, done.stderr
    assert str(out / "report.html") in done.stdout.replace("\n", "")
    for arm in ("base", "sft", "dpo", "sft+dpo"):
        assert arm in done.stdout
        assert (out / "evaluation" / arm / "rows.jsonl").is_file()
    samples = list(read_jsonl(out / "samples" / "train.jsonl", Sample))
    pairs = list(read_jsonl(out / "pairs" / "pairs.jsonl", Pair))
    skips = list(read_jsonl(out / "pairs" / "skipped.jsonl", Skip))
    assert sorted(s.id for s in samples) == sorted([p.sample_id for p in pairs] + [s.sample_id for s in skips])
    manifest = json.loads((out / "manifest.json").read_text())
    assert list(manifest["stages"]) == ["sample", "detect", "pair", "train", "evaluate"]
    assert manifest["versions"]["trl"]
    assert manifest["inputs"]["model"]
    page = (out / "report.html").read_text()
    assert "<script" not in page


def test_the_log_in_the_run_folder_tells_what_was_done_when(finished) -> None:
    done, _, out = finished
    log = (out / "run.log").read_text()
    said = [line.partition("  ")[2] for line in log.splitlines()]
    assert [line for line in said if line.endswith(" ...")] == [
        f"{stage} ..." for stage in ("sample", "detect", "pair", "train", "evaluate")
    ]
    assert all(line in done.stderr for line in said)
    assert any("tok/s" in line and "loop" in line for line in said)


def test_dpo_removes_the_loops_of_the_tiny_model(finished) -> None:
    _, _, out = finished
    arms = {arm["arm"]: arm for arm in json.loads((out / "summary.json").read_text())["arms"]}
    assert arms["base"]["loops"]["count"] >= 5
    assert arms["dpo"]["loops"]["count"] < arms["base"]["loops"]["count"]
    assert arms["dpo"]["train_steps"] == arms["sft"]["train_steps"] == 20
    assert arms["base"]["unseen"]["n"] == 4
    assert 0 < arms["base"]["wasted_seconds"] < arms["base"]["decode_seconds"]


def test_what_the_repair_cost_is_scored_by_the_right_models(finished) -> None:
    _, _, out = finished
    summary = json.loads((out / "summary.json").read_text())
    arms = {arm["arm"]: arm for arm in summary["arms"]}
    base, dpo = arms["base"]["costs"], arms["dpo"]["costs"]
    assert (base["capability"]["mean"], base["capability"]["n"]) == (0, 180)
    assert dpo["capability"]["mean"] != 0, "by the arm's own weights"
    assert (base["likelihood"], base["on_topic"]) == (None, None), "all outputs of the tiny model loop"
    assert dpo["on_topic"]["n"] == dpo["shorter"]["n"] == arms["dpo"]["versus_base"]["fixed"]
    assert dpo["perplexity"]["mean"] == pytest.approx(arms["dpo"]["perplexity_ratio"] - 1), "over windows as in whole"
    assert {guard["name"] for guard in arms["dpo"]["guards"]} >= {"perplexity", "capability", "shorter"}


def test_every_decoding_is_evaluated_and_the_first_one_counts(finished) -> None:
    _, _, out = finished
    summary = json.loads((out / "summary.json").read_text())
    schema = json.loads((files("dpo_degen.reporting") / "summary.schema.json").read_text())
    Draft202012Validator(schema).validate(summary)
    greedy, drawn = summary["decodings"]
    assert (greedy["decoding"], drawn["decoding"]) == ("greedy, 110 tokens", "temperature 0.9, 60 tokens")
    assert [arm["loops"] for arm in greedy["arms"]] == [arm["loops"] for arm in summary["arms"]]
    assert all(arm["loops"]["n"] == 8 for way in (greedy, drawn) for arm in way["arms"])
    assert drawn["decoding"] in (out / "report.html").read_text()


def test_models_are_compared_without_training(
    finished, tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, config, out = finished
    prompts = tmp_path / "asked.jsonl"
    rows = [json.loads(line) for line in (config.parent / "asked.jsonl").read_text().splitlines()]
    held_out = [{k: v for k, v in row.items() if k != "split"} for row in rows if row["split"] == "eval"]
    prompts.write_text("".join(json.dumps(row) + "\n" for row in held_out))
    settings = ("sample.max_new_tokens=110", "evaluate.perplexity_tokens=64", "model.device=cpu", "model.dtype=float32")
    models = ("--model", tiny_model, "--model", out / "models" / "dpo")
    done = command("evaluate", tmp_path / "ab", *models, "--prompts", prompts, "sample.batch_size=4", *settings)
    assert done.returncode == 0, done.stderr
    summary = json.loads((tmp_path / "ab" / "summary.json").read_text())
    found = {arm["arm"]: arm for arm in summary["arms"]}
    before = {arm["arm"]: arm for arm in json.loads((out / "summary.json").read_text())["arms"]}
    for arm in ("base", "dpo"):
        assert found[arm]["loops"] == before[arm]["loops"]
        assert found[arm]["perplexity"] == before[arm]["perplexity"]
    assert (tmp_path / "ab" / "report.html").is_file()
    prompts.write_text(prompts.read_text().replace("the cat", "the dog"))
    again = command("evaluate", tmp_path / "ab", *models, "--prompts", prompts, "sample.batch_size=4", *settings)
    assert again.returncode == 2, "what was measured on other prompts is not shown for these"
    assert "stage 'evaluate' was made with other settings or inputs (hash of prompts)" in again.stderr
    prompts.write_text(prompts.read_text().replace("the dog", "the cat"))
    monkeypatch.chdir(tmp_path)
    for line in summary["commands"]:
        assert main(line.split()[1:]) == 0
    assert json.loads((tmp_path / "ab-again" / "summary.json").read_text())["arms"][1]["loops"] == found["dpo"]["loops"]
    side_by_side = command("compare", out, tmp_path / "ab")
    assert side_by_side.returncode == 0, side_by_side.stderr
    assert "0 / 0" in side_by_side.stdout
    assert "train.arms" in side_by_side.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("evaluate", "{tmp}/x", "--prompts", "p.jsonl"), "--prompts goes with --model"),
        (("evaluate", "{tmp}/x", "--model", "{tiny}", "--model", "./gone"), "gone"),
        (("evaluate", "{tmp}/x", "--model", "{tiny}", "evaluate.models={{base: a}}"), "evaluate.models"),
        (("compare", "{tmp}", "{tmp}"), "no config.yaml, so no run folder"),
        (("run", "demo", "prompts.eval_share=1"), "1 where train.arms is empty"),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_line(
    arguments: tuple, told: str, tmp_path: Path, tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([each.format(tmp=tmp_path, tiny=tiny_model) for each in arguments]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert not (tmp_path / "x").exists()


def test_the_same_command_again_does_nothing_twice(finished) -> None:
    _, config, out = finished
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*.jsonl")}
    again = command("run", config, "--out", out)
    assert again.returncode == 0
    assert again.stderr.count("complete") == 5
    assert {p: p.stat().st_mtime_ns for p in out.rglob("*.jsonl")} == before


def test_stages_alone(finished, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, out = finished
    assert main(["pair", str(out), "--preview", "1"]) == 0
    assert "rejected [cut, no end token in the loss]" in capsys.readouterr().out
    assert main(["detect", str(out)]) == 0
    assert "--redo makes it again" in capsys.readouterr().err
    assert main(["detect", str(out), "--fail-above", "0.1"]) == 2
    assert "--fail-above are for files of outputs" in capsys.readouterr().err


def test_a_report_is_made_of_the_folder_alone_and_its_settings_may_change(
    finished, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, config, out = finished
    moved = tmp_path / "moved"
    shutil.copytree(out, moved)
    settings = (moved / "config.yaml").read_text().replace(str(config.parent), "/nowhere")
    (moved / "config.yaml").write_text(settings)
    (moved / "report.html").unlink()
    assert main(["report", str(moved), "report.examples=2"]) == 0
    assert "report.html" in capsys.readouterr().out.replace("\n", "")
    assert len(json.loads((moved / "summary.json").read_text())["examples"]) == 2


def test_loops_that_are_all_held_out_end_in_a_report(
    tiny_config: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config, out = tiny_config(train={"arms": ["dpo"], "rounds": 2, "holdout": 0.999}), tmp_path / "run"
    assert main(["run", str(config), "--out", str(out)]) == 0
    assert re.search(r"too little to repair: all \d+ loops are held out to judge rounds", capsys.readouterr().err)
    assert json.loads((out / "summary.json").read_text())["verdict"]["outcome"] == "cannot tell"


def test_settings_that_only_say_with_what_means_may_change(finished, capsys: pytest.CaptureFixture[str]) -> None:
    _, config, out = finished
    assert main(["run", str(config), "--out", str(out), "sample.batch_size=3", "train.save_steps=9"]) == 0
    assert capsys.readouterr().err.count("complete") == 5


def test_a_folder_that_is_no_run_is_left_alone(
    tiny_config: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    precious = tmp_path / "project" / "models" / "mine.txt"
    precious.parent.mkdir(parents=True)
    precious.touch()
    out = precious.parents[1]
    assert main(["run", str(tiny_config()), "--out", str(out), "--redo", "sample"]) == 2
    assert "holds 'models' but is no run folder; choose another --out" in capsys.readouterr().err
    assert [p.name for p in out.rglob("*")] == ["models", "mine.txt"]


def test_a_run_folder_of_another_config_is_refused(finished, capsys: pytest.CaptureFixture[str]) -> None:
    _, config, out = finished
    assert main(["run", str(config), "--out", str(out), "train.beta=0.7"]) == 2
    error = capsys.readouterr().err
    assert "train.beta was 0.1 and is now 0.7; use --redo train" in error
    assert error.count("\n") == 1
    unread = ["run", str(config), "--out", str(out), "midtrain.epochs=2", "train.beta=0.7"]
    assert main(unread) == 2
    error = capsys.readouterr().err
    assert "train.beta" in error
    assert "midtrain" not in error, "no arm of this run reads"


def test_dry_run_and_print_config_write_nothing(
    tiny_config: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dpo_degen.plan._GB", 1e3)  # the model is tiny
    config = tiny_config()
    before = set(tmp_path.iterdir())
    assert main(["run", str(config), "--out", str(tmp_path / "out"), "--dry-run"]) == 0
    plan = capsys.readouterr().out
    assert "sample      12 outputs of 12 prompts, at most 1,320 tokens, 2 at once" in plan
    assert "up to 3 steps of 4 pairs (2 at once, 2 accumulated)" in plan
    assert main(["run", str(config), "--out", str(tmp_path / "out"), "--dry-run", "train.lora=true"]) == 0
    full, adapter = (float(re.findall(r"([\d.]+) GB of disk", each)[0]) for each in (plan, capsys.readouterr().out))
    assert 4 * adapter < full, "checkpoints of an adapter take no room"
    assert main(["run", str(config), "--print-config", "train.beta=0.25"]) == 0
    assert "beta: 0.25" in capsys.readouterr().out
    assert set(tmp_path.iterdir()) == before


def test_nothing_to_repair_is_good_news(
    tiny_config: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tiny_config(sample={"temperature": 1.5})
    assert main(["run", str(config), "--out", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr()
    assert "nothing to repair: no output loops (0.0%, 95 % interval 0.0% to 24.2%)" in shown.err
    assert "nothing to repair" in shown.out
    assert (tmp_path / "out" / "report.html").is_file()


def test_no_chosen_side_to_be_found_says_what_was_tried(
    tiny_config: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tiny_config(pair={"temperature": 0.01, "chosen_tokens": 110, "tries": 1, "min_chosen_tokens": 20})
    assert main(["run", str(config), "--out", str(tmp_path / "out")]) == 2
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert "no pair could be made of" in last
    assert "times 'every continuation loops'" in last
    assert "raise pair.tries" in last
    assert len(list(read_jsonl(tmp_path / "out" / "pairs" / "skipped.jsonl", Skip))) == 12


def test_logs_of_ones_own_take_the_place_of_sampling(
    tiny_config: Callable[..., Path], write_lines: Callable[..., Path], tmp_path: Path
) -> None:
    looping = "the cat sat on the mat. " * 8
    rows = [{"prompt": f"the cat {i}", "output": looping} for i in range(6)]
    logs = write_lines(*rows, name="logs.jsonl")
    asked = json.loads((tiny_config().parent / "asked.jsonl").read_text().splitlines()[-1])
    logs.write_text(logs.read_text() + json.dumps({"prompt": asked["prompt"], "output": looping}) + "\n")
    config = tiny_config(sample={"engine": "file", "path": str(logs), "max_new_tokens": 110}, train={"arms": ["dpo"]})
    out = tmp_path / "out"
    assert main(["run", str(config), "--out", str(out)]) == 0
    samples = list(read_jsonl(out / "samples" / "train.jsonl", Sample))
    assert len(samples) == 6, "what evaluation asks is left out"
    assert all(s.retokenized and s.engine == "file" for s in samples)
    assert list(read_jsonl(out / "pairs" / "pairs.jsonl", Pair))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"model": {"name": "./nowhere"}}, "no such model folder"),
        ({"prompts": {"source": "./gone.jsonl"}}, "gone.jsonl: no such file"),
        ({"sample": {"max_new_tokens": 9999}}, "prompts leave no room for max_new_tokens 9999 in the model's 2048"),
        ({"sample": {"engine": "file", "path": "./gone.jsonl"}}, "gone.jsonl: no such file"),
        ({"evaluate": {"perplexity_text": "./gone.txt"}}, "gone.txt: cannot read the text for perplexity"),
        ({"train": {"report_to": "typo"}}, "train.report_to 'typo': not installed; expected none or one of"),
        ({"detect": {"detector": "no.such.detector"}}, "detect.detector 'no.such.detector'"),
        ({"evaluate": {"max_new_tokens": 9999}}, "leave no room for max_new_tokens 9999"),
    ],
)
def test_bad_input_ends_with_code_2_and_one_line(
    tiny_config: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict, message: str
) -> None:
    assert main(["run", str(tiny_config(**changes)), "--out", str(tmp_path / "out")]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("dpo-degen: ")]
    assert len(lines) == 1
    assert message in lines[0]
    assert not list((tmp_path / "out").rglob("*.jsonl")), "nothing half-written"


def test_a_stage_before_its_input_says_which_comes_first(
    tiny_config: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["train", str(out)]) == 2
    assert "no config.yaml, so no run folder" in capsys.readouterr().err
    assert main(["pair", str(out), "--config", str(tiny_config())]) == 2
    assert "stage 'sample' is not complete; run it before 'pair'" in capsys.readouterr().err
    assert main(["sample", str(out), "--config", str(tiny_config())]) == 0
    assert main(["evaluate", str(out), "--redo"]) == 2
    assert "stage 'detect' is not complete; run it before 'evaluate'" in capsys.readouterr().err


def test_a_full_disk_while_sampling_keeps_whole_records_and_goes_on_later(
    tiny_config: Callable[..., Path], tmp_path: Path
) -> None:
    """The kernel refuses files beyond 4 KiB in the first try, as it does on a full disk."""
    config, out = tiny_config(), tmp_path / "out"
    limited = f"ulimit -f 4; exec {sys.executable} -m dpo_degen sample {out} --config {config}"
    first = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert first.returncode == 2
    assert "samples/train.jsonl: cannot write: File too large; free some space" in first.stderr
    kept = list(read_jsonl(out / "samples" / "train.jsonl", Sample))
    assert 0 < len(kept) < 12
    assert main(["sample", str(out)]) == 0
    done = list(read_jsonl(out / "samples" / "train.jsonl", Sample))
    assert done[: len(kept)] == kept
    assert len({s.id for s in done}) == len(done) == 12


def test_a_full_disk_while_training_says_so_and_goes_on_later(tiny_config: Callable[..., Path], tmp_path: Path) -> None:
    """Weights do not fit below 64 KiB a file; the frameworks report that as errors of their own kinds."""
    config, out = tiny_config(train={"arms": ["dpo"], "save_steps": 1}), tmp_path / "out"
    for stage in ("sample", "detect", "pair"):
        assert main([stage, str(out), "--config", str(config)]) == 0
    limited = f"ulimit -f 64; exec {sys.executable} -m dpo_degen train {out}"
    first = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert first.returncode == 2, first.stderr
    assert "cannot write" in first.stderr.splitlines()[-1]
    assert main(["train", str(out)]) == 0
    assert (out / "models" / "dpo" / "model.safetensors").is_file()


def test_detect_works_with_the_base_install(write_lines: Callable[..., Path]) -> None:
    """Blocks every package of the `train` extra and judges a file."""
    path = write_lines({"text": "Fine."}, {"text": "again and again and so on, " * 30})
    blocked = [
        "torch",
        "transformers",
        "trl",
        "datasets",
        "peft",
        "accelerate",
        "rich",
        "scipy",
        "jinja2",
        "matplotlib",
        "yaml",
        "jsonargparse",
    ]
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({blocked!r})); "
        f"from dpo_degen.cli import main; sys.exit(main(['detect', {str(path)!r}, '--fail-above', '0.1']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "1 loop" in done.stdout


def test_without_the_extra_a_stage_says_how_to_get_it(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['jsonargparse'] = None; from dpo_degen.cli import main; "
        f"sys.exit(main(['run', 'demo', '--out', {str(tmp_path)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "needs 'jsonargparse', which comes with the full install: pip install '.[train]'" in done.stderr


def test_help_names_every_verb() -> None:
    text = command("--help").stdout
    for verb in ("run", "sample", "detect", "pair", "train", "evaluate", "report"):
        assert f"  {verb}" in text
