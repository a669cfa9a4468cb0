"""What a benchmark is held to, and the file in `results/` that keeps what it found."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dpo_degen.jsonl import write_json

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULTS = Path(__file__).parent / "results"


def target(name: str, goal: str, value: float | str, met: bool) -> dict[str, Any]:
    """A target as the results file has it."""
    return {"name": name, "target": goal, "value": value, "met": bool(met)}


def keep(name: str, targets: Sequence[dict[str, Any]], **found: Any) -> int:
    """Print the targets, write results/NAME.json with today's date, and return the exit code: 1 if one is not met."""
    for each in targets:
        print(f"{each['name']}: {each['value']} (target {each['target']}, met: {each['met']})")
    kept = {"date": datetime.now(UTC).date().isoformat(), **found, "targets": targets}
    write_json(RESULTS / f"{name}.json", kept)
    return 0 if all(each["met"] for each in targets) else 1
