"""The demo recipe from nothing, timed: does it end in time, and does DPO repair without damage?

    python benchmarks/demo.py [--out runs/demo-benchmark] [--keep]

Runs `dpo-degen run demo` in a process of its own, prints the arms table, and writes results/demo.json.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from targets import keep, target

from dpo_degen.jsonl import read_json
from dpo_degen.reporting.terminal import markdown_table

MINUTES = 15
PERPLEXITY = 0.03


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("runs/demo-benchmark"))
    parser.add_argument("--keep", action="store_true", help="judge the finished run that is there instead of a new one")
    options = parser.parse_args()
    seconds = 0.0
    if not options.keep:
        shutil.rmtree(options.out, ignore_errors=True)
        began = time.monotonic()
        subprocess.run([sys.executable, "-m", "dpo_degen", "run", "demo", "--out", str(options.out)], check=True)
        seconds = time.monotonic() - began
    summary = read_json(options.out / "summary.json")
    targets = judge(summary, seconds or summary["seconds"])
    table = markdown_table(summary)
    print(table)
    return keep(
        "demo",
        targets,
        machine=f"{platform.machine()}, {platform.processor() or platform.system()}",
        versions=summary["versions"],
        stages={name: entry["seconds"] for name, entry in summary["stages"].items()},
        table=table,
    )


def judge(summary: dict[str, Any], seconds: float) -> list[dict[str, Any]]:
    """The targets of the demo, from its summary and its wall-clock seconds."""
    arms = {arm["arm"]: arm for arm in summary["arms"]}
    base, dpo = arms["base"], arms["dpo"]
    fewer = dpo["loops"]["rate"] < base["loops"]["rate"]
    p, change = dpo["versus_base"]["p"], dpo["perplexity_ratio"] - 1
    return [
        target("minutes after installation", f"< {MINUTES}", round(seconds / 60, 1), seconds < MINUTES * 60),
        target("DPO loops below base", "yes", "yes" if fewer else "no", fewer),
        target("exact McNemar p, DPO against base", "< 0.05", p, p < 0.05),
        target(
            "human-text perplexity, change", f"within {PERPLEXITY:.0%}", round(change, 4), abs(change) <= PERPLEXITY
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
