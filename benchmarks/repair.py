"""Ways to repair a looping model side by side: the same prompts, the same rounds, one evaluation.

    python benchmarks/repair.py --tier cpu       # base, SFT, naive DPO, FTPO and ours; under 3 hours on 2 cores
    python benchmarks/repair.py --also ours-lora # that row too
    python benchmarks/repair.py --tier full      # all prompts, all rounds, other recipes, seeds, decodings: for a GPU
    python benchmarks/repair.py --tune           # one round of each method at each of its learning rates

SmolLM2-135M-Instruct on the prompts of data/prompts. Each method is a run of `dpo-degen run default` with the settings
below, in a folder under --out/TIER; what is there is not made again, so a killed benchmark goes on. The table lands in
results/repair-TIER.json and on the screen.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repair_extra import decode_time_fixes, drawn_back, int8, other_decodings
from repair_table import READ, Row, best_rival, judge, markdown, ours_of, rows_of
from targets import RESULTS, keep

from dpo_degen.config import BASE
from dpo_degen.folder import STAGES, RunFolder
from dpo_degen.jsonl import read_json, write_atomic, write_json
from dpo_degen.pipeline import do, open_run
from dpo_degen.run import Run
from dpo_degen.settings import dump, load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.config import Config

COMMON = ("sample.max_new_tokens=384",)
# As many prompts, and models to evaluate, as two cores can do in three hours.
TIERS = {"cpu": ("prompts.train_limit=424",), "full": ("evaluate.every_round=true",)}
WHOLE = ("pair.method=whole", "pair.tries=2", "pair.max_pairs=64")  # a pair costs some five of ours to train


@dataclass(frozen=True)
class Method:
    """A way to repair: its settings over the default recipe, and its learning rates, its authors' own first."""

    name: str
    settings: tuple[str, ...]
    rates: tuple[float, ...]

    @property
    def arm(self) -> str:
        """What its learning rates are tried on: for ours that is DPO alone, which need not read first."""
        return "dpo" if self.name == OURS.name else self.name


OURS = Method("ours", (), (1.8e-5, 1.2e-5, 2.5e-5))
# Antidoom branches where the loop is entered and nowhere else, and stops by a measure of its own before its epochs end.
FTPO_SETTINGS = ("train.arms=[ftpo]", "pair.forks=[prevent]", "pair.endings=0", "train.epochs=3")
FTPO = Method("ftpo", FTPO_SETTINGS, (1.5e-5, 5e-6, 5e-5))
NAIVE = Method("naive", ("train.arms=[naive]", *WHOLE), (1e-6, 5e-6, 2e-5))
CPU = (OURS, FTPO, NAIVE)
FULL = (
    *CPU,
    Method("ftpo-5e-6", FTPO_SETTINGS, (5e-6,)),  # its authors' rate is for a third of the pairs that this tier makes
    Method("ours-unread", ("train.arms=[dpo]",), OURS.rates),
    Method("ftpo-read", (*FTPO_SETTINGS[1:], "train.arms=[midtrain+ftpo]"), FTPO.rates),
    Method("sft-naive", ("train.arms=[sft+naive]", *WHOLE), NAIVE.rates),
    Method("unlikelihood", ("train.arms=[unlikelihood]", *WHOLE), (1e-5, 3e-6, 3e-5)),
    Method("ours-lora", ("train.arms=[midtrain+dpo]", "train.lora=true"), (1e-4,)),
    *(
        Method(f"{each.name}-seed{n}", (*each.settings, f"seed={n}"), each.rates)
        for each in (OURS, FTPO)
        for n in (1, 2)
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tier", choices=TIERS, default="cpu")
    further = [each.name for each in FULL if each not in CPU]
    parser.add_argument("--also", nargs="+", choices=further, default=[], help="rows of the full tier in another")
    parser.add_argument("--tune", action="store_true", help="only find learning rates")
    parser.add_argument("--out", type=Path, default=Path("runs/repair"))
    options = parser.parse_args()
    options.out /= options.tier
    if options.tune:
        return tune(options.out, options.tier)
    if options.tier == "full":
        find_spec("torchao") or parser.error("the full tier needs torchao, for its int8 rows")
    folders: dict[str, RunFolder] = {}
    rows = compared((*CPU, *(each for each in FULL if each.name in options.also)), options, folders)
    if options.tier == "full":
        # What needs no training comes first: a machine that is not patient enough has that.
        fixes = decode_time_fixes(folders[OURS.name])
        tell(extended(rows, fixes), options.tier)
        rows = extended(compared(FULL, options, folders), fixes)
    return tell(rows, options.tier)


def compared(methods: Sequence[Method], options: argparse.Namespace, folders: dict[str, RunFolder]) -> list[Row]:
    """Run what `folders` does not have yet; the rows of all of them."""
    rows = rows_of(folders)
    for method in methods:
        if method.name in folders:
            continue
        overrides = settings(method, rate(method, options.tier), *TIERS[options.tier])
        out = options.out / method.name
        tried = sorted((options.out / "tune").glob("*"))
        begin(out, overrides, [*(options.out / each.name for each in CPU), *tried])
        subprocess.run([sys.executable, "-m", "dpo_degen", "run", "default", "--out", str(out), *overrides], check=True)
        folders[method.name] = RunFolder(out)
        rows = rows_of(folders)
        tell(rows, options.tier)
    return rows


def extended(rows: list[Row], fixes: list[Row]) -> list[Row]:
    """Rows with decode-time fixes, the best rival at our perplexity, and eight bits; other decodings of the best."""
    other_decodings(rows)
    ours, rival = ours_of(rows), best_rival(rows)
    beside = drawn_back(rival, ours) if rival else []
    return rows + fixes + beside + [int8(row) for row in (rows[0], ours)]


def tell(rows: list[Row], tier: str) -> int:
    """Print and keep the table of what has been run so far; the exit code."""
    print(markdown(rows))
    versions = rows[0].folder.manifest()["versions"]
    return keep(f"repair-{tier}", judge(rows), versions=versions, rows=[row.to_dict() for row in rows])


def rate(method: Method, tier: str) -> float:
    """The learning rate of the trial that left the fewest loops within the default recipe's bound on perplexity.

    Its authors' own where it, or the method it is a variant of, has not been tuned; the one that raises perplexity
    least where all are beyond the bound.
    """
    file = RESULTS / f"{tuning(tier)}.json"
    trials = read_json(file)["trials"] if file.is_file() else {}
    tuned = next(each.name for each in FULL if each.rates == method.rates)
    names = {each: f"{tuned}-{each:g}" for each in method.rates}
    if any(name not in trials for name in names.values()):
        return method.rates[0]
    bound = load("default").train.max_perplexity

    def rank(each: float) -> tuple[bool, float]:
        base, after = trials[names[each]].values()
        ratio = after["perplexity"] / base["perplexity"]
        return (True, ratio) if ratio > bound else (False, after["loops"])

    return min(method.rates, key=rank)


def tuning(tier: str) -> str:
    """The file in results/ that has what was found on a tier's prompts: more of them ask for smaller steps."""
    return f"repair-tuning-{tier}"


def settings(method: Method, rate: float, *more: str) -> list[str]:
    return [*COMMON, *method.settings, f"train.learning_rate={rate}", *more]


def begin(out: Path, overrides: list[str], like: list[Path]) -> None:
    """Begin a run with what it has in common with one of those that are there, the one that has most."""
    there = [RunFolder(path) for path in like if (path / "config.yaml").is_file() and path != out]
    if there and not (out / "config.yaml").is_file():
        config = load("default", overrides)
        fork(max(there, key=lambda old: len(common(old, config))), out, overrides)


def common(old: RunFolder, config: Config) -> list[str]:
    """The stages of a run that would be the same by these settings, and the reading before its training."""
    if Run(config, old).inputs != old.manifest()["inputs"]:
        return []
    mine, theirs = config.decisive(), load(old.config).decisive()
    sections = {"sample": ("model", "prompts", "seed", "sample"), "detect": ("detect",), "pair": ("pair",)}
    done, same = old.manifest()["stages"], []
    for stage, names in sections.items():
        if stage not in done or any(mine[name] != theirs[name] for name in names):
            break
        same.append(stage)
    return [*same, READ] if "detect" in same and read_alike(old, config) else same


def read_alike(old: RunFolder, config: Config) -> bool:
    """Whether a run has a model that has read what these settings say."""
    if not (old.models / READ).is_dir():
        return False
    train, now = old.manifest()["stages"].get("train"), Run(config, old).basis("train")
    before = train["basis"] if train else read_json(old.models / ".basis.json")
    names = [name for name in now if name.startswith("midtrain.") or name == "hash of documents"]
    return bool(names) and all(before.get(name) == now[name] for name in names)


def evaluated_alike(old: RunFolder, config: Config) -> bool:
    """Whether a run has asked its models what these settings ask."""
    mine, theirs = config.decisive(), load(old.config).decisive()
    same = all(mine[name] == theirs[name] for name in ("model", "prompts", "evaluate"))
    caps = (each["sample"]["max_new_tokens"] for each in (mine, theirs))
    return same and len({*caps}) == 1 and Run(config, old).inputs == old.manifest()["inputs"]


def fork(old: RunFolder, out: Path, overrides: list[str]) -> None:
    """Begin a run with the stages that another one has in common with it: the same work is not done twice.

    Their seconds come along, so that each method is charged for its work, but not those of sampling a model that has
    read.
    """
    config = load("default", overrides)
    same, manifest = common(old, config), old.manifest()
    part = out.with_name(f".{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    homes = {
        "sample": ["samples"],
        "detect": ["detections"],
        "pair": ["pairs"],
        READ: [f"models/{READ}", f"rounds/{READ}/samples", f"rounds/{READ}/detections"],
    }
    shared = [home for stage in same for home in homes[stage]]
    if evaluated_alike(old, config):
        shared += [f"evaluation/{arm}" for arm in (BASE, *({READ} & {*same}))]
    for home in shared:
        if (old.path / home).is_dir():
            shutil.copytree(old.path / home, part / home)
    manifest["stages"] = {stage: entry for stage, entry in manifest["stages"].items() if stage in same}
    manifest["interrupted"] = (
        {"train": read_json(old.models / READ / "training.json")["seconds"]} if READ in same else {}
    )
    write_json(part / "manifest.json", manifest)
    write_atomic(part / "config.yaml", dump(config).encode())
    part.rename(out)


def tune(out: Path, tier: str) -> int:
    """One round of each method at each of its learning rates, judged on held-out training prompts."""
    found: dict[str, Any] = {}
    for method in (*CPU[1:], OURS, *(each for each in FULL if each.name == "unlikelihood")):
        first = out / "tune" / f"{method.name}-{method.rates[0]:g}"
        for rate in method.rates:
            # A second round is only trained where the first did not raise perplexity at all. Ours is drawn back to
            # base's perplexity: what is compared is how many loops each rate leaves there.
            short = (f"train.arms=[{method.arm}]", "train.rounds=2", "train.max_perplexity=1")
            trial = settings(method, rate, *TIERS[tier], *short)
            path = out / "tune" / f"{method.name}-{rate:g}"
            whole = RunFolder(out / method.name)
            if not (same_round(whole, trial) and whole.check(method.arm).is_file()):
                begin(path, trial, [out / OURS.name, out / method.name, first])
                whole = RunFolder(path)
                work = open_run(path, load("default", trial))
                for stage in STAGES[: STAGES.index("evaluate")]:
                    do(work, stage)
                work.free()
            checks = {arm: read_json(whole.check(arm)) for arm in (BASE, method.arm)}
            found[path.name] = {
                arm: {n: check[n] for n in ("loops", "n", "perplexity")} for arm, check in checks.items()
            }
            print(path.name, found[path.name], flush=True)
            keep(tuning(tier), [], trials=found)
    return 0


def same_round(run: RunFolder, trial: list[str]) -> bool:
    """Whether a complete run has a first round like a trial's, so that the trial need not be made."""
    if not run.config.is_file() or "train" not in run.manifest()["stages"]:
        return False
    sections = [load(run.config).decisive(), load("default", trial).decisive()]
    for each in sections:
        bound = () if each["train"]["arms"] == ["dpo"] else ("max_perplexity",)  # it decides how far DPO goes
        for later in ("arms", "rounds", *bound):
            del each["train"][later]
    names = ("model", "prompts", "seed", "sample", "pair", "train")
    return all(sections[0][name] == sections[1][name] for name in names)


if __name__ == "__main__":
    sys.exit(main())
