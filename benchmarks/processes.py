"""Training in two processes beside one: the same losses, and what two are worth.

    python benchmarks/processes.py                # about 5 minutes on 2 cores; writes results/processes.json

SmolLM2-135M-Instruct, some of its own loops, the default recipe's DPO with anchors. One run makes the pairs; copies of
it train in one process on one core, in two with a core each, and in one with both cores.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from targets import keep, target

from dpo_degen.folder import RunFolder, versions
from dpo_degen.jsonl import read_json

PAIRS = 32
SETTINGS = [
    "sample.max_new_tokens=256",
    "prompts.train_limit=48",
    "prompts.eval_limit=2",
    f"pair.max_pairs={PAIRS}",
    "train.arms=[dpo]",
    "train.rounds=1",
    "train.pairs_per_device=2",
]
WAYS = {"1 process, 1 core": (1, 1), "2 processes, 1 core each": (2, 1), "1 process, 2 cores": (1, 2)}
NEAR = 0.01
"""Losses of a step may differ by this much: numbers are added in another order, in bfloat16 where a CPU has it."""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        subprocess.run(
            [sys.executable, "-m", "dpo_degen", "sample", made, "--config", "default", *SETTINGS], check=True
        )
        for stage in ("detect", "pair"):
            subprocess.run([sys.executable, "-m", "dpo_degen", stage, made], check=True)
        logs = {}
        for name, (processes, threads) in WAYS.items():
            out = shutil.copytree(made, Path(folder) / name.replace(" ", "-"))
            logs[name] = trained(out, processes, threads)
    one, two, both = logs.values()
    found = {name: {"pairs": log["pairs"], "seconds": log["seconds"]} for name, log in logs.items()}
    for name, log in logs.items():
        print(f"{name}: {log['pairs'] / log['seconds']:.2f} pairs a second")
    apart = max(abs(a["loss"] - b["loss"]) for a, b in zip(one["history"], two["history"], strict=True))
    targets = [target("largest difference of a step's loss", f"<= {NEAR}", round(apart, 6), apart <= NEAR)]
    ratios = {"over one with one core": one, "over one with both cores": both}
    told = {name: round(log["seconds"] / two["seconds"], 2) for name, log in ratios.items()}
    print(f"two processes: {told}")
    return keep("processes", targets, versions=versions(), ways=found, **{"two processes": told})


def trained(out: Path, processes: int, threads: int) -> dict[str, Any]:
    launcher = ["-m", "torch.distributed.run", "--standalone", "--nproc_per_node", str(processes)]
    command = [sys.executable, *(launcher if processes > 1 else []), "-m", "dpo_degen", "train", str(out)]
    subprocess.run(command, check=True, env={**os.environ, "OMP_NUM_THREADS": str(threads)})
    log: dict[str, Any] = read_json(RunFolder(out).models / "dpo" / "training.json")
    return log


if __name__ == "__main__":
    sys.exit(main())
