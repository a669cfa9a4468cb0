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

from dpo_degen.evaluation import compare, rate
from dpo_degen.folder import RunFolder
from dpo_degen.jsonl import read_jsonl, read_objects, write_json, write_jsonl
from dpo_degen.prompts import FIELDS, builtin
from dpo_degen.records import EvalRow
from dpo_degen.reporting.terminal import interval, p_value

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
UNUSUAL = HERE.parent / "data" / "phrasings" / "unusual.jsonl"
PAIRS = (32, 96, 288)
READ, ARMS = "midtrain", ("dpo", "midtrain+dpo")
COLUMNS = ("loops", "frozen rule", "unseen domains", "unusual phrasings")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("runs/midtraining-loops"))
    out = parser.parse_args().out
    prompts = gathered(out / "prompts")
    rows: list[dict[str, Any]] = []
    for count in PAIRS:
        folder = RunFolder(out / f"pairs-{count}")
        overrides = settings(prompts, count)
        if count != PAIRS[0] and not (folder.models / READ).is_dir():
            shutil.rmtree(folder.path, ignore_errors=True)  # begun by a call that was killed while it copied
            begin(RunFolder(out / f"pairs-{PAIRS[0]}"), folder.path, overrides)
        command = [sys.executable, "-m", "dpo_degen", "run", "default", "--out", str(folder.path), *overrides]
        subprocess.run(command, check=True)
        rows += measured(folder, count, first=not rows)
        tell(rows)
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


def measured(folder: RunFolder, count: int, *, first: bool) -> list[dict[str, Any]]:
    """The arms of a run; base and the model that has only read are the same in all runs and come once."""
    judged = {arm: list(read_jsonl(folder.evaluation / arm / "rows.jsonl", EvalRow)) for arm in ("base", READ, *ARMS)}
    rows = []
    for arm in judged if first else ARMS:
        against = {READ: judged["base"], ARMS[1]: judged[ARMS[0]]}.get(arm)
        rows.append(
            {
                "arm": arm,
                "pairs": count if arm in ARMS else 0,
                **rates(judged[arm]),
                "tests": {name: compare(part, subsets(judged[arm])[name]) for name, part in subsets(against).items()}
                if against
                else {},
            }
        )
    return rows


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


def tell(rows: list[dict[str, Any]]) -> None:
    """Print and keep the table."""
    print(f"\n| arm | pairs | {' | '.join(COLUMNS)} |\n|---|---:|{'---:|' * len(COLUMNS)}")
    for row in rows:
        tests = {name: f", p {p_value(test['p'])}" for name, test in row["tests"].items()}
        cells = [f"{interval(row[name])}{tests.get(name, '')}" for name in COLUMNS]
        print(f"| {row['arm']} | {row['pairs']} | {' | '.join(cells)} |")
    kept = {"date": datetime.now(UTC).date().isoformat(), "targets": [], "rows": rows}
    write_json(HERE / "results" / "midtraining-loops.json", kept)


if __name__ == "__main__":
    sys.exit(main())
