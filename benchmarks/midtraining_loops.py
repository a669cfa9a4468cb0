"""Whether reading about healthy generation helps against loops beyond DPO, and whether it saves pairs.

    python benchmarks/midtraining_loops.py      # about two hours on 2 cores; results/midtraining-loops.json

SmolLM2-135M-Instruct, the prompts of data/prompts and those of data/phrasings, greedy, 384 tokens. One run of the
default recipe for each number of pairs, one round, with the arms `dpo` and `midtrain+dpo`, each on pairs of its own
model's loops. All start from the same outputs of base and of the model that has read the documents. A control reads
about other matters (data/values, half as many tokens). Runs lie in --out; what is there is not made again.
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
from dpo_degen.evaluation import compare, rate
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
# Each twice the one before: half the pairs of one arm are held against all of the other. The 108 loops that a model has
# left that has read make some 230 pairs at most, so not 320.
PAIRS = (80, 160)
READ, ARMS = "midtrain", ("dpo", "midtrain+dpo")
CONTROL = "midtrain on other matters"
COLUMNS = ("loops", "frozen rule", "unseen domains", "unusual phrasings", "unlike training")
_MARGIN = 0.25  # "as few loops" allows for this share more of them


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("runs/midtraining-loops"))
    out = parser.parse_args().out
    prompts = gathered(out / "prompts", builtin())
    unusual = [{name: value for name, value in row.items() if name in FIELDS} for _, row in read_objects(UNUSUAL)]
    write_jsonl(prompts / UNUSUAL.name, unusual)
    first = RunFolder(out / f"pairs-{PAIRS[0]}")
    rows: list[dict[str, Any]] = []
    saved: list[dict[str, Any]] = []
    last: dict[str, list[EvalRow]] = {}
    for count in PAIRS:
        folder = RunFolder(out / f"pairs-{count}")
        overrides = settings(prompts, count, (READ, *ARMS))
        if count != PAIRS[0] and not folder.config.is_file():
            fork(first, folder.path, overrides)  # what both models said, and the reading: they do not depend on pairs
        judged = run(folder, overrides, (READ, *ARMS))
        now = measured(folder, judged, ARMS if last else tuple(judged))
        if last:
            saved.append(saving(last[ARMS[1]], judged[ARMS[0]], (rows[-1]["pairs"], now[0]["pairs"])))
        rows, last = rows + now, judged
        tell(rows, saved)
    folder, documents = RunFolder(out / "control"), gathered(out / "documents", HERE.parent / "data" / "values")
    overrides = [*settings(prompts, PAIRS[0], (READ,)), f"midtrain.docs={documents}"]
    if not folder.config.is_file():
        fork(first, folder.path, overrides)
    judged = run(folder, overrides, (READ,))
    return tell(rows + [row | {"arm": CONTROL} for row in measured(folder, judged, (READ,))], saved)


def gathered(folder: Path, source: Path) -> Path:
    """A folder with the JSONL files of another one."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in source.glob("*.jsonl"):
        shutil.copy(file, folder / file.name)
    return folder


def run(folder: RunFolder, overrides: list[str], arms: Sequence[str]) -> dict[str, list[EvalRow]]:
    """What base and the arms of a run said to held-out prompts, judged."""
    command = [sys.executable, "-m", "dpo_degen", "run", "default", "--out", str(folder.path), *overrides]
    subprocess.run(command, check=True)
    return {arm: list(read_jsonl(folder.evaluation / arm / "rows.jsonl", EvalRow)) for arm in (BASE, *arms)}


def settings(prompts: Path, count: int, arms: Sequence[str]) -> list[str]:
    return [
        f"prompts.source={prompts}",
        "prompts.train_limit=424",
        "sample.max_new_tokens=384",
        f"pair.max_pairs={count}",
        f"train.arms={json.dumps(arms)}",
        "train.rounds=1",
        "train.max_perplexity=10",  # what pairs do is compared, not what a bound leaves of it
        "midtrain.docs=healthy",
        "evaluate.guards=false",
    ]


def measured(folder: RunFolder, judged: dict[str, list[EvalRow]], arms: Sequence[str]) -> list[dict[str, Any]]:
    """Those arms of a run; base and the model that has only read are the same in all runs and come once."""
    rows, told = [], {each["arm"]: each for each in read_json(folder.summary)["arms"]}
    for arm in arms:
        against = judged[BASE] if arm == READ else judged[ARMS[0]] if arm == ARMS[1] else None
        figures, links = told[arm], [told[link] for link in [*lineage(arm), arm][1:]]
        rows.append(
            {
                "arm": arm,
                "pairs": figures["pairs"] or 0,
                **rates(judged[arm]),
                **{name: figures[name] for name in ("ended", "mean_length", "perplexity_ratio")},
                **{name: figures["costs"][name] for name in ("length", "shorter")},
                "train_seconds": sum(link["train_seconds"] for link in links),
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


def tell(rows: list[dict[str, Any]], saved: list[dict[str, Any]]) -> int:
    """Print and keep the table; the exit code."""
    more = ("ended", "length", "healthy length", "shorter than onset", "perplexity", "training s")
    print(f"\n| arm | pairs | {' | '.join((*COLUMNS, *more))} |\n|---|---:|{'---:|' * len((*COLUMNS, *more))}")
    for row in rows:
        tests = {name: f", p {p_value(test['p'])}" for name, test in row["tests"].items()}
        cells = [f"{interval(row[name])}{tests.get(name, '')}" for name in COLUMNS]
        cells += [percent(row["ended"]["rate"]), f"{row['mean_length']:.0f}", f"x{1 + row['length']['mean']:.2f}"]
        cells += [f"{row['shorter']['count']} of {row['shorter']['n']}", f"{row['perplexity_ratio'] - 1:+.1%}"]
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
    return keep("midtraining-loops", targets, versions=versions(), rows=rows, saved=saved)


if __name__ == "__main__":
    sys.exit(main())
