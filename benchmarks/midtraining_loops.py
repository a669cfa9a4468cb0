"""Whether reading about healthy generation helps against loops beyond DPO, and whether it saves pairs.

    python benchmarks/midtraining_loops.py      # about 90 minutes on 2 cores; results/midtraining-loops.json

SmolLM2-135M-Instruct, the prompts of data/prompts and those of data/phrasings, greedy, 384 tokens. One run of the
default recipe for each number of pairs, one round, with the arms `dpo` and `midtrain+dpo`, each on pairs of its own
model's loops. All start from the same outputs of base and of the model that has read the documents. Runs lie in --out;
what is there is not made again.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repair import fork
from targets import keep, target

from dpo_degen.config import BASE
from dpo_degen.evaluation import compare, measure, rate
from dpo_degen.folder import RunFolder, versions
from dpo_degen.jsonl import read_json, read_jsonl, read_objects, write_jsonl
from dpo_degen.prompts import FIELDS, builtin
from dpo_degen.records import EvalRow
from dpo_degen.reporting.terminal import interval, p_value, percent
from dpo_degen.rounds import lineage

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
UNUSUAL = HERE.parent / "data" / "phrasings" / "unusual.jsonl"
PAIRS = (80, 160, 320)  # each twice the one before: half the pairs of one arm are held against all of the other
READ, ARMS = "midtrain", ("dpo", "midtrain+dpo")
COLUMNS = ("loops", "frozen rule", "unseen domains", "unusual phrasings", "unlike training")
_MARGIN = 0.25  # "as few loops" allows for this share more of them


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("runs/midtraining-loops"))
    out = parser.parse_args().out
    prompts = gathered(out / "prompts")
    rows: list[dict[str, Any]] = []
    saved: list[dict[str, Any]] = []
    last: dict[str, list[EvalRow]] = {}
    for count in PAIRS:
        folder = RunFolder(out / f"pairs-{count}")
        overrides = settings(prompts, count)
        if count != PAIRS[0] and not (folder.models / READ).is_dir():
            shutil.rmtree(folder.path, ignore_errors=True)  # begun by a call that was killed while it copied
            begin(RunFolder(out / f"pairs-{PAIRS[0]}"), folder.path, overrides)
        command = [sys.executable, "-m", "dpo_degen", "run", "default", "--out", str(folder.path), *overrides]
        subprocess.run(command, check=True)
        judged = {arm: list(read_jsonl(folder.evaluation / arm / "rows.jsonl", EvalRow)) for arm in (BASE, READ, *ARMS)}
        now = measured(folder, judged, first=not last)
        if last:
            saved.append(saving(last[ARMS[1]], judged[ARMS[0]], (rows[-1]["pairs"], now[0]["pairs"])))
        rows, last = rows + now, judged
        tell(rows, saved)
    return 0


def gathered(folder: Path) -> Path:
    """A folder with the prompts of both sources."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in builtin().glob("*.jsonl"):
        shutil.copy(file, folder / file.name)
    unusual = [{name: value for name, value in row.items() if name in FIELDS} for _, row in read_objects(UNUSUAL)]
    write_jsonl(folder / UNUSUAL.name, unusual)
    return folder


def settings(prompts: Path, count: int) -> list[str]:
    return [
        f"prompts.source={prompts}",
        "sample.max_new_tokens=384",
        f"pair.max_pairs={count}",
        f"train.arms={json.dumps(ARMS)}",
        "train.rounds=1",
        "evaluate.guards=false",
    ]


def begin(old: RunFolder, out: Path, overrides: list[str]) -> None:
    """Begin a run with what does not depend on the number of pairs: what both models said, and the reading."""
    fork(old, out, overrides)
    shutil.copytree(old.models / READ, out / "models" / f".{READ}.part")
    shutil.copytree(old.evaluation / READ, out / "evaluation" / READ)
    findings = old.findings(READ)
    for file in (findings.samples, findings.detections):
        copy = out / file.relative_to(old.path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    (out / "models" / f".{READ}.part").rename(out / "models" / READ)


def measured(folder: RunFolder, judged: dict[str, list[EvalRow]], *, first: bool) -> list[dict[str, Any]]:
    """The arms of a run; base and the model that has only read are the same in all runs and come once."""
    rows = []
    for arm in judged if first else ARMS:
        against = {READ: judged[BASE], ARMS[1]: judged[ARMS[0]]}.get(arm)
        logs = [read_json(folder.models / link / "training.json") for link in [*lineage(arm), arm][1:]]
        nats = [read_json(folder.scores(each))["perplexity"] for each in (arm, BASE)]
        figures = measure(judged[arm])
        rows.append(
            {
                "arm": arm,
                "pairs": logs[-1]["pairs"] if arm in ARMS else 0,
                **rates(judged[arm]),
                "ended": figures["ended"],
                "mean_length": figures["mean_length"],
                "perplexity_ratio": nats[0] / nats[1],
                "train_seconds": sum(log["seconds"] for log in logs),
                "tests": compared(against, judged[arm]) if against else {},
            }
        )
    return rows


def saving(half: Sequence[EvalRow], whole: Sequence[EvalRow], pairs: tuple[int, int]) -> dict[str, Any]:
    """Whether a model that has read does with half the pairs, on prompts unlike those of training.

    "yes" where it surely has at most `_MARGIN` more loops than one that has not read, trained on all; "no" where it
    surely has more; else "open", as where there were too few loops to make so many pairs.
    """
    tests = compared(whole, half)
    change = tests["unlike training"]["reduction"]
    halved = "open"
    if change and 2 * pairs[0] == pairs[1]:
        halved = "yes" if change["low"] >= -_MARGIN else "no" if change["high"] < 0 else "open"
    return {"pairs": pairs, "tests": tests, "halved": halved}


def compared(before: Sequence[EvalRow], after: Sequence[EvalRow]) -> dict[str, Any]:
    """The test of one model's outputs against another's, for each kind of prompt."""
    there = subsets(after)
    return {name: compare(part, there[name]) for name, part in subsets(before).items()}


def rates(rows: Sequence[EvalRow]) -> dict[str, Any]:
    parts = subsets(rows)
    frozen = {"frozen rule": rate([row.frozen_loop for row in parts["loops"]])}
    return {**{name: rate([row.loops for row in part]) for name, part in parts.items()}, **frozen}


def subsets(rows: Sequence[EvalRow]) -> dict[str, list[EvalRow]]:
    """What loops are counted on; prompts of unseen domains and those in unusual manners are unlike training."""
    unusual = [row for row in rows if row.prompt_id.startswith("unusual-")]
    usual = [row for row in rows if not row.prompt_id.startswith("unusual-")]
    unseen = [row for row in usual if not row.seen_domain]
    return {
        "loops": usual,
        "unseen domains": unseen,
        "unusual phrasings": unusual,
        "unlike training": [*unseen, *unusual],
    }


def tell(rows: list[dict[str, Any]], saved: list[dict[str, Any]]) -> None:
    """Print and keep the table."""
    more = ("ended", "length", "perplexity", "training s")
    print(f"\n| arm | pairs | {' | '.join((*COLUMNS, *more))} |\n|---|---:|{'---:|' * len((*COLUMNS, *more))}")
    for row in rows:
        tests = {name: f", p {p_value(test['p'])}" for name, test in row["tests"].items()}
        cells = [f"{interval(row[name])}{tests.get(name, '')}" for name in COLUMNS]
        cells += [percent(row["ended"]["rate"]), f"{row['mean_length']:.0f}", f"{row['perplexity_ratio'] - 1:+.1%}"]
        print(f"| {row['arm']} | {row['pairs']} | {' | '.join(cells)} | {row['train_seconds']:.0f} |")
    targets = []
    for each in saved:
        change = each["tests"]["unlike training"]["reduction"]
        fewer = "-"
        if change:
            fewer = f"{100 * change['mean']:+.0f} % [{100 * change['low']:+.0f}, {100 * change['high']:+.0f}]"
        name = (
            f"{ARMS[1]} on {each['pairs'][0]} pairs, fewer loops unlike training than {ARMS[0]} on {each['pairs'][1]}"
        )
        goal = f"surely >= {-_MARGIN:.0%}, or surely below 0"
        targets.append(target(name, goal, f"{fewer}, halved: {each['halved']}", each["halved"] != "open"))
    keep("midtraining-loops", targets, versions=versions(), rows=rows, saved=saved)


if __name__ == "__main__":
    sys.exit(main())
