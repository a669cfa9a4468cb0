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
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repair import fork

from dpo_degen.config import BASE
from dpo_degen.evaluation import compare, rate
from dpo_degen.folder import RunFolder, versions
from dpo_degen.jsonl import read_json, read_jsonl, read_objects, write_json, write_jsonl
from dpo_degen.prompts import FIELDS, builtin
from dpo_degen.records import EvalRow
from dpo_degen.reporting.terminal import interval, p_value

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
UNUSUAL = HERE.parent / "data" / "phrasings" / "unusual.jsonl"
PAIRS = (80, 160, 320)  # each twice the one before: half the pairs of one arm are held against all of the other
READ, ARMS = "midtrain", ("dpo", "midtrain+dpo")
COLUMNS = ("loops", "frozen rule", "unseen domains", "unusual phrasings")


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
        rows += measured(folder, judged, first=not last)
        saved += [saving(last[ARMS[1]], judged[ARMS[0]], count)] if last else []
        last = judged
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
        tests = compared(against, judged[arm]) if against else {}
        pairs = read_json(folder.models / arm / "training.json")["pairs"] if arm in ARMS else 0
        rows.append({"arm": arm, "pairs": pairs, **rates(judged[arm]), "tests": tests})
    return rows


def saving(half: Sequence[EvalRow], whole: Sequence[EvalRow], count: int) -> dict[str, Any]:
    """Whether a model that has read needs half the pairs: its loops after so many, against those of one that has not.

    "yes" where it has no more of them on unseen domains, "no" where it surely has, else "open".
    """
    tests = compared(whole, half)
    change = tests["unseen domains"]["reduction"]
    surely = "no" if change and change["high"] < 0 else "open"
    return {
        "pairs": count // 2,
        "against": count,
        "tests": tests,
        "halved": "yes" if change and change["mean"] >= 0 else surely,
    }


def compared(before: Sequence[EvalRow], after: Sequence[EvalRow]) -> dict[str, Any]:
    """The test of one model's outputs against another's, for each kind of prompt."""
    there = subsets(after)
    return {name: compare(part, there[name]) for name, part in subsets(before).items()}


def rates(rows: Sequence[EvalRow]) -> dict[str, Any]:
    parts = subsets(rows)
    frozen = {"frozen rule": rate([row.frozen_loop for row in parts["loops"]])}
    return {**{name: rate([row.loops for row in part]) for name, part in parts.items()}, **frozen}


def subsets(rows: Sequence[EvalRow]) -> dict[str, list[EvalRow]]:
    """What loops are counted on: the usual prompts, those of them of unseen domains, the unusual ones."""
    usual = [row for row in rows if not row.prompt_id.startswith("unusual-")]
    return {
        "loops": usual,
        "unseen domains": [row for row in usual if not row.seen_domain],
        "unusual phrasings": [row for row in rows if row.prompt_id.startswith("unusual-")],
    }


def tell(rows: list[dict[str, Any]], saved: list[dict[str, Any]]) -> None:
    """Print and keep the table."""
    print(f"\n| arm | pairs | {' | '.join(COLUMNS)} |\n|---|---:|{'---:|' * len(COLUMNS)}")
    for row in rows:
        tests = {name: f", p {p_value(test['p'])}" for name, test in row["tests"].items()}
        cells = [f"{interval(row[name])}{tests.get(name, '')}" for name in COLUMNS]
        print(f"| {row['arm']} | {row['pairs']} | {' | '.join(cells)} |")
    targets = []
    for each in saved:
        change = each["tests"]["unseen domains"]["reduction"]
        fewer = (
            f"{100 * change['mean']:+.0f} % [{100 * change['low']:+.0f}, {100 * change['high']:+.0f}]"
            if change
            else "-"
        )
        name = f"loops on unseen domains, {ARMS[1]} on {each['pairs']} pairs, fewer than {ARMS[0]} on {each['against']}"
        targets.append(
            {"name": name, "target": ">= 0 %, or surely not", "value": fewer, "met": each["halved"] != "open"}
        )
        print(f"{name}: {fewer}, halved: {each['halved']}")
    kept = {"date": datetime.now(UTC).date().isoformat(), "versions": versions(), "targets": targets}
    write_json(HERE / "results" / "midtraining-loops.json", kept | {"rows": rows, "saved": saved})


if __name__ == "__main__":
    sys.exit(main())
